import type { Build } from '../items/make.ts'
import { arc, bar, blob, box, disc, type Point, polygon, ring, stroke, without } from '../outline.ts'
import { flat, hollow, round, solid } from '../solids.ts'

export const shoe: Build = (s) => {
  const sole: Point[] = [
    [-13, -2.8],
    [-8, -4],
    [0, -3.4],
    [8, -4.4],
    [13, -2.6],
    [13.6, 1],
    [9, 3.8],
    [0, 2.8],
    [-9, 3.4],
    [-13, 1.6],
  ]
  return [
    solid(polygon(sole, 0.5), round(0.5, 2.2), 'rubber'),
    solid(
      polygon(
        sole.map(([x, y]): Point => [x * 0.9, y * 0.85]),
        0.4,
      ),
      hollow(0.25, 2.4),
      'leather',
    ),
    ...Array.from({ length: 7 }, (_, i) =>
      solid(bar(-10 + i * 3.2, -2.6, -9 + i * 3.2, 2.4, 0.16), flat(0.4), 'rubber'),
    ),
    ...Array.from({ length: 5 }, (_, i) =>
      [-1, 1].map((k) => solid(ring(2 + i * 1.3, k * 1.1, 0.28, 0.14), flat(0.15), 'steel')),
    ).flat(),
    ...(s.chance(0.4) ? [solid(box(-3, -0.4, 10, 1.6, 0.4), flat(0.12), 'steel')] : []),
  ]
}

export const clothes: Build = (s) => {
  const [w, h] = [s.between(22, 34), s.between(15, 24)]
  const random = () => s.between(0, 1)
  return [
    solid(blob(0, 0, w / 2, h / 2, random, 0.07, 48), round(1.6, s.between(2.5, 6)), 'cloth', s.between(0.035, 0.06)),
    solid(
      blob(s.between(-2, 2), s.between(-2, 2), w * 0.36, h * 0.38, random, 0.1, 40),
      round(1.4, s.between(1.5, 4)),
      'cloth',
      s.between(0.04, 0.08),
    ),
    ...(s.chance(0.4)
      ? Array.from({ length: 5 }, (_, i) =>
          solid(ring(-w * 0.3 + i * w * 0.15, s.between(-0.4, 0.4), 0.5, 0.36), flat(0.25), 'plastic'),
        )
      : []),
    ...(s.chance(0.25)
      ? [
          solid(bar(-w * 0.2, h * 0.2, w * 0.25, h * 0.24, 0.2), flat(0.18), 'brass'),
          solid(box(w * 0.27, h * 0.24, 1.2, 0.5, 0.2), flat(0.2), 'brass'),
        ]
      : []),
  ]
}
export const accessory: Build = (s) => [
  ...Array.from({ length: 26 }, (_, i) => {
    const a = (i / 26) * 6.28
    return solid(disc(4 * Math.cos(a), 2.6 * Math.sin(a), 0.24), round(0.24), s.one(['silver', 'glass'] as const))
  }),
  solid(ring(6.2, 0, 1, 0.22), round(0.11, 0.22), 'silver'),
  solid(disc(6.2, -1.1, 0.3), round(0.3), 'glass'),
]
export const smallBag: Build = (s) => [
  solid(box(0, 0, 21, 14, 3), hollow(0.22, 3), 'leather'),
  solid(
    stroke(
      [
        [-7, -6.8],
        [-6, -11],
        [6, -11],
        [7, -6.8],
      ],
      0.4,
    ),
    round(0.4),
    'leather',
  ),
  solid(box(0, 1, 2.4, 2, 0.3), hollow(0.2, 0.5), 'brass'),
  ...[-7, 7].map((x) => solid(ring(x, -6.4, 0.8, 0.24), round(0.12, 0.24), 'brass')),
  ...(s.chance(0.5) ? [solid(bar(-9, -5.4, 9, -5.4, 0.24), flat(0.12), 'brass')] : []),
]

export const glasses: Build = (s) => {
  const metal = s.one(['titanium', 'plastic', 'steel'] as const)
  const cm = metal === 'plastic' ? 0.5 : 0.18
  return [
    ...[-1, 1].flatMap((k) => [
      solid(ring(k * 3.2, 0, 2.3, cm), round(cm / 2), metal),
      solid(disc(k * 3.2, 0, 2.2), flat(0.22), 'plastic'),
      solid(
        stroke(
          [
            [k * 5.5, -0.6],
            [k * 6.2, 1.6],
            [k * -4, 3.2 + k * 0.4],
          ],
          0.14,
        ),
        round(0.14),
        metal,
      ),
    ]),
    solid(stroke(arc(0, 0.4, 1, 3.6, 5.8), 0.12), round(0.12), metal),
    ...[-1, 1].map((k) => solid(disc(k * 5.6, -0.6, 0.2), flat(0.3), 'steel')),
  ]
}

export const belt: Build = (s) => {
  const spiral = Array.from({ length: 44 }, (_, i): Point => {
    const a = i * 0.42
    return [(2.2 + i * 0.09) * Math.cos(a), (2.2 + i * 0.09) * Math.sin(a)]
  })
  return [
    solid(stroke(spiral, 0.2), flat(3.2), 'leather'),
    solid(
      without(box(6.4, 1.6, 3.4, 4.4, 0.5), box(6.4, 1.6, 2.2, 3.2, 0.3)),
      round(0.25, 0.5),
      s.one(['steel', 'brass'] as const),
    ),
    solid(bar(5.2, 1.6, 7.9, 1.6, 0.16), round(0.16), 'steel'),
  ]
}
