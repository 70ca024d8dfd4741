// Scans in any number: a journal of finished ones, a few at work, and the label file written from the journal at the end.
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createPixelPool } from '../../src/main/imaging/pixelPool.ts'
import { FAULTS } from '../../src/main/sample/xray/faults.ts'
import { seedOf } from '../../src/main/sample/xray/items/index.ts'
import { dataIdOf, folderOf, planScan, type ScanSpec, VIEWS, wrongName } from '../../src/main/sample/xray/plan.ts'
import { type Line, writeLabels } from './writeLabels.ts'

export type ScansWish = {
  readonly out: string
  readonly count: number
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly faults: number
  readonly wrongNames: number
  readonly dual: boolean
  /** Each bag from above and from the side. */
  readonly views?: boolean
  readonly workers: number
}
export type ScansResult = { images: number; objects: number; seconds: number; perSecond: number; stopped: boolean }

const JOURNAL = 'scans.jsonl'
const WISH = 'scans.json'
/** A number in [0, 1) that belongs to one scan and one question. */
const draw = (seed: number, index: number, question: string): number => seedOf(question, seed, index) / 2 ** 32

/** Which scan, with which fault, under which name. */
export function scanOf(
  nth: number,
  wish: Pick<ScansWish, 'seed' | 'faults' | 'wrongNames' | 'views'>,
): { spec: ScanSpec; file: string } {
  const index = wish.views ? Math.floor(nth / VIEWS.length) : nth
  const view = wish.views ? VIEWS[nth % VIEWS.length] : undefined
  const plain = planScan(index, wish.seed)
  const faulty = draw(wish.seed, index, 'fault') < wish.faults
  const fault = faulty ? FAULTS[Math.floor(draw(wish.seed, index, 'which') * FAULTS.length)]! : null
  const id = dataIdOf(plain)
  const name = draw(wish.seed, index, 'name') < wish.wrongNames ? wrongName(id, plain.seed) : id
  return {
    spec: { ...plain, fault, ...(view ? { view } : {}) },
    file: `${folderOf(plain)}/${name}${view ? `_${view}` : ''}.png`,
  }
}

export async function makeScans(
  wish: ScansWish,
  control: { readonly signal?: AbortSignal; readonly onProgress?: (line: string) => void } = {},
): Promise<ScansResult> {
  mkdirSync(wish.out, { recursive: true })
  holdTo(wish)
  const journal = join(wish.out, JOURNAL)
  const done = await finished(journal)
  const log = openSync(journal, 'a')
  const pool = createPixelPool({ size: wish.workers })
  const started = performance.now()
  let next = 0
  let made = 0
  let told = started
  const one = async (index: number): Promise<void> => {
    const { spec, file } = scanOf(index, wish)
    const out = join(wish.out, file)
    const dual = wish.dual ? join(wish.out, 'dual', file.replace(/\.png$/, '.tif')) : null
    for (const path of [out, dual]) if (path) mkdirSync(dirname(path), { recursive: true })
    const objects = await pool.writeScan({ spec, width: wish.width, height: wish.height, out, dual })
    const line: Line = {
      index,
      file,
      fault: spec.fault,
      objects: objects.map((o) => ({ classId: o.classId, ring: [...(o.shape.parts[0]?.outer ?? [])] })),
    }
    writeSync(log, `${JSON.stringify(line)}\n`)
    made++
    const now = performance.now()
    if (now - told < 2000) return
    told = now
    const rate = (made * 1000) / (now - started)
    control.onProgress?.(`${done.size + made} / ${wish.count} · ${rate.toFixed(2)} images/s`)
  }
  const lane = async (): Promise<void> => {
    while (next < wish.count && !control.signal?.aborted) {
      const index = next++
      if (!done.has(index)) await one(index)
    }
  }
  try {
    // One more than there are workers, so that none waits for the next order.
    await Promise.all(Array.from({ length: wish.workers + 1 }, lane))
  } finally {
    closeSync(log)
    await pool.close()
  }
  const seconds = (performance.now() - started) / 1000
  const stopped = control.signal?.aborted === true
  const objects = stopped ? 0 : await writeLabels(journal, wish)
  return {
    images: done.size + made,
    objects,
    seconds: round(seconds),
    perSecond: round(made / Math.max(seconds, 0.001)),
    stopped,
  }
}
const round = (n: number): number => Math.round(n * 100) / 100

/** A folder holds the scans of one wish; only their number may grow. */
function holdTo(wish: ScansWish): void {
  const { seed, width, height, faults, wrongNames, dual, views } = wish
  const text = JSON.stringify({ seed, width, height, faults, wrongNames, dual, ...(views ? { views } : {}) })
  const path = join(wish.out, WISH)
  if (existsSync(path) && readFileSync(path, 'utf8') !== text)
    throw new Error(`${path} says that this folder was begun with other options`)
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

/** Numbers of the finished scans; half a line at the end of an ended run is cut off. */
async function finished(journal: string): Promise<Set<number>> {
  const done = new Set<number>()
  if (!existsSync(journal)) return done
  let whole = 0
  for await (const text of createInterface({ input: createReadStream(journal, 'utf8') })) {
    if (!text.endsWith('}')) break
    done.add(Number(/^\{"index":(\d+)/.exec(text)?.[1]))
    whole += Buffer.byteLength(text) + 1
  }
  truncateSync(journal, whole)
  return done
}
