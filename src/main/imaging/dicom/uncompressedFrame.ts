// Frames in fragments that are not compressed, or deflated one by one (PS3.5 A.4.11 and A.4.13).
import { inflateRawSync } from 'node:zlib'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { Decoder } from './decoder.ts'
import { checkSize, nativeWords } from './native.ts'

export const decodeUncompressed: Decoder = (bytes, a) => {
  const element = { tag: '7fe00010', vr: 'OW', offset: 0, length: bytes.length, openEnded: false, items: null }
  const frame = { ...a, frames: 1 }
  const pixels = { bytes, element, bigEndian: false }
  checkSize(pixels, frame)
  return {
    data: nativeWords(pixels, frame, 0),
    width: a.columns,
    height: a.rows,
    components: a.samplesPerPixel,
    precision: a.bitsAllocated,
    signed: false,
    planar: a.planar && a.samplesPerPixel > 1 && !a.photometric.endsWith('_422'),
    rgb: false,
  }
}

export const decodeDeflatedFrame: Decoder = (bytes, a) => {
  // A frame can hold no more than its samples and a row of padding.
  const most = Math.ceil((a.rows + 1) * a.columns * a.samplesPerPixel * (a.bitsAllocated / 8)) + 4096
  try {
    return decodeUncompressed(inflateRawSync(bytes, { maxOutputLength: most }), a)
  } catch (e) {
    if (e instanceof PandokError) throw e
    const cut = e instanceof Error && 'code' in e && e.code === 'Z_BUF_ERROR'
    throw new PandokError(cut ? 'truncated' : 'corrupt', 'the deflated frame cannot be inflated')
  }
}
