// JPEG 2000 lossless and lossy by OpenJPEG.
import factory from '@cornerstonejs/codec-openjpeg/decodewasmjs'
import { PandokError } from '../../../shared/contract/errors.ts'
import { checkCodestream, type Decoded, type ReducingDecoder } from './decoder.ts'
import { decodeHtj2k } from './htj2k.ts'
import { closed, codestreamOf, readJpeg2000Header, reductionOf } from './jpeg2000Header.ts'
import { asUnsigned, removeLevelShift } from './levelShift.ts'
import { asWords, runDecoder, wasmCodec } from './wasmCodec.ts'

const use = wasmCodec('JPEG 2000', factory, '@cornerstonejs/codec-openjpeg/decodewasm')

export const decodeJpeg2000: ReducingDecoder = async (bytes, a, atLeast): Promise<Decoded> => {
  const codestream = codestreamOf(bytes)
  const h = readJpeg2000Header(codestream)
  if (h.highThroughput) return decodeHtj2k(bytes, a, atLeast)
  checkCodestream(h, a, 16)
  if (h.subsampled || (h.components !== 1 && h.components !== 3))
    throw new PandokError('unsupported-pixel-format', 'JPEG 2000 with these components cannot be decoded', {
      components: h.components,
      precision: h.precision,
    })
  const whole = closed(codestream, h)
  const input = h.signed ? asUnsigned(whole, h) : whole
  const smaller = atLeast === undefined ? null : reductionOf(h, atLeast)
  const { info, bytes: out } = await use((m) => runDecoder(new m.J2KDecoder(), input, smaller))
  const { width, height } = smaller ?? h
  if (info.componentCount !== h.components || out.length < width * height * h.components * (h.precision > 8 ? 2 : 1))
    throw new PandokError('corrupt', 'the JPEG 2000 codestream cannot be decoded')
  const data = asWords(out, h.precision)
  if (h.signed) removeLevelShift(data, h.precision)
  return {
    data,
    width,
    height,
    components: h.components,
    precision: h.precision,
    signed: h.signed,
    planar: false,
    rgb: h.components === 3 && h.colourTransform,
    lossy: h.lossy,
  }
}
