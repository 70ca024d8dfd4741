// One WebAssembly codec of the cornerstonejs family: loaded on first use, thrown away after a crash or a huge image.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PandokError } from '../../../shared/contract/errors.ts'

export type FrameInfo = {
  readonly width: number
  readonly height: number
  readonly bitsPerSample: number
  readonly componentCount: number
  readonly isSigned?: boolean
}
export type WasmDecoder = {
  getEncodedBuffer(length: number): Uint8Array
  getDecodedBuffer(): Uint8Array
  decode(): void
  readHeader?(): void
  decodeSubResolution?(level: number, layer: number): void
  getFrameInfo(): FrameInfo
  delete(): void
}
export type WasmModule = { readonly HEAPU8: Uint8Array }
export type WasmFactory<M extends WasmModule> = (options: {
  wasmBinary: Uint8Array
  print(line: string): void
  printErr(line: string): void
}) => Promise<M>

/** A WebAssembly heap never shrinks: above this it is given back after the call. */
const KEEP_HEAP_BYTES = 256 * 1024 * 1024

const resolve = createRequire(import.meta.url).resolve

const codecs: (() => Promise<unknown>)[] = []

/** Compiles the codecs of everyday files, so that the first picture does not wait for it. */
export const loadCodecs = (): Promise<unknown> => Promise.all(codecs.map((load) => load()))

/** `binary` is the package path of the .wasm file, read from disk: nothing is fetched. `ahead`: compiled by `loadCodecs`. */
export function wasmCodec<M extends WasmModule>(
  name: string,
  factory: WasmFactory<M>,
  binary: string,
  { ahead }: { readonly ahead: boolean } = { ahead: true },
) {
  let module: Promise<M> | null = null
  let complaints: string[] = []
  const note = (line: string): void => {
    if (complaints.length < 20) complaints.push(line)
  }
  const load = (): Promise<M> => factory({ wasmBinary: readFileSync(resolve(binary)), print: note, printErr: note })

  if (ahead)
    codecs.push(() => {
      module ??= load()
      return module
    })

  /** Runs synchronously inside, so one module serves one call at a time. */
  return async function use<T>(run: (m: M) => T): Promise<T> {
    module ??= load()
    const m = await module
    complaints = []
    try {
      const result = run(m)
      if (complaints.some((c) => c.includes('[ERROR]')))
        throw new PandokError('corrupt', `the ${name} codestream is damaged`)
      if (m.HEAPU8.length > KEEP_HEAP_BYTES) module = null
      return result
    } catch (e) {
      // C++ exceptions arrive as numbers, traps as RuntimeError; either may leave the heap in disorder.
      module = null
      if (e instanceof PandokError) throw e
      const memory =
        e instanceof RangeError || (/memory|OOM|bad_alloc/i.test(String(e)) && !/out of bounds/.test(String(e)))
      throw new PandokError(memory ? 'decode-memory' : 'corrupt', `the ${name} codestream cannot be decoded`)
    }
  }
}

export type Reduction = { readonly level: number; readonly width: number; readonly height: number }

/** Copies in, decodes (with `smaller` only as far as that), copies out. The result owns its memory. */
export function runDecoder(
  decoder: WasmDecoder,
  codestream: Uint8Array,
  smaller: Reduction | null = null,
): { info: FrameInfo; bytes: Uint8Array } {
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream)
    if (smaller) {
      decoder.readHeader?.()
      decoder.decodeSubResolution?.(smaller.level, 0)
    } else decoder.decode()
    const size = smaller ? { width: smaller.width, height: smaller.height } : {}
    const info = { ...decoder.getFrameInfo(), ...size }
    const out = decoder.getDecodedBuffer()
    // Some builds hand out a copy, others a window on a heap that the next call overwrites.
    const whole = out.byteLength === out.buffer.byteLength
    const bytes = whole ? new Uint8Array(out.buffer) : out.slice()
    const wanted = info.width * info.height * info.componentCount * (info.bitsPerSample > 8 ? 2 : 1)
    if (bytes.length === 0 || bytes.length < wanted)
      throw new PandokError('corrupt', 'the codestream gave fewer samples than it promised')
    return { info, bytes }
  } finally {
    decoder.delete()
  }
}

export const asWords = (bytes: Uint8Array, precision: number): Uint8Array | Uint16Array =>
  precision <= 8 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1)
