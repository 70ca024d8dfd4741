// YBR -> RGB in place, on interleaved unsigned samples (PS3.3 C.7.6.3.1.2). Fixed point as in libjpeg, so that
// uncompressed YBR_FULL and a JPEG of the same values give the same RGB.
type ColourSamples = Uint8Array | Uint16Array

const clamp = (v: number, max: number): number => Math.max(0, Math.min(max, v))

function full8(s: Uint8Array): void {
  for (let i = 0; i + 2 < s.length; i += 3) {
    const y = s[i] ?? 0
    const b = (s[i + 1] ?? 0) - 128
    const r = (s[i + 2] ?? 0) - 128
    s[i] = clamp(y + ((91881 * r + 32768) >> 16), 255)
    s[i + 1] = clamp(y + ((-22554 * b - 46802 * r + 32768) >> 16), 255)
    s[i + 2] = clamp(y + ((116130 * b + 32768) >> 16), 255)
  }
}

function full16(s: Uint16Array, bits: number): void {
  const max = 2 ** bits - 1
  const half = 2 ** (bits - 1)
  for (let i = 0; i + 2 < s.length; i += 3) {
    const y = s[i] ?? 0
    const b = (s[i + 1] ?? 0) - half
    const r = (s[i + 2] ?? 0) - half
    // The same numbers as above; their products do not fit in 32 bits.
    s[i] = clamp(y + fixed(91881 * r), max)
    s[i + 1] = clamp(y + fixed(-22554 * b - 46802 * r), max)
    s[i + 2] = clamp(y + fixed(116130 * b), max)
  }
}
const fixed = (n: number): number => Math.floor((n + 32768) / 65536)

/** Black at 16/256 and white at 235/256 of the range (retired YBR_PARTIAL_422 and _420). */
function partial(s: ColourSamples, bits: number): void {
  const unit = 2 ** (bits - 8)
  const max = 2 ** bits - 1
  const half = 128 * unit
  for (let i = 0; i + 2 < s.length; i += 3) {
    const y = 1.16438356 * ((s[i] ?? 0) - 16 * unit)
    const b = (s[i + 1] ?? 0) - half
    const r = (s[i + 2] ?? 0) - half
    s[i] = clamp(Math.round(y + 1.59602679 * r), max)
    s[i + 1] = clamp(Math.round(y - 0.39176229 * b - 0.81296765 * r), max)
    s[i + 2] = clamp(Math.round(y + 2.01723214 * b), max)
  }
}

const full = (s: ColourSamples, bits: number): void =>
  s instanceof Uint8Array && bits === 8 ? full8(s) : s instanceof Uint16Array ? full16(s, bits) : full16AsBytes(s, bits)

function full16AsBytes(s: Uint8Array, bits: number): void {
  const wide = Uint16Array.from(s)
  full16(wide, bits)
  s.set(wide)
}

/** Photometric interpretation of stored three-sample pixels -> conversion to RGB; null where they are RGB already. */
export const TO_RGB: Readonly<Record<string, ((s: ColourSamples, bits: number) => void) | null>> = {
  RGB: null,
  // Only in JPEG XL, whose decoder gives RGB.
  XYB: null,
  YBR_FULL: full,
  YBR_FULL_422: full,
  YBR_PARTIAL_422: partial,
  YBR_PARTIAL_420: partial,
  // The wavelet codecs undo these transforms themselves; without one in the codestream the samples are plain RGB.
  YBR_RCT: null,
  YBR_ICT: null,
}

export const GREY_LIKE: ReadonlySet<string> = new Set(['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR'])
