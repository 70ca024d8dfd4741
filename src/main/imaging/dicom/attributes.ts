// The Image Pixel module of a data set (PS3.3 C.7.6.3), checked against limits before anything is allocated.
import { PandokError } from '../../../shared/contract/errors.ts'
import { MAX_FRAME_SAMPLES, MAX_FRAMES } from './limits.ts'
import type { DataSet } from './structure.ts'
import { integer, text } from './values.ts'

export type ImageAttributes = {
  readonly rows: number
  readonly columns: number
  readonly frames: number
  readonly samplesPerPixel: number
  /** As the header says; upper case, single spaces. */
  readonly photometric: string
  readonly planar: boolean
  readonly bitsAllocated: number
  readonly bitsStored: number
  readonly highBit: number
  readonly signed: boolean
  /** More pixels than stated are no further frames: the object has one, or the header contradicts itself about its samples. */
  readonly noMoreFrames?: boolean
}

const TAG = {
  sopClass: '00080016',
  samplesPerPixel: '00280002',
  photometric: '00280004',
  planar: '00280006',
  frames: '00280008',
  rows: '00280010',
  columns: '00280011',
  bitsAllocated: '00280100',
  bitsStored: '00280101',
  highBit: '00280102',
  pixelRepresentation: '00280103',
} as const

/** CR, DX, MG, IO, CT, MR, PT: objects of one frame (PS3.3 A.2, A.3, A.4, A.21, A.26, A.27, A.28). */
const ONE_FRAME = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(1|1\.[123](\.1)?|2|4|128)$/

const FLOAT_BITS: Readonly<Record<string, number>> = { '7fe00008': 32, '7fe00009': 64 }

function required(data: DataSet, tag: string, name: string): number {
  const n = integer(data, tag)
  if (n === null || n < 1) throw new PandokError('corrupt', `the image has no valid ${name}`, { attribute: name })
  return n
}

/** Frames as stated; absent, empty and zero mean one (NumberOfFrames 0 is written by some secondary capture tools). */
export const frameCount = (data: DataSet): number => Math.max(1, integer(data, TAG.frames) ?? 1)

export function readAttributes(data: DataSet, pixelTag: string): ImageAttributes {
  const rows = required(data, TAG.rows, 'Rows')
  const columns = required(data, TAG.columns, 'Columns')
  const stated = text(data, TAG.photometric)
  const colour = /^(RGB|YBR_|HSV|XYB)/i.test(stated ?? '')
  const samplesPerPixel = integer(data, TAG.samplesPerPixel) ?? (colour ? 3 : 1)
  if (samplesPerPixel < 1 || samplesPerPixel > 4)
    throw new PandokError('unsupported-pixel-format', 'samples per pixel must be 1 to 4', { samplesPerPixel })
  const frames = frameCount(data)
  if (frames > MAX_FRAMES)
    throw new PandokError('too-many-frames', 'more frames than the limit', { frames, max: MAX_FRAMES })
  if (rows * columns * samplesPerPixel > MAX_FRAME_SAMPLES)
    throw new PandokError('image-too-large', 'the frame is larger than the limit', {
      width: columns,
      height: rows,
      samplesPerPixel,
    })
  const float = FLOAT_BITS[pixelTag]
  const bitsAllocated = float ?? required(data, TAG.bitsAllocated, 'Bits Allocated')
  if (!float && (bitsAllocated > 32 || (bitsAllocated > 16 && bitsAllocated % 8 !== 0)))
    throw new PandokError('unsupported-pixel-format', 'bits allocated must be 1 to 16, 24 or 32', { bitsAllocated })
  const stored = float ?? integer(data, TAG.bitsStored) ?? bitsAllocated
  const bitsStored = stored < 1 || stored > bitsAllocated ? bitsAllocated : stored
  const high = integer(data, TAG.highBit) ?? bitsStored - 1
  const signed = float !== undefined || integer(data, TAG.pixelRepresentation) === 1
  return {
    rows,
    columns,
    frames,
    samplesPerPixel,
    photometric: (stated ?? (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2'))
      .toUpperCase()
      .replace(/[\s_]+/g, (s) => (s.includes('_') ? '_' : ' ')),
    planar: integer(data, TAG.planar) === 1,
    bitsAllocated,
    bitsStored,
    noMoreFrames:
      ONE_FRAME.test(text(data, TAG.sopClass) ?? '') || stored > bitsAllocated || (colour && samplesPerPixel === 1),
    highBit: high < bitsStored - 1 || high >= bitsAllocated ? bitsStored - 1 : high,
    signed,
  }
}
