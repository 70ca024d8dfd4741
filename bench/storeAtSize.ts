// Figures of the store at national scale (product.md section 6: 482,650 items).
// node bench/storeAtSize.ts [items] [folder] prints them all; `benchStore` gives the rows of the table.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { applyDocumentDiff } from '../src/main/documents/applyDiff.ts'
import { transaction, type WritableDb } from '../src/main/store/db.ts'
import { importDocument } from '../src/main/store/documents.ts'
import { insertItems, itemNeighbours, iterateItems, pageItems } from '../src/main/store/items.ts'
import { createProject, openProject } from '../src/main/store/open.ts'
import { projectCounts } from '../src/main/store/project.ts'
import { newestRound } from '../src/main/store/rounds.ts'
import { listUsers } from '../src/main/store/users.ts'
import { type ClassDef, EMPTY_SCHEMA, plainClass } from '../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../src/shared/annotation/model.ts'
import { general } from '../src/shared/domains/general/pack.ts'
import { newId } from '../src/shared/ids.ts'
import type { BenchRow } from './rows.ts'

const clock = () => new Date()
const cls = (id: string): ClassDef =>
  plainClass({
    id,
    title: { ko: id, en: id },
    colour: '#4c9be8',
    shapes: ['box', 'polygon'],
  })
const CLASSES = ['knife', 'gun', 'lighter', 'bottle', 'battery', 'scissors']
const schema = { ...EMPTY_SCHEMA, classes: CLASSES.map(cls) }

/** As label files give them. */
const hundredths = (v: number): number => Math.round(v * 100) / 100

/** A polygon of 12 vertices, as in security X-ray. */
const polygon = (i: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  // The first class is on every tenth annotation, the last one is rare.
  classId: CLASSES[i % 1000 === 0 ? 5 : i % 10 === 0 ? 0 : 1 + (i % 4)] ?? null,
  shape: {
    kind: 'polygon',
    parts: [
      {
        outer: Array.from({ length: 24 }, (_, k) =>
          hundredths(k % 2 ? 300 + 90 * Math.sin((k >> 1) / 1.9) + (i % 7) : 400 + 90 * Math.cos((k >> 1) / 1.9)),
        ),
        holes: [],
      },
    ],
  },
  keypoints: null,
  attributes: {},
  z: i % 3,
  group: null,
  locked: false,
  origin: { kind: 'import', format: 'coco' },
  extra: {},
})

type Note = (what: string, ms: number) => void

function timed<T>(note: Note, what: string, fn: () => T, repeat = 1): T {
  const first = fn()
  const times: number[] = []
  for (let i = 0; i < repeat; i++) {
    const at = performance.now()
    fn()
    times.push(performance.now() - at)
  }
  note(what, times.sort((a, b) => a - b)[times.length >> 1] ?? 0)
  return first
}

function fill(db: WritableDb, items: number, ctx: { authorId: string; time: string }): void {
  const round = newestRound(db).id
  for (let at = 0; at < items; at += 5000) {
    const batch = Array.from({ length: Math.min(5000, items - at) }, (_, k) => {
      const i = at + k
      const name = `site${i % 40}/scan_${i}.png`
      const source = {
        id: newId(),
        path: `/data/xray/${name}`,
        copied: false,
        kind: 'png',
        sha256: i.toString(16).padStart(64, '0'),
        bytes: 800_000 + i,
        mtimeMs: 1.7e12,
        width: 1280,
        height: 720,
        frames: 1,
        channels: 3,
        bitsStored: 8,
        orientation: 1,
        facts: {},
      }
      return { id: newId(), name, slots: [{ slot: 'image', source }] }
    })
    insertItems(db, batch, ctx)
    transaction(db, () => {
      batch.forEach((item, k) => {
        const n = (at + k) % 5
        if (n === 0) return
        const annotations = Array.from({ length: n === 4 ? 4 : n + 1 }, (_, j) => polygon((at + k) * 4 + j))
        importDocument(db, { itemId: item.id, roundId: round, authorId: null, annotations, mark: 'labels.coco' }, ctx)
      })
    })
  }
}

/** Fills (or takes) a project of that size and measures the store on it; `note` receives every figure in milliseconds. */
export async function measureStore(items: number, keep: string | null, note: Note): Promise<void> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'pandok-bench-'))
  const dir = join(folder, 'size.pandok')
  if (!existsSync(dir)) {
    const user = { login: 'kim', name: 'Kim', colour: '#4c9be8' }
    const made = createProject(dir, { title: 'size', pack: general, schema, user }, { clock })
    const at = performance.now()
    fill(made.writable(), items, { authorId: listUsers(made.db)[0]?.id ?? '', time: clock().toISOString() })
    note('fill (items, sources, annotations, log)', performance.now() - at)
    const closing = performance.now()
    await made.close()
    note('close with backup', performance.now() - closing)
  }
  note('database MiB (as ms)', statSync(join(dir, 'project.sqlite')).size / 1048576)

  const opening = performance.now()
  const project = openProject(dir, { clock })
  note('open', performance.now() - opening)
  const firstPage = performance.now()
  pageItems(project.db, { limit: 100 })
  note('first page of 100 (cold)', performance.now() - firstPage)
  const db = project.writable()
  const ctx = { authorId: listUsers(db)[0]?.id ?? '', time: clock().toISOString() }
  timed(note, 'counts', () => projectCounts(db))

  db.exec('CREATE TEMP TABLE touched (x)')
  /** A write before each call, so that no total is remembered. */
  const touch = () => db.exec('INSERT INTO touched VALUES (1)')
  for (const where of [
    '',
    'state:todo',
    'has:annotations',
    'no:annotations',
    'scan_4',
    'site7 -scan_1',
    'class:knife',
    'class:gun',
    'class:scissors',
    '-class:knife',
    'class:gun site7',
    'class:gun class:knife',
    'author:kim',
    'round:1',
    '-round:1',
    'path:*/site7/*',
    'path:/data/xray/site7/*',
  ]) {
    const { total } = timed(
      note,
      `filter "${where}"`,
      () => {
        touch()
        return pageItems(db, { where, limit: 100 })
      },
      3,
    )
    timed(note, `  jump to the middle of ${total}`, () => pageItems(db, { where, at: total >> 1, limit: 100 }), 3)
  }
  const middle = pageItems(db, { at: items >> 1, limit: 1 }).items[0]
  if (middle) {
    timed(note, 'neighbours', () => itemNeighbours(db, middle.id), 3)
    timed(note, 'neighbours under a filter', () => itemNeighbours(db, middle.id, 'state:todo has:annotations'), 3)
    timed(note, 'page after a key', () => pageItems(db, { after: middle.key, limit: 100 }), 3)
    timed(
      note,
      'page after a key, filter',
      () => pageItems(db, { after: middle.key, where: 'has:annotations', limit: 100 }),
      3,
    )
  }
  timed(note, 'walk all items', () => {
    let n = 0
    for (const _ of iterateItems(db)) n++
    return n
  })

  const edits: number[] = []
  const fillers = pageItems(db, { where: 'no:annotations', limit: 300 }).items
  for (const item of fillers) {
    const at = performance.now()
    applyDocumentDiff(
      db,
      {
        projectId: project.id,
        documentId: newId(),
        itemId: item.id,
        roundId: newestRound(db).id,
        baseRevision: 0,
        opId: newId(),
        cause: { kind: 'edit', mark: 'polygon.add' },
        diff: { added: [polygon(1)], updated: [], removed: [] },
      },
      ctx,
    )
    edits.push(performance.now() - at)
  }
  edits.sort((a, b) => a - b)
  note('durable edit, median of 300', edits[150] ?? 0)
  note('durable edit, p99', edits[297] ?? 0)
  const check = performance.now()
  db.pragma('quick_check(1)')
  note('quick_check', performance.now() - check)
  await project.close()
  if (keep === null) rmSync(folder, { recursive: true, force: true })
}

/** One small row and one FULL commit, 300 times: what the disk itself takes. */
function plainCommits(): { median: number; p99: number } {
  const dir = mkdtempSync(join(tmpdir(), 'pandok-bench-plain-'))
  const db = new Database(join(dir, 'plain.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE t (x TEXT)')
  const insert = db.prepare('INSERT INTO t VALUES (?)')
  const times = Array.from({ length: 300 }, (_, i) => {
    const at = performance.now()
    insert.run(`row ${i}`)
    return performance.now() - at
  }).sort((a, b) => a - b)
  db.close()
  rmSync(dir, { recursive: true, force: true })
  return { median: times[150] ?? Number.NaN, p99: times[297] ?? Number.NaN }
}

/** The rows that product.md section 6 gives a budget. Plain SQLite in the same run: one row, one FULL commit. */
export async function benchStore(items = 482_650): Promise<BenchRow[]> {
  const seen = new Map<string, number>()
  await measureStore(items, null, (what, ms) => seen.set(what, ms))
  const worst = (prefix: string, not = 'path:*') =>
    Math.max(...[...seen].filter(([what]) => what.startsWith(prefix) && !what.includes(not)).map(([, ms]) => ms))
  const plain = plainCommits()
  const beside = `plain SQLite commit: median ${plain.median.toFixed(2)}, p99 ${plain.p99.toFixed(2)} ms`
  const row = (what: string, value: number, budget: number | null, against: string | null = null): BenchRow => ({
    what: `${what} (${items.toLocaleString('en')} items)`,
    value,
    unit: 'ms',
    budget,
    against,
  })
  return [
    row('project: open', seen.get('open') ?? Number.NaN, 1000),
    row('project: slowest filter', worst('filter'), 100),
    row('project: slowest jump in the list', worst('  jump'), 50),
    row('edit acknowledged as durable, median', seen.get('durable edit, median of 300') ?? Number.NaN, null, beside),
    row('edit acknowledged as durable, p99', seen.get('durable edit, p99') ?? Number.NaN, 5, beside),
  ]
}

if (process.argv[1] === import.meta.filename) {
  const items = Number(process.argv[2] ?? 482_650)
  await measureStore(items, process.argv[3] ?? null, (what, ms) =>
    console.log(what.padEnd(56), ms.toFixed(ms < 10 ? 2 : 0), 'ms'),
  )
}
