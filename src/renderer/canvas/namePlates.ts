// Where the names of shapes stand so that none covers another: computed from the shapes in view alone, in the order of
// what lies in front, so that a repair of a small piece finds every name where the whole painting has put it.
import type { Bounds } from '../../shared/geometry/spaces.ts'

/** A name in its place, device pixels. */
export type NamePlate = Bounds & { readonly id: string; readonly text: string; readonly colour: string }
export type Wish = {
  readonly id: string
  readonly text: string
  readonly colour: string
  readonly width: number
  readonly height: number
  /** Top left corners, the best first. */
  readonly spots: readonly { readonly x: number; readonly y: number }[]
}

const meets = (a: Bounds, b: Bounds): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The first of the wishes chooses first; one that finds no free spot stays away: two names on each other read as none. */
export function placeNames(wishes: readonly Wish[]): NamePlate[] {
  const placed: NamePlate[] = []
  for (const { spots, ...wish } of wishes)
    for (const { x, y } of spots) {
      const plate: NamePlate = { ...wish, x: Math.round(x), y: Math.round(y) }
      if (placed.some((other) => meets(other, plate))) continue
      placed.push(plate)
      break
    }
  return placed
}

/** Above the left or right end of a shape, below it, and last inside it, where it covers what was marked. */
export const spotsAround = (b: Bounds, width: number, height: number, gap: number) => {
  const right = b.x + b.width - width
  return [
    { x: b.x, y: b.y - height - gap },
    { x: right, y: b.y - height - gap },
    { x: b.x, y: b.y + b.height + gap },
    { x: right, y: b.y + b.height + gap },
    { x: b.x, y: b.y + gap },
    { x: right, y: b.y + gap },
  ]
}

/** Right, left, above and below a place. */
export const spotsBeside = (at: { x: number; y: number }, width: number, height: number, gap: number) => [
  { x: at.x + gap, y: at.y - height / 2 },
  { x: at.x - gap - width, y: at.y - height / 2 },
  { x: at.x - width / 2, y: at.y - gap - height },
  { x: at.x - width / 2, y: at.y + gap },
]

const MOST_ROWS = 12
/** Below a shape, one row under the other. */
export const spotsBelow = (b: Bounds, height: number, gap: number) =>
  Array.from({ length: MOST_ROWS }, (_, row) => ({ x: b.x, y: b.y + b.height + gap + row * (height + 2) }))

/** Places that look different: of names that came, went, moved or changed. */
export function changedPlates(before: readonly NamePlate[], after: readonly NamePlate[]): Bounds[] {
  const same = (a: NamePlate, b: NamePlate) =>
    a.x === b.x && a.y === b.y && a.width === b.width && a.text === b.text && a.colour === b.colour
  const old = new Map(before.map((plate) => [plate.id, plate]))
  const changed: Bounds[] = []
  for (const plate of after) {
    const was = old.get(plate.id)
    old.delete(plate.id)
    if (was && same(was, plate)) continue
    changed.push(plate)
    if (was) changed.push(was)
  }
  return [...changed, ...old.values()]
}
