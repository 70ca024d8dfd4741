// What every codec gives back, and what it may ask.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ImageAttributes } from './attributes.ts'
import { MAX_FRAME_SAMPLES } from './limits.ts'
import type { RawWords } from './samples.ts'

export type Decoded = {
  readonly data: RawWords
  readonly width: number
  readonly height: number
  readonly components: number
  /** Bits of a sample as the codestream says. */
  readonly precision: number
  /** As the codestream says; words of signed codestreams hold two's complement. */
  readonly signed: boolean
  readonly planar: boolean
  /** Already RGB: the codec undid the codestream's colour transform, or the codestream says that there is none. */
  readonly rgb: boolean
  /** Values may overshoot the stored bits, because the codestream keeps them only about. */
  readonly lossy?: boolean
}

export type Decoder = (codestream: Uint8Array, attributes: ImageAttributes) => Decoded | Promise<Decoded>
/** Wavelet codecs stop early: the picture halved so often that it keeps at least so many pixels. */
export type ReducingDecoder = (
  codestream: Uint8Array,
  attributes: ImageAttributes,
  atLeast?: number,
) => Decoded | Promise<Decoded>

export type CodestreamSize = {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly precision: number
}

/** Called with the codestream's own header before its decoder allocates anything. */
export function checkCodestream(s: CodestreamSize, a: ImageAttributes, maxPrecision: number): void {
  if (s.width * s.height * s.components > MAX_FRAME_SAMPLES)
    throw new PandokError('image-too-large', 'the codestream is larger than the limit', {
      width: s.width,
      height: s.height,
    })
  if (s.width !== a.columns || s.height !== a.rows)
    throw new PandokError('corrupt', 'the codestream has another size than the header says', {
      width: s.width,
      height: s.height,
      columns: a.columns,
      rows: a.rows,
    })
  if (s.components !== a.samplesPerPixel)
    throw new PandokError('corrupt', 'the codestream has another number of components than the header says', {
      components: s.components,
      samplesPerPixel: a.samplesPerPixel,
    })
  if (s.precision < 1 || s.precision > maxPrecision)
    throw new PandokError('unsupported-pixel-format', 'the codestream has samples of a width that cannot be decoded', {
      precision: s.precision,
    })
}
