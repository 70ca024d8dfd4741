// National-scale COCO: 482,650 pictures, 1.2 million polygons, about 540 MB. Export, its own re-reading, import into an empty
// project; and the reading of the file alone beside a general streaming parser.
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cpuUsage, memoryUsage } from 'node:process'
import { exportProject } from '../src/main/exporters/index.ts'
import { splitFile } from '../src/main/formats/json/splitFile.ts'
import { parsePiece } from '../src/main/formats/json/splitter.ts'
import { importLabels } from '../src/main/importers/labels.ts'
import { transaction } from '../src/main/store/db.ts'
import { importDocument } from '../src/main/store/documents.ts'
import { iterateItems } from '../src/main/store/items.ts'
import { createProject, openProject } from '../src/main/store/open.ts'
import { newestRound } from '../src/main/store/rounds.ts'
import { listUsers } from '../src/main/store/users.ts'
import { type ClassDef, EMPTY_SCHEMA, plainClass } from '../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../src/shared/annotation/model.ts'
import { packs } from '../src/shared/domains/index.ts'
import { newId } from '../src/shared/ids.ts'
import { fillItems, labelProject, type Picture } from '../test/harness/labelProject.ts'

const CLASSES = ['gun', 'knife', 'lighter', 'bottle', 'battery', 'scissors', 'tool', 'phone']
const VERTICES = 20

const classDef = (id: string): ClassDef =>
  plainClass({
    id,
    title: { ko: id, en: id },
    colour: '#e69f00',
    shapes: ['polygon'],
  })

/** The same numbers every time: figures of two runs can be compared. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function polygon(next: () => number, z: number): Annotation {
  const [cx, cy, r] = [100 + next() * 800, 100 + next() * 600, 10 + next() * 80]
  const outer: number[] = []
  for (let i = 0; i < VERTICES; i++) {
    const angle = (i / VERTICES) * 2 * Math.PI
    const radius = r * (0.8 + 0.2 * next())
    outer.push(
      Math.round((cx + radius * Math.cos(angle)) * 100) / 100,
      Math.round((cy + radius * Math.sin(angle)) * 100) / 100,
    )
  }
  return {
    id: newId(),
    target: { kind: 'frame', slot: 'image', frame: 0 },
    classId: CLASSES[Math.floor(next() * CLASSES.length)] ?? null,
    shape: { kind: 'polygon', parts: [{ outer, holes: [] }] },
    keypoints: null,
    attributes: {},
    z,
    group: null,
    locked: false,
    origin: { kind: 'manual' },
    extra: {},
  }
}

function* pictures(count: number): Generator<Picture> {
  for (let i = 0; i < count; i++) yield { name: `scan_${String(i).padStart(7, '0')}.png`, width: 1000, height: 800 }
}

/** Largest resident size while `work` runs. */
/** cpuSeconds tells a busy machine from slow code. */
type Measured<T> = { value: T; seconds: number; cpuSeconds: number; megabytes: number }

async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let peak = memoryUsage.rss()
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryUsage.rss())
  }, 50)
  const start = performance.now()
  const before = cpuUsage()
  try {
    const value = await work()
    const { user, system } = cpuUsage(before)
    const seconds = (performance.now() - start) / 1000
    return { value, seconds, cpuSeconds: (user + system) / 1e6, megabytes: Math.max(peak, memoryUsage.rss()) / 1e6 }
  } finally {
    clearInterval(timer)
  }
}

const schema = { ...EMPTY_SCHEMA, classes: CLASSES.map(classDef) }

const CLOCK = () => new Date('2026-01-02T03:04:05.678Z')

/** A project in `dir` with that many polygons. */
export async function makeProject(dir: string, images: number, annotations: number): Promise<void> {
  const pack = packs['general']
  if (!pack) throw new Error('the general pack is missing')
  rmSync(dir, { recursive: true, force: true })
  const user = { login: 'bench', name: 'bench', colour: '#4c9be8' }
  const project = createProject(dir, { title: 'bench', pack, schema, user }, { clock: CLOCK })
  const db = project.writable()
  const ctx = { authorId: listUsers(db)[0]?.id ?? null, time: CLOCK().toISOString() }
  fillItems(db, pictures(images), ctx)
  const next = random(7)
  const roundId = newestRound(db).id
  let batch: { itemId: string; annotations: Annotation[] }[] = []
  let left = annotations
  let items = images
  const flush = () =>
    transaction(db, () => {
      for (const b of batch) importDocument(db, { ...b, roundId, authorId: null, mark: 'bench' }, ctx)
      batch = []
    })
  for (const item of iterateItems(db)) {
    const count = Math.round(left / items--)
    left -= count
    batch.push({ itemId: item.id, annotations: Array.from({ length: count }, (_, z) => polygon(next, z)) })
    if (batch.length === 500) flush()
  }
  flush()
  await project.close()
}

/** Memory is that of the whole process, so nothing else may run in it. */
export async function exportOnly(dir: string, out: string) {
  rmSync(out, { recursive: true, force: true })
  const project = openProject(dir, { prefer: 'read', clock: CLOCK })
  try {
    return await measured(() => exportProject({ project }, out, { format: 'coco' }))
  } finally {
    await project.close()
  }
}

export async function importOnly(images: number, file: string) {
  const made = labelProject(pictures(images))
  try {
    return await measured(() => importLabels(made.deps, [file], { ctx: made.ctx }))
  } finally {
    await made.close()
  }
}

export async function splitOnly(file: string): Promise<number> {
  const start = performance.now()
  for await (const pieces of splitFile(file, {
    wants: (k) => (k === 'images' || k === 'annotations' ? 'elements' : 'value'),
  }))
    for (const piece of pieces) parsePiece(piece.bytes)
  return (performance.now() - start) / 1000
}

/** Stops after `megabytes`: the whole file would take minutes. */
export async function streamparserRate(file: string, megabytes: number): Promise<number> {
  const { JSONParser } = await import('@streamparser/json')
  const parser = new JSONParser({ paths: ['$.annotations.*', '$.images.*'], keepStack: false })
  parser.onValue = () => {}
  const start = performance.now()
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20, end: megabytes * 1e6 })) {
    parser.write(chunk)
    bytes += chunk.length
  }
  return bytes / 1e6 / ((performance.now() - start) / 1000)
}

/** Each part runs in its own process, so that memory is its own; `make` once, then the others in order. */
export async function runPart(
  part: string,
  images: number,
  annotations: number,
  folder: string,
): Promise<Record<string, number>> {
  const out = join(folder, 'out')
  const file = join(out, 'annotations', 'instances_default.json')
  switch (part) {
    case 'make': {
      mkdirSync(folder, { recursive: true })
      const { seconds } = await measured(() => makeProject(join(folder, 'bench.pandok'), images, annotations))
      return { seconds }
    }
    case 'export': {
      const { value, seconds, cpuSeconds, megabytes } = await exportOnly(join(folder, 'bench.pandok'), out)
      const { equal = 0, different = 0 } = value.compared ?? {}
      return { seconds, cpuSeconds, megabytes, equal, different, fileMegabytes: statSync(file).size / 1e6 }
    }
    case 'import': {
      const { value, seconds, cpuSeconds, megabytes } = await importOnly(images, file)
      return { seconds, cpuSeconds, megabytes, annotations: value.annotations, items: value.items }
    }
    case 'read': {
      const seconds = await splitOnly(file)
      return { seconds, rate: statSync(file).size / 1e6 / seconds, streamparserRate: await streamparserRate(file, 60) }
    }
    default:
      throw new Error(`no such part: ${part}`)
  }
}

if (process.argv[1] === import.meta.filename) {
  const [part = 'make', images = '482650', annotations = '1200000', folder = '/tmp/pandok-bench-coco'] =
    process.argv.slice(2)
  console.log(JSON.stringify(await runPart(part, Number(images), Number(annotations), folder)))
}
