// Ordinary goods of the pack: what lies in a bag beside the objects that are looked for.
import { board } from './items/electronics.ts'
import type { Build, Sample } from './items/make.ts'
import { arc, bar, blob, box, disc, type Point, placed, polygon, ring, stroke, without } from './outline.ts'
import { flat, hollow, pipe, round, type Solid, solid } from './solids.ts'

const tube = (s: Sample, l: number, r: number): Solid[] => [
  solid(polygon([[-l / 2, -r], [l / 2 - 1, -r * 0.7], [l / 2 - 1, r * 0.7], [-l / 2, r]], 0.1), round(r, r * 1.3), s.one(['gel', 'gel', 'powder'] as const)),
  solid(box(l / 2 - 0.2, 0, 1.6, r * 1.1, 0.2), pipe(r * 0.55, 0.2), 'plastic'),
]
const toiletries: Build = (s) => [...tube(s, s.between(10, 15), s.between(1.4, 2)), solid(bar(-8, 3.4, 8, 3.8, 0.45), round(0.45), 'plastic'), solid(box(7.2, 4.1, 2.6, 1.1, 0.2), flat(0.8), 'nylon')]
const shoe: Build = (s) => {
  const sole: Point[] = [[-13, -2.8], [-8, -4], [0, -3.4], [8, -4.4], [13, -2.6], [13.6, 1], [9, 3.8], [0, 2.8], [-9, 3.4], [-13, 1.6]]
  return [
    solid(polygon(sole, 0.5), round(0.5, 2.2), 'rubber'),
    solid(polygon(sole.map(([x, y]): Point => [x * 0.9, y * 0.85]), 0.4), hollow(0.25, 2.4), 'leather'),
    ...Array.from({ length: 7 }, (_, i) => solid(bar(-10 + i * 3.2, -2.6, -9 + i * 3.2, 2.4, 0.16), flat(0.4), 'rubber')),
    ...Array.from({ length: 5 }, (_, i) => [-1, 1].map((k) => solid(ring(2 + i * 1.3, k * 1.1, 0.28, 0.14), flat(0.15), 'steel'))).flat(),
    ...(s.chance(0.4) ? [solid(box(-3, -0.4, 10, 1.6, 0.4), flat(0.12), 'steel')] : []),
  ]
}
const cosmetics: Build = (s) => [
  solid(disc(0, 0, 3.4), hollow(0.3, 1), 'plastic'),
  solid(disc(0, 0, 2.7), flat(0.6), 'powder'),
  solid(disc(0, 0, 2.9), flat(0.2), 'screen'),
  solid(box(0, 5, 7.4, 1.9, 0.3), pipe(0.95, 0.2), s.one(['plastic', 'aluminium'] as const)),
  solid(box(0.8, 5, 3.6, 1.2, 0.5), round(0.6), 'wax'),
]
const caseOf: Build = (s) => [solid(box(0, 0, 18, 11, 1), hollow(0.25, 1.6), 'plastic'), ...[-1, 0, 1].map((i) => solid(box(i * 4.4, 0, 0.2, 10.4), flat(1.6), 'plastic')), ...Array.from({ length: 6 }, () => solid(disc(s.between(-7, 7), s.between(-4, 4), s.between(0.3, 0.8)), round(0.5), s.one(['plastic', 'pill', 'brass'] as const)))]
export const clothes: Build = (s) => {
  const [w, h] = [s.between(22, 34), s.between(15, 24)]
  const random = () => s.between(0, 1)
  return [
    solid(blob(0, 0, w / 2, h / 2, random, 0.07, 48), round(1.6, s.between(2.5, 6)), 'cloth', s.between(0.035, 0.06)),
    solid(blob(s.between(-2, 2), s.between(-2, 2), w * 0.36, h * 0.38, random, 0.1, 40), round(1.4, s.between(1.5, 4)), 'cloth', s.between(0.04, 0.08)),
    ...(s.chance(0.4) ? Array.from({ length: 5 }, (_, i) => solid(ring(-w * 0.3 + i * w * 0.15, s.between(-0.4, 0.4), 0.5, 0.36), flat(0.25), 'plastic')) : []),
    ...(s.chance(0.25) ? [solid(bar(-w * 0.2, h * 0.2, w * 0.25, h * 0.24, 0.2), flat(0.18), 'brass'), solid(box(w * 0.27, h * 0.24, 1.2, 0.5, 0.2), flat(0.2), 'brass')] : []),
  ]
}
const accessory: Build = (s) => [
  ...Array.from({ length: 26 }, (_, i) => {
    const a = (i / 26) * 6.28
    return solid(disc(4 * Math.cos(a), 2.6 * Math.sin(a), 0.24), round(0.24), s.one(['silver', 'glass'] as const))
  }),
  solid(ring(6.2, 0, 1, 0.22), round(0.11, 0.22), 'silver'),
  solid(disc(6.2, -1.1, 0.3), round(0.3), 'glass'),
]
const smallBag: Build = (s) => [solid(box(0, 0, 21, 14, 3), hollow(0.22, 3), 'leather'), solid(stroke([[-7, -6.8], [-6, -11], [6, -11], [7, -6.8]], 0.4), round(0.4), 'leather'), solid(box(0, 1, 2.4, 2, 0.3), hollow(0.2, 0.5), 'brass'), ...[-7, 7].map((x) => solid(ring(x, -6.4, 0.8, 0.24), round(0.12, 0.24), 'brass')), ...(s.chance(0.5) ? [solid(bar(-9, -5.4, 9, -5.4, 0.24), flat(0.12), 'brass')] : [])]
const mirror: Build = () => [solid(disc(0, 0, 4.6), hollow(0.4, 0.8), 'plastic'), solid(disc(0, 0, 4.1), flat(0.3), 'glass'), solid(bar(4.4, 0, 12, 0, 0.7), round(0.7, 0.9), 'plastic')]
const cable: Build = (s) => {
  const r = s.between(2.6, 3.8)
  const turns = Array.from({ length: 4 }, (_, i) => solid(stroke(arc(i * 0.24, i * 0.2, r - i * 0.22, i, i + 5.8, 18), 0.18), round(0.1, 0.1), 'copper'))
  return [...turns, ...turns.map((t) => solid(t.outline, round(0.18), 'rubber')), solid(stroke([[r, 0], [r + 3, 1.5], [r + 5, 0.4]], 0.12), round(0.12), 'copper'), solid(box(r + 5.6, 0.3, 1.8, 1.1, 0.1), hollow(0.14, 0.6), 'steel'), solid(box(-r - 0.6, 2, 2.8, 2.6, 0.4), flat(1.6), 'plastic'), solid(box(-r - 0.6, 2, 1.6, 1.6, 0.1), flat(0.8), 'chip'), ...[1.4, 2.6].map((y) => solid(bar(-r - 2, y, -r - 3.6, y, 0.2), round(0.2), 'brass'))]
}
const pen = (y: number, material: 'plastic' | 'steel' | 'wood'): Solid[] => [solid(bar(-6.8, y, 6.8, y, 0.45), material === 'wood' ? round(0.45) : pipe(0.45, 0.1), material), solid(bar(-6.6, y, 4, y, 0.12), pipe(0.12, 0.05), 'plastic'), solid(bar(-7.4, y, -6.6, y, 0.14), round(0.14), 'brass'), solid(bar(2, y - 0.5, 6.5, y - 0.5, 0.1), flat(0.1), 'steel')]
const stationery: Build = (s) => [...pen(-2, 'plastic'), ...pen(-0.6, s.one(['steel', 'plastic'] as const)), ...pen(0.9, 'wood'), solid(box(0, 5, 15, 8, 0.2), flat(1.2), 'paper'), ...Array.from({ length: 14 }, (_, i) => solid(ring(-6.8 + i * 1.05, 1.2, 0.34, 0.1), round(0.05), 'steel'))]
const camera: Build = (s) => [solid(box(0, 0, 12, 7.6, 0.8), hollow(0.25, 2.4), 'plastic'), ...board(s, -0.6, 0.8, 8.6, 4.6, 9), solid(ring(1, 0.4, 2.9, 0.5), flat(2), 'aluminium'), solid(disc(1, 0.4, 2.3), round(2.3, 1.8), 'glass'), solid(disc(1, 0.4, 1.3), round(1.3, 1.2), 'glass'), solid(box(-4.6, 0.6, 2.2, 5, 0.2), flat(1.3), 'cell'), solid(box(0.4, -4.2, 4, 1.4, 0.4), flat(0.8), 'plastic'), solid(disc(-4, -3.4, 0.7), flat(0.5), 'steel')]
const floss: Build = () => [solid(box(0, 0, 5, 4.4, 1.2), hollow(0.16, 0.9), 'plastic'), solid(ring(-0.3, 0.1, 1.2, 0.9), flat(1), 'nylon'), solid(box(1.7, -1.4, 0.7, 0.4), flat(0.15), 'steel')]
const umbrella: Build = (s) => {
  const l = s.between(22, 30)
  return [solid(polygon([[-l / 2, -1.2], [l * 0.3, -2.4], [l * 0.34, 0], [l * 0.3, 2.4], [-l / 2, 1.2]], 0.3), round(2, 3), 'cloth', 0.1), solid(bar(-l / 2, 0, l * 0.4, 0, 0.42), pipe(0.42, 0.07), 'steel'), ...[-1.4, -0.8, 0.7, 1.3].map((y) => solid(stroke([[-l * 0.42, y * 0.5], [l * 0.1, y], [l * 0.34, y * 0.8]], 0.1), flat(0.13), 'steel')), solid(bar(l * 0.38, 0, l / 2, 0, 1.2), round(1.2), 'plastic')]
}
const frame: Build = () => [solid(without(box(0, 0, 20, 15, 0.3), box(0, 0, 16.4, 11.4)), round(0.6, 1.4), 'wood'), solid(box(0, 0, 17, 12), flat(0.25), 'glass'), solid(box(0, 0, 17, 12), flat(0.3), 'paper'), ...[-1, 1].map((k) => solid(box(k * 8.6, 0, 0.9, 0.6), flat(0.12), 'steel'))]
const fan: Build = () => [solid(ring(0, 0, 4.8, 0.6), round(0.3, 1.4), 'plastic'), ...Array.from({ length: 4 }, (_, i) => solid(placed(polygon([[0.6, -0.6], [4, -1.6], [4.2, 0.6]], 0.2), 0, 0, i * 1.57), flat(0.25), 'plastic')), solid(disc(0, 0, 1.3), flat(0.9), 'copper'), solid(disc(0, 0, 1), flat(0.4), 'steel'), solid(box(9, 0, 9.6, 2.8, 0.8), hollow(0.2, 1.4), 'plastic'), solid(box(9.4, 0, 6.6, 1.8, 0.1), round(0.9), 'cell'), ...Array.from({ length: 12 }, (_, i) => solid(bar(1.4 * Math.cos(i * 0.52), 1.4 * Math.sin(i * 0.52), 4.6 * Math.cos(i * 0.52), 4.6 * Math.sin(i * 0.52), 0.08), flat(0.3), 'plastic'))]
const wipes: Build = () => [solid(box(0, 0, 18, 10, 1.4), round(2, 4.2), 'gel', 0.04), solid(box(0, 0, 7, 4, 0.5), hollow(0.2, 0.7), 'plastic')]
const glasses: Build = (s) => {
  const metal = s.one(['titanium', 'plastic', 'steel'] as const)
  const cm = metal === 'plastic' ? 0.5 : 0.18
  return [...[-1, 1].flatMap((k) => [solid(ring(k * 3.2, 0, 2.3, cm), round(cm / 2), metal), solid(disc(k * 3.2, 0, 2.2), flat(0.22), 'plastic'), solid(stroke([[k * 5.5, -0.6], [k * 6.2, 1.6], [k * -4, 3.2 + k * 0.4]], 0.14), round(0.14), metal)]), solid(stroke(arc(0, 0.4, 1, 3.6, 5.8), 0.12), round(0.12), metal), ...[-1, 1].map((k) => solid(disc(k * 5.6, -0.6, 0.2), flat(0.3), 'steel'))]
}
const key = (turn: number): Solid[] => [solid(placed(without(disc(0, 3, 1.2), disc(0, 2.4, 0.3)), 0, 0, turn), flat(0.22), 'brass'), solid(placed(polygon([[-0.4, 3.8], [0.4, 3.8], [0.4, 6], [0.7, 6.4], [0.4, 6.8], [0.6, 7.4], [0, 8.2], [-0.4, 7.6]]), 0, 0, turn), flat(0.22), 'brass')]
const keyring: Build = (s) => [solid(ring(0, 0.6, 1.6, 0.26), round(0.13, 0.26), 'steel'), ...[-0.7, 0, 0.8].flatMap((k) => key(k + s.between(-0.15, 0.15))), solid(placed(box(0, -4, 2.6, 5, 0.8), 0, 0, 0.4), hollow(0.2, 0.9), 'plastic'), solid(placed(disc(0, -4, 0.9), 0, 0, 0.4), flat(0.3), 'cell')]
const selfieStick: Build = () => [...[0, 1, 2].map((i) => solid(box(-6 + i * 6, 0, 9, 2 - i * 0.4, 0.2), pipe(1 - i * 0.2, 0.09), 'aluminium')), solid(box(-10, 0, 8, 2.6, 0.8), round(1.3, 1), 'rubber'), solid(box(11.4, 0, 2.4, 6, 0.4), hollow(0.25, 1), 'plastic'), solid(disc(9.8, 0, 0.5), flat(0.8), 'steel')]
const comb: Build = () => [solid(box(0, -1, 17, 1.2, 0.4), flat(0.4), 'plastic'), ...Array.from({ length: 30 }, (_, i) => solid(bar(-8 + i * 0.55, -0.8, -8 + i * 0.55, 2.2, 0.12), flat(0.35), 'plastic'))]
const belt: Build = (s) => {
  const spiral = Array.from({ length: 44 }, (_, i): Point => {
    const a = i * 0.42
    return [(2.2 + i * 0.09) * Math.cos(a), (2.2 + i * 0.09) * Math.sin(a)]
  })
  return [solid(stroke(spiral, 0.2), flat(3.2), 'leather'), solid(without(box(6.4, 1.6, 3.4, 4.4, 0.5), box(6.4, 1.6, 2.2, 3.2, 0.3)), round(0.25, 0.5), s.one(['steel', 'brass'] as const)), solid(bar(5.2, 1.6, 7.9, 1.6, 0.16), round(0.16), 'steel')]
}
const medicine: Build = (s) => [solid(box(0, 0, 10, 6, 0.4), flat(0.02), 'aluminium'), ...Array.from({ length: 10 }, (_, i) => solid(disc(-3.9 + (i % 5) * 1.95, i < 5 ? -1.4 : 1.4, s.between(0.55, 0.7)), round(0.4, 0.5), 'pill')), solid(box(0, 6.4, 6, 3.4, 0.5), pipe(1.7, 0.14), 'plastic'), ...Array.from({ length: 9 }, () => solid(disc(s.between(-2.3, 2.3), 6.4 + s.between(-1, 1), 0.4), round(0.4), 'pill'))]
const pouch: Build = (s) => [solid(box(0, 0, 20, 12, 2), hollow(0.1, 1.6), 'nylon'), solid(bar(-8.6, -5, 8.6, -5, 0.22), flat(0.1), 'brass'), solid(box(9, -4.6, 1.6, 0.6, 0.2), flat(0.25), 'brass'), ...tube(s, 11, 1.3), ...cosmetics(s).slice(0, 3).map((c) => ({ ...c, outline: placed(c.outline, -5, 2) }))]
const food: Build = (s) => (s.chance(0.5) ? [solid(disc(0, 0, 4.2), hollow(0.1, 1.2), 'steel'), solid(disc(0, 0, 4), round(1, 3.2), 'food')] : [solid(blob(0, 0, 8, 5.5, () => s.between(0, 1), 0.06), round(2.4, 4.6), 'food', 0.12)])

/** In the order of the pack's list of ordinary goods. */
export const GOODS: readonly Build[] = [
  toiletries, shoe, cosmetics, caseOf, clothes, accessory, smallBag, mirror, cable, stationery, camera, floss, umbrella, frame, fan, wipes,
  glasses, keyring, selfieStick, comb, belt, medicine, pouch, food,
]
