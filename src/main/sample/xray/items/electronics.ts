// Devices: a case, cells, boards with chips, screws, plugs.
import { arc, bar, box, disc, ring, stroke } from '../outline.ts'
import { flat, hollow, pipe, round, type Solid, solid } from '../solids.ts'
import type { Build, Sample } from './make.ts'

/** A board with chips in rows and a few dots of solder. */
export function board(s: Sample, cx: number, cy: number, w: number, h: number, chips: number): Solid[] {
  const solids = [solid(box(cx, cy, w, h, 0.1), flat(0.14), 'board')]
  for (let i = 0; i < chips; i++) {
    const [cw, ch] = [s.between(0.12, 0.3) * Math.min(w, 5), s.between(0.15, 0.34) * Math.min(h, 4)]
    solids.push(
      solid(
        box(cx + s.between(-0.38, 0.38) * w, cy + s.between(-0.32, 0.32) * h, cw, ch),
        flat(s.between(0.12, 0.3)),
        s.one(['chip', 'chip', 'board'] as const),
      ),
    )
  }
  for (let i = 0; i < chips * 2; i++)
    solids.push(
      solid(disc(cx + s.between(-0.45, 0.45) * w, cy + s.between(-0.42, 0.42) * h, 0.09), flat(0.25), 'silver'),
    )
  return solids
}
const screws = (w: number, h: number, inset: number): Solid[] =>
  [-1, 1].flatMap((i) =>
    [-1, 1].map((j) => solid(disc((w / 2 - inset) * i, (h / 2 - inset) * j, 0.16), flat(0.5), 'steel')),
  )
const pouchCell = (cx: number, cy: number, w: number, h: number, cm: number): Solid[] => [
  solid(box(cx, cy, w, h, 0.15), flat(cm), 'cell'),
  solid(box(cx + w / 2 + 0.1, cy - h * 0.3, 0.5, 0.3), flat(0.06), 'copper'),
]
const roundCell = (cx: number, cy: number, l: number, r: number): Solid[] => [
  solid(box(cx, cy, l, r * 2, 0.1), pipe(r, 0.05), 'steel'),
  solid(box(cx, cy, l - 0.3, r * 1.8, 0.1), round(r * 0.9), 'cell'),
]

export const dryCell: Build = (s) => {
  // AA, AAA, C and D of IEC 60086.
  const [l, r] = s.one<readonly [number, number]>([
    [5.05, 0.72],
    [4.45, 0.52],
    [5, 1.3],
    [6.15, 1.7],
    [5.05, 0.72],
  ])
  const n = r > 1 ? 1 : Math.round(s.between(1, 4))
  return Array.from({ length: n }, (_, i) => {
    const y = (i - (n - 1) / 2) * r * 1.96
    return [
      solid(box(0, y, l, r * 2, 0.12), pipe(r, 0.035), 'steel'),
      solid(box(-0.1, y, l - 0.5, r * 1.84, 0.1), pipe(r * 0.92, r * 0.42), 'alkaline'),
      solid(bar(-l * 0.3, y, l * 0.34, y, 0.09), round(0.09), 'brass'),
      solid(box(l / 2 + 0.08, y, 0.26, r * 0.7, 0.05), flat(0.4), 'steel'),
    ]
  }).flat()
}

export const powerBank: Build = (s) => {
  const [w, h] = [s.between(9.5, 15), s.between(6, 7.5)]
  const tubes = s.chance(0.35)
  const cells = tubes
    ? Array.from({ length: Math.floor(h / 2) }, (_, i) =>
        roundCell(-w * 0.09, (i - (Math.floor(h / 2) - 1) / 2) * 1.9, Math.min(6.6, w * 0.7), 0.92),
      ).flat()
    : [...pouchCell(-w * 0.09, 0, w * 0.74, h * 0.86, 0.5), ...pouchCell(-w * 0.08, 0.05, w * 0.7, h * 0.82, 0.45)]
  return [
    solid(box(0, 0, w, h, 0.7), hollow(0.16, 1.3), s.one(['plastic', 'plastic', 'aluminium'] as const)),
    ...cells,
    ...board(s, w * 0.38, 0, w * 0.16, h * 0.8, 5),
    ...[-0.28, 0, 0.28].map((k) => solid(box(w / 2 - 0.55, h * k, 1, 0.95, 0.05), hollow(0.1, 0.45), 'steel')),
    solid(ring(w * 0.36, h * 0.15, 0.35, 0.24), flat(0.35), 'copper'),
  ]
}

export const phone: Build = (s) => {
  const [w, h] = [s.between(13.5, 16.5), s.between(6.6, 7.8)]
  return [
    solid(box(0, 0, w, h, 0.9), hollow(0.18, 0.7), s.one(['aluminium', 'aluminium', 'plastic', 'steel'] as const)),
    solid(box(0, 0, w - 0.4, h - 0.4, 0.7), flat(0.14), 'screen'),
    ...pouchCell(w * 0.1, h * 0.02, w * 0.52, h * 0.72, 0.42),
    ...board(s, -w * 0.33, 0, w * 0.22, h * 0.82, 7),
    ...[0, 1, 2]
      .slice(0, Math.round(s.between(1, 3)))
      .map((i) =>
        solid(
          ring(-w / 2 + 1.2 + (i === 2 ? 0.8 : 0), -h / 2 + 1.2 + (i === 1 ? 1.7 : i === 2 ? 0.85 : 0), 0.5, 0.22),
          flat(0.4),
          'steel',
        ),
      ),
    solid(box(w / 2 - 1, 0, 1.3, h * 0.6, 0.1), flat(0.2), 'chip'),
    solid(box(w / 2 - 0.4, 0, 0.6, 0.9, 0.1), flat(0.3), 'steel'),
    ...(s.chance(0.5) ? [solid(ring(w * 0.1, h * 0.02, 2.1, 0.7), flat(0.05), 'copper')] : []),
  ]
}

export const usb: Build = (s) => {
  const l = s.between(3, 5.5)
  const h = s.between(1.5, 2)
  return [
    solid(box(0.2, 0, l, h, 0.25), hollow(0.12, 0.7), s.one(['plastic', 'aluminium', 'steel', 'plastic'] as const)),
    ...board(s, 0.1, 0, l * 0.86, h * 0.66, 2),
    solid(box(l * 0.15, 0, l * 0.36, h * 0.5), flat(0.14), 'chip'),
    solid(box(-l / 2 - 0.45, 0, 1.5, 1.2, 0.06), hollow(0.09, 0.45), 'steel'),
    solid(box(-l / 2 - 0.3, 0.1, 1.1, 0.5), flat(0.1), 'copper'),
    ...(s.chance(0.5) ? [solid(ring(l / 2 + 0.55, 0, 0.5, 0.14), round(0.07, 0.14), 'steel')] : []),
  ]
}

export const notebook: Build = (s) => {
  const [w, h] = [s.between(29, 35), s.between(20, 24)]
  const metal = s.chance(0.5)
  return [
    solid(box(0, 0, w, h, 0.8), hollow(0.2, 1.2), metal ? 'aluminium' : 'plastic'),
    solid(box(0, 0.3, w - 1, h - 1.4, 0.3), flat(0.16), 'screen'),
    ...[-1, 0, 1].flatMap((i) => pouchCell(i * w * 0.28, h * 0.3, w * 0.25, h * 0.26, s.between(0.4, 0.55))),
    ...board(s, -w * 0.14, -h * 0.2, w * 0.5, h * 0.34, 22),
    ...board(s, w * 0.34, -h * 0.14, w * 0.14, h * 0.3, 6),
    solid(ring(w * 0.2, -h * 0.26, 2.2, 0.5), flat(0.7), 'plastic'),
    ...Array.from({ length: 9 }, (_, i) =>
      solid(
        bar(w * 0.2, -h * 0.26, w * 0.2 + 1.9 * Math.cos(i * 0.7), -h * 0.26 + 1.9 * Math.sin(i * 0.7), 0.07),
        flat(0.5),
        'plastic',
      ),
    ),
    solid(
      stroke(
        [
          [w * 0.18, -h * 0.32],
          [0, -h * 0.34],
          [-w * 0.12, -h * 0.22],
        ],
        0.34,
      ),
      flat(0.25),
      'copper',
    ),
    solid(box(-w * 0.12, -h * 0.2, 2.4, 2.4), flat(0.3), 'copper'),
    ...Array.from({ length: 5 }, (_, r) => solid(box(0, -h * 0.02 + r * 1.1 - 3, w * 0.78, 0.08), flat(0.12), 'steel')),
    ...[-1, 1].map((i) => solid(box(i * w * 0.34, -h / 2 + 0.5, 3.6, 0.9, 0.2), flat(0.5), 'steel')),
    ...screws(w, h, 0.9),
    solid(box(-w / 2 + 0.8, -h * 0.2, 1.2, 1.4), hollow(0.1, 0.5), 'steel'),
    solid(box(w / 2 - 0.8, -h * 0.05, 1.2, 1.4), hollow(0.1, 0.5), 'steel'),
  ]
}

export const tablet: Build = (s) => {
  const [w, h] = [s.between(22, 27), s.between(15, 18)]
  return [
    solid(box(0, 0, w, h, 1), hollow(0.18, 0.6), 'aluminium'),
    solid(box(0, 0, w - 0.6, h - 0.6, 0.8), flat(0.18), 'screen'),
    ...[-1, 1].flatMap((i) => pouchCell(w * 0.04, i * h * 0.23, w * 0.56, h * 0.38, 0.34)),
    ...board(s, -w * 0.38, 0, w * 0.12, h * 0.7, 9),
    solid(disc(-w / 2 + 1.1, -h / 2 + 1.1, 0.4), flat(0.4), 'chip'),
    ...[-1, 1].map((i) => solid(box(w / 2 - 0.9, i * h * 0.3, 1, 2.6, 0.2), flat(0.25), 'steel')),
  ]
}

export const ssd: Build = (s) => {
  const stick = s.chance(0.4)
  const [w, h] = stick ? [8, 2.2] : [10, 7]
  return [
    ...(stick
      ? []
      : [
          solid(box(0, 0, w, h, 0.3), hollow(0.12, 0.6), s.one(['aluminium', 'plastic'] as const)),
          ...screws(w, h, 0.5),
        ]),
    ...board(s, 0, 0, stick ? w : w * 0.8, stick ? h : h * 0.72, 3),
    ...[-0.26, 0, 0.26].map((k) => solid(box(w * k, 0, w * 0.17, h * (stick ? 0.64 : 0.32)), flat(0.2), 'chip')),
    solid(box(-w / 2 + 0.4, 0, 0.6, h * 0.7), flat(0.12), 'copper'),
  ]
}

const drive = (w: number, h: number): Solid[] => [
  solid(box(0, 0, w, h, 0.3), hollow(0.25, 1.3), 'aluminium'),
  solid(disc(-w * 0.12, 0, h * 0.44), flat(0.28), 'aluminium'),
  solid(ring(-w * 0.12, 0, h * 0.16, 0.5), flat(0.3), 'steel'),
  solid(disc(-w * 0.12, 0, h * 0.12), flat(0.9), 'steel'),
  solid(
    stroke(
      [
        [w * 0.36, h * 0.3],
        [w * 0.2, h * 0.05],
        [-w * 0.02, -h * 0.1],
      ],
      0.28,
    ),
    flat(0.4),
    'steel',
  ),
  solid(box(w * 0.38, h * 0.3, w * 0.16, h * 0.26, 0.4), flat(1), 'steel'),
]
export const hdd: Build = (s) => {
  const large = s.chance(0.6)
  const [w, h] = large ? [14.7, 10.1] : [10, 7]
  return [...drive(w, h), ...board(s, w * 0.12, -h * 0.28, w * 0.62, h * 0.3, 6), ...screws(w, h, 0.5)]
}
export const externalHdd: Build = (s) => {
  const [w, h] = [s.between(11.2, 12.4), s.between(7.8, 8.4)]
  return [
    solid(box(0, 0, w, h, 0.8), hollow(0.2, 1.4), 'plastic'),
    ...drive(10, 7),
    ...board(s, w * 0.42, 0, 0.9, h * 0.6, 3),
    solid(box(w / 2 - 0.4, h * 0.1, 0.8, 1.1, 0.1), hollow(0.08, 0.35), 'steel'),
  ]
}

export const vapeLiquid: Build = (s) => {
  const l = s.between(9, 13)
  const r = s.between(0.8, 1.4)
  return [
    solid(box(-l * 0.12, 0, l * 0.74, r * 2, 0.2), pipe(r, 0.07), s.one(['aluminium', 'steel'] as const)),
    ...roundCell(-l * 0.16, 0, Math.min(6.5, l * 0.55), r * 0.8),
    ...board(s, l * 0.2, 0, l * 0.1, r * 1.4, 2),
    solid(box(l * 0.36, 0, l * 0.22, r * 1.9, 0.15), pipe(r, 0.14), 'glass'),
    solid(box(l * 0.36, 0.1, l * 0.2, r * 1.5), round(r * 0.75), 'gel'),
    solid(bar(l * 0.25, 0, l * 0.48, 0, 0.18), pipe(0.18, 0.06), 'steel'),
    solid(box(l * 0.52, 0, l * 0.1, r * 0.8, 0.2), pipe(r * 0.4, 0.15), 'plastic'),
  ]
}
export const vapeHeated: Build = (s) => {
  const l = s.between(9, 11)
  const r = s.between(0.8, 1.1)
  return [
    solid(box(0, 0, l, r * 2, 0.5), pipe(r, 0.1), s.one(['plastic', 'aluminium'] as const)),
    ...roundCell(-l * 0.16, 0, l * 0.5, r * 0.72),
    ...board(s, l * 0.16, r * 0.3, l * 0.16, r * 0.7, 2),
    solid(box(l * 0.32, 0, l * 0.26, r * 1.1, 0.05), pipe(r * 0.5, 0.05), 'steel'),
    solid(stroke(arc(l * 0.3, 0, r * 0.42, 0, 6.28), 0.08), flat(0.3), 'copper'),
    solid(bar(l * 0.22, 0, l * 0.42, 0, 0.07), round(0.07), 'steel'),
    ...(s.chance(0.6) ? [solid(box(l * 0.56, 0, l * 0.3, 0.74, 0.1), round(0.37), 'paper')] : []),
  ]
}
