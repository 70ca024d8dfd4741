// A small copy of a frame of any size, with the range of the full one; memory stays at a few rows.
import { channelsOf } from '../../shared/imaging/pixelFrame.ts'
import { type DisplayFrame, newDisplaySamples } from './display.ts'
import { finished, headerOf, newRange, type WholeFrame, widen } from './frameFile.ts'
import { createHalver, type Grid, halfGrid, type RowSink } from './halve.ts'
import { orient, turnOf, uprightSize } from './orient.ts'

/** Halved as often as both sides stay at least `width` x `height` (upright); the caller scales the rest of the way. */
export async function reducedFrame(
  frame: DisplayFrame,
  wanted: { width: number; height: number },
): Promise<WholeFrame> {
  const { page } = frame
  const channels = channelsOf(page.colour)
  const turn = turnOf(page.orientation)
  const target = uprightSize(wanted.width, wanted.height, page.orientation)
  const grids: Grid[] = [
    { width: page.width, height: page.height, channels, sample: page.sample, flipX: turn.flipX, flipY: turn.flipY },
  ]
  for (
    let g = halfGrid(grids[0]!);
    g.width >= target.width && g.height >= target.height && g.width * g.height > 1;
    g = halfGrid(g)
  )
    grids.push(g)
  const last = grids[grids.length - 1]!
  const small = newDisplaySamples(page.sample, last.width * last.height * channels)
  let sink: RowSink = (row, y) => small.set(row, y * last.width * channels)
  for (const grid of grids.slice(0, -1).reverse()) sink = createHalver(grid, sink)
  const range = newRange()
  const rowLength = page.width * channels
  for await (const strip of frame.rows()) {
    widen(range, strip.data, channels === 4 ? 4 : 0)
    for (let i = 0; i < strip.rows; i++) sink(strip.data.subarray(i * rowLength, (i + 1) * rowLength), strip.y + i)
  }
  return {
    header: headerOf(page, uprightSize(last.width, last.height, page.orientation), finished(range)),
    data: orient(small, last.width, last.height, channels, page.orientation),
  }
}
