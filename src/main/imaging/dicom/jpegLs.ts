// JPEG-LS lossless and near-lossless by CharLS.
import factory from '@cornerstonejs/codec-charls/decodewasmjs'
import { PandokError } from '../../../shared/contract/errors.ts'
import { checkCodestream, type Decoder } from './decoder.ts'
import { readJpegHead, toEndOfImage } from './jpegMarkers.ts'
import { asWords, runDecoder, wasmCodec } from './wasmCodec.ts'

const use = wasmCodec('JPEG-LS', factory, '@cornerstonejs/codec-charls/decodewasm')

const INTERLEAVE_NONE = 0

export const decodeJpegLs: Decoder = async (codestream, a) => {
  const { frame } = readJpegHead(codestream)
  if (frame.sof !== 0xf7) throw new PandokError('corrupt', 'the codestream is not JPEG-LS')
  checkCodestream({ ...frame, components: frame.components.length }, a, 16)
  const whole = toEndOfImage(codestream)
  const { info, bytes, planes } = await use((m) => {
    const decoder = new m.JpegLSDecoder()
    let planes = false
    // The mode is asked before the decoder is deleted.
    const watched = Object.assign(Object.create(decoder) as typeof decoder, {
      decode(): void {
        decoder.decode()
        planes = decoder.getInterleaveMode() === INTERLEAVE_NONE
      },
    })
    return { ...runDecoder(watched, whole), planes }
  })
  return {
    data: asWords(bytes, info.bitsPerSample),
    width: info.width,
    height: info.height,
    components: info.componentCount,
    precision: info.bitsPerSample,
    signed: false,
    planar: planes && info.componentCount > 1,
    rgb: false,
  }
}
