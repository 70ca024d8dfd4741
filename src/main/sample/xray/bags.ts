// What the belt carries: a bare tray, a trolley case, a rucksack, a briefcase. Only the hull; what is in it comes apart.
import type { Sample } from './items/make.ts'
import {
  arc,
  band,
  bar,
  blob,
  box,
  disc,
  joined,
  type Outline,
  type Point,
  placed,
  ring,
  stroke,
  without,
} from './outline.ts'
import { flat, hollow, round, type Solid, solid } from './solids.ts'

export type Bag = {
  readonly solids: readonly Solid[]
  /** Half of the room for things, in cm around the middle. */
  readonly room: { readonly width: number; readonly height: number }
}

/** A hull seen from a point above it: the floor is smaller and shifted, the walls between are seen slanted. */
function walls(rim: Outline, floor: Outline, cm: number, material: 'plastic' | 'nylon' | 'leather'): Solid[] {
  return [
    solid(without(rim, floor), flat(cm), material),
    solid(floor, flat(cm * 0.4), material),
    solid(band(floor, 0.5), round(0.25, cm * 0.9), material),
  ]
}

export function tray(s: Sample, width = 64, height = 42): Bag {
  const [sx, sy] = [s.between(-1.6, 1.6), s.between(-1.2, 1.2)]
  const rim = box(0, 0, width, height, 4)
  return {
    solids: [
      ...walls(rim, box(sx, sy, width - 8, height - 8, 3), 0.7, 'plastic'),
      solid(band(rim, 1.1), round(0.55, 1.5), 'plastic'),
      ...[-1, 1].flatMap((k) => [
        solid(box(k * (width / 2 + 1), 0, 2.4, 14, 1.2), hollow(0.4, 1.4), 'plastic'),
        solid(box(k * (width / 2 - 2), 0, 1.4, 10, 0.6), round(0.6, 0.9), 'plastic'),
      ]),
    ],
    room: { width: width - 10, height: height - 9 },
  }
}

const zipPull = (x: number, y: number, turn: number): Solid[] => [
  solid(placed(box(0, 0, 1, 0.8, 0.2), x, y, turn), flat(0.5), 'brass'),
  solid(placed(without(box(1.7, 0, 2.6, 0.9, 0.3), box(1.9, 0, 1.4, 0.4, 0.2)), x, y, turn), round(0.2, 0.3), 'steel'),
]
/** Teeth along a line: dark thread with a lighter band of cloth. */
const zip = (line: Outline): Solid[] => [solid(line, flat(0.11), 'brass')]
const buckle = (x: number, y: number, turn: number): Solid =>
  solid(
    placed(without(box(0, 0, 3, 2.2, 0.3), box(-0.6, 0, 1, 1.4, 0.1), box(0.75, 0, 0.9, 1.4, 0.1)), x, y, turn),
    round(0.2, 0.4),
    'steel',
  )

export function trolley(s: Sample): Bag {
  const [w, h] = [s.between(53, 60), s.between(36, 41)]
  const hull = box(0, 0, w, h, 5)
  const [sx, sy] = [s.between(-1.5, 1.5), s.between(-1.5, 1.5)]
  const wheel = (x: number, y: number): Solid[] => [
    solid(disc(x, y, 2.5), round(0.6, 1.3), 'rubber'),
    solid(ring(x, y, 1.5, 0.3), flat(0.5), 'aluminium'),
    ...Array.from({ length: 6 }, (_, i) =>
      solid(bar(x, y, x + 2.2 * Math.cos(i * 1.05), y + 2.2 * Math.sin(i * 1.05), 0.14), flat(0.6), 'aluminium'),
    ),
    solid(disc(x, y, 0.5), flat(2.2), 'steel'),
    solid(box(x - 2, y, 2.2, 3.6, 0.3), hollow(0.2, 1.4), 'plastic'),
    solid(bar(x - 2.5, y - 1.2, x - 2.5, y + 1.2, 0.16), round(0.16), 'steel'),
  ]
  const rail = (y: number): Solid[] => [
    solid(box(-1, y, w * 0.86, 2.2, 0.2), hollow(0.3, 2), 'aluminium'),
    solid(box(-1 - w * 0.16, y, w * 0.5, 1.5, 0.2), hollow(0.25, 1.6), 'aluminium'),
    ...[-0.4, -0.1, 0.2, 0.4].map((k) => solid(disc(w * k, y + 1.6, 0.22), flat(0.9), 'steel')),
  ]
  const gap = s.between(5, 7)
  return {
    solids: [
      ...walls(hull, placed(box(0, 0, w - 5, h - 5, 4), sx, sy), 0.8, 'plastic'),
      solid(band(hull, 0.9), round(0.45, 2.4), 'plastic'),
      solid(band(box(sx * 0.5, sy * 0.5, w - 3, h - 3, 4.5), 0.34), flat(0.12), 'brass'),
      solid(band(box(sx * 0.3, sy * 0.3, w - 5.4, h - 4.6, 4.2), 0.9), flat(0.9), 'aluminium'),
      ...rail(-gap),
      ...rail(gap),
      solid(box(-w / 2 - 0.6, 0, 2.6, gap * 2 + 3, 0.8), hollow(0.3, 1.6), 'plastic'),
      solid(bar(-w / 2 - 0.8, -gap, -w / 2 - 0.8, gap, 0.3), round(0.3, 0.4), 'aluminium'),
      ...[-1, 1].flatMap((k) => wheel(w / 2 + 1.4, k * (h / 2 - 5))),
      ...zipPull(-w * 0.2, h / 2 - 1.6, 0.3),
      ...zipPull(-w * 0.2 + 1.4, h / 2 - 1.4, 2.6),
      ...Array.from({ length: 14 }, () =>
        solid(
          disc(s.between(-0.46, 0.46) * w, s.one([-1, 1] as const) * h * s.between(0.3, 0.46), 0.24),
          flat(0.5),
          'steel',
        ),
      ),
      solid(
        stroke(
          [
            [w * 0.1, -h * 0.42],
            [0, 0],
            [-w * 0.1, h * 0.42],
          ],
          0.9,
        ),
        flat(0.25),
        'nylon',
      ),
    ],
    room: { width: w - 8, height: h - 8 },
  }
}

export function rucksack(s: Sample): Bag {
  const random = () => s.between(0, 1)
  const [w, h] = [s.between(48, 56), s.between(32, 38)]
  const hull = blob(0, 0, w / 2 + 2, h / 2 + 2, random, 0.035, 40)
  const pocket = blob(w * 0.2, 1, w * 0.24, h * 0.36, random, 0.06)
  const strap = (k: 1 | -1): Point[] =>
    Array.from(
      { length: 12 },
      (_, i): Point => [w * (-0.44 + i * 0.075), k * h * (0.2 + 0.34 * Math.sin(0.25 + i * 0.2))],
    )
  return {
    solids: [
      solid(hull, hollow(0.3, 1.6), 'nylon'),
      solid(blob(0.5, 0.3, w / 2, h / 2, random, 0.04, 36), round(2, 2.4), 'cloth', 0.05),
      solid(pocket, hollow(0.2, 0.9), 'nylon'),
      ...zip(band(blob(-1, 0, w * 0.44, h * 0.45, random, 0.03, 40), 0.34)),
      ...zip(stroke(arc(w * 0.2, 1, h * 0.3, 1.9, 4.4), 0.16)),
      ...([1, -1] as const).flatMap((k) => [
        solid(stroke(strap(k), 2.2), round(0.8, 1), 'nylon'),
        buckle(w * 0.3, k * h * 0.48, 0.2 * k),
        buckle(-w * 0.36, k * 7, 1.2),
      ]),
      solid(stroke(arc(-w * 0.5, 0, 3.4, 1.4, 4.9), 0.7), round(0.7, 0.8), 'nylon'),
      ...zipPull(w * 0.12, h * 0.28, s.between(0, 6)),
      ...zipPull(-w * 0.1, h * 0.44, s.between(0, 6)),
      ...zipPull(-w * 0.06, -h * 0.44, s.between(0, 6)),
    ],
    room: { width: w - 9, height: h - 8 },
  }
}

export function briefcase(s: Sample): Bag {
  const [w, h] = [s.between(42, 48), s.between(30, 35)]
  const hull = box(0, 0, w, h, 3.4)
  return {
    solids: [
      solid(hull, hollow(0.3, 2.2), 'leather'),
      solid(hull, flat(0.25), 'nylon'),
      ...[0.3, 1.6, 2.6].map((by) =>
        solid(band(box(s.between(-0.6, 0.6), s.between(-0.5, 0.5), w - by, h - by, 3), 0.3), round(0.15), 'steel'),
      ),
      ...zip(band(box(0, 0, w - 3.6, h - 3.6, 2.6), 0.3)),
      solid(
        stroke(
          [
            [-7, -h / 2],
            [-6.7, -h / 2 - 2.6],
            [-5.4, -h / 2 - 4.2],
            [-3.4, -h / 2 - 4.8],
            [3.4, -h / 2 - 4.8],
            [5.4, -h / 2 - 4.2],
            [6.7, -h / 2 - 2.6],
            [7, -h / 2],
          ],
          1,
        ),
        round(1, 1.4),
        'leather',
      ),
      ...[-1, 1].flatMap((k) => [
        solid(placed(ring(0, 0, 1.1, 0.36), k * 7, -h / 2 + 0.4), round(0.18, 0.36), 'brass'),
        ...zipPull(k * w * 0.44, -h * 0.3, 1.2 * k),
        buckle(k * w * 0.46, h * 0.1, 0.6 * k),
      ]),
      solid(
        joined(bar(-w * 0.4, h * 0.1, w * 0.4, h * 0.1, 0.2), bar(-w * 0.4, h * 0.1, -w * 0.4, h * 0.42, 0.2)),
        flat(0.5),
        'leather',
      ),
    ],
    room: { width: w - 7, height: h - 7 },
  }
}
export const BAGS = [trolley, rucksack, briefcase, trolley, rucksack] as const
