// Transfer syntax -> codec. A new codec is one file and its rows here.
import type { Decoder } from './decoder.ts'
import { decodeJpeg } from './jpeg.ts'
import { decodeJpeg2000 } from './jpeg2000.ts'
import { decodeJpegXl, decodeJpegXlOfJpeg } from './jpegXl.ts'
import { decodeRle } from './rle.ts'
import { decodeDeflatedFrame, decodeUncompressed } from './uncompressedFrame.ts'

/** Transfer syntaxes share codestreams with wrong labels, so each family has one entry that asks the codestream itself. */
export const decoders = {
  '1.2.840.10008.1.2.1.98': decodeUncompressed,
  '1.2.840.10008.1.2.8.1': decodeDeflatedFrame,
  '1.2.840.10008.1.2.5': decodeRle,
  '1.2.840.10008.1.2.4.50': decodeJpeg,
  '1.2.840.10008.1.2.4.51': decodeJpeg,
  '1.2.840.10008.1.2.4.53': decodeJpeg,
  '1.2.840.10008.1.2.4.55': decodeJpeg,
  '1.2.840.10008.1.2.4.57': decodeJpeg,
  '1.2.840.10008.1.2.4.70': decodeJpeg,
  '1.2.840.10008.1.2.4.80': decodeJpeg,
  '1.2.840.10008.1.2.4.81': decodeJpeg,
  '1.2.840.10008.1.2.4.90': decodeJpeg2000,
  '1.2.840.10008.1.2.4.91': decodeJpeg2000,
  '1.2.840.10008.1.2.4.92': decodeJpeg2000,
  '1.2.840.10008.1.2.4.93': decodeJpeg2000,
  '1.2.840.10008.1.2.4.201': decodeJpeg2000,
  '1.2.840.10008.1.2.4.202': decodeJpeg2000,
  '1.2.840.10008.1.2.4.203': decodeJpeg2000,
  '1.2.840.10008.1.2.4.110': decodeJpegXl,
  '1.2.840.10008.1.2.4.111': decodeJpegXlOfJpeg,
  '1.2.840.10008.1.2.4.112': decodeJpegXl,
} satisfies Readonly<Record<string, Decoder>>

const table: Readonly<Record<string, Decoder>> = decoders

/** Codestreams that name themselves. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly uid: keyof typeof decoders }[] = [
  { bytes: [0xff, 0xd8, 0xff], uid: '1.2.840.10008.1.2.4.50' },
  { bytes: [0xff, 0x4f, 0xff, 0x51], uid: '1.2.840.10008.1.2.4.91' },
  { bytes: [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20], uid: '1.2.840.10008.1.2.4.91' },
]

export function sniffedSyntax(codestream: Uint8Array): string | null {
  return MAGIC.find((m) => m.bytes.every((b, i) => codestream[i] === b))?.uid ?? null
}

/** Plain samples may begin with any bytes. */
const SAMPLES: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.1.98', '1.2.840.10008.1.2.8.1'])

export const isKnownSyntax = (uid: string): boolean => Object.hasOwn(table, uid)

/** What the codestream says it is counts before the declared syntax; RLE says nothing of itself. */
export function decoderFor(uid: string, codestream: Uint8Array): Decoder | null {
  const syntax = SAMPLES.has(uid) ? uid : (sniffedSyntax(codestream) ?? uid)
  return Object.hasOwn(table, syntax) ? (table[syntax] ?? null) : null
}

export const isWavelet = (codestream: Uint8Array): boolean => {
  const syntax = sniffedSyntax(codestream)
  return syntax !== null && table[syntax] === decodeJpeg2000
}
