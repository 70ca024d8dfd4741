// Which tiles of a large frame a view needs. Pure.

import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Matrix, Size } from '../../shared/geometry/transform.ts'
import { TILE_SIZE, TILED_ABOVE, tileLevels } from '../../shared/imaging/pixelFrame.ts'

export type Tile = { readonly level: number; readonly tx: number; readonly ty: number }

export const isTiled = (frame: Size): boolean => frame.width > TILED_ABOVE || frame.height > TILED_ABOVE

/** Device pixels along the longer side of a sample: pixels that are no squares are drawn from the finer level. */
export const pixelsPerSample = (m: Matrix, dpr: number): number =>
  Math.max(Math.hypot(m[0], m[1]), Math.hypot(m[2], m[3])) * dpr

/**
 * Level whose samples are at most as coarse as the device pixels: 0 from 1:1 on, one more for each halving. Blending four
 * samples hides what is left of the difference.
 */
export const levelFor = (devicePixelsPerSample: number, levels: number): number =>
  Math.min(levels - 1, Math.max(0, Math.floor(Math.log2(1 / devicePixelsPerSample) + 1e-9)))

/** Image-space rectangle a tile covers; tiles at the right and bottom edge may be smaller than a full one. */
export const tileBounds = (tile: Tile, frame: Size): Bounds => {
  const side = TILE_SIZE * 2 ** tile.level
  const x = tile.tx * side
  const y = tile.ty * side
  return { x, y, width: Math.min(side, frame.width - x), height: Math.min(side, frame.height - y) }
}

/** Tiles of one level that touch `seen` (image space), those nearest its middle first. */
export function tilesIn(seen: Bounds, level: number, frame: Size): Tile[] {
  const side = TILE_SIZE * 2 ** level
  const last = (length: number) => Math.ceil(length / side) - 1
  const from = (v: number) => Math.max(0, Math.floor(v / side))
  const out: Tile[] = []
  for (let ty = from(seen.y); ty <= Math.min(last(frame.height), Math.floor((seen.y + seen.height) / side)); ty++)
    for (let tx = from(seen.x); tx <= Math.min(last(frame.width), Math.floor((seen.x + seen.width) / side)); tx++)
      out.push({ level, tx, ty })
  const cx = (seen.x + seen.width / 2) / side - 0.5
  const cy = (seen.y + seen.height / 2) / side - 0.5
  const away = (t: Tile) => (t.tx - cx) ** 2 + (t.ty - cy) ** 2
  return out.sort((a, b) => away(a) - away(b))
}

/** The one tile that shows the whole frame: always loaded first, its range is the frame's range. */
export const coarsestTile = (frame: Size): Tile => ({
  level: tileLevels(frame.width, frame.height).length - 1,
  tx: 0,
  ty: 0,
})
