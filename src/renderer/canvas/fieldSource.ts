// A window of stored values cut out of what the picture layer holds, as one block that can be handed to a worker.

import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { channelsOf, TILE_SIZE } from '../../shared/imaging/pixelFrame.ts'
import { emptyLike, type Samples } from '../../shared/imaging/pyramid.ts'
import type { Field } from '../assist/field.ts'
import type { LoadedFrame } from './frameWorker.ts'
import type { Tile } from './tilePlan.ts'

/** Copies the rows that `from` (placed at `at`) and the window share. */
function copyRows(
  out: Samples,
  region: Bounds,
  from: { samples: Samples; width: number; height: number },
  at: { x: number; y: number },
  channels: number,
): void {
  const left = Math.max(region.x, at.x)
  const right = Math.min(region.x + region.width, at.x + from.width)
  const bottom = Math.min(region.y + region.height, at.y + from.height)
  if (left >= right) return
  for (let y = Math.max(region.y, at.y); y < bottom; y++) {
    const start = ((y - at.y) * from.width + left - at.x) * channels
    const row = from.samples.subarray(start, start + (right - left) * channels)
    out.set(row, ((y - region.y) * region.width + left - region.x) * channels)
  }
}

export function fieldOfFrame(region: Bounds, frame: LoadedFrame): Field | null {
  const base = frame.levels[0]
  if (!base) return null
  const channels = channelsOf(frame.header.colour)
  const samples = emptyLike(base.samples, region.width * region.height * channels)
  copyRows(samples, region, base, { x: 0, y: 0 }, channels)
  return { bounds: region, channels, samples }
}

export async function fieldOfTiles(
  region: Bounds,
  frame: Size,
  load: (tile: Tile) => Promise<LoadedFrame>,
): Promise<Field | null> {
  let made: { samples: Samples; channels: number } | null = null
  const right = Math.min(frame.width, region.x + region.width)
  const bottom = Math.min(frame.height, region.y + region.height)
  // One after the other: tiles are large, and only the window made of them has to be held.
  for (let ty = Math.floor(region.y / TILE_SIZE); ty * TILE_SIZE < bottom; ty++)
    for (let tx = Math.floor(region.x / TILE_SIZE); tx * TILE_SIZE < right; tx++) {
      const { header, levels } = await load({ level: 0, tx, ty })
      const base = levels[0]
      if (!base) return null
      const channels = channelsOf(header.colour)
      made ??= { channels, samples: emptyLike(base.samples, region.width * region.height * channels) }
      copyRows(made.samples, region, base, { x: tx * TILE_SIZE, y: ty * TILE_SIZE }, channels)
    }
  return made && { bounds: region, ...made }
}
