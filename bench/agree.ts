// The cross-check of product.md section 6: items that two readers have outlined, compared one by one and added up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agreeOn, chooserOf } from '../src/main/jobs/agree.ts'
import { transaction, type WritableDb } from '../src/main/store/db.ts'
import { importDocument } from '../src/main/store/documents.ts'
import { insertItems } from '../src/main/store/items.ts'
import { createProject } from '../src/main/store/open.ts'
import { newestRound } from '../src/main/store/rounds.ts'
import { ensureUser, listUsers } from '../src/main/store/users.ts'
import { EMPTY_SCHEMA, plainClass } from '../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../src/shared/annotation/model.ts'
import { general } from '../src/shared/domains/general/pack.ts'
import { newId } from '../src/shared/ids.ts'
import type { BenchRow } from './rows.ts'

const CLASSES = ['knife', 'gun', 'lighter', 'bottle']
const VERTICES = 12

/** Every tenth thing has another class in the second reading, every twentieth is missing there. */
function thing(i: number, k: number, second: boolean): Annotation {
  const [x, y] = [150 + 250 * k, 300 + (i % 7) * 10]
  const off = second ? 3 : 0
  const at = (v: number) => {
    const angle = (2 * Math.PI * (v >> 1)) / VERTICES
    return Math.round(100 * (v % 2 ? y + off + 90 * Math.sin(angle) : x + off + 90 * Math.cos(angle))) / 100
  }
  return {
    id: newId(),
    target: { kind: 'frame', slot: 'image', frame: 0 },
    classId: CLASSES[(i + k + (second && i % 10 === 0 ? 1 : 0)) % CLASSES.length] ?? null,
    shape: { kind: 'polygon', parts: [{ outer: Array.from({ length: 2 * VERTICES }, (_, v) => at(v)), holes: [] }] },
    keypoints: null,
    attributes: {},
    z: k,
    group: null,
    locked: false,
    origin: { kind: 'import', format: 'coco' },
    extra: {},
  }
}

function fill(db: WritableDb, items: number): void {
  const ctx = { authorId: listUsers(db)[0]?.id ?? '', time: new Date().toISOString() }
  const readers = [ctx.authorId, ensureUser(db, 'lee', ctx).id]
  const roundId = newestRound(db).id
  for (let from = 0; from < items; from += 2000) {
    const batch = Array.from({ length: Math.min(2000, items - from) }, (_, k) => {
      const name = `scan_${from + k}.png`
      const source = {
        id: newId(),
        path: `/data/${name}`,
        copied: false,
        kind: 'png',
        sha256: (from + k).toString(16).padStart(64, '0'),
        bytes: 1,
        mtimeMs: 0,
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
    transaction(db, () => {
      insertItems(db, batch, ctx)
      batch.forEach(({ id: itemId }, k) => {
        readers.forEach((authorId, reader) => {
          const i = from + k
          const count = 1 + (i % 4) - (reader === 1 && i % 20 === 3 ? 1 : 0)
          const annotations = Array.from({ length: count }, (_, n) => thing(i, n, reader === 1))
          importDocument(db, { itemId, roundId, authorId, annotations, mark: 'labels.coco' }, ctx)
        })
      })
    })
  }
}

const resident = () => process.memoryUsage().rss / 2 ** 20

export async function benchAgree(items = 100_000): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-bench-agree-'))
  const classes = CLASSES.map((id) =>
    plainClass({ id, title: { ko: id, en: id }, colour: '#4c9be8', shapes: ['polygon'] }),
  )
  const user = { login: 'kim', name: 'Kim', colour: '#4c9be8' }
  const made = { title: 'agree', pack: general, schema: { ...EMPTY_SCHEMA, classes }, user }
  const project = createProject(join(folder, 'agree.pandok'), made, { clock: () => new Date() })
  try {
    fill(project.writable(), items)
    const before = resident()
    let most = before
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    const tally = await agreeOn(project, {
      choose: chooserOf(project, 'kim,lee'),
      iou: 0.5,
      onProgress: () => {
        most = Math.max(most, resident())
      },
    })
    const seconds = (performance.now() - start) / 1000
    const { user: own, system } = process.cpuUsage(cpu)
    const what = `${items.toLocaleString('en')} items read twice, ${tally.matched.toLocaleString('en')} pairs of outlines`
    const row = (name: string, value: number, unit: string, budget: number | null): BenchRow => ({
      what: `cross-check: ${name}`,
      value,
      unit,
      budget,
      against: name === 'time' ? `${what}, kappa ${tally.kappa?.toFixed(3)}` : null,
    })
    return [
      row('time', seconds, 's', (30 * items) / 100_000),
      row('processor time', (own + system) / 1e6, 's', null),
      row('growth of memory', most - before, 'MB', null),
    ]
  } finally {
    await project.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
