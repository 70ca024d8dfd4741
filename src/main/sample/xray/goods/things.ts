// Things with a use: cables, pens, cameras, umbrellas, keys.
import { board } from '../items/electronics.ts'
import type { Build } from '../items/make.ts'
import { arc, bar, box, disc, placed, polygon, ring, stroke, without } from '../outline.ts'
import { flat, hollow, pipe, round, type Solid, solid } from '../solids.ts'

export const cable: Build = (s) => {
  const r = s.between(2.6, 3.8)
  const turns = Array.from({ length: 4 }, (_, i) =>
    solid(stroke(arc(i * 0.24, i * 0.2, r - i * 0.22, i, i + 5.8, 18), 0.18), round(0.1, 0.1), 'copper'),
  )
  return [
    ...turns,
    ...turns.map((t) => solid(t.outline, round(0.18), 'rubber')),
    solid(
      stroke(
        [
          [r, 0],
          [r + 3, 1.5],
          [r + 5, 0.4],
        ],
        0.12,
      ),
      round(0.12),
      'copper',
    ),
    solid(box(r + 5.6, 0.3, 1.8, 1.1, 0.1), hollow(0.14, 0.6), 'steel'),
    solid(box(-r - 0.6, 2, 2.8, 2.6, 0.4), flat(1.6), 'plastic'),
    solid(box(-r - 0.6, 2, 1.6, 1.6, 0.1), flat(0.8), 'chip'),
    ...[1.4, 2.6].map((y) => solid(bar(-r - 2, y, -r - 3.6, y, 0.2), round(0.2), 'brass')),
  ]
}
const pen = (y: number, material: 'plastic' | 'steel' | 'wood'): Solid[] => [
  solid(bar(-6.8, y, 6.8, y, 0.45), material === 'wood' ? round(0.45) : pipe(0.45, 0.1), material),
  solid(bar(-6.6, y, 4, y, 0.12), pipe(0.12, 0.05), 'plastic'),
  solid(bar(-7.4, y, -6.6, y, 0.14), round(0.14), 'brass'),
  solid(bar(2, y - 0.5, 6.5, y - 0.5, 0.1), flat(0.1), 'steel'),
]
export const stationery: Build = (s) => [
  ...pen(-2, 'plastic'),
  ...pen(-0.6, s.one(['steel', 'plastic'] as const)),
  ...pen(0.9, 'wood'),
  solid(box(0, 5, 15, 8, 0.2), flat(1.2), 'paper'),
  ...Array.from({ length: 14 }, (_, i) => solid(ring(-6.8 + i * 1.05, 1.2, 0.34, 0.1), round(0.05), 'steel')),
]
export const camera: Build = (s) => [
  solid(box(0, 0, 12, 7.6, 0.8), hollow(0.25, 2.4), 'plastic'),
  ...board(s, -0.6, 0.8, 8.6, 4.6, 9),
  solid(ring(1, 0.4, 2.9, 0.5), flat(2), 'aluminium'),
  solid(disc(1, 0.4, 2.3), round(2.3, 1.8), 'glass'),
  solid(disc(1, 0.4, 1.3), round(1.3, 1.2), 'glass'),
  solid(box(-4.6, 0.6, 2.2, 5, 0.2), flat(1.3), 'cell'),
  solid(box(0.4, -4.2, 4, 1.4, 0.4), flat(0.8), 'plastic'),
  solid(disc(-4, -3.4, 0.7), flat(0.5), 'steel'),
]

export const umbrella: Build = (s) => {
  const l = s.between(22, 30)
  return [
    solid(
      polygon(
        [
          [-l / 2, -1.2],
          [l * 0.3, -2.4],
          [l * 0.34, 0],
          [l * 0.3, 2.4],
          [-l / 2, 1.2],
        ],
        0.3,
      ),
      round(2, 3),
      'cloth',
      0.1,
    ),
    solid(bar(-l / 2, 0, l * 0.4, 0, 0.42), pipe(0.42, 0.07), 'steel'),
    ...[-1.4, -0.8, 0.7, 1.3].map((y) =>
      solid(
        stroke(
          [
            [-l * 0.42, y * 0.5],
            [l * 0.1, y],
            [l * 0.34, y * 0.8],
          ],
          0.1,
        ),
        flat(0.13),
        'steel',
      ),
    ),
    solid(bar(l * 0.38, 0, l / 2, 0, 1.2), round(1.2), 'plastic'),
  ]
}
export const frame: Build = () => [
  solid(without(box(0, 0, 20, 15, 0.3), box(0, 0, 16.4, 11.4)), round(0.6, 1.4), 'wood'),
  solid(box(0, 0, 17, 12), flat(0.25), 'glass'),
  solid(box(0, 0, 17, 12), flat(0.3), 'paper'),
  ...[-1, 1].map((k) => solid(box(k * 8.6, 0, 0.9, 0.6), flat(0.12), 'steel')),
]
export const fan: Build = () => [
  solid(ring(0, 0, 4.8, 0.6), round(0.3, 1.4), 'plastic'),
  ...Array.from({ length: 4 }, (_, i) =>
    solid(
      placed(
        polygon(
          [
            [0.6, -0.6],
            [4, -1.6],
            [4.2, 0.6],
          ],
          0.2,
        ),
        0,
        0,
        i * 1.57,
      ),
      flat(0.25),
      'plastic',
    ),
  ),
  solid(disc(0, 0, 1.3), flat(0.9), 'copper'),
  solid(disc(0, 0, 1), flat(0.4), 'steel'),
  solid(box(9, 0, 9.6, 2.8, 0.8), hollow(0.2, 1.4), 'plastic'),
  solid(box(9.4, 0, 6.6, 1.8, 0.1), round(0.9), 'cell'),
  ...Array.from({ length: 12 }, (_, i) =>
    solid(
      bar(1.4 * Math.cos(i * 0.52), 1.4 * Math.sin(i * 0.52), 4.6 * Math.cos(i * 0.52), 4.6 * Math.sin(i * 0.52), 0.08),
      flat(0.3),
      'plastic',
    ),
  ),
]

const key = (turn: number): Solid[] => [
  solid(placed(without(disc(0, 3, 1.2), disc(0, 2.4, 0.3)), 0, 0, turn), flat(0.22), 'brass'),
  solid(
    placed(
      polygon([
        [-0.4, 3.8],
        [0.4, 3.8],
        [0.4, 6],
        [0.7, 6.4],
        [0.4, 6.8],
        [0.6, 7.4],
        [0, 8.2],
        [-0.4, 7.6],
      ]),
      0,
      0,
      turn,
    ),
    flat(0.22),
    'brass',
  ),
]
export const keyring: Build = (s) => [
  solid(ring(0, 0.6, 1.6, 0.26), round(0.13, 0.26), 'steel'),
  ...[-0.7, 0, 0.8].flatMap((k) => key(k + s.between(-0.15, 0.15))),
  solid(placed(box(0, -4, 2.6, 5, 0.8), 0, 0, 0.4), hollow(0.2, 0.9), 'plastic'),
  solid(placed(disc(0, -4, 0.9), 0, 0, 0.4), flat(0.3), 'cell'),
]
export const selfieStick: Build = () => [
  ...[0, 1, 2].map((i) => solid(box(-6 + i * 6, 0, 9, 2 - i * 0.4, 0.2), pipe(1 - i * 0.2, 0.09), 'aluminium')),
  solid(box(-10, 0, 8, 2.6, 0.8), round(1.3, 1), 'rubber'),
  solid(box(11.4, 0, 2.4, 6, 0.4), hollow(0.25, 1), 'plastic'),
  solid(disc(9.8, 0, 0.5), flat(0.8), 'steel'),
]
