import type { Decoder } from '../rasterTypes.ts'
import { CHANNELS, readPngHeader } from './pngChunks.ts'
import { pngRows } from './pngRows.ts'

export const openPng: Decoder = (file, { verify }) => {
  const h = readPngHeader(file, verify)
  return {
    kind: 'png',
    // An animated PNG shows its default image to readers that know only PNG; so do we.
    frames: 1,
    facts: { interlaced: h.interlaced, animated: h.animated },
    page: () => ({
      width: h.width,
      height: h.height,
      samplesPerPixel: CHANNELS[h.colourType],
      bitsStored: h.depth,
      sample: h.depth === 16 ? 'u16' : 'u8',
      photometric: h.colourType === 3 ? 'PALETTE COLOR' : CHANNELS[h.colourType] < 3 ? 'MONOCHROME2' : 'RGB',
      orientation: h.orientation,
      icc: h.icc,
    }),
    rows: () => pngRows(file, h),
    palette: () => h.palette,
  }
}
