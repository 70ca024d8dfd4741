// What lies where: the sample, its companions and the ordinary goods of a scenario, in a tray or a bag, with little overlap.
import { XRAY_ITEMS } from '../../../shared/domains/xraySecurity/items.ts'
import { seeded } from '../canvas.ts'
import { BAGS, type Bag, briefcase, tray } from './bags.ts'
import type { Pose } from './film.ts'
import { clothes, GOODS } from './goods.ts'
import { buildItem, seedOf } from './items/index.ts'
import { type Sample, sampleOf } from './items/make.ts'
import type { ScanSpec } from './plan.ts'
import type { Solid } from './solids.ts'

export type Piece = {
  readonly solids: readonly Solid[]
  readonly pose: Pose
  /** Class and sample of an object that is looked for; null for bags and goods. */
  readonly object: { readonly classId: string; readonly sample: number } | null
}
type Room = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Taken = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Height of the tunnel in cm: how many pixels a centimetre has follows from the image. */
const TUNNEL = 54

export function extent(solids: readonly Solid[]) {
  const l = Math.min(...solids.map((s) => s.outline.bounds[0]))
  const t = Math.min(...solids.map((s) => s.outline.bounds[1]))
  const r = Math.max(...solids.map((s) => s.outline.bounds[2]))
  const b = Math.max(...solids.map((s) => s.outline.bounds[3]))
  return { cx: (l + r) / 2, cy: (t + b) / 2, width: r - l, height: b - t }
}

const shared = (a: Taken, b: Taken): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

/** The best of some tries: inside the room, then away from what lies there. */
function lay(s: Sample, solids: readonly Solid[], room: Room, taken: readonly Taken[], scale: number, tries: number) {
  const e = extent(solids)
  let best: { pose: Pose; box: Taken; cost: number } | null = null
  for (let i = 0; i < tries; i++) {
    const long = e.width > room.height * 0.8
    const angle = long ? s.between(-0.3, 0.3) + (s.chance(0.5) ? Math.PI : 0) : s.between(0, 2 * Math.PI)
    const lean = s.between(0.88, 1)
    const [c, n] = [Math.cos(angle), Math.sin(angle)]
    const w = Math.abs(e.width * c) + Math.abs(e.height * lean * n)
    const h = Math.abs(e.width * n) + Math.abs(e.height * lean * c)
    const x = room.x + s.between(-0.5, 0.5) * Math.max(0, room.width - w)
    const y = room.y + s.between(-0.5, 0.5) * Math.max(0, room.height - h)
    const box = { left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 }
    const over = Math.max(0, w - room.width) + Math.max(0, h - room.height)
    const cost = over * 20 + taken.reduce((sum, t) => sum + shared(t, box), 0)
    if (best && cost >= best.cost) continue
    const [ox, oy] = [e.cx * c - e.cy * lean * n, e.cx * n + e.cy * lean * c]
    best = { pose: { x: (x - ox) * scale, y: (y - oy) * scale, angle, scale, lean }, box, cost }
    if (cost === 0) break
  }
  return best!
}

/** Other hazards for a base item, none twice. */
function others(s: Sample, item: string, count: number): { id: string; sample: number }[] {
  const left = XRAY_ITEMS.filter((row) => row.id !== item && row.id !== 'notebook' && row.id !== 'tablet')
  return Array.from({ length: count }, () => {
    const [row] = left.splice(Math.floor(s.between(0, left.length - 0.001)), 1)
    return { id: row!.id, sample: Math.round(s.between(row!.samples[0], row!.samples[1])) }
  })
}

export function layOut(spec: ScanSpec, width: number, height: number): Piece[] {
  const s = sampleOf(seeded(spec.seed))
  const scale = (height / TUNNEL) * s.between(0.94, 1.04)
  const [W, H] = [width / scale, height / scale]
  const bare = spec.scenario === 'Single_Default'
  const categories = spec.scenario === 'Multiple_Categories'
  const large = ['notebook', 'tablet', 'baseball-bat', 'axe'].includes(spec.item)
  const bag: Bag | null = bare
    ? s.chance(0.75)
      ? tray(s)
      : null
    : large
      ? s.chance(0.5)
        ? tray(s)
        : BAGS[0](s)
      : s.one([...BAGS, briefcase, tray])(s)
  const x = W / 2 + s.between(-0.5, 0.5) * (W - (bag ? bag.room.width + 14 : 60))
  const y = H / 2 + s.between(-0.5, 0.5) * Math.max(0, H - (bag ? bag.room.height + 12 : 48))
  const room: Room = bag ? { x, y, ...bag.room } : { x, y, width: 50, height: 38 }
  const turn = (s.chance(0.5) ? Math.PI : 0) + s.between(-0.06, 0.06)
  const pieces: Piece[] = bag
    ? [{ solids: bag.solids, pose: { x: x * scale, y: y * scale, angle: turn, scale, lean: 1 }, object: null }]
    : []
  const taken: Taken[] = []

  const row = XRAY_ITEMS.find((i) => i.id === spec.item)
  const again = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      id: spec.item,
      sample: row
        ? row.samples[0] + ((spec.sample - row.samples[0] + i) % (row.samples[1] - row.samples[0] + 1))
        : spec.sample,
    }))
  const objects =
    bare || spec.scenario === 'Single_Other'
      ? again(1)
      : categories
        ? [...again(large ? 1 : Math.round(s.between(1, 2.4))), ...others(s, spec.item, Math.round(s.between(2, 4)))]
        : again(large ? 2 : Math.round(s.between(2, 3.4)))
  for (const { id, sample } of objects) {
    const solids = buildItem(id, sample)
    const { pose, box } = lay(s, solids, room, taken, scale, 40)
    taken.push(box)
    pieces.push({ solids, pose, object: { classId: id, sample } })
  }
  if (bare) return pieces
  // Clothes fill the bag from end to end.
  const piles = bag ? Math.round(s.between(4, 8)) : 1
  for (let i = 0; i < piles; i++) {
    const part = { ...room, x: room.x + ((i + 0.5) / piles - 0.5) * room.width * 0.5, width: room.width * 0.7 }
    const { pose } = lay(s, clothes(s), part, [], scale, 1)
    pieces.push({ solids: clothes(s), pose, object: null })
  }
  const kinds = Math.round(categories ? s.between(2, 4) : s.between(4, 7))
  const start = Math.floor(s.between(0, GOODS.length))
  for (let i = 0; i < kinds; i++) {
    const good = GOODS[(start + i * 5) % GOODS.length]!
    if (good === clothes) continue
    const solids = good(sampleOf(seeded(seedOf('good', spec.seed, i))))
    const { pose, box } = lay(s, solids, room, taken, scale, 10)
    taken.push(box)
    pieces.push({ solids, pose, object: null })
  }
  return pieces
}
