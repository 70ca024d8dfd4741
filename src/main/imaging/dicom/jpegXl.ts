// JPEG XL (DICOM since 2024): lossless, lossy, and JPEG packed anew, by libjxl.
import factory from '@cornerstonejs/codec-libjxl/decodewasmjs'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ImageAttributes } from './attributes.ts'
import { checkCodestream, type Decoded, type Decoder } from './decoder.ts'
import { jpegXlSize } from './jpegXlHeader.ts'
import { asWords, runDecoder, wasmCodec } from './wasmCodec.ts'

// A megabyte to compile, for files that are still rare: not before one comes.
const use = wasmCodec('JPEG XL', factory, '@cornerstonejs/codec-libjxl/decodewasm', { ahead: false })

async function decode(codestream: Uint8Array, a: ImageAttributes): Promise<Decoded> {
  checkCodestream({ ...jpegXlSize(codestream), components: a.samplesPerPixel, precision: a.bitsStored }, a, 16)
  const { info, bytes } = await use((m) => runDecoder(new m.JpegXLDecoder(), codestream))
  const { width, height, componentCount: components, bitsPerSample: precision } = info
  checkCodestream({ width, height, components, precision }, a, 16)
  if (components !== 1 && components !== 3)
    throw new PandokError('unsupported-pixel-format', 'JPEG XL must have one or three components', { components })
  return {
    data: asWords(bytes, precision),
    width,
    height,
    components,
    precision,
    signed: false,
    planar: false,
    // XYB becomes RGB in the decoder.
    rgb: a.photometric === 'XYB',
  }
}

export const decodeJpegXl: Decoder = decode
/** The decoder undoes the colour transform of the JPEG within. */
export const decodeJpegXlOfJpeg: Decoder = async (b, a) => ({ ...(await decode(b, a)), rgb: true, lossy: true })
