// `npm run bench [name ...]`: the budgets of product.md section 6 that apply, as a table and as JSON in bench/results.
// Times are of this machine at this moment: read them against what stands beside them.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchAgree } from './agree.ts'
import { benchCanvas } from './canvas/run.ts'
import { benchClassSearch } from './classSearch.ts'
import { benchDecoders } from './decoders.ts'
import { benchFourViews } from './fourViews/run.ts'
import { benchHanging } from './hanging/run.ts'
import { benchImport } from './import.ts'
import type { BenchRow } from './rows.ts'
import { benchStart } from './start.ts'
import { benchStore } from './storeAtSize.ts'

const row = (
  what: string,
  value: number,
  unit: string,
  budget: number | null,
  against: string | null = null,
): BenchRow => ({
  what,
  value,
  unit,
  budget,
  against,
})

async function importRows(): Promise<BenchRow[]> {
  const b = await benchImport()
  const against = `SHA-256 + sharp metadata: ${b.plainOneByOne} files/s one by one, ${b.plainEightAtOnce} eight at once; ours ${b.ours}`
  return [
    row(`import: plain rate / ours (${b.files} files of ${b.megabytesEach} MB)`, 1 / b.ratio, 'x', 2, against),
    row('import: growth of memory', b.rssGrowthMb, 'MB', null),
  ]
}

/** Each part in its own process: memory is that of a whole process. */
function cocoPart(part: string, folder: string): Promise<Record<string, number>> {
  const args = [join(import.meta.dirname, 'coco.ts'), part, '482650', '1200000', folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`coco ${part} ended with ${code}`)),
    )
  })
}

async function cocoRows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-bench-coco-'))
  try {
    await cocoPart('make', folder)
    const out = await cocoPart('export', folder)
    const read = await cocoPart('read', folder)
    const back = await cocoPart('import', folder)
    const rate = `splitting the file ${read['rate']?.toFixed(0)} MB/s, @streamparser/json ${read['streamparserRate']?.toFixed(0)} MB/s`
    const nan = Number.NaN
    return [
      row('COCO export with its own re-read, 482,650 items / 1.2 M polygons', out['seconds'] ?? nan, 's', 60, rate),
      row('COCO export: processor time', out['cpuSeconds'] ?? nan, 's', null),
      row('COCO export: memory of the process', out['megabytes'] ?? nan, 'MB', 400),
      row('COCO re-import into an empty project', back['seconds'] ?? nan, 's', 120, rate),
      row('COCO re-import: processor time', back['cpuSeconds'] ?? nan, 's', null),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const parts: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  start: benchStart,
  canvas: benchCanvas,
  import: importRows,
  decoders: benchDecoders,
  views: benchFourViews,
  hanging: benchHanging,
  store: benchStore,
  coco: cocoRows,
  agree: benchAgree,
  classes: benchClassSearch,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const rows: BenchRow[] = []
const verdict = (r: BenchRow): string => (r.budget === null ? '' : r.value <= r.budget ? 'met' : 'MISSED')
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const r of await run()) {
    rows.push(r)
    const figure = `${r.value.toFixed(r.value < 10 ? 2 : 0)} ${r.unit}`
    const budget = r.budget === null ? '' : `budget ${r.budget} ${r.unit}`
    console.log(
      [r.what.padEnd(72), figure.padStart(10), budget.padEnd(14), verdict(r).padEnd(6), r.against ?? ''].join('  '),
    )
  }
}
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', load: loadavg(), node: process.version }
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
