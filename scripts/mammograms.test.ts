import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeDicomFile } from '../src/main/imaging/dicom/decode.ts'
import { ctSeries } from '../src/main/sample/ctSeries.ts'
import { mammogramCase } from '../src/main/sample/mammogram/case.ts'
import { makeCases } from './mammograms/makeCases.ts'
import { SYNTAXES, writeAs } from './mammograms/syntaxes.ts'

const dir = mkdtempSync(join(tmpdir(), 'pandok-mammograms-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** How far a lossy file may be from its source: shares of the whole range. */
const LOSSY: Readonly<Record<string, number>> = {
  'jpeg-baseline': 0.12,
  'jpeg-extended': 0.01,
  'jpeg-ls-near': 0.001,
  'j2k-lossy': 0.2,
  'htj2k-lossy': 0.1,
}

describe.each(Object.entries(SYNTAXES))('written as %s', (name, { uid }) => {
  const view = mammogramCase(3, { rows: 208, columns: 160, vendor: 'plain' }).views[1]!
  const slice = { ...ctSeries(2, { slices: 3, size: 96 })[1]!, rows: 96, columns: 96, bits: 16 }

  it('a mammogram comes back', async () => {
    const { samples, facts } = await decodeDicomFile(await writeAs(name, view))
    expect(facts.transferSyntax).toBe(uid)
    const scale = facts.bitsStored === 8 ? 16 : 1
    const far = Math.max(...view.pixels.map((v, i) => Math.abs(v - (samples[i] ?? 0) * scale)))
    expect(far).toBeLessThanOrEqual((LOSSY[name] ?? 0) * 4096)
  })
  it.runIf(!(name in LOSSY))('a signed CT slice comes back', async () => {
    const { samples, facts } = await decodeDicomFile(await writeAs(name, slice))
    expect(facts.signed).toBe(true)
    expect([...samples]).toEqual([...slice.pixels])
  })
})

it('a folder of cases tells what is in it', async () => {
  const wish = { out: dir, count: 6, seed: 4, rows: 104, columns: 80, syntax: 'all', faults: true, ct: 2 }
  const result = await makeCases(wish)
  const truth = z
    .object({
      cases: z.array(
        z.object({
          faults: z.array(z.string()),
          views: z.array(
            z.object({ file: z.string(), syntax: z.string(), lesions: z.array(z.object({ mask: z.string() })) }),
          ),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(join(dir, 'truth.json'), 'utf8')))
  const views = truth.cases.flatMap((c) => c.views)
  expect(result).toMatchObject({ cases: 6, views: views.length, slices: 2 })
  expect(truth.cases.filter((c) => c.faults.length > 0)).toHaveLength(2)
  for (const view of views) {
    await decodeDicomFile(readFileSync(join(dir, view.file)))
    for (const { mask } of view.lesions) expect(readFileSync(join(dir, mask)).subarray(1, 4).toString()).toBe('PNG')
  }
  await decodeDicomFile(readFileSync(join(dir, 'ct/002.dcm')))
})
