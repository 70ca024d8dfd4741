// Figures of the store at national scale (product.md section 6: 482,650 items): node bench/storeAtSize.ts [items] [folder]
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyDocumentDiff } from '../src/main/documents/applyDiff.ts'
import { transaction, type WritableDb } from '../src/main/store/db.ts'
import { importDocument } from '../src/main/store/documents.ts'
import { insertItems, itemNeighbours, iterateItems, pageItems } from '../src/main/store/items.ts'
import { createProject, openProject } from '../src/main/store/open.ts'
import { projectCounts } from '../src/main/store/project.ts'
import { newestRound } from '../src/main/store/rounds.ts'
import { listUsers } from '../src/main/store/users.ts'
import type { ClassDef } from '../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../src/shared/annotation/model.ts'
import { general } from '../src/shared/domains/general/pack.ts'
import { newId } from '../src/shared/ids.ts'

const items = Number(process.argv[2] ?? 482_650)
const clock = () => new Date()
const cls = (id: string): ClassDef => ({
  id,
  title: { ko: id, en: id },
  colour: '#4c9be8',
  shapes: ['box', 'polygon'],
  attributes: [],
  key: null,
  parent: null,
  extra: {},
})
const CLASSES = ['knife', 'gun', 'lighter', 'bottle', 'battery', 'scissors']
const schema = { version: 1, classes: CLASSES.map(cls), itemAttributes: [] }

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

const figures: Record<string, string> = {}
const note = (what: string, ms: number) => {
  figures[what] = `${ms.toFixed(ms < 10 ? 2 : 0)} ms`
  console.log(what.padEnd(56), figures[what])
}
function timed<T>(what: string, fn: () => T, repeat = 1): T {
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

function fill(db: WritableDb, ctx: { authorId: string; time: string }): void {
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

const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), 'pandok-bench-'))
const dir = join(folder, 'size.pandok')
if (!existsSync(dir)) {
  const user = { login: 'kim', name: 'Kim', colour: '#4c9be8' }
  const made = createProject(dir, { title: 'size', pack: general, schema, user }, { clock })
  const at = performance.now()
  fill(made.writable(), { authorId: listUsers(made.db)[0]?.id ?? '', time: clock().toISOString() })
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
console.log(JSON.stringify(timed('counts', () => projectCounts(db))))

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
    `filter "${where}"`,
    () => {
      touch()
      return pageItems(db, { where, limit: 100 })
    },
    3,
  )
  timed(`  jump to the middle of ${total}`, () => pageItems(db, { where, at: total >> 1, limit: 100 }), 3)
}
const middle = pageItems(db, { at: items >> 1, limit: 1 }).items[0]
if (middle) {
  timed('neighbours', () => itemNeighbours(db, middle.id), 3)
  timed('neighbours under a filter', () => itemNeighbours(db, middle.id, 'state:todo has:annotations'), 3)
  timed('page after a key', () => pageItems(db, { after: middle.key, limit: 100 }), 3)
  timed('page after a key, filter', () => pageItems(db, { after: middle.key, where: 'has:annotations', limit: 100 }), 3)
}
timed('walk all items', () => {
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
if (process.argv[3] === undefined) rmSync(folder, { recursive: true, force: true })
