// Counts the stored values of a frame away from the window, tile by tile where it comes in tiles.
import { countSamples, emptyHistogram, type Histogram } from '../../shared/imaging/histogram.ts'
import { channelsOf, decodeFrameHeader, FRAME_HEADER_BYTES, frameBytes } from '../../shared/imaging/pixelFrame.ts'
import { samplesOf } from '../../shared/imaging/pyramid.ts'
import type { ValueRange } from '../../shared/imaging/voi.ts'

export type HistogramOrder = { readonly urls: readonly string[]; readonly range: ValueRange }
export type HistogramResult = { readonly histogram: Histogram } | { readonly failed: true }

async function count({ urls, range }: HistogramOrder): Promise<Histogram> {
  let histogram: Histogram | null = null
  for (const url of urls) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(String(response.status))
    const buffer = await response.arrayBuffer()
    const header = decodeFrameHeader(buffer)
    if (buffer.byteLength < FRAME_HEADER_BYTES + frameBytes(header)) throw new Error('truncated')
    const channels = channelsOf(header.colour)
    histogram ??= emptyHistogram(header.sample, channels, range)
    const many = header.width * header.height * channels
    countSamples(histogram, samplesOf(header.sample, buffer, FRAME_HEADER_BYTES, many), channels)
  }
  if (!histogram) throw new Error('nothing to count')
  return histogram
}

addEventListener('message', ({ data }: MessageEvent<HistogramOrder>) => {
  const answer = (result: HistogramResult) => postMessage(result)
  count(data).then(
    (histogram) => answer({ histogram }),
    () => answer({ failed: true }),
  )
})
