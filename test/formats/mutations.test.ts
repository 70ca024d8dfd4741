// Odd but legal label files, damaged at random: a named reason or finite shapes, never a crash.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { LossTally } from '../../src/main/formats/losses.ts'
import { readLabelPicture } from '../../src/main/formats/maskPng/readPicture.ts'
import { findLabelSources } from '../../src/main/importers/labelSources.ts'
import { shapeSchema } from '../../src/shared/annotation/model.ts'
import { PandokError } from '../../src/shared/contract/errors.ts'
import { FAMILIES } from './variants/families.ts'

const folder = mkdtempSync(join(tmpdir(), 'pandok-mutate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What breaks readers: cut files, lost and doubled pieces, wild numbers, wrong kinds. */
const WORDS = [
  '',
  '-1',
  '1e999',
  'NaN',
  'null',
  '{}',
  '[]',
  '"',
  '<',
  ',',
  '\n',
  '\u0000',
  '99999999999999999999',
  '한',
]
const wound = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 12 }),
  word: fc.constantFrom(...WORDS),
  repeat: fc.boolean(),
})
type Wound = { at: number; length: number; word: string; repeat: boolean }

function injure(content: string | Buffer, wounds: readonly Wound[]): Buffer {
  let bytes = Buffer.from(content)
  for (const { at, length, word, repeat } of wounds) {
    const from = Math.floor(at * bytes.length)
    const piece = bytes.subarray(from, from + length)
    bytes = Buffer.concat([
      bytes.subarray(0, from),
      Buffer.from(word),
      ...(repeat ? [piece, piece] : []),
      bytes.subarray(from + length),
    ])
  }
  return bytes
}

async function readAll(root: string): Promise<void> {
  const found = await findLabelSources([root], 'auto')
  try {
    for (const { error } of found.refused) expect(error).toBeInstanceOf(PandokError)
    for (const source of found.sources) {
      const setting = { knownClass: () => null, losses: new LossTally(), signal: undefined, pictures: readLabelPicture }
      const file = await source.open(setting)
      for await (const entry of file.images()) {
        if ('error' in entry) continue
        for (const { shape, keypoints, classKey } of entry.read(
          entry.image.size ?? { width: 100, height: 50 },
          () => {},
        )) {
          if (shape) shapeSchema.parse(shape)
          expect((keypoints ?? []).every(Number.isFinite)).toBe(true)
          expect(classKey === null || typeof classKey === 'string').toBe(true)
        }
      }
    }
  } catch (error) {
    if (!(error instanceof PandokError)) throw error
  } finally {
    await found.close()
  }
}

test.each(Object.entries(FAMILIES))(
  '%s',
  async (family, variants) => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...variants),
        fc.array(wound, { minLength: 1, maxLength: 3 }),
        async (variant, wounds) => {
          const root = join(folder, family, String(run++))
          for (const [name, content] of Object.entries(variant[1])) {
            mkdirSync(dirname(join(root, name)), { recursive: true })
            writeFileSync(join(root, name), injure(content, wounds))
          }
          await readAll(root)
          rmSync(root, { recursive: true, force: true })
        },
      ),
      { numRuns: 120 },
    )
  },
  60_000,
)
