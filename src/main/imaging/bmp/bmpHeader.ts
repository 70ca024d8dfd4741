// BMP headers: OS/2 1.x (12 bytes), Windows 3 (40), with masks (52, 56), V4 (108), V5 (124).
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { isGreyRamp } from '../greyRamp.ts'
import { checkSize } from '../limits.ts'

export type BmpHeader = {
  readonly width: number
  readonly height: number
  readonly topDown: boolean
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32
  readonly rle: 4 | 8 | null
  /** Red, green, blue, alpha; alpha 0 = none. For 16 and 32 bits. */
  readonly masks: readonly [number, number, number, number]
  /** RGBA, 256 entries; null above 8 bits. */
  readonly palette: Uint8Array | null
  readonly grey: boolean
  /** Offset of the pixels and bytes of one stored row. */
  readonly data: number
  readonly stride: number
}

const BI_RGB = 0
const BI_RLE8 = 1
const BI_RLE4 = 2
const BI_BITFIELDS = 3
const BI_ALPHABITFIELDS = 6

const corrupt = (what: string): PandokError => new PandokError('corrupt', `BMP: ${what}`)
const unsupported = (what: string): PandokError => new PandokError('unsupported-type', `BMP: ${what}`)

export function readBmpHeader(file: ByteSource): BmpHeader {
  const data = file.read(10, 4).readUInt32LE(0)
  const size = file.read(14, 4).readUInt32LE(0)
  if (size === 16 || size === 64) throw unsupported('OS/2 2.x headers are not supported')
  const h = Buffer.from(file.read(14, size))
  const core = size === 12
  const width = core ? h.readUInt16LE(4) : h.readInt32LE(4)
  const signedHeight = core ? h.readUInt16LE(6) : h.readInt32LE(8)
  const bits = core ? h.readUInt16LE(10) : h.readUInt16LE(14)
  const compression = core ? BI_RGB : h.readUInt32LE(16)
  const used = core ? 0 : h.readUInt32LE(32)
  if (!isBits(bits)) throw bits === 0 || bits === 2 ? unsupported(`${bits} bits`) : corrupt('impossible depth')
  const height = Math.abs(signedHeight)
  checkSize(width, height)
  const rle: BmpHeader['rle'] = compression === BI_RLE8 ? 8 : compression === BI_RLE4 ? 4 : null
  if (rle !== null && rle !== bits) throw corrupt('run lengths for another depth')
  const fields = compression === BI_BITFIELDS || compression === BI_ALPHABITFIELDS
  if (compression !== BI_RGB && rle === null && !fields) throw unsupported(`compression ${compression}`)
  if (fields && bits !== 16 && bits !== 32) throw corrupt('colour masks for another depth')
  const stride = Math.floor((width * bits + 31) / 32) * 4
  const base = { width, height, topDown: signedHeight < 0, bits, rle, data, stride }
  if (rle === null) {
    // The padding of the last row may be missing.
    const needed = data + stride * (height - 1) + Math.ceil((width * bits) / 8)
    if (needed > file.size) throw new PandokError('truncated', 'BMP: pixels are missing', { needed, bytes: file.size })
  }
  if (bits > 8) return { ...base, masks: readMasks(file, h, bits, compression), palette: null, grey: false }

  const entryBytes = core ? 3 : 4
  const start = 14 + size
  // The table ends where the pixels begin, whatever the count says.
  const entries = Math.min(used === 0 ? 1 << bits : used, 1 << bits, Math.floor(Math.max(0, data - start) / entryBytes))
  const table = file.read(start, entries * entryBytes)
  const palette = new Uint8Array(1024)
  for (let i = 0; i < 256; i++) {
    const at = i * entryBytes
    if (i < entries) palette.set([table[at + 2] ?? 0, table[at + 1] ?? 0, table[at] ?? 0], i * 4)
    palette[i * 4 + 3] = 255
  }
  return { ...base, masks: [0, 0, 0, 0], palette, grey: isGreyRamp(palette, entries) }
}

function readMasks(file: ByteSource, h: Buffer, bits: number, compression: number): BmpHeader['masks'] {
  if (compression === BI_RGB) return bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0x00ff00, 0x0000ff, 0]
  const inside = h.length >= 52
  const m = inside ? h.subarray(40) : file.read(14 + h.length, compression === BI_ALPHABITFIELDS ? 16 : 12)
  const alpha = inside ? h.length >= 56 : compression === BI_ALPHABITFIELDS
  const masks = [m.readUInt32LE(0), m.readUInt32LE(4), m.readUInt32LE(8), alpha ? m.readUInt32LE(12) : 0] as const
  if (masks[0] === 0 && masks[1] === 0 && masks[2] === 0) throw corrupt('empty colour masks')
  return masks
}

const isBits = (n: number): n is BmpHeader['bits'] => [1, 4, 8, 16, 24, 32].includes(n)
