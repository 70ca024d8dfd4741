// Repeatable sample values for tests: smooth enough to compress, with the extremes always present.
import { randomBytes } from 'node:crypto'
import { memorySource } from '../byteSource.ts'
import { openRaster } from '../openRaster.ts'
import type { PageHeader, Samples } from '../rasterTypes.ts'

export function values(count: number, top: number, seed = 1): number[] {
  let state = seed * 2654435761
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return top
    if (i === 1) return 0
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * (top + 1))
  })
}

export type Decoded = {
  page: PageHeader
  samples: Samples[]
  flat: number[]
  frames: number
  palette: Uint8Array | null
}

/** Through the same door as the program: by content, verified. */
export async function decode(
  bytes: Buffer,
  frame = 0,
  path = `/nowhere/${randomBytes(4).toString('hex')}`,
): Promise<Decoded> {
  const raster = openRaster(memorySource(path, bytes), { verify: true })
  const samples: Samples[] = []
  const flat: number[] = []
  for await (const strip of raster.rows(frame)) {
    const copy = strip.data.slice()
    samples.push(copy)
    for (const v of copy) flat.push(v)
  }
  return { page: raster.page(frame), samples, flat, frames: raster.frames, palette: raster.palette(frame) }
}
