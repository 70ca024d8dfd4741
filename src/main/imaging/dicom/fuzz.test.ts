// Damaged files: always samples or a named error, never a crash or a hang. PANDOK_FUZZ=2500 runs that many (npm run test:long).
import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { decodeDicomFile, decodeReduced, openPicture } from './decode.ts'
import { readDicomHeader } from './header.ts'
import { generator, mutate } from './testing/mutate.ts'
import { seedFiles } from './testing/seedFiles.ts'

const RUNS = Math.max(1, Number(process.env.PANDOK_FUZZ ?? 200))
/** Longest one file may take, with the machine busy. */
const LIMIT_MS = 10_000
/** Most that a file of a few kilobytes may make the process grow by: one frame of the largest size that is allowed. */
const LIMIT_BYTES = 1.8e9

const WAYS: readonly ((file: Uint8Array) => Promise<unknown>)[] = [
  (file) => decodeDicomFile(file),
  async (file) => decodeReduced(openPicture(file), 0, 200),
  async (file) => readDicomHeader(file),
]

describe('mutated files', () => {
  it(`${RUNS} of them are decoded or named`, { timeout: Math.max(60_000, RUNS * 200) }, async () => {
    const seeds = await seedFiles()
    const random = generator(20_260_101)
    const outcomes = new Map<string, number>()
    const before = process.memoryUsage.rss()
    let most = 0
    for (let run = 0; run < RUNS; run++) {
      const [name, bytes] = seeds[run % seeds.length] ?? ['', new Uint8Array(0)]
      const file = mutate(bytes, random)
      const started = performance.now()
      for (const read of WAYS) {
        const outcome = await read(file).then(
          () => 'ok',
          (e: unknown) => (e instanceof PandokError ? e.code : `run ${run}, ${name}: ${String(e)}`),
        )
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
      most = Math.max(most, process.memoryUsage.rss() - before)
      expect(performance.now() - started, `run ${run}, ${name}`).toBeLessThan(LIMIT_MS)
    }
    expect([...outcomes.keys()].filter((k) => k.startsWith('run '))).toEqual([])
    expect(outcomes.get('internal') ?? 0).toBe(0)
    expect(most).toBeLessThan(LIMIT_BYTES)
    if (RUNS > 1000) console.log(`${Math.round(most / 2 ** 20)} MiB more at most`, Object.fromEntries(outcomes))
    // The seeds themselves are sound, so the run was about something.
    for (const [, bytes] of seeds) await decodeDicomFile(bytes)
  })
})
