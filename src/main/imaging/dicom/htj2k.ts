// High-throughput JPEG 2000 by OpenJPH.
import factory from '@cornerstonejs/codec-openjph/wasmjs'
import { PandokError } from '../../../shared/contract/errors.ts'
import { checkCodestream, type Decoder } from './decoder.ts'
import { codestreamOf, readJpeg2000Header } from './jpeg2000Header.ts'
import { asWords, runDecoder, wasmCodec } from './wasmCodec.ts'

const use = wasmCodec('HTJ2K', factory, '@cornerstonejs/codec-openjph/wasm')

export const decodeHtj2k: Decoder = async (bytes, a) => {
  const codestream = codestreamOf(bytes)
  const h = readJpeg2000Header(codestream)
  checkCodestream(h, a, 16)
  if (h.subsampled || (h.components > 1 && h.precision > 8))
    throw new PandokError('unsupported-pixel-format', 'HTJ2K with these components cannot be decoded', {
      components: h.components,
      precision: h.precision,
    })
  const { info, bytes: out } = await use((m) => runDecoder(new m.HTJ2KDecoder(), codestream))
  if (info.width !== h.width || info.height !== h.height || info.componentCount !== h.components)
    throw new PandokError('corrupt', 'the HTJ2K codestream cannot be decoded')
  return {
    data: asWords(out, h.precision),
    width: h.width,
    height: h.height,
    components: h.components,
    precision: h.precision,
    signed: h.signed,
    planar: false,
    rgb: h.components === 3 && h.colourTransform,
    lossy: h.lossy,
  }
}
