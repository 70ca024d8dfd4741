// Damaged files: always samples or a named error, never a crash or a hang. PANDOK_FUZZ=2000 runs that many.
import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { decodeDicomFile } from './decode.ts'
import { readDicomHeader } from './header.ts'
import { seedFiles } from './testing/seedFiles.ts'

const RUNS = Math.max(1, Number(process.env.PANDOK_FUZZ ?? 300))
/** Longest one file may take, with the machine busy. */
const LIMIT_MS = 10_000

function generator(seed: number): () => number {
  let s = seed
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

function mutate(source: Uint8Array, random: () => number): Uint8Array {
  const b = source.slice()
  const below = (n: number): number => Math.floor(random() * n)
  // Half of the damage goes to the header, where lengths and sizes are.
  const region = random() < 0.5 ? Math.min(b.length, 1200) : b.length
  const kinds: (() => Uint8Array)[] = [
    () => b.subarray(0, below(b.length)),
    () => {
      for (let i = 1 + below(12); i > 0; i--) b[below(region)] = below(256)
      return b
    },
    () => b.fill(random() < 0.5 ? 0xff : 0, below(region), below(region)),
    () => {
      b.copyWithin(below(region), below(b.length), below(b.length))
      return b
    },
    () => {
      const at = below(region)
      return new Uint8Array(Buffer.concat([b.subarray(0, at), b.subarray(Math.min(b.length, at + 1 + below(40)))]))
    },
  ]
  return (kinds[below(kinds.length)] ?? (() => b))()
}

describe('mutated files', () => {
  it(`${RUNS} of them are decoded or named`, { timeout: Math.max(60_000, RUNS * 200) }, async () => {
    const seeds = await seedFiles()
    const random = generator(20_260_101)
    const outcomes = new Map<string, number>()
    for (let run = 0; run < RUNS; run++) {
      const [name, bytes] = seeds[run % seeds.length] ?? ['', new Uint8Array(0)]
      const file = mutate(bytes, random)
      const started = performance.now()
      for (const read of [() => decodeDicomFile(file), async () => readDicomHeader(file)]) {
        const outcome = await read().then(
          () => 'ok',
          (e: unknown) => (e instanceof PandokError ? e.code : `run ${run}, ${name}: ${String(e)}`),
        )
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
      expect(performance.now() - started, `run ${run}, ${name}`).toBeLessThan(LIMIT_MS)
    }
    expect([...outcomes.keys()].filter((k) => k.startsWith('run '))).toEqual([])
    expect(outcomes.get('internal') ?? 0).toBe(0)
    // The seeds themselves are sound, so the run was about something.
    for (const [, bytes] of seeds) await decodeDicomFile(bytes)
  })
})
