// Inverse DCT for 12-bit JPEG: the slow-but-accurate integer transform of the Independent JPEG Group's library with
// its 12-bit constants, which GDCM and DCMTK use, so that the same file gives the same samples.
const CONST_BITS = 13
const PASS1_BITS = 1

const F_0_298 = 2446
const F_0_390 = 3196
const F_0_541 = 4433
const F_0_765 = 6270
const F_0_899 = 7373
const F_1_175 = 9633
const F_1_501 = 12299
const F_1_847 = 15137
const F_1_961 = 16069
const F_2_053 = 16819
const F_2_562 = 20995
const F_3_072 = 25172

const work = new Int32Array(64)

/** One 8-point pass over `src` (start, step) into `dst` (same places); `shift` bits are rounded off. */
function pass(src: Int32Array, dst: Int32Array, at: number, step: number, shift: number): void {
  const s0 = src[at] as number
  const s1 = src[at + step] as number
  const s2 = src[at + 2 * step] as number
  const s3 = src[at + 3 * step] as number
  const s4 = src[at + 4 * step] as number
  const s5 = src[at + 5 * step] as number
  const s6 = src[at + 6 * step] as number
  const s7 = src[at + 7 * step] as number
  const round = 1 << (shift - 1)
  if ((s1 | s2 | s3 | s4 | s5 | s6 | s7) === 0) {
    const v = ((s0 << CONST_BITS) + round) >> shift
    for (let k = 0, o = at; k < 8; k++, o += step) dst[o] = v
    return
  }
  const e1 = Math.imul(s2 + s6, F_0_541)
  const e2 = e1 - Math.imul(s6, F_1_847)
  const e3 = e1 + Math.imul(s2, F_0_765)
  const d0 = (s0 + s4) << CONST_BITS
  const d1 = (s0 - s4) << CONST_BITS
  const t10 = d0 + e3 + round
  const t13 = d0 - e3 + round
  const t11 = d1 + e2 + round
  const t12 = d1 - e2 + round

  const z5 = Math.imul(s7 + s3 + s5 + s1, F_1_175)
  const z1 = -Math.imul(s7 + s1, F_0_899)
  const z2 = -Math.imul(s5 + s3, F_2_562)
  const z3 = z5 - Math.imul(s7 + s3, F_1_961)
  const z4 = z5 - Math.imul(s5 + s1, F_0_390)
  const o0 = Math.imul(s7, F_0_298) + z1 + z3
  const o1 = Math.imul(s5, F_2_053) + z2 + z4
  const o2 = Math.imul(s3, F_3_072) + z2 + z3
  const o3 = Math.imul(s1, F_1_501) + z1 + z4

  dst[at] = (t10 + o3) >> shift
  dst[at + step] = (t11 + o2) >> shift
  dst[at + 2 * step] = (t12 + o1) >> shift
  dst[at + 3 * step] = (t13 + o0) >> shift
  dst[at + 4 * step] = (t13 - o0) >> shift
  dst[at + 5 * step] = (t12 - o1) >> shift
  dst[at + 6 * step] = (t11 - o2) >> shift
  dst[at + 7 * step] = (t10 - o3) >> shift
}

/** Dequantised coefficients in natural order -> samples 0..4095 at `out[at]`, rows `stride` apart. */
export function inverseDct12(coefficients: Int32Array, out: Uint16Array, at: number, stride: number): void {
  for (let x = 0; x < 8; x++) pass(coefficients, work, x, 8, CONST_BITS - PASS1_BITS)
  for (let y = 0; y < 8; y++) {
    pass(work, work, y * 8, 1, CONST_BITS + PASS1_BITS + 3)
    for (let x = 0, o = at + y * stride; x < 8; x++, o++) {
      const v = (work[y * 8 + x] as number) + 2048
      out[o] = Math.max(0, Math.min(4095, v))
    }
  }
}
