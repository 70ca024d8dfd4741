// Knives and what else cuts or stabs.
import { arc, bar, box, disc, type Outline, type Point, placed, polygon, ring, stroke, without } from '../outline.ts'
import { bevel, flat, round, type Solid, solid } from '../solids.ts'
import type { Build, Sample } from './make.ts'

/** A handle along x from `from` to `to`: wood, plastic or metal, sometimes with a tang and rivets. */
export function handle(s: Sample, from: number, to: number, r: number): Solid[] {
  const material = s.one(['wood', 'plastic', 'nylon', 'rubber'] as const)
  const waist = r * s.between(0.75, 1)
  const middle = (from + to) / 2
  const grip = polygon(
    [
      [from, -r * 0.8],
      [middle, -waist * 0.75],
      [to - r * 0.4, -r],
      [to, -r * 0.5],
      [to, r * 0.6],
      [to - r * 0.4, r],
      [middle, waist * 0.85],
      [from, r * 0.8],
    ],
    0.12,
  )
  const solids = [solid(grip, round(r * 0.8, r * 1.7), material)]
  if (s.chance(0.6)) {
    solids.push(solid(box(middle, 0, (to - from) * 0.86, r * 0.7, 0.2), flat(0.16), 'steel'))
    for (const at of [0.2, 0.5, 0.8]) solids.push(solid(disc(from + (to - from) * at, 0, 0.26), flat(r * 1.6), 'brass'))
  }
  return solids
}

const BLADES: readonly [(l: number, h: number) => Point[], ...((l: number, h: number) => Point[])[]] = [
  // Kitchen, cleaver, dagger, hunting knife with a clip point; the edge is at the bottom, the point at -x.
  (l, h) => [
    [0, -h * 0.5],
    [-l * 0.8, -h * 0.42],
    [-l, h * 0.2],
    [-l * 0.75, h * 0.42],
    [0, h * 0.5],
  ],
  (l, h) => [
    [0, -h * 0.75],
    [-l * 0.86, -h * 0.8],
    [-l * 0.9, h * 1.05],
    [-l * 0.1, h * 1.1],
    [0, h * 0.4],
  ],
  (l, h) => [
    [0, -h * 0.5],
    [-l * 0.78, -h * 0.4],
    [-l, 0],
    [-l * 0.78, h * 0.4],
    [0, h * 0.5],
  ],
  (l, h) => [
    [0, -h * 0.5],
    [-l * 0.6, -h * 0.5],
    [-l * 0.8, -h * 0.2],
    [-l, h * 0.05],
    [-l * 0.7, h * 0.48],
    [-l * 0.2, h * 0.55],
    [0, h * 0.4],
  ],
]

export const knife: Build = (s) => {
  const l = s.between(8, 17)
  const h = s.between(2, 3.4)
  const shape = polygon(s.one(BLADES)(l, h), 0.05)
  const solids = [solid(shape, bevel(s.between(0.22, 0.38), h * 0.3), 'steel')]
  if (s.chance(0.4))
    solids.push(solid(box(0.15, 0, 0.5, h * 1.35, 0.15), flat(0.8), s.one(['brass', 'steel'] as const)))
  return [...solids, ...handle(s, 0, s.between(9.5, 12.5), s.between(0.9, 1.25))]
}

export const saw: Build = (s) => {
  const l = s.between(16, 30)
  const h = s.between(2.2, 6)
  const teeth: Point[] = []
  const step = s.between(0.5, 0.9)
  for (let x = 0; x > -l; x -= step) teeth.push([x, h * 0.45], [x - step * 0.6, h * 0.45 + 0.34])
  const back: Point[] = [
    [-l, h * 0.1],
    [0, -h * 0.55],
  ]
  const plate = polygon([...teeth, ...back])
  if (s.chance(0.35)) {
    // A hacksaw: thin blade in a bow.
    const bow = stroke(
      [
        [-l, h * 0.45],
        [-l, -6],
        [1, -6.4],
        [1.2, h * 0.4],
      ],
      0.42,
    )
    return [
      solid(polygon([...teeth, [-l, -0.4], [0, -0.4]]), flat(0.1), 'steel'),
      solid(bow, round(0.42), 'steel'),
      ...handle(s, 1, 10, 1.3),
    ]
  }
  const grip = without(
    polygon(
      [
        [-1, -h * 0.5],
        [5, -h * 0.7],
        [10, -h * 0.2],
        [10.5, h * 0.9],
        [5, h * 0.9],
        [-1, h * 0.45],
      ],
      0.6,
    ),
    box(5.6, h * 0.15, 4.6, h * 0.55, 0.8),
  )
  return [
    solid(plate, flat(s.between(0.12, 0.2)), 'steel'),
    solid(grip, round(0.9, 1.9), s.one(['wood', 'plastic'] as const)),
    ...[1, 4].map((x) => solid(disc(x, -h * 0.25, 0.3), flat(1.6), 'brass')),
  ]
}

export const scissors: Build = (s) => {
  const l = s.between(6, 12)
  const open = s.between(0.06, 0.32)
  const r = s.between(1.5, 2.2)
  const half = (side: 1 | -1): Solid[] => {
    const blade = polygon(
      [
        [0.6, -0.5],
        [-l * 0.7, -0.42],
        [-l, 0.1],
        [-l * 0.5, 0.5],
        [0.8, 0.55],
      ],
      0.06,
    )
    const shank = stroke(
      [
        [0, 0],
        [l * 0.35, side * 0.5],
        [l * 0.55, side * 0.9],
      ],
      0.42,
    )
    const eye = ring(l * 0.55 + r * 0.95, side * (0.9 + r * 0.35), r, 0.62)
    const turn = (o: Outline) => placed(o, 0, 0, -side * open)
    const plastic = s.chance(0.7)
    return [
      solid(turn(blade), bevel(0.26, 0.3), 'steel'),
      solid(turn(shank), flat(0.22), 'steel'),
      solid(turn(eye), round(0.31, 0.75), plastic ? 'plastic' : 'steel'),
      ...(plastic
        ? [
            solid(
              turn(
                stroke(
                  [
                    [l * 0.3, side * 0.5],
                    [l * 0.55, side * 0.9],
                  ],
                  0.6,
                ),
              ),
              round(0.6, 1),
              'plastic',
            ),
          ]
        : []),
    ]
  }
  return [...half(1), ...half(-1), solid(disc(0, 0, 0.42), flat(0.5), 'steel')]
}

export const awl: Build = (s) => [
  solid(
    polygon(
      [
        [0.5, -0.22],
        [-s.between(6, 11), -0.03],
        [-6, 0.03],
        [0.5, 0.22],
      ],
      0.05,
    ),
    round(0.22, 0.4),
    'steel',
  ),
  solid(box(0.6, 0, 0.9, 1, 0.15), round(0.45, 0.9), s.one(['brass', 'steel'] as const)),
  ...handle(s, 0.8, s.between(7, 9.5), s.between(1, 1.5)).slice(0, 1),
]

export const chisel: Build = (s) => {
  const w = s.between(0.6, 2.6)
  const l = s.between(9, 14)
  return [
    solid(
      polygon(
        [
          [-l, -w / 2],
          [-4, -w / 2],
          [-2, -0.4],
          [1, -0.4],
          [1, 0.4],
          [-2, 0.4],
          [-4, w / 2],
          [-l, w / 2],
        ],
        0.03,
      ),
      bevel(0.42, 0.25),
      'steel',
    ),
    ...handle(s, 0.6, s.between(10, 12), s.between(1.1, 1.5)).slice(0, 1),
    solid(box(0.8, 0, 0.9, 2, 0.2), flat(0.4), 'brass'),
    ...(s.chance(0.4) ? [solid(box(11, 0, 0.6, 2.2, 0.2), flat(1.1), 'steel')] : []),
  ]
}

export const throwingStar: Build = (s) => {
  const n = s.one([4, 5, 6, 8] as const)
  const r = s.between(4, 5.2)
  const points = Array.from({ length: n * 2 }, (_, i): Point => {
    const a = (i / (2 * n)) * 2 * Math.PI
    const k = i % 2 === 0 ? r : r * s.between(0.34, 0.36)
    return [k * Math.cos(a), k * Math.sin(a)]
  })
  return [solid(without(polygon(points), disc(0, 0, s.between(0.5, 0.9))), bevel(0.34, 0.6), 'steel')]
}

export const nailClipper: Build = (s) => {
  const l = s.between(5.2, 8)
  const h = s.between(1, 1.5)
  return [
    solid(
      polygon(
        [
          [-l / 2, -h / 2],
          [l / 2 - 1, -h * 0.42],
          [l / 2, -h * 0.3],
          [l / 2, h * 0.3],
          [l / 2 - 1, h * 0.42],
          [-l / 2, h / 2],
        ],
        0.08,
      ),
      flat(0.34),
      'steel',
    ),
    solid(
      polygon(
        [
          [-l / 2 + 0.6, -h * 0.3],
          [l / 2 - 0.2, -h * 0.42],
          [l / 2 + 0.3, 0],
          [l / 2 - 0.2, h * 0.42],
          [-l / 2 + 0.6, h * 0.3],
        ],
        0.1,
      ),
      flat(0.2),
      'steel',
    ),
    solid(disc(-l / 2 + 0.9, 0, 0.3), flat(1), 'steel'),
    solid(stroke(arc(l / 2 + 0.1, 0, 0.45, 0, 6.28), 0.07), round(0.07), 'steel'),
  ]
}

export const match: Build = (s) => {
  const l = s.between(4.2, 5.4)
  const n = Math.round(s.between(10, 18))
  const w = n * 0.26 + 0.4
  return [
    solid(box(0, 0, l + 0.5, w, 0.1), flat(0.22), 'paper'),
    ...Array.from({ length: n }, (_, i) => {
      const y = -w / 2 + 0.3 + i * 0.26
      const x = s.between(-0.12, 0.12)
      return [
        solid(bar(-l / 2 + x, y, l / 2 + x, y, 0.1), round(0.1, 0.8), 'wood'),
        solid(disc(-l / 2 + x, y, 0.15), round(0.15, 1.1), 'powder'),
      ]
    }).flat(),
  ]
}
