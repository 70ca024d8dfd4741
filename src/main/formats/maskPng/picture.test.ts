// Mask files of every kind that holds values exactly, read here and in a worker.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { encodePlainPng } from '../../files/plainPng.ts'
import { createPixelPool } from '../../imaging/pixelPool.ts'
import { countOverlaps, type LabelPicture, masksByValue, RunWriter, valuesOf } from './picture.ts'
import { readLabelPicture } from './readPicture.ts'

const folder = mkdtempSync(join(tmpdir(), 'pandok-mask-'))
const pool = createPixelPool({ size: 1 })
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true, force: true })
})

const expand = ({ runs }: LabelPicture): number[] => {
  const out: number[] = []
  for (let i = 0; i < runs.length; i += 2) out.push(...Array<number>(runs[i + 1]!).fill(runs[i]!))
  return out
}
const picture = (width: number, height: number, values: readonly number[]): LabelPicture => {
  const writer = new RunWriter(width)
  for (let y = 0; y < height; y++) writer.row((x) => values[y * width + x]!)
  return { width, height, runs: writer.done(), kind: 'grey', palette: null }
}

test('values survive as runs; masks and overlaps are those of the pixels', () => {
  const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(values, values, (one, two) => {
      const [a, b] = [picture(6, 5, one), picture(6, 5, two)]
      expect(expand(a)).toEqual(one)
      expect(valuesOf(a)).toEqual(new Set(one))
      for (const [value, mask] of masksByValue(a)) {
        let area = 0
        for (let i = 1; i < mask.counts.length; i += 2) area += mask.counts[i]!
        expect(area).toBe(one.filter((v) => v === value).length)
      }
      const overlaps = countOverlaps(a, b)
      for (const [under, counts] of overlaps)
        for (const [over, n] of counts) expect(n).toBe(one.filter((v, i) => v === under && two[i] === over).length)
    }),
    { numRuns: 60 },
  )
})

const VALUES = Uint8Array.from([0, 0, 1, 1, 2, 2, 0, 0, 1, 255, 255, 255])
const sixteen = Uint16Array.from([0, 0, 300, 300, 2, 2, 0, 0, 65535, 65535, 1, 1])

test.each([
  [
    '8-bit PNG',
    'a.png',
    async () => encodePlainPng({ width: 4, height: 3, channels: 1, samples: VALUES }),
    [...VALUES],
  ],
  [
    '16-bit PNG',
    'b.png',
    async () => encodePlainPng({ width: 4, height: 3, channels: 1, samples: sixteen }),
    [...sixteen],
  ],
  [
    'TIFF with LZW',
    'c.tif',
    () =>
      sharp(VALUES, { raw: { width: 4, height: 3, channels: 1 } })
        .toColourspace('b-w')
        .tiff({ compression: 'lzw' })
        .toBuffer(),
    [...VALUES],
  ],
  [
    'TIFF without compression',
    'd.tiff',
    () =>
      sharp(VALUES, { raw: { width: 4, height: 3, channels: 1 } })
        .toColourspace('b-w')
        .tiff({ compression: 'none' })
        .toBuffer(),
    [...VALUES],
  ],
])('%s', async (_name, name, make, values) => {
  const path = join(folder, name)
  writeFileSync(path, await make())
  const there = await pool.labelPicture(path)
  expect(expand(there)).toEqual(values)
  expect([there.width, there.height, there.kind]).toEqual([4, 3, 'grey'])
})

test('a TIFF compressed with loss is refused by name, and any TIFF where the image library must not be loaded', async () => {
  const path = join(folder, 'loss.tif')
  const grey = Buffer.alloc(64 * 64, 7)
  const bytes = await sharp(grey, { raw: { width: 64, height: 64, channels: 1 } })
    .tiff({ compression: 'jpeg' })
    .toBuffer()
  writeFileSync(path, bytes)
  await expect(readLabelPicture(path)).rejects.toMatchObject({ code: 'label-file-invalid' })
  await expect(pool.labelPicture(path)).rejects.toMatchObject({ code: 'label-file-invalid' })
})
