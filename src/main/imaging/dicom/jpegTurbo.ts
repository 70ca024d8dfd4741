// 8-bit JPEG (baseline, extended, progressive) by libjpeg-turbo.
import factory from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'
import { PandokError } from '../../../shared/contract/errors.ts'
import { checkCodestream, type Decoder } from './decoder.ts'
import { isYcc, nextSegment, readJpegHead, toEndOfImage } from './jpegMarkers.ts'
import { runDecoder, wasmCodec } from './wasmCodec.ts'

const use = wasmCodec('JPEG', factory, '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm')

/** Adobe APP14 with the transform flag as its last byte: what libjpeg believes before anything else. */
const app14 = (transform: 0 | 1): Uint8Array =>
  Uint8Array.from([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform])

/** The codestream with its colour statements replaced by our decision, so that libjpeg cannot guess otherwise. */
function withColour(b: Uint8Array, ycc: boolean): Uint8Array {
  const kept: Uint8Array[] = [b.subarray(0, 2), app14(ycc ? 1 : 0)]
  let from = 2
  for (let s = nextSegment(b, 2); s; s = nextSegment(b, s.to)) {
    if (s.marker === 0xe0 || s.marker === 0xee) {
      kept.push(b.subarray(from, s.from - 4))
      from = s.to
    }
    if (s.marker === 0xda || s.marker === 0xd9) break
  }
  kept.push(b.subarray(from))
  return Buffer.concat(kept)
}

export const decodeJpegTurbo: Decoder = async (b, a) => {
  const { frame, colour } = readJpegHead(b)
  const components = frame.components.length
  checkCodestream({ ...frame, components }, a, 8)
  if (components !== 1 && components !== 3)
    throw new PandokError('unsupported-pixel-format', 'JPEG must have one or three components', { components })
  const whole = toEndOfImage(b)
  const codestream = components === 3 ? withColour(whole, isYcc(colour, a.photometric)) : whole
  const { info, bytes } = await use((m) => runDecoder(new m.JPEGDecoder(), codestream))
  if (info.width !== a.columns || info.height !== a.rows || info.componentCount !== components)
    throw new PandokError('corrupt', 'the JPEG codestream cannot be decoded')
  return {
    data: bytes,
    width: info.width,
    height: info.height,
    components,
    precision: 8,
    signed: false,
    planar: false,
    rgb: components === 3,
    lossy: true,
  }
}
