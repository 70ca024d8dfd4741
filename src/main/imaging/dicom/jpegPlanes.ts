// Planes of a 12-bit JPEG picture: quantisation, blocks, chroma in full size, colour. Shared by its two processes.
import type { ImageAttributes } from './attributes.ts'
import { TO_RGB } from './colour.ts'
import type { Decoded } from './decoder.ts'
import { corruptJpeg, isYcc, type JpegColour, type JpegFrameHeader } from './jpegMarkers.ts'

/** Place of each coefficient in its block, in the order that they are coded. */
export const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
])

export type Plane = {
  readonly h: number
  readonly v: number
  readonly quant: Int32Array
  /** Blocks of the component itself (T.81 A.1.1), for scans of one component. */
  readonly blocksX: number
  readonly blocksY: number
  readonly stride: number
  readonly samples: Uint16Array
}

export function makePlanes(f: JpegFrameHeader, quants: Map<number, Int32Array>): Plane[] {
  const maxH = Math.max(...f.components.map((c) => c.h))
  const maxV = Math.max(...f.components.map((c) => c.v))
  const mcusX = Math.ceil(f.width / (8 * maxH))
  const mcusY = Math.ceil(f.height / (8 * maxV))
  return f.components.map((c) => {
    const quant = quants.get(c.table)
    if (!quant) throw corruptJpeg('lacks a quantisation table')
    const stride = mcusX * c.h * 8
    return {
      h: c.h,
      v: c.v,
      quant,
      blocksX: Math.ceil(Math.ceil((f.width * c.h) / maxH) / 8),
      blocksY: Math.ceil(Math.ceil((f.height * c.v) / maxV) / 8),
      stride,
      samples: new Uint16Array(stride * mcusY * c.v * 8),
    }
  })
}

export function readQuants(b: Uint8Array, from: number, to: number, quants: Map<number, Int32Array>): void {
  for (let at = from; at < to; ) {
    const key = b[at++] ?? 0
    const wide = key >> 4 !== 0
    if (at + (wide ? 128 : 64) > to) throw corruptJpeg('has an incomplete quantisation table')
    const table = new Int32Array(64)
    for (let k = 0; k < 64; k++, at += wide ? 2 : 1)
      table[ZIGZAG[k] as number] = wide ? ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0) : (b[at] ?? 0)
    quants.set(key & 15, table)
  }
}

/**
 * A row of halved chroma in full width, as libjpeg does it ("fancy"): three parts of the nearer sample, one of the other,
 * rounded down and up in turn.
 */
function doubleRow(src: ArrayLike<number>, from: number, out: Int32Array, width: number, sum: number): void {
  const half = Math.ceil(width / 2)
  const [down, up, bits] = sum === 1 ? [1, 2, 2] : [8, 7, 4]
  for (let i = 0; i < half; i++) {
    const here = src[from + i] as number
    const left = i === 0 ? here : (src[from + i - 1] as number)
    const right = i === half - 1 ? here : (src[from + i + 1] as number)
    out[2 * i] = (here * 3 + left + down) >> bits
    if (2 * i + 1 < width) out[2 * i + 1] = (here * 3 + right + up) >> bits
  }
}

/** Rows of one component in the size of the picture. */
function rowReader(p: Plane, f: JpegFrameHeader, maxH: number, maxV: number): (y: number) => ArrayLike<number> {
  const { samples, stride, h, v } = p
  const line = new Int32Array(f.width + 1)
  const halfHeight = Math.ceil((f.height * v) / maxV)
  const at = (row: number): number => Math.max(0, Math.min(halfHeight - 1, row)) * stride
  if (h === maxH && v === maxV) return (y) => samples.subarray(y * stride, y * stride + f.width)
  if (h * 2 === maxH && v === maxV && f.width > 4)
    return (y) => {
      doubleRow(samples, y * stride, line, f.width, 1)
      return line
    }
  if (h * 2 === maxH && v * 2 === maxV && f.width > 4) {
    const sums = new Int32Array(stride)
    return (y) => {
      const near = at(y >> 1)
      const far = at((y >> 1) + (y % 2 === 0 ? -1 : 1))
      for (let x = 0; x < stride; x++) sums[x] = (samples[near + x] as number) * 3 + (samples[far + x] as number)
      doubleRow(sums, 0, line, f.width, 4)
      return line
    }
  }
  return (y) => {
    const row = Math.floor((y * v) / maxV) * stride
    for (let x = 0; x < f.width; x++) line[x] = samples[row + Math.floor((x * h) / maxH)] as number
    return line
  }
}

function assemble(f: JpegFrameHeader, planes: readonly Plane[]): Uint16Array {
  const n = planes.length
  const maxH = Math.max(...planes.map((p) => p.h))
  const maxV = Math.max(...planes.map((p) => p.v))
  const out = new Uint16Array(f.width * f.height * n)
  planes.forEach((plane, c) => {
    const row = rowReader(plane, f, maxH, maxV)
    for (let y = 0; y < f.height; y++) {
      const line = row(y)
      for (let x = 0, o = y * f.width * n + c; x < f.width; x++, o += n) out[o] = line[x] as number
    }
  })
  return out
}

export function mcuGrid(f: JpegFrameHeader): { x: number; y: number } {
  const maxH = Math.max(...f.components.map((c) => c.h))
  const maxV = Math.max(...f.components.map((c) => c.v))
  return { x: Math.ceil(f.width / (8 * maxH)), y: Math.ceil(f.height / (8 * maxV)) }
}

/** The picture of all planes; YBR becomes RGB. */
export function pictureOf(
  frame: JpegFrameHeader,
  planes: readonly Plane[],
  colour: JpegColour,
  a: ImageAttributes,
): Decoded {
  const data = assemble(frame, planes)
  const components = frame.components.length
  if (components === 3 && isYcc(colour, a.photometric)) TO_RGB.YBR_FULL?.(data, frame.precision)
  return {
    data,
    width: frame.width,
    height: frame.height,
    components,
    precision: frame.precision,
    signed: false,
    planar: false,
    rgb: components === 3,
    lossy: true,
  }
}
