// The stored samples of a grey frame as a 16-bit PNG: nothing is scaled. MONOCHROME1 is turned round inside its own bits, so that
// more tissue is brighter in every file; signed values are lifted by half their range. Both are told and can be taken back.
import { PandokError } from '../../shared/contract/errors.ts'
import { hashBytes } from '../files/hash.ts'
import { encodePlainPng } from '../files/plainPng.ts'
import { asBytes, isSigned, type OpenRaster } from './rasterTypes.ts'

export type GreyPng = {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  readonly bitsStored: number
  readonly inverted: boolean
  readonly lifted: number
  /** Of the samples as they are in the PNG, little-endian. */
  readonly sha256: string
}

export async function greyPng(raster: OpenRaster, frame: number): Promise<GreyPng> {
  const page = raster.page(frame)
  const { width, height, bitsStored } = page
  if (page.samplesPerPixel !== 1 || bitsStored > 16 || page.photometric === 'PALETTE COLOR')
    throw new PandokError('unsupported-pixel-format', 'only grey frames of at most 16 bits', { bitsStored })
  const inverted = page.photometric === 'MONOCHROME1'
  const lifted = isSigned(page.sample) ? 2 ** (bitsStored - 1) : 0
  const top = 2 ** bitsStored - 1
  const samples = new Uint16Array(width * height)
  for await (const { y, data } of raster.rows(frame)) {
    const first = y * width
    for (let i = 0; i < data.length; i++) {
      const v = (data[i] ?? 0) + lifted
      samples[first + i] = inverted ? top - v : v
    }
  }
  const bytes = encodePlainPng({ width, height, channels: 1, samples })
  return { bytes, width, height, bitsStored, inverted, lifted, sha256: hashBytes(asBytes(samples)) }
}
