// RLE writer for tests (PS3.5 annex G): runs, literals and both in one segment.
import { concat, numbers } from './buildDicom.ts'

function packBits(bytes: readonly number[]): Uint8Array {
  const out: number[] = []
  for (let i = 0; i < bytes.length; ) {
    let run = 1
    while (run < 128 && bytes[i + run] === bytes[i] && i + run < bytes.length) run++
    if (run > 1) {
      out.push(257 - run, bytes[i] ?? 0)
      i += run
      continue
    }
    let stop = i + 1
    while (stop < bytes.length && stop - i < 128 && bytes[stop] !== bytes[stop + 1]) stop++
    out.push(stop - i - 1, ...bytes.slice(i, stop))
    i = stop
  }
  if (out.length % 2) out.push(128) // the no-operation code is legal padding
  return Uint8Array.from(out)
}

/** `samples` interleaved; one segment per byte plane, most significant first. */
export function encodeRle(samples: readonly number[], components: number, width: number): Uint8Array {
  const segments: Uint8Array[] = []
  for (let c = 0; c < components; c++)
    for (let byte = width - 1; byte >= 0; byte--)
      segments.push(packBits(samples.filter((_, i) => i % components === c).map((v) => (v >> (8 * byte)) & 255)))
  const offsets = segments.map((_, i) => 64 + segments.slice(0, i).reduce((n, s) => n + s.length, 0))
  const header = new Uint8Array(64)
  header.set(numbers('UL', [segments.length, ...offsets], false))
  return concat([header, ...segments])
}
