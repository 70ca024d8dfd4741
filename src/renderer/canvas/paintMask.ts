// Masks in device pixels, straight from their rows: what they cost follows the screen and the outline, never the area of
// the mask in the picture, and nothing but rows is kept.
import type { MaskRows } from '../../shared/geometry/rowSet.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { invert, type Matrix, mapBounds } from '../../shared/geometry/transform.ts'
import type { Context2D } from './paintScene.ts'

/** Colours as little-endian RGBA, as they lie in an ImageData. */
export type MaskLook = {
  readonly fill: number
  readonly edge: number
  /** Every other piece of the edge has this colour; null = one line. */
  readonly dash: number | null
}

export const rgba = (colour: string, alpha: number): number => {
  const rgb = Number.parseInt(colour.slice(1, 7), 16)
  return ((alpha << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0
}
/** Length of a dash in device pixels, as a shift. */
const DASH_SHIFT = 2
const FILL_ALPHA = 0x66
const EDGE_ALPHA = 0xf0

/** As stored masks lie on the picture. */
export const plainLook = (colour: string): MaskLook => ({
  fill: rgba(colour, FILL_ALPHA),
  edge: rgba(colour, EDGE_ALPHA),
  dash: null,
})

let cover = new Uint8Array(0)

/** Marks the covered pixels of `region`, with a rim of one for the edges. */
function mark(rows: MaskRows, m: Matrix, region: Bounds): Uint8Array {
  const width = region.width + 2
  const height = region.height + 2
  if (cover.length < width * height) cover = new Uint8Array(width * height)
  else cover.fill(0, 0, width * height)
  const turned = Math.abs(m[0]) < Math.abs(m[1])
  const seen = mapBounds(invert(m), { x: region.x - 2, y: region.y - 2, width: width + 2, height: height + 2 })
  // Along: the device axis that follows x of the picture.
  const [alongScale, alongShift] = turned ? [m[1], m[5] - region.y + 1] : [m[0], m[4] - region.x + 1]
  const [acrossScale, acrossShift] = turned ? [m[2], m[4] - region.x + 1] : [m[3], m[5] - region.y + 1]
  const [alongSize, acrossSize] = turned ? [height, width] : [width, height]
  rows.eachSpan(Math.floor(seen.y), Math.ceil(seen.y + seen.height), (y, from, to) => {
    // A pixel of the mask never vanishes, however small it is on screen.
    const a1 = Math.round(acrossScale * (acrossScale < 0 ? y + 1 : y) + acrossShift)
    const a2 = Math.max(a1 + 1, Math.round(acrossScale * (acrossScale < 0 ? y : y + 1) + acrossShift))
    const l1 = Math.round(alongScale * (alongScale < 0 ? to : from) + alongShift)
    const l2 = Math.max(l1 + 1, Math.round(alongScale * (alongScale < 0 ? from : to) + alongShift))
    const left = Math.max(0, l1)
    const right = Math.min(alongSize, l2)
    if (left >= right) return
    for (let a = Math.max(0, a1); a < Math.min(acrossSize, a2); a++) {
      if (turned) for (let l = left; l < right; l++) cover[l * width + a] = 1
      else cover.fill(1, a * width + left, a * width + right)
    }
  })
  return cover
}

function shade(marks: Uint8Array, region: Bounds, look: MaskLook, out: Uint32Array): void {
  const width = region.width + 2
  const { fill, edge } = look
  const dash = look.dash ?? edge
  for (let y = 0; y < region.height; y++) {
    let at = (y + 1) * width + 1
    let to = y * region.width
    for (let x = 0; x < region.width; x++, at++, to++) {
      if (marks[at] === 0) continue
      const inside = marks[at - 1]! & marks[at + 1]! & marks[at - width]! & marks[at + width]!
      if (inside) out[to] = fill
      else out[to] = ((region.x + x + region.y + y) >> DASH_SHIFT) & 1 ? dash : edge
    }
  }
}

/** The mask over `region` (whole device pixels); null when nothing of it lies there. */
export function maskPixels(rows: MaskRows, m: Matrix, region: Bounds, look: MaskLook): ImageData {
  const image = new ImageData(region.width, region.height)
  shade(mark(rows, m, region), region, look, new Uint32Array(image.data.buffer))
  return image
}

/** Whole device pixels that the bounds touch inside the region; null when they do not meet. */
export function deviceRegion(bounds: Bounds, m: Matrix, region: Bounds): Bounds | null {
  const b = mapBounds(m, bounds)
  const x = Math.max(region.x, Math.floor(b.x) - 1)
  const y = Math.max(region.y, Math.floor(b.y) - 1)
  const right = Math.min(region.x + region.width, Math.ceil(b.x + b.width) + 1)
  const bottom = Math.min(region.y + region.height, Math.ceil(b.y + b.height) + 1)
  return x < right && y < bottom ? { x, y, width: right - x, height: bottom - y } : null
}

let scratch: OffscreenCanvas | null = null

/** Paints over what is there; the context must have no transform. */
export function paintMask(ctx: Context2D, rows: MaskRows, m: Matrix, region: Bounds, look: MaskLook): void {
  const where = deviceRegion(rows.bounds, m, region)
  if (!where) return
  if (!scratch || scratch.width < where.width || scratch.height < where.height)
    scratch = new OffscreenCanvas(
      Math.max(scratch?.width ?? 0, where.width),
      Math.max(scratch?.height ?? 0, where.height),
    )
  const between = scratch.getContext('2d', { willReadFrequently: true })
  if (!between) return
  between.putImageData(maskPixels(rows, m, where, look), 0, 0)
  ctx.drawImage(scratch, 0, 0, where.width, where.height, where.x, where.y, where.width, where.height)
}
