// One frame of a DICOM file as stored samples: product.md section 5, `decode`.
import { PandokError } from '../../../shared/contract/errors.ts'
import { type ImageAttributes, readAttributes } from './attributes.ts'
import { GREY_LIKE, TO_RGB } from './colour.ts'
import type { Decoded } from './decoder.ts'
import { decoderFor, isKnownSyntax, isWavelet, sniffedSyntax } from './decoders.ts'
import { type Encapsulated, encapsulatedFrame, readFragments } from './encapsulated.ts'
import { type DicomFile, openDicom, pixelElementOf } from './file.ts'
import { decodeJpeg2000 } from './jpeg2000.ts'
import { checkSize, type NativePixels, nativeFloats, nativeWords, surplusBytes } from './native.ts'
import { noPicture } from './objectKind.ts'
import { clampTo, type DicomSamples, interleave, type RawWords, storedSamples } from './samples.ts'
import type { Element } from './structure.ts'
import { LOSSY_WAVELETS, NATIVE_SYNTAXES, UID } from './transferSyntax.ts'

export type DicomPhotometric = 'MONOCHROME1' | 'MONOCHROME2' | 'RGB' | 'PALETTE COLOR'

export type DicomFrameFacts = {
  readonly kind: 'dicom'
  /** As the file declares it; for a file that declares none, what its bytes are. */
  readonly transferSyntax: string
  /** Of the samples given back: YBR has become RGB. */
  readonly photometric: DicomPhotometric
  /** As the header says, before decompression. */
  readonly photometricStored: string
  readonly rows: number
  readonly columns: number
  readonly frames: number
  readonly samplesPerPixel: number
  readonly bitsStored: number
  readonly signed: boolean
}

/** `samples`: interleaved, only the stored bits, sign-extended. */
export type DecodedDicomFrame = { readonly samples: DicomSamples; readonly facts: DicomFrameFacts }

export type DecodeOptions = { readonly frame?: number }

/** A file known to hold pixel data, with the facts of its header. Nothing is decoded yet. */
export type DicomPicture = {
  readonly file: DicomFile
  readonly element: Element
  readonly attributes: ImageAttributes
  /** null for uncompressed pixel data. */
  readonly fragments: Encapsulated | null
}

type Pixels = { samples: DicomSamples; photometric: DicomPhotometric; bitsStored: number; signed: boolean }

const isGreyLike = (p: string): p is DicomPhotometric => GREY_LIKE.has(p)

/** Names that only look different: MONOCHROME without a digit is ACR-NEMA, "PALETTE COLOR" loses its space in the wild. */
export function greyName(a: ImageAttributes): DicomPhotometric {
  const p = a.photometric.replace('PALETTE_COLOR', 'PALETTE COLOR').replace('PALETTECOLOR', 'PALETTE COLOR')
  return isGreyLike(p) ? p : 'MONOCHROME2'
}

function toRgb(samples: DicomSamples, photometric: string, bits: number): void {
  const convert = TO_RGB[photometric]
  if (convert === undefined)
    throw new PandokError('unsupported-pixel-format', 'this photometric interpretation is not supported', {
      photometric,
    })
  if (!convert) return
  if (!(samples instanceof Uint8Array || samples instanceof Uint16Array))
    throw new PandokError('unsupported-pixel-format', 'colour must be unsigned with at most 16 bits', { bits })
  convert(samples, bits)
}

/** A copy when `samples` still lies in the file's own bytes: those are never written to and never handed out. */
const owned = <T extends DicomSamples>(samples: T, file: Uint8Array): T =>
  samples.buffer === file.buffer ? (samples.slice() as T) : samples

/** Stored bits of decoded words, and colour as RGB. */
function finish(d: Decoded, a: ImageAttributes, file: Uint8Array): Pixels {
  // The codestream may be wider than the header's stored bits (12 in 16: the rest is overlay or padding), and it may be
  // signed although the header says unsigned; values of a narrower codestream are extended from its own sign bit.
  const wider = d.precision > a.bitsAllocated
  const bits = wider ? d.precision : a.bitsStored
  const signed = a.signed || d.signed
  const shift = wider ? 0 : Math.max(0, Math.min(a.highBit + 1 - bits, d.precision - bits))
  const signBits = signed && !d.signed ? Math.min(bits, d.precision) : bits
  if (d.lossy && d.precision > bits && shift === 0 && signed === d.signed) clampTo(d.data, bits, signed)
  const clean = d.precision <= bits && !d.signed
  const narrow = storedSamples(d.data, { bits: signBits, shift, signed }, clean)
  const stored = signBits === bits ? narrow : widen(narrow, bits)
  const samples = d.planar ? interleave(stored, d.components) : owned(stored, file)
  if (d.components === 1) return { samples, photometric: greyName(a), bitsStored: bits, signed }
  if (d.components !== 3)
    throw new PandokError('unsupported-pixel-format', 'pixels must have one or three samples', {
      samples: d.components,
    })
  if (!d.rgb) toRgb(samples, a.photometric, bits)
  return { samples, photometric: 'RGB', bitsStored: bits, signed }
}

/** Sign-extended values of fewer bits in the array type of more. */
function widen(s: DicomSamples, bits: number): DicomSamples {
  if (bits <= 8 || s instanceof Int32Array) return s
  return bits <= 16 ? Int16Array.from(s) : Int32Array.from(s)
}

const nativeOf = (file: DicomFile, element: Element): NativePixels => ({
  bytes: file.data.bytes,
  element,
  bigEndian: file.structure.pixelsBigEndian,
})

function nativePixels(file: DicomFile, element: Element, a: ImageAttributes, frame: number): Pixels {
  const pixels = nativeOf(file, element)
  checkSize(pixels, a)
  if (element.tag !== '7fe00010')
    return {
      samples: nativeFloats(pixels, a, frame),
      photometric: greyName(a),
      bitsStored: a.bitsAllocated,
      signed: true,
    }
  const data = nativeWords(pixels, a, frame)
  return finish(
    {
      data,
      width: a.columns,
      height: a.rows,
      components: a.samplesPerPixel,
      precision: a.bitsAllocated,
      signed: false,
      planar: a.planar && a.samplesPerPixel > 1 && !a.photometric.endsWith('_422'),
      rgb: false,
    },
    a,
    pixels.bytes,
  )
}

/** Codestream, syntax and codec of one frame. */
function compressed({ file, attributes: a }: DicomPicture, fragments: Encapsulated, frame: number) {
  const codestream = encapsulatedFrame(file.data, fragments, a.frames, frame)
  const declared = file.transferSyntax
  const usable = declared !== null && !NATIVE_SYNTAXES.has(declared)
  const syntax = usable ? declared : (sniffedSyntax(codestream) ?? declared ?? UID.rle)
  const decoder = decoderFor(syntax, codestream)
  if (!decoder)
    throw new PandokError('unsupported-transfer-syntax', 'this transfer syntax cannot be decoded', {
      transferSyntax: syntax,
    })
  return { codestream, decoder, syntax }
}

/** Fragments are recognised by the item they begin with, whatever length the element states. */
function isEncapsulated(file: DicomFile, element: Element): boolean {
  if (element.openEnded) return true
  const b = file.data.bytes
  const item = [0xfe, 0xff, 0x00, 0xe0].every((v, i) => b[element.offset + i] === v)
  if (!item || file.transferSyntax === null) return false
  if (!NATIVE_SYNTAXES.has(file.transferSyntax)) return true
  // The header was rewritten to an uncompressed syntax: then items fill the element to its last byte.
  const { fragments, complete } = readFragments(file.data, element)
  return complete && fragments.length > 0
}

/** Throws PandokError: unsupported-type, not-an-image, no-pixel-data, truncated, corrupt, … */
export function openPicture(bytes: Uint8Array): DicomPicture {
  const file = openDicom(bytes)
  const element = pixelElementOf(file.data)
  if (!element) throw noPicture(file)
  const attributes = readAttributes(file.data, element.tag)
  const fragments = isEncapsulated(file, element) ? readFragments(file.data, element) : null
  const declared = file.transferSyntax
  // The byte order of a syntax that nobody knows cannot be known: GE's private one writes big endian words.
  if (!fragments && declared !== null && !NATIVE_SYNTAXES.has(declared) && !isKnownSyntax(declared))
    throw new PandokError('unsupported-transfer-syntax', 'this transfer syntax cannot be decoded', {
      transferSyntax: declared,
    })
  return { file, element, attributes, fragments }
}

/** Bytes of uncompressed pixels behind the frames that the header states. */
export const surplusOf = ({ file, element, attributes, fragments }: DicomPicture): number =>
  fragments ? 0 : surplusBytes(nativeOf(file, element), attributes)

/** Known without decoding: a file cut short, frames that cannot be told apart, a syntax without codec. */
export function checkComplete(picture: DicomPicture): void {
  const { file, element, attributes: a, fragments } = picture
  const last = a.frames - 1
  if (!fragments) nativePixels(file, element, a, last)
  else for (const frame of new Set([0, last])) compressed(picture, fragments, frame)
}

export async function decodeFrame(picture: DicomPicture, frame: number): Promise<DecodedDicomFrame> {
  const { file, element, attributes: a, fragments } = picture
  if (!Number.isInteger(frame) || frame < 0 || frame >= a.frames)
    throw new PandokError('frame-out-of-range', 'there is no such frame', { frame, frames: a.frames })
  const { pixels, syntax } = fragments
    ? await decompress(picture, fragments, frame)
    : { pixels: nativePixels(file, element, a, frame), syntax: syntaxOf(file) }
  return decodedFrame(picture, pixels, syntax)
}

function decodedFrame({ attributes: a }: DicomPicture, pixels: Pixels, syntax: string): DecodedDicomFrame {
  return {
    samples: pixels.samples,
    facts: {
      kind: 'dicom',
      transferSyntax: syntax,
      photometric: pixels.photometric,
      photometricStored: a.photometric,
      rows: a.rows,
      columns: a.columns,
      frames: a.frames,
      samplesPerPixel: a.samplesPerPixel,
      bitsStored: pixels.bitsStored,
      signed: pixels.signed,
    },
  }
}

async function decompress(picture: DicomPicture, fragments: Encapsulated, frame: number) {
  const { codestream, decoder, syntax } = compressed(picture, fragments, frame)
  const { attributes: a, file } = picture
  const decoded = await decoder(codestream, a)
  const lossy = decoded.lossy || LOSSY_WAVELETS.has(syntax)
  return { pixels: finish({ ...decoded, lossy }, a, file.data.bytes), syntax }
}

/** Words as they are stored, with all their bits; `bits` of them are told by the codestream. */
export async function storedWords(picture: DicomPicture, frame: number): Promise<{ words: RawWords; bits: number }> {
  const { file, element, attributes: a, fragments } = picture
  if (fragments) {
    const { codestream, decoder } = compressed(picture, fragments, frame)
    const { data, precision } = await decoder(codestream, a)
    return { words: data, bits: precision }
  }
  return { words: nativeWords(nativeOf(file, element), a, frame), bits: a.bitsAllocated }
}

export type ReducedDicomFrame = DecodedDicomFrame & { readonly width: number; readonly height: number }

/**
 * A frame of a wavelet syntax, halved as long as it keeps `atLeast` pixels: for the first look. null where the syntax knows
 * no smaller picture, or the codestream is damaged: the whole frame says how.
 */
export async function decodeReduced(
  picture: DicomPicture,
  frame: number,
  atLeast: number,
): Promise<ReducedDicomFrame | null> {
  const { fragments, attributes: a, file } = picture
  if (!fragments || a.rows * a.columns < atLeast * 4) return null
  try {
    const { codestream, syntax } = compressed(picture, fragments, frame)
    if (!isWavelet(codestream)) return null
    const decoded = await decodeJpeg2000(codestream, a, atLeast)
    const { width, height } = decoded
    if (width === a.columns && height === a.rows) return null
    const pixels = finish({ ...decoded, lossy: true }, a, file.data.bytes)
    return { ...decodedFrame(picture, pixels, syntax), width, height }
  } catch (error) {
    if (error instanceof PandokError) return null
    throw error
  }
}

export const decodeDicomFile = async (bytes: Uint8Array, options: DecodeOptions = {}): Promise<DecodedDicomFrame> =>
  decodeFrame(openPicture(bytes), options.frame ?? 0)

/** As declared; for a file that declares nothing, how its data set is written. */
export function syntaxOf({ transferSyntax, structure }: DicomFile): string {
  if (transferSyntax !== null) return transferSyntax
  if (structure.bigEndian) return UID.explicitBig
  return structure.explicit ? UID.explicitLittle : UID.implicitLittle
}
