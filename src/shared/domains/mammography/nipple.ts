// The nipple of a view, and what follows from it: how far a place is from it, where the same distance lies in the other projection of
// the breast, and which place of the other breast mirrors it. Millimetres by the views' own pixel spacing. Pure.
import type { AttributeValue } from '../../annotation/model.ts'
import { type ImagePoint, imagePoint } from '../../geometry/spaces.ts'
import type { Size } from '../../geometry/transform.ts'
import type { Bits } from '../../imaging/breast/bits.ts'
import type { Flip, HungPicture } from './hanging.ts'
import { type MammoView, sideOf } from './views.ts'

/** Attribute of a view: `1204.0 1881.5`, image pixels. */
export const NIPPLE = 'nipple'
export const nippleText = (p: ImagePoint): string => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`
export function readNipple(value: AttributeValue | undefined): ImagePoint | null {
  const found = typeof value === 'string' ? /^\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)\s*$/.exec(value) : null
  return found ? imagePoint(Number(found[1]), Number(found[2])) : null
}

const other = { CC: 'MLO', MLO: 'CC' } as const
/** The other projection of the same breast. */
export const partnerOf = (view: MammoView): MammoView =>
  `${sideOf(view)}${other[view.slice(1) as keyof typeof other]}` as MammoView
/** The same projection of the other breast. */
export const mirrorOf = (view: MammoView): MammoView =>
  `${sideOf(view) === 'R' ? 'L' : 'R'}${view.slice(1)}` as MammoView

type Spacing = NonNullable<HungPicture['spacing']>

export const millimetres = (a: ImagePoint, b: ImagePoint, spacing: Spacing): number =>
  Math.hypot((a.x - b.x) * spacing.column, (a.y - b.y) * spacing.row)

/** Half axes in pixels of everything that lies so far away. */
export const arcOf = (mm: number, spacing: Spacing): { readonly rx: number; readonly ry: number } => ({
  rx: mm / spacing.column,
  ry: mm / spacing.row,
})

/** The same lesion is looked for so many millimetres nearer or farther: breasts are pressed differently in the two projections. */
export const BAND_MM = 10
/** The outline of a breast is found on a small copy of the picture, millimetres. */
const SLACK_MM = 3
const STEPS = 720

/** The parts of the arc that lie in the breast, or, where none is known, on the picture. In order of their length, longest first. */
export function arcInside(
  centre: ImagePoint,
  mm: number,
  frame: HungPicture & { readonly spacing: Spacing },
  breast: Bits | null,
): ImagePoint[][] {
  const { rx, ry } = arcOf(mm, frame.spacing)
  const slack = arcOf(SLACK_MM, frame.spacing)
  const held = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x <= frame.width && y <= frame.height && (!breast || near(breast, frame, x, y, slack))
  const points = Array.from({ length: STEPS }, (_, i) => {
    const angle = (2 * Math.PI * i) / STEPS
    return imagePoint(centre.x + rx * Math.cos(angle), centre.y + ry * Math.sin(angle))
  })
  const first = points.findIndex((p) => !held(p.x, p.y))
  if (first < 0) return [[...points, ...points.slice(0, 1)]]
  const pieces: ImagePoint[][] = []
  let piece: ImagePoint[] = []
  // From a place outside, so that no part is cut in two.
  for (let i = 1; i <= STEPS; i++) {
    const p = points[(first + i) % STEPS]
    if (p && held(p.x, p.y)) piece.push(p)
    else {
      if (piece.length > 1) pieces.push(piece)
      piece = []
    }
  }
  return pieces.sort((a, b) => b.length - a.length)
}

function near(breast: Bits, frame: Size, x: number, y: number, slack: { rx: number; ry: number }): boolean {
  const bit = (px: number, py: number): boolean => {
    const [column, row] = [
      Math.floor((px / frame.width) * breast.width),
      Math.floor((py / frame.height) * breast.height),
    ]
    const on = column >= 0 && row >= 0 && column < breast.width && row < breast.height
    return on && breast.bits[row * breast.width + column] === 1
  }
  for (const dx of [0, -slack.rx, slack.rx])
    for (const dy of [0, -slack.ry, slack.ry]) if (bit(x + dx, y + dy)) return true
  return false
}

export type Placed = HungPicture & { readonly flip: Flip; readonly nipple: ImagePoint | null }

/**
 * Both breasts hang with their walls at the middle line, so mirrored means: as far from the wall, as far down. Where both
 * nipples are known the offset from them is mirrored, else the distance from the wall and from the middle of the height.
 */
export function mirrored(from: Placed, to: Placed, point: ImagePoint): ImagePoint {
  const [a, b] = [from.spacing ?? UNIT, to.spacing ?? UNIT]
  const [start, end] = from.nipple && to.nipple ? [from.nipple, to.nipple] : [anchorOf(from), anchorOf(to)]
  const inwards = (point.x - start.x) * a.column * towardsWall(from)
  const down = (point.y - start.y) * a.row * (from.flip.y ? -1 : 1)
  return imagePoint(end.x + (inwards / b.column) * towardsWall(to), end.y + (down / b.row) * (to.flip.y ? -1 : 1))
}
const UNIT: Spacing = { row: 1, column: 1 }
const wallAtRight = (p: Placed): boolean => (sideOf(p.view) === 'R') !== p.flip.x
/** +1 where the columns of the file run to the chest wall. */
const towardsWall = (p: Placed): 1 | -1 => (wallAtRight(p) ? 1 : -1)
const anchorOf = (p: Placed): ImagePoint => imagePoint(wallAtRight(p) ? p.width : 0, p.height / 2)
