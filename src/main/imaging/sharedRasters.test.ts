// Every raster file of ../shared/data against Pillow 9.4: [rows, columns, samples, bits, photometric, SHA-256 of the samples].
import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createPixelPool } from './pixelPool.ts'
import facts from './testing/sharedRasters.json' with { type: 'json' }

const data = join(import.meta.dirname, '../../../../shared/data')
const table: Readonly<Record<string, readonly (string | number)[]>> = facts
const pool = createPixelPool({ size: 2 })
afterAll(() => pool.close())

describe.skipIf(!existsSync(data))('raster files of ../shared/data (skipped: the folder is not there)', () => {
  it('decode to the same samples as another reader', async () => {
    const files = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && /\.(png|jpe?g|bmp|gif|tiff?|webp)$/i.test(e.name))
      .map((e) => relative(data, join(e.parentPath, e.name)).replaceAll('\\', '/'))
    expect(files.length).toBeGreaterThan(100)
    const wrong: string[] = []
    await Promise.all(
      files.map(async (name) => {
        const f = await pool.decodeStats(join(data, name), 0)
        const got = [f.rows, f.columns, f.samplesPerPixel, f.bitsStored, f.photometric, f.sha256]
        if (JSON.stringify(got) !== JSON.stringify(table[name])) wrong.push(`${name}: ${JSON.stringify(got)}`)
      }),
    )
    expect(wrong).toEqual([])
  }, 120_000)
})
