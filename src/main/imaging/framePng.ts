// A frame as a picture for people and programs that read no DICOM: 8 bits as it is seen first, or 16 bits of stored samples.
import { channelsOf } from '../../shared/imaging/pixelFrame.ts'
import { firstWindow } from '../../shared/imaging/voi.ts'
import { encodePlainPng } from '../files/plainPng.ts'
import { displayFrame } from './display.ts'
import { wholeFrame } from './frameFile.ts'
import { greyPng } from './greyPng.ts'
import { toEightBits } from './preview.ts'
import type { OpenRaster } from './rasterTypes.ts'

export type FramePngFacts = {
  readonly bits: 8 | 16
  readonly width: number
  readonly height: number
  /** Of 8 bits: the window in modality values, with which the levels were made; null for colour and where a table of the file made them. */
  readonly window: { readonly centre: number; readonly width: number } | null
  /** Of 16 bits: turned round inside the stored bits (MONOCHROME1), and what was added to every sample. */
  readonly inverted: boolean
  readonly lifted: number
}

/** Colour, and grey of more than 16 bits, have no 16-bit form: they come in 8 bits, and `bits` says so. */
export async function framePng(
  raster: OpenRaster,
  path: string,
  frame: number,
  bits: 8 | 16,
): Promise<FramePngFacts & { readonly bytes: Buffer }> {
  const page = raster.page(frame)
  const plainGrey = page.samplesPerPixel === 1 && page.bitsStored <= 16 && page.photometric !== 'PALETTE COLOR'
  if (bits === 16 && plainGrey && page.sample !== 'f32') {
    const { bytes, width, height, inverted, lifted } = await greyPng(raster, frame)
    return { bytes, bits, width, height, window: null, inverted, lifted }
  }
  const { header, data } = await wholeFrame(displayFrame(raster, path, frame))
  const { width, height } = header
  const shown = toEightBits(data, header)
  const from = channelsOf(header.colour)
  const channels = from >= 3 ? 3 : 1
  const samples = new Uint8Array(width * height * channels)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < channels; c++) samples[i * channels + c] = shown[i * from + c] ?? 0
  const window = header.colour === 'grey' ? firstWindow(header) : null
  return {
    bytes: encodePlainPng({ width, height, channels, samples }),
    bits: 8,
    width,
    height,
    window: window && window.table === undefined ? { centre: window.centre, width: window.width } : null,
    inverted: false,
    lifted: 0,
  }
}
