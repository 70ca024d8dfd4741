// Guns, their parts, ammunition, fireworks.
import { arc, bar, box, type Outline, polygon, stroke, without } from '../outline.ts'
import { flat, pipe, round, type Solid, solid } from '../solids.ts'
import type { Build, Sample } from './make.ts'

const trigger = (x: number, y: number): Solid[] => [
  solid(stroke(arc(x, y, 1.35, -0.3, 3.4), 0.22), round(0.22, 0.7), 'steel'),
  solid(
    stroke(
      [
        [x, y - 0.9],
        [x - 0.3, y - 0.1],
        [x - 0.1, y + 0.6],
      ],
      0.2,
    ),
    flat(0.6),
    'steel',
  ),
]
const cartridge = (x: number, y: number, l: number, r: number, angle = 0): Solid[] => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const at = (a: number): [number, number] => [x + a * c, y + a * s]
  const tube = (from: number, to: number, w: number): Outline => bar(...at(from), ...at(to), w)
  return [
    solid(tube(-l / 2 + r, l * 0.1, r), pipe(r, 0.1), 'brass'),
    solid(tube(-l * 0.3, l * 0.05, r * 0.7), round(r * 0.7), 'powder'),
    solid(tube(l * 0.15, l * 0.36, r * 0.82), round(r * 0.82), 'lead'),
  ]
}

const pistol = (s: Sample): Solid[] => {
  const l = s.between(15, 19)
  const h = s.between(2.5, 3)
  const g = s.between(8.5, 10.5)
  const polymer = s.chance(0.35)
  const grip = polygon(
    [
      [l * 0.16, h * 0.3],
      [l * 0.46, h * 0.3],
      [l * 0.52, g],
      [l * 0.26, g + 0.3],
    ],
    0.25,
  )
  return [
    solid(box(0, 0, l, h, 0.25), round(0.5, 1.7), 'steel'),
    solid(bar(-l / 2 - 0.3, -h * 0.1, l * 0.1, -h * 0.1, 0.75), pipe(0.75, 0.32), 'steel'),
    solid(box(-l * 0.06, h * 0.62, l * 0.78, h * 0.5, 0.2), flat(1.1), polymer ? 'nylon' : 'steel'),
    solid(grip, round(0.9, polymer ? 2.8 : 1.1), polymer ? 'nylon' : 'steel'),
    solid(
      polygon(
        [
          [l * 0.2, h * 0.5],
          [l * 0.4, h * 0.5],
          [l * 0.46, g],
          [l * 0.28, g],
        ],
        0.05,
      ),
      flat(0.5),
      'steel',
    ),
    ...Array.from({ length: 6 }, (_, i) =>
      cartridge(l * (0.3 + i * 0.013), h * 1.05 + i * 1.05, 2.7, 0.44, 0.05),
    ).flat(),
    ...trigger(l * 0.08, h * 1.15),
    solid(box(-l / 2 + 0.6, -h / 2 - 0.15, 0.5, 0.5), flat(0.4), 'steel'),
    solid(
      stroke(
        [
          [l / 2 - 0.3, -h * 0.3],
          [l / 2 + 0.7, -h * 0.6],
        ],
        0.3,
      ),
      flat(0.7),
      'steel',
    ),
  ]
}
const revolver = (s: Sample): Solid[] => {
  const l = s.between(9, 14)
  return [
    solid(box(-l / 2 - 1.5, -0.9, l, 1.5, 0.2), pipe(0.75, 0.32), 'steel'),
    solid(box(-l / 2 - 1, 0.1, l - 1.5, 0.6, 0.2), flat(0.7), 'steel'),
    solid(
      without(
        polygon(
          [
            [-2.4, -1.8],
            [4, -1.8],
            [5.4, 0],
            [4.2, 2.2],
            [-2.2, 2.2],
          ],
          0.25,
        ),
        box(0.6, 0.1, 4.4, 3, 0.3),
      ),
      flat(1.2),
      'steel',
    ),
    solid(box(0.6, 0.1, 4.2, 3.6, 0.4), round(1.6, 2), 'steel'),
    ...[-0.9, 0.1, 1.1].map((y) => solid(bar(-0.9, y, 2.2, y, 0.4), round(0.4), 'lead')),
    solid(
      polygon(
        [
          [3.6, 1.2],
          [5.4, 0.2],
          [8.6, 7.4],
          [5.2, 8.4],
        ],
        0.3,
      ),
      round(1, 2.2),
      s.one(['wood', 'rubber'] as const),
    ),
    solid(
      polygon(
        [
          [3.9, 1.2],
          [5.2, 0.5],
          [7.8, 7.2],
          [5.8, 7.8],
        ],
        0.05,
      ),
      flat(0.5),
      'steel',
    ),
    ...trigger(1.8, 3.2),
    solid(
      stroke(
        [
          [4.8, -0.6],
          [6.1, -1.6],
        ],
        0.32,
      ),
      flat(0.6),
      'steel',
    ),
  ]
}
export const gun: Build = (s) => (s.chance(0.65) ? pistol(s) : revolver(s))

export const gunPart: Build = (s) => {
  const kind = s.one(['barrel', 'slide', 'magazine', 'frame'] as const)
  const l = s.between(10, 17)
  if (kind === 'barrel')
    return [
      solid(bar(-l / 2, 0, l / 2, 0, 0.8), pipe(0.8, 0.35), 'steel'),
      solid(box(l / 2 - 1, 0.3, 2.6, 2.2, 0.2), flat(1.2), 'steel'),
    ]
  if (kind === 'slide')
    return [
      solid(without(box(0, 0, l, 2.7, 0.2), box(l * 0.1, -0.5, l * 0.2, 0.9, 0.1)), round(0.5, 1.4), 'steel'),
      ...[0, 1, 2, 3, 4].map((i) => solid(box(l / 2 - 0.6 - i * 0.42, 0, 0.16, 2.3), flat(0.3), 'steel')),
    ]
  if (kind === 'magazine')
    return [
      solid(box(0, 0, l * 0.8, 2.6, 0.15), pipe(1.3, 0.09), 'steel'),
      solid(box(l * 0.4 + 0.2, 0, 0.7, 3.1, 0.1), flat(1.6), 'nylon'),
      ...Array.from({ length: 7 }, (_, i) => cartridge(-l * 0.34 + i * 1.05, 0, 2.4, 0.44, 1.5)).flat(),
      solid(
        stroke(
          Array.from({ length: 7 }, (_, i) => [l * 0.1 + i * 0.35, i % 2 ? 0.9 : -0.9] as const),
          0.07,
        ),
        round(0.07),
        'steel',
      ),
    ]
  return [
    solid(
      polygon(
        [
          [-l / 2, -0.8],
          [l / 2, -0.8],
          [l / 2, 0.6],
          [l * 0.36, 0.9],
          [l * 0.46, 8],
          [l * 0.14, 8.4],
          [l * 0.04, 1],
          [-l / 2, 0.7],
        ],
        0.15,
      ),
      round(0.4, s.between(0.7, 1.1)),
      'steel',
    ),
    ...trigger(-l * 0.05, 2),
  ]
}

export const ammunition: Build = (s) => {
  const n = Math.round(s.between(1, 4))
  const long = s.chance(0.4)
  const [l, r] = long ? [s.between(5, 7.5), 0.56] : [s.between(2.5, 3.2), 0.48]
  return Array.from({ length: n }, (_, i) => cartridge(0, (i - (n - 1) / 2) * r * 1.96, l, r)).flat()
}

export const firework: Build = (s) => {
  const n = Math.round(s.between(2, 6))
  const l = s.between(8, 15)
  const r = s.between(0.7, 1.2)
  return [
    ...Array.from({ length: n }, (_, i) => {
      const y = (i - (n - 1) / 2) * r * 1.96
      return [
        solid(box(0, y, l, r * 2, 0.1), pipe(r, 0.22), 'paper'),
        solid(box(-l * 0.12, y, l * 0.6, r * 1.4, 0.1), round(r * 0.7, r * 1.4), 'powder'),
        solid(box(l / 2 - 0.5, y, 0.9, r * 1.5), flat(1.1), 'paper'),
        solid(
          stroke(
            [
              [-l / 2, y],
              [-l / 2 - 1.4, y * 0.6 + 0.3],
              [-l / 2 - 2.4, 0],
            ],
            0.1,
          ),
          round(0.1, 0.4),
          'powder',
        ),
      ]
    }).flat(),
    solid(box(l * 0.1, 0, 0.5, n * r * 2), flat(0.15), 'paper'),
  ]
}
