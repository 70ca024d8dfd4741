// PNG container (W3C PNG 3rd edition): chunk walk, header, palette, orientation. No pixel is touched here.
import { crc32, inflateSync } from 'node:zlib'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { exifOrientation } from '../exif.ts'
import { isSrgbProfile } from '../icc.ts'
import { checkSize } from '../limits.ts'

export type PngHeader = {
  readonly width: number
  readonly height: number
  readonly depth: 1 | 2 | 4 | 8 | 16
  readonly colourType: 0 | 2 | 3 | 4 | 6
  readonly interlaced: boolean
  /** Flat [offset, length, ...] of the data of each IDAT chunk. */
  readonly data: readonly number[]
  readonly palette: Uint8Array | null
  readonly orientation: number
  readonly icc: boolean
  readonly animated: boolean
}

const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}
export const CHANNELS: Readonly<Record<PngHeader['colourType'], number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Chunks other than IDAT that matter are small; a larger one is not read. */
const MAX_ANCILLARY = 16_777_216

const corrupt = (what: string): PandokError => new PandokError('corrupt', `PNG: ${what}`)

export function checkCrc(file: ByteSource, dataOffset: number, length: number): void {
  let sum = 0
  const from = dataOffset - 4
  for (let at = 0; at < length + 4; at += 1_048_576)
    sum = crc32(file.read(from + at, Math.min(1_048_576, length + 4 - at)), sum)
  if (file.read(dataOffset + length, 4).readUInt32BE(0) !== sum) throw corrupt('a check sum does not match')
}

export function readPngHeader(file: ByteSource, verify: boolean): PngHeader {
  const ihdr = file.read(8, 25)
  if (ihdr.readUInt32BE(0) !== 13 || ihdr.toString('latin1', 4, 8) !== 'IHDR') throw corrupt('no IHDR chunk')
  const width = ihdr.readUInt32BE(8)
  const height = ihdr.readUInt32BE(12)
  const depth = ihdr[16]
  const colourType = ihdr[17]
  const interlace = ihdr[20]
  if (!isColourType(colourType) || !isDepth(depth, colourType)) throw corrupt('impossible colour type or depth')
  if (ihdr[18] !== 0 || ihdr[19] !== 0 || (interlace !== 0 && interlace !== 1)) throw corrupt('unknown method')
  checkCrc(file, 16, 13)
  checkSize(width, height)

  const data: number[] = []
  let colours: Buffer | null = null
  let alphas: Buffer | null = null
  let orientation = 1
  let icc = false
  let animated = false
  let ended = false
  for (let at = 33; !ended; ) {
    const head = file.read(at, 8)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (length > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type)) throw corrupt('a chunk header is damaged')
    const body = at + 8
    if (body + length + 4 > file.size)
      throw new PandokError('truncated', 'PNG: the file ends inside a chunk', { bytes: file.size })
    if (verify) checkCrc(file, body, length)
    if (type === 'IDAT') data.push(body, length)
    else if (length <= MAX_ANCILLARY) {
      if (type === 'PLTE') {
        if (length === 0 || length % 3 !== 0 || length > 768) throw corrupt('the palette has an impossible length')
        colours = Buffer.from(file.read(body, length))
      } else if (type === 'tRNS' && colourType === 3) alphas = Buffer.from(file.read(body, Math.min(256, length)))
      else if (type === 'eXIf') orientation = exifOrientation(file.read(body, length))
      else if (type === 'iCCP') icc = !isSrgbIccp(file.read(body, length))
      else if (type === 'acTL') animated = true
    }
    ended = type === 'IEND'
    at = body + length + 4
  }
  if (data.length === 0) throw corrupt('no image data')
  if (colourType === 3 && !colours) throw corrupt('no palette')
  return {
    width,
    height,
    depth,
    colourType,
    interlaced: interlace === 1,
    data,
    palette: colourType === 3 && colours ? joinPalette(colours, alphas) : null,
    orientation,
    icc,
    animated,
  }
}

function joinPalette(colours: Buffer, alphas: Buffer | null): Uint8Array {
  const out = new Uint8Array(1024)
  for (let i = 0; i < 256; i++) {
    out.set(colours.subarray(i * 3, Math.min(colours.length, i * 3 + 3)), i * 4)
    out[i * 4 + 3] = alphas?.[i] ?? 255
  }
  return out
}

/** iCCP: name, 0, method, zlib data. A profile that does not inflate within bounds counts as foreign. */
function isSrgbIccp(body: Buffer): boolean {
  const zero = body.indexOf(0)
  if (zero < 0) return true
  try {
    return isSrgbProfile(inflateSync(body.subarray(zero + 2), { maxOutputLength: 8_388_608 }))
  } catch {
    return true
  }
}

const isColourType = (n: number | undefined): n is PngHeader['colourType'] => n !== undefined && n in DEPTHS
const isDepth = (n: number | undefined, colourType: number): n is PngHeader['depth'] =>
  n !== undefined && (DEPTHS[colourType]?.includes(n) ?? false)
