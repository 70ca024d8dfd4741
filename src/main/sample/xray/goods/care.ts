import type { Build, Sample } from '../items/make.ts'
import { bar, blob, box, disc, placed, polygon, ring } from '../outline.ts'
import { flat, hollow, pipe, round, type Solid, solid } from '../solids.ts'

const tube = (s: Sample, l: number, r: number): Solid[] => [
  solid(
    polygon(
      [
        [-l / 2, -r],
        [l / 2 - 1, -r * 0.7],
        [l / 2 - 1, r * 0.7],
        [-l / 2, r],
      ],
      0.1,
    ),
    round(r, r * 1.3),
    s.one(['gel', 'gel', 'powder'] as const),
  ),
  solid(box(l / 2 - 0.2, 0, 1.6, r * 1.1, 0.2), pipe(r * 0.55, 0.2), 'plastic'),
]
export const toiletries: Build = (s) => [
  ...tube(s, s.between(10, 15), s.between(1.4, 2)),
  solid(bar(-8, 3.4, 8, 3.8, 0.45), round(0.45), 'plastic'),
  solid(box(7.2, 4.1, 2.6, 1.1, 0.2), flat(0.8), 'nylon'),
]

export const cosmetics: Build = (s) => [
  solid(disc(0, 0, 3.4), hollow(0.3, 1), 'plastic'),
  solid(disc(0, 0, 2.7), flat(0.6), 'powder'),
  solid(disc(0, 0, 2.9), flat(0.2), 'screen'),
  solid(box(0, 5, 7.4, 1.9, 0.3), pipe(0.95, 0.2), s.one(['plastic', 'aluminium'] as const)),
  solid(box(0.8, 5, 3.6, 1.2, 0.5), round(0.6), 'wax'),
]
export const caseOf: Build = (s) => [
  solid(box(0, 0, 18, 11, 1), hollow(0.25, 1.6), 'plastic'),
  ...[-1, 0, 1].map((i) => solid(box(i * 4.4, 0, 0.2, 10.4), flat(1.6), 'plastic')),
  ...Array.from({ length: 6 }, () =>
    solid(
      disc(s.between(-7, 7), s.between(-4, 4), s.between(0.3, 0.8)),
      round(0.5),
      s.one(['plastic', 'pill', 'brass'] as const),
    ),
  ),
]

export const mirror: Build = () => [
  solid(disc(0, 0, 4.6), hollow(0.4, 0.8), 'plastic'),
  solid(disc(0, 0, 4.1), flat(0.3), 'glass'),
  solid(bar(4.4, 0, 12, 0, 0.7), round(0.7, 0.9), 'plastic'),
]

export const floss: Build = () => [
  solid(box(0, 0, 5, 4.4, 1.2), hollow(0.16, 0.9), 'plastic'),
  solid(ring(-0.3, 0.1, 1.2, 0.9), flat(1), 'nylon'),
  solid(box(1.7, -1.4, 0.7, 0.4), flat(0.15), 'steel'),
]

export const wipes: Build = () => [
  solid(box(0, 0, 18, 10, 1.4), round(2, 4.2), 'gel', 0.04),
  solid(box(0, 0, 7, 4, 0.5), hollow(0.2, 0.7), 'plastic'),
]

export const comb: Build = () => [
  solid(box(0, -1, 17, 1.2, 0.4), flat(0.4), 'plastic'),
  ...Array.from({ length: 30 }, (_, i) =>
    solid(bar(-8 + i * 0.55, -0.8, -8 + i * 0.55, 2.2, 0.12), flat(0.35), 'plastic'),
  ),
]

export const medicine: Build = (s) => [
  solid(box(0, 0, 10, 6, 0.4), flat(0.02), 'aluminium'),
  ...Array.from({ length: 10 }, (_, i) =>
    solid(disc(-3.9 + (i % 5) * 1.95, i < 5 ? -1.4 : 1.4, s.between(0.55, 0.7)), round(0.4, 0.5), 'pill'),
  ),
  solid(box(0, 6.4, 6, 3.4, 0.5), pipe(1.7, 0.14), 'plastic'),
  ...Array.from({ length: 9 }, () =>
    solid(disc(s.between(-2.3, 2.3), 6.4 + s.between(-1, 1), 0.4), round(0.4), 'pill'),
  ),
]
export const pouch: Build = (s) => [
  solid(box(0, 0, 20, 12, 2), hollow(0.1, 1.6), 'nylon'),
  solid(bar(-8.6, -5, 8.6, -5, 0.22), flat(0.1), 'brass'),
  solid(box(9, -4.6, 1.6, 0.6, 0.2), flat(0.25), 'brass'),
  ...tube(s, 11, 1.3),
  ...cosmetics(s)
    .slice(0, 3)
    .map((c) => ({ ...c, outline: placed(c.outline, -5, 2) })),
]

export const food: Build = (s) =>
  s.chance(0.5)
    ? [solid(disc(0, 0, 4.2), hollow(0.1, 1.2), 'steel'), solid(disc(0, 0, 4), round(1, 3.2), 'food')]
    : [
        solid(
          blob(0, 0, 8, 5.5, () => s.between(0, 1), 0.06),
          round(2.4, 4.6),
          'food',
          0.12,
        ),
      ]
