// Bottles, cans, canisters: a wall, what is in it, and air above the liquid.

import type { MaterialName } from '../materials.ts'
import { bar, box, disc, joined, type Outline, polygon, ring, stroke, within } from '../outline.ts'
import { flat, hollow, pipe, round, type Solid, solid } from '../solids.ts'
import type { Build, Sample } from './make.ts'

type Vessel = {
  readonly outline: Outline
  readonly inner: Outline
  readonly r: number
  readonly l: number
  readonly cap: Outline
}

/** A bottle along x, neck at +x. */
function bottle(l: number, r: number, neck: number, wall: number): Vessel {
  const shape = (by: number): Outline =>
    polygon(
      [
        [-l / 2 + by, -r + by],
        [l * 0.2, -r + by],
        [l * 0.36, -neck + by],
        [l * 0.46, -neck + by],
        [l * 0.46, neck - by],
        [l * 0.36, neck - by],
        [l * 0.2, r - by],
        [-l / 2 + by, r - by],
      ],
      0.12,
    )
  return { outline: shape(0), inner: shape(wall), r, l, cap: box(l * 0.47, 0, l * 0.08, neck * 2.5, 0.15) }
}
const can = (l: number, r: number, wall: number): Vessel => ({
  outline: box(0, 0, l, r * 2, 0.5),
  inner: box(0, 0, l - wall * 2, r * 2 - wall * 2, 0.45),
  r,
  l,
  cap: box(l / 2 + 0.3, 0, 0.9, r * 0.7, 0.2),
})

/** The level shows as a straight edge: bottles lie on the belt, so it runs along or across them. */
const filled = (s: Sample, v: Vessel, liquid: MaterialName): Solid => {
  const level = v.r * 2 * s.between(0.02, 0.3)
  return solid(within(v.inner, box(0, level / 2, v.l * 1.2, v.r * 2 - level, 0)), round(v.r, v.r * 1.9), liquid)
}

export const liquid: Build = (s) => {
  const v = bottle(s.between(13, 24), s.between(2.4, 4), s.between(0.9, 1.5), 0.08)
  const glass = s.chance(0.25)
  return [
    solid(v.outline, pipe(v.r, glass ? 0.3 : 0.06), glass ? 'glass' : 'plastic'),
    filled(s, v, s.one(['water', 'gel', 'water'] as const)),
    solid(v.cap, pipe(1.3, 0.3), 'plastic'),
  ]
}
export const alcohol: Build = (s) => {
  const v = bottle(s.between(14, 24), s.between(2.6, 3.8), s.between(0.8, 1.2), 0.2)
  const glass = s.chance(0.7)
  return [
    solid(v.outline, pipe(v.r, glass ? 0.28 : 0.08), glass ? 'glass' : 'plastic'),
    filled(s, v, 'alcohol'),
    solid(v.cap, pipe(1.2, 0.12), s.one(['aluminium', 'plastic'] as const)),
  ]
}
export const thinner: Build = (s) => {
  const [l, h] = [s.between(14, 20), s.between(8, 11)]
  const body = box(0, 0, l, h, 0.4)
  return [
    solid(body, hollow(0.14, 1), 'steel'),
    solid(box(0, 0.4, l - 0.4, h - 1.2, 0.3), flat(4.8), 'hydrocarbon'),
    solid(ring(l * 0.5 - 2, -h * 0.22, 1.5, 0.5), flat(0.4), 'steel'),
    solid(
      stroke(
        [
          [-l * 0.3, -h * 0.5],
          [-l * 0.3, -h * 0.62],
          [l * 0.2, -h * 0.62],
          [l * 0.2, -h * 0.5],
        ],
        0.16,
      ),
      round(0.16),
      'steel',
    ),
  ]
}
export const lighterFuel: Build = (s) => {
  const [l, h] = [s.between(10, 13), s.between(4.4, 5.6)]
  return [
    solid(box(0, 0, l, h, 0.6), hollow(0.1, 0.6), s.one(['steel', 'plastic'] as const)),
    solid(box(-0.4, 0.2, l - 1.3, h - 0.8, 0.4), flat(2.4), 'hydrocarbon'),
    solid(
      polygon(
        [
          [l / 2 - 0.1, -0.9],
          [l / 2 + 1, -0.7],
          [l / 2 + 2.8, -0.28],
          [l / 2 + 2.8, 0.28],
          [l / 2 + 1, 0.7],
          [l / 2 - 0.1, 0.9],
        ],
        0.05,
      ),
      round(0.6, 1),
      'plastic',
    ),
  ]
}
export const aerosol: Build = (s) => {
  const v = can(s.between(12, 19), s.between(1.9, 3), 0.08)
  const metal = s.one(['aluminium', 'steel'] as const)
  const x = v.l / 2
  return [
    solid(joined(v.outline, disc(x - v.r * 0.35, 0, v.r * 0.98)), pipe(v.r, metal === 'steel' ? 0.035 : 0.07), metal),
    solid(
      within(v.inner, box(-v.l * 0.12, 0.3, v.l * 0.8, v.r * 2 - 1.2)),
      round(v.r, v.r * 1.8),
      s.one(['alcohol', 'water'] as const),
    ),
    solid(ring(x + 0.1, 0, v.r * 0.55, 0.3), flat(0.3), 'steel'),
    solid(box(x + 0.9, 0, 1.8, v.r * 0.7, 0.2), round(v.r * 0.35), 'plastic'),
    solid(bar(-v.l * 0.4, -v.r * 0.2, x, 0, 0.16), pipe(0.16, 0.06), 'plastic'),
    solid(box(-v.l / 2 + 0.25, 0, 0.4, v.r * 2.02, 0.1), flat(0.5), metal),
  ]
}
export const gasCanister: Build = (s) => {
  const wide = s.chance(0.4)
  if (wide) {
    const r = s.between(4.4, 5.5)
    return [
      solid(disc(0, 0, r), hollow(0.16, 1.4), 'steel'),
      solid(disc(0, 0, r - 0.5), flat(3), 'hydrocarbon'),
      solid(ring(0, 0, r * 0.72, 0.3), flat(0.3), 'steel'),
      solid(disc(0, 0, 1.2), flat(0.9), 'steel'),
      solid(disc(0, 0, 0.5), flat(1.4), 'brass'),
    ]
  }
  const v = can(s.between(17, 20), 3.3, 0.06)
  const x = v.l / 2
  return [
    solid(v.outline, pipe(v.r, 0.045), 'steel'),
    solid(within(v.inner, box(0, 0.9, v.l, v.r * 2 - 1.8)), round(v.r, 4.6), 'hydrocarbon'),
    solid(box(-x + 0.25, 0, 0.5, v.r * 2.04, 0.1), flat(0.7), 'steel'),
    solid(box(x - 0.25, 0, 0.5, v.r * 2.04, 0.1), flat(0.7), 'steel'),
    solid(box(x + 0.5, 0, 1.1, 2.2, 0.3), flat(0.7), 'steel'),
    solid(box(x + 1.2, 0, 0.8, 0.8, 0.1), flat(0.8), 'brass'),
  ]
}
export const solidFuel: Build = (s) =>
  s.chance(0.5)
    ? [
        solid(disc(0, 0, s.between(3.2, 4.2)), round(1.2, 3.6), 'wax'),
        solid(disc(0, 0, 4.3), hollow(0.1, 0.5), 'aluminium'),
      ]
    : Array.from({ length: Math.round(s.between(3, 6)) }, (_, i) =>
        solid(box((i % 3) * 3.3 - 3.3, Math.floor(i / 3) * 3.2 - 1.4, 3.35, 3.3, 0.3), round(0.4, 1.6), 'wax'),
      )

export const lighter: Build = (s) => {
  const l = s.between(5.4, 6.4)
  const h = s.between(1.9, 2.5)
  const metal = s.chance(0.3)
  return [
    solid(box(0, 0, l, h, 0.35), metal ? hollow(0.12, 1.1) : hollow(0.18, 1), metal ? 'steel' : 'plastic'),
    solid(box(-0.3, 0.15, l - 0.9, h - 0.6, 0.25), round(0.5, 0.9), metal ? 'cloth' : 'hydrocarbon'),
    solid(box(l / 2 + 0.6, 0, 1.4, h * 0.9, 0.2), flat(0.24), 'steel'),
    solid(disc(l / 2 + 0.9, -h * 0.16, 0.42), flat(0.7), 'steel'),
    solid(bar(0, 0.1, l / 2 + 0.4, 0.1, 0.13), round(0.13, 0.4), 'brass'),
  ]
}
