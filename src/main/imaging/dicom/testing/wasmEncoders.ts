// The encoders of the codec packages, for tests only: the product decodes, it does not write compressed DICOM.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { numbers } from './buildDicom.ts'

type Encoder = {
  getDecodedBuffer(info: object): Uint8Array
  getEncodedBuffer(): Uint8Array
  encode(): void
  setNearLossless?(near: number): void
  setInterleaveMode?(mode: number): void
  setQuality?(...quality: (number | boolean)[]): void
  setProgressionOrder?(order: number): void
  setCompressionRatio?(layer: number, ratio: number): void
  setDecompositions?(levels: number): void
  setLossless?(on: boolean): void
  delete(): void
}
type Module = Readonly<Record<string, (new () => Encoder) | undefined>>
type Factory = (options: object) => Promise<Module>

const require = createRequire(import.meta.url)
const ENCODERS = {
  jpegLs: ['codec-charls', 'JpegLSEncoder'],
  jpeg2000: ['codec-openjpeg', 'J2KEncoder'],
  htj2k: ['codec-openjph', 'HTJ2KEncoder'],
  jpeg: ['codec-libjpeg-turbo-8bit', 'JPEGEncoder'],
  jpegXl: ['codec-libjxl', 'JpegXLEncoder', 'encode'],
} as const
const SETUP: Readonly<Record<keyof typeof ENCODERS, (e: Encoder) => void>> = {
  jpegLs: (e) => e.setNearLossless?.(0),
  jpeg2000: () => {},
  htj2k: (e) => e.setQuality?.(true, 0),
  jpeg: (e) => e.setQuality?.(90),
  jpegXl: (e) => e.setLossless?.(true),
}

export type Picture = { columns: number; rows: number; bits: number; components?: number; signed?: boolean }

export async function encodeWith(
  codec: keyof typeof ENCODERS,
  values: readonly number[],
  p: Picture,
  setup: (e: Encoder) => void = SETUP[codec],
): Promise<Uint8Array> {
  const [pack, type, part = ''] = ENCODERS[codec]
  const found: Factory | { default: Factory } = require(`@cornerstonejs/${pack}/${part}wasmjs`)
  const factory = 'default' in found ? found.default : found
  const wasmBinary = readFileSync(require.resolve(`@cornerstonejs/${pack}/${part}wasm`))
  const Type = (await factory({ wasmBinary, print() {}, printErr() {} }))[type]
  if (!Type) throw new Error(`${pack} has no ${type}`)
  const encoder = new Type()
  const info = {
    width: p.columns,
    height: p.rows,
    bitsPerSample: p.bits,
    componentCount: p.components ?? 1,
    isSigned: p.signed ?? false,
    isUsingColorTransform: false,
  }
  encoder.getDecodedBuffer(info).set(numbers(p.bits > 8 ? 'US' : 'OB', values, false))
  setup(encoder)
  encoder.encode()
  const out = Uint8Array.from(encoder.getEncodedBuffer())
  encoder.delete()
  return out
}
