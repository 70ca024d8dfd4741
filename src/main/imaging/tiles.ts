// Cuts a large frame into tile files of all levels in one pass. Memory is one band of tiles for each level.
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  channelsOf,
  encodeFrameHeader,
  encodeFrameTail,
  TILE_SIZE,
  tileLevels,
} from '../../shared/imaging/pixelFrame.ts'
import { writeAll } from '../files/atomicWrite.ts'
import { type DisplayFrame, type DisplayPage, type DisplaySamples, newDisplaySamples } from './display.ts'
import { tilePath } from './frameCache.ts'
import { finished, headerOf, newRange, type Range, widen } from './frameFile.ts'
import { createHalver, type Grid, halfGrid, type RowSink } from './halve.ts'
import { orient, turnOf, uprightSize } from './orient.ts'
import { asBytes } from './rasterTypes.ts'

/** One stretch of an axis in stored order, and the number of its tile in upright order. */
export type Cell = { readonly from: number; readonly size: number; readonly tile: number }

/** Upright tiles start at upright 0; on a flipped axis the stored cells therefore start with the short one. */
export function cellsOf(length: number, flipped: boolean): Cell[] {
  const count = Math.ceil(length / TILE_SIZE)
  const cells: Cell[] = []
  for (let t = 0; t < count; t++) {
    const start = t * TILE_SIZE
    const size = Math.min(TILE_SIZE, length - start)
    cells.push({ from: flipped ? length - start - size : start, size, tile: t })
  }
  return flipped ? cells.reverse() : cells
}

/** Writes `<folder>/<level>/<tx>-<ty>.frame` for every tile; the folder appears whole or not at all. */
export async function writeTiles(folder: string, frame: DisplayFrame): Promise<void> {
  const { page } = frame
  const making = join(dirname(folder), `.${randomUUID()}.making`)
  const channels = channelsOf(page.colour)
  const turn = turnOf(page.orientation)
  const written: string[] = []
  const grids: Grid[] = []
  const base: Grid = {
    width: page.width,
    height: page.height,
    channels,
    sample: page.sample,
    flipX: turn.flipX,
    flipY: turn.flipY,
  }
  for (const _ of tileLevels(page.width, page.height))
    grids.push(grids.length === 0 ? base : halfGrid(grids[grids.length - 1]!))

  try {
    let below: RowSink | null = null
    for (let level = grids.length - 1; level >= 0; level--) {
      const grid = grids[level]!
      mkdirSync(join(making, String(level)), { recursive: true })
      const cut = bandCutter(grid, page, (tx, ty, tile) => {
        const path = tilePath(making, level, tx, ty)
        writeTile(path, page, tile)
        written.push(path)
      })
      const halve: RowSink | null = below ? createHalver(grid, below) : null
      below = (row, y) => {
        cut(row, y)
        halve?.(row, y)
      }
    }
    const top = below
    if (!top) throw new Error('a frame has at least one level')
    const range = newRange()
    const rowLength = page.width * channels
    for await (const strip of frame.rows()) {
      widen(range, strip.data, channels === 4 ? 4 : 0)
      for (let i = 0; i < strip.rows; i++) top(strip.data.subarray(i * rowLength, (i + 1) * rowLength), strip.y + i)
    }
    for (const path of written) patchRange(path, finished(range))
    publish(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

type Tile = { readonly width: number; readonly height: number; readonly data: DisplaySamples }

function bandCutter(grid: Grid, page: DisplayPage, emit: (tx: number, ty: number, tile: Tile) => void): RowSink {
  const { transpose } = turnOf(page.orientation)
  const columns = cellsOf(grid.width, grid.flipX)
  const bands = cellsOf(grid.height, grid.flipY)
  const rowLength = grid.width * grid.channels
  const band = newDisplaySamples(grid.sample, Math.min(TILE_SIZE, grid.height) * rowLength)
  let current = 0
  return (row, y) => {
    const b = bands[current]
    if (!b) return
    band.set(row, (y - b.from) * rowLength)
    if (y < b.from + b.size - 1) return
    current++
    for (const c of columns) {
      const cell = newDisplaySamples(grid.sample, c.size * b.size * grid.channels)
      for (let r = 0; r < b.size; r++) {
        const from = r * rowLength + c.from * grid.channels
        cell.set(band.subarray(from, from + c.size * grid.channels), r * c.size * grid.channels)
      }
      const size = uprightSize(c.size, b.size, page.orientation)
      const data = orient(cell, c.size, b.size, grid.channels, page.orientation)
      emit(transpose ? b.tile : c.tile, transpose ? c.tile : b.tile, { ...size, data })
    }
  }
}

function writeTile(path: string, page: DisplayPage, tile: Tile): void {
  const fd = openSync(path, 'wx', 0o644)
  try {
    const header = headerOf(page, tile, { min: 0, max: 0 })
    writeAll(fd, encodeFrameHeader(header))
    writeAll(fd, asBytes(tile.data))
    writeAll(fd, encodeFrameTail(header))
  } finally {
    closeSync(fd)
  }
}

/** All tiles carry the range of the whole frame, so that the first window is the same for each (offsets: pixelFrame.ts). */
function patchRange(path: string, range: Range): void {
  const bytes = Buffer.alloc(16)
  bytes.writeDoubleLE(range.min, 0)
  bytes.writeDoubleLE(range.max, 8)
  const fd = openSync(path, 'r+')
  try {
    writeSync(fd, bytes, 0, 16, 24)
  } finally {
    closeSync(fd)
  }
}

function publish(making: string, folder: string): void {
  try {
    renameSync(making, folder)
  } catch (error) {
    // Another worker was first: its tiles are the same.
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error
  }
}
