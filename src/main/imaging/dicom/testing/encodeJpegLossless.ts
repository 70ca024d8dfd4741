// A plain lossless JPEG writer (T.81 annex H) for tests: every predictor, point transform, restarts, components.
export type LosslessOptions = {
  width: number
  height: number
  precision: number
  components?: number
  predictor?: number
  pointTransform?: number
  /** Lines per restart interval. */
  restartLines?: number
  /** One scan per component instead of one interleaved scan. */
  separateScans?: boolean
}

const word = (n: number): number[] => [n >> 8, n & 255]
const segment = (marker: number, body: readonly number[]): number[] => [0xff, marker, ...word(body.length + 2), ...body]

/** Code lengths 2,3,3,4,... for 17 categories: some codes are longer than any look-up table takes with its extra bits. */
const LENGTHS = [3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]

function codes(): { counts: number[]; symbols: number[]; code: Map<number, [number, number]> } {
  const counts = Array.from({ length: 16 }, (_, i) => LENGTHS.filter((l) => l === i + 1).length)
  const symbols = LENGTHS.map((l, s) => ({ l, s })).sort((a, b) => a.l - b.l || a.s - b.s)
  const code = new Map<number, [number, number]>()
  let next = 0
  let previous = symbols[0]?.l ?? 1
  for (const { l, s } of symbols) {
    next <<= l - previous
    previous = l
    code.set(s, [next++, l])
  }
  return { counts, symbols: symbols.map((x) => x.s), code }
}

class BitWriter {
  readonly bytes: number[] = []
  private acc = 0
  private n = 0
  put(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.acc = (this.acc << 1) | ((value >> i) & 1)
      if (++this.n === 8) this.flushByte()
    }
  }
  private flushByte(): void {
    this.bytes.push(this.acc)
    if (this.acc === 0xff) this.bytes.push(0)
    this.acc = 0
    this.n = 0
  }
  align(): void {
    while (this.n !== 0) this.put(1, 1)
  }
}

const PREDICT: Readonly<Record<number, (a: number, b: number, c: number) => number>> = {
  1: (a) => a,
  2: (_a, b) => b,
  3: (_a, _b, c) => c,
  4: (a, b, c) => a + b - c,
  5: (a, b, c) => a + ((b - c) >> 1),
  6: (a, b, c) => b + ((a - c) >> 1),
  7: (a, b) => (a + b) >> 1,
}

/** `samples` interleaved, unsigned. */
export function encodeJpegLossless(samples: readonly number[], o: LosslessOptions): Uint8Array {
  const n = o.components ?? 1
  const predictor = o.predictor ?? 1
  const pt = o.pointTransform ?? 0
  const { counts, symbols, code } = codes()
  const out: number[] = [0xff, 0xd8]
  const ids = Array.from({ length: n }, (_, i) => i + 1)
  out.push(
    ...segment(0xc3, [o.precision, ...word(o.height), ...word(o.width), n, ...ids.flatMap((id) => [id, 0x11, 0])]),
  )
  out.push(...segment(0xc4, [0, ...counts, ...symbols]))
  if (o.restartLines) out.push(...segment(0xdd, word(o.restartLines * o.width)))
  for (const scan of o.separateScans ? ids.map((id) => [id]) : [ids]) {
    out.push(...segment(0xda, [scan.length, ...scan.flatMap((id) => [id, 0]), predictor, 0, pt]))
    const w = new BitWriter()
    const at = (x: number, y: number, c: number): number => (samples[(y * o.width + x) * n + c] ?? 0) >> pt
    let restarts = 0
    for (let y = 0; y < o.height; y++) {
      const fresh = y === 0 || (o.restartLines !== undefined && y % o.restartLines === 0)
      if (fresh && y > 0) {
        w.align()
        w.bytes.push(0xff, 0xd0 + (restarts++ % 8))
      }
      for (let x = 0; x < o.width; x++)
        for (const id of scan) {
          const c = id - 1
          const guess = fresh
            ? x === 0
              ? 1 << (o.precision - pt - 1)
              : at(x - 1, y, c)
            : x === 0
              ? at(0, y - 1, c)
              : (PREDICT[predictor]?.(at(x - 1, y, c), at(x, y - 1, c), at(x - 1, y - 1, c)) ?? 0)
          const wrapped = (at(x, y, c) - guess) & 0xffff
          const d = wrapped > 32768 ? wrapped - 65536 : wrapped
          const category = d === 32768 ? 16 : d === 0 ? 0 : 32 - Math.clz32(Math.abs(d))
          const [value, bits] = code.get(category) ?? [0, 0]
          w.put(value, bits)
          if (category > 0 && category < 16) w.put(d < 0 ? d + (1 << category) - 1 : d, category)
        }
    }
    w.align()
    // One by one: a full picture has more bytes than a call may have arguments.
    for (const byte of w.bytes) out.push(byte)
  }
  return Uint8Array.from([...out, 0xff, 0xd9])
}
