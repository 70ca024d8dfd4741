// Writes a PNG with zlib alone, for the self-test, the built-in sample and mask deliveries: all run in the main process, where the native
// image library must not be loaded (codebases.md F1). PNG specification, sections 5 and 11.
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOUR_TYPE = { 1: 0, 3: 2 } as const
const INDEXED = 3

export type PlainPicture = {
  readonly width: number
  readonly height: number
  /** 1 = grey, 3 = RGB, interleaved. */
  readonly channels: 1 | 3
  readonly samples: Uint8Array | Uint16Array
  /** RGB by index: samples of 8 bits in one channel are indices then. */
  readonly palette?: Uint8Array
}

export function encodePlainPng({ width, height, channels, samples, palette }: PlainPicture): Buffer {
  const bytes = samples.BYTES_PER_ELEMENT
  const rowSamples = width * channels
  const rows = Buffer.alloc(height * (1 + rowSamples * bytes))
  for (let y = 0, at = 0; y < height; y++) {
    // Filter type 0: the row as it is.
    rows[at++] = 0
    for (let i = 0; i < rowSamples; i++) {
      const value = samples[y * rowSamples + i] ?? 0
      at = bytes === 2 ? rows.writeUInt16BE(value, at) : rows.writeUInt8(value, at)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = bytes * 8
  header[9] = palette ? INDEXED : COLOUR_TYPE[channels]
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Buffer.from(palette))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}
