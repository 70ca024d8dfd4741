// Hand tools and striking things.
import { arc, bar, box, disc, joined, type Outline, placed, polygon, ring, stroke, without } from '../outline.ts'
import { bevel, flat, pipe, round, type Solid, solid } from '../solids.ts'
import { handle } from './blades.ts'
import type { Build } from './make.ts'

export const screwdriver: Build = (s) => {
  const l = s.between(6, 16)
  const r = s.between(0.22, 0.4)
  const tip = s.chance(0.5)
    ? polygon([
        [-l - 0.9, -r * 1.5],
        [-l + 0.8, -r],
        [-l + 0.8, r],
        [-l - 0.9, r * 1.5],
      ])
    : polygon([
        [-l - 0.9, -0.05],
        [-l + 0.4, -r],
        [-l + 0.4, r],
        [-l - 0.9, 0.05],
      ])
  return [
    solid(bar(-l, 0, 1.5, 0, r), round(r), 'steel'),
    solid(tip, flat(r), 'steel'),
    ...handle(s, 0, s.between(8, 11), s.between(1.1, 1.6)).slice(0, 1),
  ]
}

export const spanner: Build = (s) => {
  const l = s.between(11, 24)
  const w = l * s.between(0.07, 0.09)
  const head = (x: number, side: 1 | -1, tilt: number): Outline =>
    placed(without(disc(0, 0, w * 1.75), box(side * w * 1.5, 0, w * 2.6, w * 1.5)), x, 0, tilt)
  const far = s.chance(0.5) ? head(l / 2, 1, 0.26) : ring(l / 2, 0, w * 1.15, w * 0.8)
  return [
    solid(
      joined(bar(-l / 2 + w, 0, l / 2 - w, 0, w * 0.62), head(-l / 2, -1, 0.26), far),
      round(0.2, s.between(0.5, 0.9)),
      'steel',
    ),
  ]
}

export const hammer: Build = (s) => {
  const h = s.between(8.5, 12)
  const r = s.between(1.1, 1.6)
  const claw = s.chance(0.6)
    ? stroke(
        [
          [-0.3, -1],
          [-0.8, -h * 0.35],
          [0.6, -h * 0.58],
        ],
        r * 0.55,
      )
    : polygon([
        [-r, -1],
        [-r * 0.4, -h * 0.52],
        [r * 0.4, -h * 0.52],
        [r, -1],
      ])
  const metal = s.chance(0.3)
  const l = s.between(22, 30)
  return [
    solid(
      joined(
        box(0, 0, r * 2, 3.4, 0.4),
        box(0, h * 0.22, r * 1.5, h * 0.3, 0.2),
        box(0, h * 0.38, r * 2.1, 1.8, 0.3),
        claw,
      ),
      round(0.8, 2.4),
      'steel',
    ),
    ...(metal
      ? [
          solid(bar(0, 0, l, 0, 0.6), pipe(0.6, 0.18), 'steel'),
          solid(bar(l * 0.55, 0, l, 0, 1.2), round(1.2), 'rubber'),
        ]
      : [
          solid(
            polygon(
              [
                [0, -0.7],
                [l * 0.5, -0.75],
                [l, -1.2],
                [l, 1.2],
                [l * 0.5, 0.75],
                [0, 0.7],
              ],
              0.2,
            ),
            round(0.8, 1.9),
            'wood',
          ),
        ]),
  ]
}

export const axe: Build = (s) => {
  const h = s.between(9, 14)
  const l = s.between(26, 38)
  return [
    solid(
      polygon(
        [
          [-1.8, -2.2],
          [-2.4, h * 0.7],
          [-3.6, h],
          [3.4, h],
          [2.2, h * 0.7],
          [1.8, -2.2],
        ],
        0.15,
      ),
      bevel(s.between(1.6, 2.4), h * 0.5),
      'steel',
    ),
    solid(
      polygon(
        [
          [-1.2, -0.9],
          [l * 0.6, -1],
          [l, -1.5],
          [l + 0.6, 1.4],
          [l * 0.6, 1],
          [-1.2, 0.9],
        ],
        0.2,
      ),
      round(1, 2),
      s.one(['wood', 'wood', 'nylon'] as const),
    ),
  ]
}

export const pliers: Build = (s) => {
  const l = s.between(8, 12)
  const open = s.between(0.02, 0.2)
  const long = s.chance(0.4)
  const half = (side: 1 | -1): Solid[] => {
    const jaw = polygon(
      [
        [1, side * -0.9],
        [-1, side * 0.1],
        [long ? -6.5 : -3.8, side * 0.05],
        [long ? -6.5 : -3.8, side * (long ? 0.25 : 0.6)],
        [-1.5, side * 1.1],
        [1, side * 0.9],
      ],
      0.08,
    )
    const arm = stroke(
      [
        [0.4, side * -0.3],
        [2, side * 1],
        [l * 0.5, side * 1.9],
        [l, side * 1.5],
      ],
      0.45,
    )
    const sleeve = stroke(
      [
        [3, side * 1.4],
        [l * 0.55, side * 1.95],
        [l + 0.3, side * 1.5],
      ],
      0.72,
    )
    const turn = (o: Outline) => placed(o, 0, 0, side * open)
    return [
      solid(turn(jaw), round(0.4, 0.9), 'steel'),
      solid(turn(arm), round(0.45, 0.8), 'steel'),
      solid(turn(sleeve), round(0.72, 1.2), s.one(['plastic', 'rubber'] as const)),
    ]
  }
  return [...half(1), ...half(-1), solid(disc(0, 0, 1), flat(0.5), 'steel')]
}

export const handcuffs: Build = (s) => {
  const r = s.between(3, 3.5)
  const gap = s.between(3.4, 5)
  const tilt = s.between(-0.5, 0.5)
  const cuff = (side: 1 | -1): Solid[] => {
    const turn = (o: Outline) => placed(o, side * (gap / 2 + r + 0.6), 0, side > 0 ? tilt : Math.PI + tilt / 2)
    return [
      solid(turn(stroke(arc(0, 0, r, 0.4, 5.9), 0.42)), round(0.42, 0.8), 'steel'),
      solid(turn(box(-r * 0.9, 0, 1.9, 3.2, 0.5)), flat(0.9), 'steel'),
      solid(turn(stroke(arc(0, 0, r - 0.75, 2.2, 4.4), 0.14)), flat(0.5), 'steel'),
    ]
  }
  const links = Array.from({ length: 4 }, (_, i) =>
    solid(
      placed(ring(0, 0, 0.6, 0.26), -gap / 2 + 0.2 + (i * (gap - 0.4)) / 3, i % 2 === 0 ? 0.15 : -0.15),
      round(0.13, 0.26),
      'steel',
    ),
  )
  return [
    ...cuff(1),
    ...cuff(-1),
    ...links,
    solid(bar(-gap / 2 - 0.6, 0, gap / 2 + 0.6, 0, 0.12), round(0.12), 'steel'),
  ]
}

export const baseballBat: Build = (s) => {
  const l = s.between(42, 54)
  const metal = s.chance(0.5)
  const shape = polygon(
    [
      [-l / 2, -2.6],
      [-l * 0.18, -3],
      [l * 0.1, -1.6],
      [l * 0.42, -1.2],
      [l * 0.47, -1.9],
      [l / 2, -1.9],
      [l / 2, 1.9],
      [l * 0.47, 1.9],
      [l * 0.42, 1.2],
      [l * 0.1, 1.6],
      [-l * 0.18, 3],
      [-l / 2, 2.6],
    ],
    0.4,
  )
  return metal
    ? [solid(shape, pipe(3, 0.26), 'aluminium'), solid(bar(l * 0.16, 0, l * 0.42, 0, 1.5), round(1.5, 0.5), 'rubber')]
    : [solid(shape, round(2.6, 5.4), 'wood')]
}

export const metalPipe: Build = (s) => {
  const l = s.between(14, 36)
  const r = s.between(0.7, 2.2)
  const material = s.one(['steel', 'steel', 'aluminium', 'copper'] as const)
  const thread = s.chance(0.5) ? [solid(box(-l / 2 + 1, 0, 2, r * 2.3, 0.1), pipe(r, 0.25), material)] : []
  return [solid(box(0, 0, l, r * 2, 0.05), pipe(r, s.between(0.12, 0.3)), material), ...thread]
}
