// Made-up frames for the canvas bench and its browser tests. Every value follows from its place, so that a page can check
// what it shows without having the file.
import type { GreyDisplay } from '../../src/shared/imaging/greyDisplay.ts'
import {
  channelsOf,
  encodeFrameHeader,
  encodeFrameTail,
  type FrameColour,
  type FrameHeader,
  frameBytes,
  type SampleType,
  TILE_SIZE,
  tileLevels,
} from '../../src/shared/imaging/pixelFrame.ts'
import { samplesOf } from '../../src/shared/imaging/pyramid.ts'

export type FrameSpec = {
  sample: SampleType
  colour: FrameColour
  width: number
  height: number
  inverted: boolean
  /** With the display of a DICOM file: windows go through a table of levels. */
  dicom: boolean
}

/** What frames named `...-inverted` carry: MONOCHROME1 with a window of the file. */
export const FILE_WINDOW = { centre: 12_345.25, width: 4000 }

const DICOM: GreyDisplay = {
  device: 'MG',
  modality: { kind: 'linear', slope: 1, intercept: 0 },
  unit: '',
  whole: true,
  voi: [{ kind: 'window', centre: 32_768, width: 65_536, function: 'LINEAR', name: '' }],
  padding: null,
  range: null,
}

/** Source ids read `u16-grey-3328x2560`, `u16-grey-3328x2560-inverted` or `u16-grey-3328x2560-dicom`. */
export function parseSpec(id: string): FrameSpec | null {
  const m = /^(u8|u16|i16|f32)-(grey|rgb|rgba)-(\d+)x(\d+)(-inverted|-dicom)?$/.exec(id)
  return m
    ? {
        sample: m[1] as SampleType,
        colour: m[2] as FrameColour,
        width: Number(m[3]),
        height: Number(m[4]),
        inverted: m[5] === '-inverted',
        dicom: m[5] === '-dicom',
      }
    : null
}

/** Neighbouring pixels differ by odd amounts, so that being off by one place or one bit shows. */
export function valueAt(sample: SampleType, x: number, y: number, channel: number): number {
  const v = x * 37 + y * 101 + channel * 4099 + ((x >> 6) ^ (y >> 6)) * 911
  if (sample === 'u8') return v & 0xff
  if (sample === 'u16') return v & 0xffff
  if (sample === 'i16') return (v & 0xffff) - 0x8000
  return (v & 0xffff) / 64 - 200
}

const RANGE: Readonly<Record<SampleType, readonly [number, number]>> = {
  u8: [0, 255],
  u16: [0, 65_535],
  i16: [-32_768, 32_767],
  f32: [-200, 823.984375],
}

/** The samples of a window on the frame; `step` > 1 takes every step-th pixel. */
export function frameFile(spec: FrameSpec, x0 = 0, y0 = 0, width = spec.width, height = spec.height, step = 1): Buffer {
  const [min, max] = RANGE[spec.sample]
  const header: FrameHeader = {
    width,
    height,
    colour: spec.colour,
    sample: spec.sample,
    bitsStored: spec.sample === 'u8' ? 8 : spec.sample === 'f32' ? 32 : 16,
    min,
    max,
    inverted: spec.inverted,
    ...(spec.inverted ? { window: FILE_WINDOW } : {}),
    ...(spec.dicom ? { grey: DICOM } : {}),
  }
  const channels = channelsOf(spec.colour)
  const bytes = new ArrayBuffer(frameBytes(header))
  const out = samplesOf(spec.sample, bytes, 0, width * height * channels)
  let at = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        out[at++] =
          c === 3 ? (spec.sample === 'u8' ? 255 : 65_535) : valueAt(spec.sample, (x0 + x) * step, (y0 + y) * step, c)
  return Buffer.concat([encodeFrameHeader(header), Buffer.from(bytes), encodeFrameTail(header)])
}

export function tileFile(spec: FrameSpec, level: number, tx: number, ty: number): Buffer | null {
  const size = tileLevels(spec.width, spec.height)[level]
  const x = tx * TILE_SIZE
  const y = ty * TILE_SIZE
  if (!size || x >= size.width || y >= size.height) return null
  return frameFile(spec, x, y, Math.min(TILE_SIZE, size.width - x), Math.min(TILE_SIZE, size.height - y), 2 ** level)
}

/** 24-bit BMP of at most 256 on a side: the one picture format that needs no encoder. */
export function previewFile(spec: FrameSpec): Buffer {
  const step = Math.max(1, Math.ceil(Math.max(spec.width, spec.height) / 256))
  const width = Math.ceil(spec.width / step)
  const height = Math.ceil(spec.height / step)
  const row = Math.ceil((width * 3) / 4) * 4
  const out = Buffer.alloc(54 + row * height)
  out.write('BM', 0)
  out.writeUInt32LE(out.length, 2)
  out.writeUInt32LE(54, 10)
  out.writeUInt32LE(40, 14)
  out.writeInt32LE(width, 18)
  out.writeInt32LE(-height, 22)
  out.writeUInt16LE(1, 26)
  out.writeUInt16LE(24, 28)
  const [min, max] = RANGE[spec.sample]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grey = ((valueAt(spec.sample, x * step, y * step, 0) - min) / (max - min)) * 255
      out.fill(grey, 54 + y * row + x * 3, 54 + y * row + x * 3 + 3)
    }
  return out
}
