// Transfer syntax -> codec. A new codec is one file and its rows here.
import type { Decoder } from './decoder.ts'
import { decodeHtj2k } from './htj2k.ts'
import { decodeJpeg } from './jpeg.ts'
import { decodeJpeg2000 } from './jpeg2000.ts'
import { decodeJpegLs } from './jpegLs.ts'
import { decodeRle } from './rle.ts'

export const decoders = {
  '1.2.840.10008.1.2.5': decodeRle,
  '1.2.840.10008.1.2.4.50': decodeJpeg,
  '1.2.840.10008.1.2.4.51': decodeJpeg,
  '1.2.840.10008.1.2.4.53': decodeJpeg,
  '1.2.840.10008.1.2.4.55': decodeJpeg,
  '1.2.840.10008.1.2.4.57': decodeJpeg,
  '1.2.840.10008.1.2.4.70': decodeJpeg,
  '1.2.840.10008.1.2.4.80': decodeJpegLs,
  '1.2.840.10008.1.2.4.81': decodeJpegLs,
  '1.2.840.10008.1.2.4.90': decodeJpeg2000,
  '1.2.840.10008.1.2.4.91': decodeJpeg2000,
  '1.2.840.10008.1.2.4.201': decodeHtj2k,
  '1.2.840.10008.1.2.4.202': decodeHtj2k,
  '1.2.840.10008.1.2.4.203': decodeHtj2k,
} satisfies Readonly<Record<string, Decoder>>

const table: Readonly<Record<string, Decoder>> = decoders

export const decoderFor = (uid: string): Decoder | null => (Object.hasOwn(table, uid) ? (table[uid] ?? null) : null)

/** Codestreams that name themselves, for files whose transfer syntax is missing or native although data is encapsulated. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly uid: string }[] = [
  { bytes: [0xff, 0xd8, 0xff], uid: '1.2.840.10008.1.2.4.50' },
  { bytes: [0xff, 0x4f, 0xff, 0x51], uid: '1.2.840.10008.1.2.4.91' },
]

export function sniffedSyntax(codestream: Uint8Array): string | null {
  return MAGIC.find((m) => m.bytes.every((b, i) => codestream[i] === b))?.uid ?? null
}
