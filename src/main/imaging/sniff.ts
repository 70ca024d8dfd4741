// What a file is, by its first bytes; what its name claims, by its ending.
import { isDicom } from './dicom/file.ts'
import type { RasterKind } from './rasterTypes.ts'

const ascii = (head: Uint8Array, offset: number, text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (head[offset + i] !== text.charCodeAt(i)) return false
  return true
}

type Signature = readonly [RasterKind, (head: Uint8Array) => boolean]
const SIGNATURES: readonly Signature[] = [
  // First: the 128 bytes before may be a TIFF header on purpose (PS3.10 7.1).
  ['dicom', (h) => ascii(h, 128, 'DICM')],
  ['png', (h) => ascii(h, 0, '\x89PNG\r\n\x1a\n')],
  ['jpeg', (h) => h[0] === 0xff && h[1] === 0xd8 && h[2] === 0xff],
  ['gif', (h) => ascii(h, 0, 'GIF87a') || ascii(h, 0, 'GIF89a')],
  ['webp', (h) => ascii(h, 0, 'RIFF') && ascii(h, 8, 'WEBP')],
  // 42 = classic, 43 = BigTIFF, in either byte order.
  [
    'tiff',
    (h) =>
      (ascii(h, 0, 'II') && h[3] === 0 && (h[2] === 42 || h[2] === 43)) || ascii(h, 0, 'MM\0*') || ascii(h, 0, 'MM\0+'),
  ],
  // The word BM alone is too common: the reserved words must be zero and the header size a known one.
  [
    'bmp',
    (h) =>
      ascii(h, 0, 'BM') &&
      [12, 16, 40, 52, 56, 64, 108, 124].includes((h[14] ?? 0) | ((h[15] ?? 0) << 8)) &&
      h[16] === 0 &&
      h[17] === 0,
  ],
  // Last, because it has no magic: a data set that begins at once, without preamble.
  ['dicom', isDicom],
]

/** Enough for the first element of a data set without preamble, whose length has to fit. */
export const SNIFF_BYTES = 1200

export const sniffKind = (head: Uint8Array): RasterKind | null =>
  SIGNATURES.find(([, matches]) => matches(head))?.[0] ?? null

const ENDINGS: Readonly<Record<string, RasterKind>> = {
  png: 'png',
  apng: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  jfif: 'jpeg',
  tif: 'tiff',
  tiff: 'tiff',
  webp: 'webp',
  gif: 'gif',
  bmp: 'bmp',
  dib: 'bmp',
  dcm: 'dicom',
  dicom: 'dicom',
}

/** The kind that a file name claims, or null for an ending that says nothing about pictures. */
export const kindOfEnding = (name: string): RasterKind | null =>
  ENDINGS[/\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null

/** Usual ending of a kind, for files copied into a project. */
export const endingOf = (kind: RasterKind): string =>
  ({ png: 'png', jpeg: 'jpg', tiff: 'tif', webp: 'webp', gif: 'gif', bmp: 'bmp', dicom: 'dcm' })[kind]
