// Raw words -> stored values: only the stored bits, sign-extended, in the narrowest array that product.md names.
export type DicomSamples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
export type RawWords = Uint8Array | Uint16Array | Uint32Array

export type StoredBits = {
  readonly bits: number
  /** Position of the lowest stored bit in the word. */
  readonly shift: number
  readonly signed: boolean
}

const ARRAYS = {
  unsigned: { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array },
  signed: { 1: Int8Array, 2: Int16Array, 4: Int32Array },
} as const

const widthOf = (bits: number): 1 | 2 | 4 => (bits <= 8 ? 1 : bits <= 16 ? 2 : 4)

/** `clean`: the words are known to hold nothing outside their stored bits. May return a view of `raw`. */
export function storedSamples(raw: RawWords, { bits, shift, signed }: StoredBits, clean = false): DicomSamples {
  const width = widthOf(bits)
  const Target = ARRAYS[signed ? 'signed' : 'unsigned'][width]
  const whole = shift === 0 && bits === width * 8
  const plain = () => clean || (shift === 0 && raw instanceof Uint16Array && !hasBitsAbove(raw, bits))
  if (raw.BYTES_PER_ELEMENT === width && (whole || (!signed && plain())))
    return new Target(raw.buffer as ArrayBuffer, raw.byteOffset, raw.length)
  const out = new Target(raw.length)
  const left = 32 - bits - shift
  const right = 32 - bits
  if (raw instanceof Uint16Array && out instanceof Uint16Array) extract16(raw, out, left, right)
  else if (signed) for (let i = 0; i < raw.length; i++) out[i] = ((raw[i] ?? 0) << left) >> right
  else for (let i = 0; i < raw.length; i++) out[i] = ((raw[i] ?? 0) << left) >>> right
  return out
}

/** Half the time of taking the stored bits out of each word, and most files hold nothing beside them. */
function hasBitsAbove(raw: Uint16Array, bits: number): boolean {
  let all = 0
  for (let i = 0; i < raw.length; i++) all |= raw[i] as number
  return all >>> bits !== 0
}

/** The common case (10 to 15 bits in 16) on its own, so that the engine compiles it for these two array types only. */
function extract16(raw: Uint16Array, out: Uint16Array, left: number, right: number): void {
  for (let i = 0; i < raw.length; i++) out[i] = ((raw[i] as number) << left) >>> right
}

/** RRR…GGG…BBB… -> RGBRGB… */
export function interleave<T extends DicomSamples | RawWords>(planes: T, components: number): T {
  const out = planes.slice() as T
  const n = Math.floor(planes.length / components)
  for (let c = 0; c < components; c++) {
    const from = c * n
    for (let i = 0, to = c; i < n; i++, to += components) out[to] = planes[from + i] ?? 0
  }
  return out
}

/** What a lossy codec overshot is cut to the stored bits: dropping its high bit instead would turn white into black. */
export function clampTo(words: RawWords, bits: number, signed: boolean): void {
  const Signed = words instanceof Uint8Array ? Int8Array : words instanceof Uint16Array ? Int16Array : Int32Array
  const values = signed ? new Signed(words.buffer as ArrayBuffer, words.byteOffset, words.length) : words
  const high = 2 ** (signed ? bits - 1 : bits) - 1
  const low = signed ? -high - 1 : 0
  for (let i = 0; i < values.length; i++) {
    const v = values[i] ?? 0
    if (v > high) values[i] = high
    else if (v < low) values[i] = low
  }
}
