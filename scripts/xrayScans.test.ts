import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { xraySettings } from '../src/shared/domains/xraySecurity/pack.ts'
import { makeScans, type ScansWish, scanOf } from './xrayScans/makeScans.ts'

const dir = mkdtempSync(join(tmpdir(), 'pandok-scans-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const wish = (out: string, count: number): ScansWish => ({
  out: join(dir, out),
  count,
  seed: 3,
  width: 320,
  height: 180,
  faults: 0.4,
  wrongNames: 0,
  dual: true,
  workers: 1,
})
const labels = z.object({
  images: z.array(z.object({ id: z.number(), path: z.string(), file_name: z.string() })),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      category_id: z.number(),
      segmentation: z.array(z.array(z.number())),
      bbox: z.array(z.number()).length(4),
    }),
  ),
})
const read = (out: string) => labels.parse(JSON.parse(readFileSync(join(dir, out, 'annotations.json'), 'utf8')))

it('goes on where a run ended, drops half a line, and comes to what one run gives', async () => {
  await makeScans(wish('two', 2))
  const first = join(dir, 'two', scanOf(0, wish('two', 5)).file)
  const before = statSync(first).mtimeMs
  appendFileSync(join(dir, 'two', 'scans.jsonl'), '{"index":2,"file":"Astro')
  const second = await makeScans(wish('two', 5))
  expect(second).toMatchObject({ images: 5, stopped: false })
  expect(statSync(first).mtimeMs).toBe(before)
  await makeScans(wish('one', 5))
  const [two, one] = [read('two'), read('one')]
  const byId = (l: typeof one) => l.images.toSorted((a, b) => a.id - b.id)
  expect(byId(two)).toEqual(byId(one))
  expect(two.annotations.length).toBe(one.annotations.length)
  for (const { path, file_name } of two.images) {
    const file = path.replace('/datasets/', '')
    expect(file.endsWith(file_name)).toBe(true)
    for (const name of [file, `dual/${file.replace(/png$/, 'tif')}`]) {
      const made = readFileSync(join(dir, 'two', name))
      expect(made.equals(readFileSync(join(dir, 'one', name))), name).toBe(true)
    }
  }
  expect(two.categories).toHaveLength(xraySettings.items.length + 1)
  for (const a of two.annotations) {
    const xs = a.segmentation[0]!.filter((_, i) => i % 2 === 0)
    expect(a.bbox[0]).toBe(Math.min(...xs))
    expect(a.bbox[0]! + a.bbox[2]!).toBeCloseTo(Math.max(...xs), 6)
  }
})

it('does not mix scans of two wishes in one folder', async () => {
  await makeScans(wish('kept', 1))
  await expect(makeScans({ ...wish('kept', 1), seed: 4 })).rejects.toThrow(/other options/)
  expect(existsSync(join(dir, 'kept', scanOf(0, wish('kept', 1)).file))).toBe(true)
})

it('spoils the asked part of images and names, the same ones each time', () => {
  const many = { seed: 1, faults: 0.2, wrongNames: 0.1 }
  const all = Array.from({ length: 4000 }, (_, i) => scanOf(i, many))
  const plain = Array.from({ length: 4000 }, (_, i) => scanOf(i, { ...many, faults: 0, wrongNames: 0 }))
  expect(all.filter((s) => s.spec.fault !== null).length / 4000).toBeCloseTo(0.2, 1)
  expect(all.filter((s, i) => s.file !== plain[i]!.file).length / 4000).toBeCloseTo(0.1, 1)
  expect(plain.every((s) => s.spec.fault === null)).toBe(true)
  expect(scanOf(17, many)).toEqual(all[17])
})
