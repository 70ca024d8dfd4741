// High-throughput JPEG 2000 by OpenJPH.
import factory from '@cornerstonejs/codec-openjph/wasmjs'
import { PandokError } from '../../../shared/contract/errors.ts'
import { checkCodestream, type ReducingDecoder } from './decoder.ts'
import { closed, codestreamOf, readJpeg2000Header, reductionOf } from './jpeg2000Header.ts'
import { asUnsigned, removeLevelShift } from './levelShift.ts'
import { asWords, runDecoder, wasmCodec } from './wasmCodec.ts'

const use = wasmCodec('HTJ2K', factory, '@cornerstonejs/codec-openjph/wasm')

export const decodeHtj2k: ReducingDecoder = async (bytes, a, atLeast) => {
  const codestream = codestreamOf(bytes)
  const h = readJpeg2000Header(codestream)
  checkCodestream(h, a, 16)
  if (h.subsampled)
    throw new PandokError('unsupported-pixel-format', 'HTJ2K with these components cannot be decoded', {
      components: h.components,
      precision: h.precision,
    })
  const smaller = atLeast === undefined ? null : reductionOf(h, atLeast)
  const clamps = h.signed && h.precision <= 8
  const whole = closed(codestream, h)
  const input = clamps ? asUnsigned(whole, h) : whole
  const { info, bytes: out } = await use((m) => runDecoder(new m.HTJ2KDecoder(), input, smaller))
  const { width, height } = smaller ?? h
  if (info.width !== width || info.height !== height || info.componentCount !== h.components)
    throw new PandokError('corrupt', 'the HTJ2K codestream cannot be decoded')
  const data = asWords(out, h.precision)
  if (clamps) removeLevelShift(data, h.precision)
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
