// How the views of a case hang: RCC LCC over RMLO LMLO, chest walls back to back, one scale for all. Pure.
import type { Rotation } from '../../geometry/transform.ts'
import type { Lie } from '../../imaging/breast/sides.ts'
import { isCraniocaudal, type MammoView, sideOf } from './views.ts'

/** `priors`: the earlier examination hangs beside the one that is read. */
export const HANGING_STEPS = ['all', 'cc', 'mlo', 'priors'] as const
export type HangingStep = (typeof HANGING_STEPS)[number]
/** Steps that any case has. */
export const OWN_STEPS = ['all', 'cc', 'mlo'] as const satisfies readonly HangingStep[]

export type HungPlace = { readonly view: MammoView; readonly when: 'now' | 'prior' }
const pair = (end: 'CC' | 'MLO', when: HungPlace['when']): HungPlace[] => [
  { view: `R${end}`, when },
  { view: `L${end}`, when },
]
/** Row by row, left to right. */
export const HANGING: Readonly<Record<HangingStep, readonly (readonly HungPlace[])[]>> = {
  all: [pair('CC', 'now'), pair('MLO', 'now')],
  cc: [pair('CC', 'now')],
  mlo: [pair('MLO', 'now')],
  priors: [
    [...pair('CC', 'now'), ...pair('CC', 'prior')],
    [...pair('MLO', 'now'), ...pair('MLO', 'prior')],
  ],
}
export const placeKey = (p: HungPlace): string => `${p.when} ${p.view}`

export type Flip = { readonly x: boolean; readonly y: boolean }

/**
 * Patient Orientation says where rows and columns of the stored picture run (PS3.3 C.7.6.1.1.1). Right breasts hang with rows to
 * posterior, left ones to anterior; columns of CC run to the middle of the body, of MLO to the feet. Unknown = as stored.
 */
export function flipOf(view: MammoView, axes: string | null): Flip {
  const [row = '', column = ''] = axes?.split('\\') ?? []
  const right = sideOf(view) === 'R'
  const x = right ? row.startsWith('A') : row.startsWith('P')
  const wrongWay = isCraniocaudal(view) ? (right ? 'R' : 'L') : 'H'
  return { x, y: column.startsWith(wrongWay) }
}

/**
 * `header`: turned as Patient Orientation says. `picture`: nothing is said, and the breast shows that it is stored the other way
 * round. `contradicted`: the header says one thing and the breast lies otherwise. Null = hangs as stored.
 */
export type HungBy = 'header' | 'picture' | 'contradicted'
export type Hung = { readonly flip: Flip; readonly by: HungBy | null }

/** The breast decides where it can be seen: a chest wall in the middle of the body is what everybody reads by. */
export function hungAs(view: MammoView, axes: string | null, lie: Lie | null): Hung {
  const said = flipOf(view, axes)
  const wallAt = sideOf(view) === 'R' ? 'right' : 'left'
  const oblique = !isCraniocaudal(view)
  const flip = {
    x: lie?.wall ? lie.wall !== wallAt : said.x,
    y: oblique && lie && lie.upsideDown !== null ? lie.upsideDown : said.y,
  }
  if (flip.x !== said.x || flip.y !== said.y) return { flip, by: axes ? 'contradicted' : 'picture' }
  return { flip, by: flip.x || flip.y ? 'header' : null }
}

/** How a view that hangs flipped is turned, on top of that by hand. Flip comes before rotation; upside down is half a turn and a flip. */
export function turnedFor<D extends { readonly rotation: Rotation; readonly flipX: boolean }>(d: D, flip: Flip): D {
  return { ...d, rotation: flip.y ? HALF_MORE[d.rotation] : d.rotation, flipX: d.flipX !== (flip.x !== flip.y) }
}
const HALF_MORE: Readonly<Record<Rotation, Rotation>> = { 0: 180, 90: 270, 180: 0, 270: 90 }

export type HungPicture = {
  readonly view: MammoView
  readonly width: number
  readonly height: number
  /** Millimetres of a pixel; null when the header does not say. */
  readonly spacing: { readonly row: number; readonly column: number } | null
}
export type Extent = { readonly width: number; readonly height: number }

/** Size of a picture in the unit that all share: millimetres, or pixels where one of them has no scale. */
export const extentOf = (p: HungPicture, physical: boolean): Extent => ({
  width: p.width * (physical && p.spacing ? p.spacing.column : 1),
  height: p.height * (physical && p.spacing ? p.spacing.row : 1),
})
export const allPhysical = (pictures: readonly HungPicture[]): boolean => pictures.every((p) => p.spacing !== null)

/** Screen pixels of a unit, so that every picture fits its cell. */
export function sharedScale(pictures: readonly HungPicture[], cell: Extent): number {
  const physical = allPhysical(pictures)
  return Math.min(
    ...pictures.map((p) => {
      const e = extentOf(p, physical)
      return Math.min(cell.width / e.width, cell.height / e.height)
    }),
  )
}

/** Zoom and pan that all views share; `in` runs from the chest wall to the nipple, so both sides move alike. */
export type LinkedView = { readonly zoom: number; readonly in: number; readonly down: number }
export const WHOLE: LinkedView = { zoom: 1, in: 0, down: 0 }

/** Point of the stored picture that lies in the middle of its cell, and screen pixels of one of its pixels. */
export type Centre = { readonly x: number; readonly y: number; readonly scale: number }

/** `unit`: screen pixels of a picture's pixel while the whole is seen. The chest wall lies at the inner edge of the cell. */
export function centreOf(p: HungPicture, flip: Flip, cell: Extent, unit: number, v: LinkedView): Centre {
  const scale = unit * v.zoom
  const fromWall = (cell.width / 2 + v.in) / scale
  return {
    x: wallAtRight(p, flip) ? p.width - fromWall : fromWall,
    y: p.height / 2 + ((flip.y ? 1 : -1) * v.down) / scale,
    scale,
  }
}

/** What a picture that was moved by hand means for all. The chest walls stay back to back: they never leave the middle line inwards. */
export function linkedFrom(p: HungPicture, flip: Flip, cell: Extent, unit: number, to: Centre): LinkedView {
  const fromWall = wallAtRight(p, flip) ? p.width - to.x : to.x
  return {
    zoom: to.scale / unit,
    in: Math.max(0, fromWall * to.scale - cell.width / 2),
    down: (flip.y ? 1 : -1) * (to.y - p.height / 2) * to.scale,
  }
}

/** In the stored picture: right breasts hang with the wall at the right, unless the file holds them the other way round. */
const wallAtRight = (p: HungPicture, flip: Flip): boolean => (sideOf(p.view) === 'R') !== flip.x
