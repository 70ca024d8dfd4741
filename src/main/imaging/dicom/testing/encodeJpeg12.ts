// A 12-bit sequential JPEG writer for tests: floating-point forward transform, quantiser 1, every symbol in eight bits.
const word = (n: number): number[] => [n >> 8, n & 255]
const segment = (marker: number, body: readonly number[]): number[] => [0xff, marker, ...word(body.length + 2), ...body]

const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
]
const COSINE = Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i & 7]
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)
})

function forward(block: readonly number[]): number[] {
  const rows = Array.from({ length: 64 }, (_, i) => {
    let s = 0
    for (let x = 0; x < 8; x++) s += (block[(i >> 3) * 8 + x] ?? 0) * (COSINE[(i & 7) * 8 + x] ?? 0)
    return s
  })
  return Array.from({ length: 64 }, (_, i) => {
    let s = 0
    for (let y = 0; y < 8; y++) s += (rows[y * 8 + (i & 7)] ?? 0) * (COSINE[(i >> 3) * 8 + y] ?? 0)
    return Math.round(s)
  })
}

class Bits {
  readonly bytes: number[] = []
  private acc = 0
  private n = 0
  put(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.acc = (this.acc << 1) | ((value >> i) & 1)
      if (++this.n < 8) continue
      this.bytes.push(this.acc)
      if (this.acc === 0xff) this.bytes.push(0)
      this.acc = 0
      this.n = 0
    }
  }
  align(): void {
    while (this.n !== 0) this.put(1, 1)
  }
}

const category = (v: number): number => (v === 0 ? 0 : 32 - Math.clz32(Math.abs(v)))
/** All 8-bit codes but the all-ones code, which JPEG forbids: symbol s has code s. */
const TABLE = [
  ...Array.from({ length: 16 }, (_, i) => (i === 7 ? 255 : 0)),
  ...Array.from({ length: 255 }, (_, s) => s),
]

function writeBlock(w: Bits, coefficients: readonly number[], previous: number): number {
  const dc = coefficients[0] ?? 0
  const put = (v: number): void => {
    const c = category(v)
    if (c > 0) w.put(v < 0 ? v + (1 << c) - 1 : v, c)
  }
  w.put(category(dc - previous), 8)
  put(dc - previous)
  let run = 0
  for (let k = 1; k < 64; k++) {
    const v = coefficients[ZIGZAG[k] ?? 0] ?? 0
    if (v === 0) {
      run++
      continue
    }
    for (; run > 15; run -= 16) w.put(0xf0, 8)
    w.put((run << 4) | category(v), 8)
    put(v)
    run = 0
  }
  if (run > 0) w.put(0, 8)
  return dc
}

/** `values`: the component's own samples (already subsampled), 0..4095. */
export type Component12 = { values: readonly number[]; h: number; v: number }

export function encodeJpeg12(
  components: readonly Component12[],
  o: { width: number; height: number; restart?: number },
): Uint8Array {
  const maxH = Math.max(...components.map((c) => c.h))
  const maxV = Math.max(...components.map((c) => c.v))
  const nx = Math.ceil(o.width / (8 * maxH))
  const ny = Math.ceil(o.height / (8 * maxV))
  const ids = components.map((_, i) => i + 1)
  const out: number[] = [0xff, 0xd8, ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)])]
  out.push(
    ...segment(0xc1, [
      12,
      ...word(o.height),
      ...word(o.width),
      ids.length,
      ...components.flatMap((c, i) => [i + 1, (c.h << 4) | c.v, 0]),
    ]),
  )
  out.push(...segment(0xc4, [0x00, ...TABLE]), ...segment(0xc4, [0x10, ...TABLE]))
  if (o.restart) out.push(...segment(0xdd, word(o.restart)))
  out.push(...segment(0xda, [ids.length, ...ids.flatMap((id) => [id, 0]), 0, 63, 0]))
  const w = new Bits()
  const dc = components.map(() => 0)
  for (let mcu = 0; mcu < nx * ny; mcu++) {
    if (o.restart && mcu > 0 && mcu % o.restart === 0) {
      w.align()
      w.bytes.push(0xff, 0xd0 + ((mcu / o.restart - 1) % 8))
      dc.fill(0)
    }
    components.forEach((c, i) => {
      const width = Math.ceil((o.width * c.h) / maxH)
      const height = Math.ceil((o.height * c.v) / maxV)
      for (let by = 0; by < c.v; by++)
        for (let bx = 0; bx < c.h; bx++) {
          const x0 = ((mcu % nx) * c.h + bx) * 8
          const y0 = (Math.floor(mcu / nx) * c.v + by) * 8
          const block = Array.from({ length: 64 }, (_, k) => {
            const x = Math.min(width - 1, x0 + (k & 7))
            const y = Math.min(height - 1, y0 + (k >> 3))
            return (c.values[y * width + x] ?? 0) - 2048
          })
          dc[i] = writeBlock(w, forward(block), dc[i] ?? 0)
        }
    })
  }
  w.align()
  return Uint8Array.from([...out, ...w.bytes, 0xff, 0xd9])
}
