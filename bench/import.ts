// Import rate against plain SHA-256 + sharp metadata over the same files in the same run (product.md section 6).
// node bench/import.ts [files] [megabytes per file]
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPixelPool } from '../src/main/imaging/pixelPool.ts'
import { encodeSample, plainMetadata } from '../src/main/imaging/raster.ts'
import { runImport } from '../src/main/importers/imageFiles.ts'
import { addGrain, newCanvas } from '../src/main/sample/canvas.ts'
import { createProject } from '../src/main/store/open.ts'
import { listUsers } from '../src/main/store/users.ts'
import { general } from '../src/shared/domains/general/pack.ts'

export type ImportBench = {
  readonly files: number
  readonly megabytesEach: number
  /** Files per second. */
  readonly plainOneByOne: number
  readonly plainEightAtOnce: number
  readonly ours: number
  /** Ours against the faster plain one; the budget is 0.5. */
  readonly ratio: number
  readonly rssGrowthMb: number
}

export async function benchImport(files = 1000, megabytes = 0.8): Promise<ImportBench> {
  const dir = mkdtempSync(join(tmpdir(), 'pandok-bench-import-'))
  try {
    const paths = await makeFiles(join(dir, 'data'), files, megabytes)
    const plain = async (path: string) => {
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
      await plainMetadata(path)
    }
    // Once over all files first, so that every run finds them in the same page cache.
    for (const path of paths) await readFile(path)
    const plainOneByOne = await rate(files, async () => {
      for (const path of paths) await plain(path)
    })
    const plainEightAtOnce = await rate(files, async () => {
      const queue = [...paths]
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let path = queue.pop(); path; path = queue.pop()) await plain(path)
        }),
      )
    })
    const clock = () => new Date()
    const pool = createPixelPool()
    const user = { login: 'bench', name: 'bench', colour: '#56b4e9' }
    const project = createProject(join(dir, 'b.pandok'), { title: 'b', pack: general, schema: null, user }, { clock })
    const before = process.memoryUsage().rss
    let peak = before
    const ours = await rate(files, async () => {
      const ctx = { authorId: listUsers(project.db)[0]?.id ?? null, time: clock().toISOString() }
      const result = await runImport({ project, pool }, [join(dir, 'data')], {
        mode: 'reference',
        ctx,
        onProgress: () => {
          peak = Math.max(peak, process.memoryUsage.rss())
        },
      })
      if (result.items !== files) throw new Error(`${result.items} of ${files} files came in`)
    })
    await project.close()
    await pool.close()
    const ratio = ours / Math.max(plainOneByOne, plainEightAtOnce)
    return {
      files,
      megabytesEach: megabytes,
      plainOneByOne,
      plainEightAtOnce,
      ours,
      ratio,
      rssGrowthMb: Math.round((peak - before) / 2 ** 20),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function rate(files: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round((files / (performance.now() - start)) * 10_000) / 10
}

/** One picture of noise; each file differs in a comment behind its end, so that no two have the same hash. */
async function makeFiles(dir: string, files: number, megabytes: number): Promise<string[]> {
  mkdirSync(dir, { recursive: true })
  const side = Math.round(Math.sqrt((megabytes * 2 ** 20) / 3))
  const canvas = newCanvas(side, side, 3)
  canvas.data.fill(128)
  addGrain(canvas, 120, 1)
  const noise = await encodeSample('jpeg', { ...canvas, width: side, height: side }, { quality: 100 })
  const size = Math.round(megabytes * 2 ** 20)
  return Array.from({ length: files }, (_, i) => {
    const path = join(dir, `scan-${i}.jpg`)
    const bytes = Buffer.alloc(Math.max(size, noise.length + 32))
    // SOI, comment with the number and the filling, then the picture.
    bytes.set(noise.subarray(0, 2), 0)
    const filling = bytes.length - noise.length
    let at = 2
    for (let left = filling; left > 0; ) {
      let part = Math.min(left, 65_537)
      // A last segment needs at least its own four bytes.
      if (left - part > 0 && left - part < 4) part -= 4
      bytes.writeUInt16BE(0xfffe, at)
      bytes.writeUInt16BE(part - 2, at + 2)
      bytes.write(String(i), at + 4, 'latin1')
      at += part
      left -= part
    }
    bytes.set(noise.subarray(2), at)
    writeFileSync(path, bytes)
    return path
  })
}

if (import.meta.main) {
  const answer = await benchImport(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 0.8))
  console.log(JSON.stringify(answer, null, 2))
}
