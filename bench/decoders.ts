// Decoding: each syntax against gdcmconv and DCMTK on the same file, the first look at a four-view case, and a stack of slices.
// Foreign programs are timed without their start: the same program on a picture of 64 x 64 is taken off.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYNTAXES, type Written, writeAs } from '../scripts/mammograms/syntaxes.ts'
import { decodeDicomFile } from '../src/main/imaging/dicom/decode.ts'
import { createPixelPool } from '../src/main/imaging/pixelPool.ts'
import { ctSeries } from '../src/main/sample/ctSeries.ts'
import { mammogramCase } from '../src/main/sample/mammogram/case.ts'
import type { BenchRow } from './rows.ts'

const ROUNDS = 5
/** Milliseconds below which chance decides with so few rounds. */
const QUICK = 60
const ROUNDS_OF_QUICK = 20
const PICTURE = { rows: 1664, columns: 1280 } as const
const STACK = 64

type Program = { readonly name: string; readonly command: (from: string, to: string) => readonly [string, ...string[]] }
const GDCM: Program = { name: 'gdcmconv --raw', command: (from, to) => ['gdcmconv', '--raw', from, to] }
const dcmtk = (tool: string): Program => ({ name: tool, command: (from, to) => [tool, from, to] })
const DCMTK: Readonly<Record<string, Program>> = {
  rle: dcmtk('dcmdrle'),
  'jpeg-baseline': dcmtk('dcmdjpeg'),
  'jpeg-extended': dcmtk('dcmdjpeg'),
  'jpeg-lossless': dcmtk('dcmdjpeg'),
  'jpeg-lossless-sv1': dcmtk('dcmdjpeg'),
  'jpeg-ls': dcmtk('dcmdjpls'),
  'jpeg-ls-near': dcmtk('dcmdjpls'),
  implicit: dcmtk('dcmconv'),
  explicit: dcmtk('dcmconv'),
  deflated: dcmtk('dcmconv'),
  'big-endian': dcmtk('dcmconv'),
}

/** The quickest of the rounds: what else the machine does only adds. */
const best = (times: readonly number[]): number => Math.min(...times)

async function ours(file: Uint8Array): Promise<number> {
  const start = performance.now()
  await decodeDicomFile(file)
  return performance.now() - start
}

/** null where the program is not installed or cannot read the file. */
function theirs({ command }: Program, file: string, folder: string): number | null {
  const [program, ...args] = command(file, join(folder, 'out.dcm'))
  const start = performance.now()
  const { status } = spawnSync(program, args, { stdio: 'ignore' })
  return status === 0 ? performance.now() - start : null
}

/** Ours and each program in turn, so that all have the same share of a busy machine. */
async function inTurns(file: string, tiny: string, programs: readonly Program[], folder: string) {
  const bytes = readFileSync(file)
  // The first run loads the codec and warms the engine.
  await ours(bytes)
  const own: number[] = []
  const rounds = (await ours(bytes)) < QUICK ? ROUNDS_OF_QUICK : ROUNDS
  const whole = programs.map((): number[] => [])
  const start = programs.map((): number[] => [])
  for (let i = 0; i < rounds; i++) {
    own.push(await ours(bytes))
    programs.forEach((program, at) => {
      const [big, small] = [theirs(program, file, folder), theirs(program, tiny, folder)]
      if (big !== null) whole[at]?.push(big)
      if (small !== null) start[at]?.push(small)
    })
  }
  const net = programs.map((_, at) => {
    const [all, none] = [whole[at] ?? [], start[at] ?? []]
    return all.length === 0 || none.length === 0 ? null : Math.max(1, best(all) - best(none))
  })
  return { own: best(own), net }
}

async function syntaxRow(name: string, big: Written, small: Written, folder: string): Promise<BenchRow> {
  const [file, tiny] = [join(folder, `${name}.dcm`), join(folder, `${name}-tiny.dcm`)]
  writeFileSync(file, await writeAs(name, big))
  writeFileSync(tiny, await writeAs(name, small))
  const other = DCMTK[name]
  const { own, net } = await inTurns(file, tiny, other ? [GDCM, other] : [GDCM], folder)
  const gdcm = net[0] ?? null
  const said = [
    `ours ${own.toFixed(0)} ms`,
    gdcm === null ? 'gdcmconv cannot' : `gdcmconv --raw ${gdcm.toFixed(0)} ms`,
    ...(other ? [`${other.name} ${net[1]?.toFixed(0) ?? '-'} ms`] : []),
  ]
  const what = `decode ${name}, 1664 x 1280 x 12 bit`
  const against = said.join(', ')
  return gdcm === null
    ? { what, value: own, unit: 'ms', budget: null, against }
    : { what: `${what}: ours / gdcmconv`, value: own / gdcm, unit: 'x', budget: 1.2, against }
}

async function caseRows(folder: string): Promise<BenchRow[]> {
  const views = mammogramCase(7, { vendor: 'plain', finding: 'malignant' }).views
  const files = await Promise.all(
    views.map(async (view) => {
      const path = join(folder, view.file)
      writeFileSync(path, await writeAs('j2k', view))
      return path
    }),
  )
  const key = (i: number): string => String(i).padStart(64, '0')
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const pool = createPixelPool()
  try {
    const cold = join(folder, 'cold')
    const first = await time(() => Promise.all(files.map((f, i) => pool.look(key(i), f, 0, cold))))
    const full = await time(() => Promise.all(files.map((f, i) => pool.frame(key(i), f, 0, cold))))
    const warm = join(folder, 'warm')
    const again = await time(() => Promise.all(files.map((f, i) => pool.look(key(i), f, 0, warm))))
    const cached = await time(() => Promise.all(files.map((f, i) => pool.frame(key(i), f, 0, cold))))
    const gdcm = files.map((f) => theirs(GDCM, f, folder))
    const against = gdcm.some((t) => t === null)
      ? 'gdcmconv is not installed'
      : `gdcmconv --raw one after the other ${gdcm.reduce<number>((sum, t) => sum + (t ?? 0), 0).toFixed(0)} ms`
    const row = (what: string, value: number, budget: number | null): BenchRow => ({
      what,
      value,
      unit: 'ms',
      budget,
      against,
    })
    return [
      row('four views, 3328 x 2560 JPEG 2000: first look, workers not started', first, null),
      row('four views: first look, workers running', again, 200),
      row('four views: full resolution of all', full, 1200),
      row('four views: the next case, prefetched', cached, 60),
    ]
  } finally {
    await pool.close()
  }
}

async function stackRows(folder: string): Promise<BenchRow[]> {
  const slices = ctSeries(3, { slices: STACK, size: 512 })
  const paths = slices.map((s) => {
    const path = join(folder, s.file)
    writeFileSync(path, s.dicom)
    return path
  })
  const cache = join(folder, 'stack')
  const pool = createPixelPool()
  try {
    await pool.probe(paths[0] ?? '')
    const read = async (): Promise<number> => {
      const start = performance.now()
      for (const [i, path] of paths.entries())
        readFileSync(await pool.frameFile(String(i).padStart(64, '0'), path, 0, cache, { urgent: true }))
      return (performance.now() - start) / STACK
    }
    const row = (what: string, value: number, budget: number | null): BenchRow => ({
      what,
      value,
      unit: 'ms',
      budget,
      against: null,
    })
    return [
      row(`stack of ${STACK} CT slices of 512 x 512: a slice seen for the first time`, await read(), null),
      row('stack: a slice that was prefetched', await read(), 16),
    ]
  } finally {
    await pool.close()
  }
}

export async function benchDecoders(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-bench-decoders-'))
  mkdirSync(folder, { recursive: true })
  try {
    const big = mammogramCase(7, { ...PICTURE, vendor: 'plain' }).views[2]
    const slice = ctSeries(1, { slices: 1, size: 64 })[0]
    if (!big || !slice) throw new Error('nothing was drawn')
    const small: Written = {
      ...slice,
      rows: 64,
      columns: 64,
      bits: 12,
      pixels: Uint16Array.from(slice.pixels, (v) => v & 4095),
    }
    const rows: BenchRow[] = []
    for (const name of Object.keys(SYNTAXES)) rows.push(await syntaxRow(name, big, small, folder))
    return [...rows, ...(await caseRows(folder)), ...(await stackRows(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
