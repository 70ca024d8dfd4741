// A program that edits and never stops: node test/durability/editor.ts PROJECT SEED. Every operation that the store has
// acknowledged is written to stdout as one line before the next one is begun. The test kills it.
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { applyDocumentDiff } from '../../src/main/documents/applyDiff.ts'
import { canonicalJson } from '../../src/main/store/canonicalJson.ts'
import { findDocument, historyOf, readAnnotations } from '../../src/main/store/documents.ts'
import { iterateItems } from '../../src/main/store/items.ts'
import { type OpenProject, openProject } from '../../src/main/store/open.ts'
import { newestRound } from '../../src/main/store/rounds.ts'
import { listUsers } from '../../src/main/store/users.ts'
import { type AnnotationDiff, applyDiff, invertDiff } from '../../src/shared/annotation/diff.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import type { Cause } from '../../src/shared/contract/document.ts'
import { newId } from '../../src/shared/ids.ts'

/** What a reading is at a revision: the test asks the project for the same after the kill. */
export const digestOf = (annotations: Iterable<Annotation>): string =>
  createHash('sha256')
    .update([...annotations].map(canonicalJson).sort().join('\n'))
    .digest('hex')

export type Acknowledged = { opId: string; documentId: string; itemId: string; revision: number; digest: string }

/** mulberry32 */
export function randomOf(seed: number): () => number {
  let a = seed | 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Random = () => number
const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)]

function newAnnotation(random: Random): Annotation {
  const points = 3 + Math.floor(random() * (random() < 0.05 ? 4000 : 40))
  const outer = Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points
    return [320 + Math.cos(angle) * (50 + 100 * random()), 240 + Math.sin(angle) * (50 + 100 * random())]
  }).flat()
  return {
    id: newId(),
    target: { kind: 'frame', slot: 'image', frame: 0 },
    classId: 'cat',
    shape: { kind: 'polygon', parts: [{ outer, holes: [] }] },
    keypoints: null,
    attributes: { note: `메모 ${Math.floor(random() * 1000)}` },
    z: 0,
    group: null,
    locked: false,
    origin: { kind: 'manual' },
    extra: {},
  }
}

function editOf(now: readonly Annotation[], random: Random): AnnotationDiff {
  const one = pick(now, random)
  const choice = random()
  if (!one || choice < 0.5) return { added: [newAnnotation(random)], updated: [], removed: [] }
  if (choice < 0.85)
    return { added: [], updated: [[one, { ...one, z: one.z + 1, shape: newAnnotation(random).shape }]], removed: [] }
  return { added: [], updated: [], removed: [one] }
}

function step(project: OpenProject, itemId: string, random: Random): Acknowledged {
  const db = project.writable()
  const roundId = newestRound(db).id
  const known = findDocument(db, itemId, roundId, null)
  const documentId = known?.id ?? newId()
  const now = known ? readAnnotations(db, documentId) : []
  const history = historyOf(db, documentId, 1)
  const [undo, redo] = [history.undo[0], history.redo[0]]
  const choice = random()
  let cause: Cause = { kind: 'edit', mark: 'polygon.add' }
  let diff = editOf(now, random)
  if (undo && choice < 0.2) {
    cause = { kind: 'undo', of: undo.opId }
    diff = invertDiff(undo.diff)
  } else if (redo && choice < 0.5) {
    cause = { kind: 'redo', of: redo.opId }
    diff = redo.diff
  }
  const opId = newId()
  const { revision } = applyDocumentDiff(
    db,
    { projectId: project.id, documentId, itemId, roundId, baseRevision: known?.revision ?? 0, opId, cause, diff },
    { authorId: listUsers(db)[0]?.id ?? null, time: new Date().toISOString() },
  )
  const digest = digestOf(applyDiff(new Map(now.map((a) => [a.id, a])), diff).values())
  return { opId, documentId, itemId, revision, digest }
}

async function main(dir: string, seed: number): Promise<void> {
  const random = randomOf(seed)
  const project = openProject(dir, { clock: () => new Date() })
  const items = [...iterateItems(project.db)].map((i) => i.id)
  writeSync(1, `{"open":"${project.mode}"}\n`)
  let backup: Promise<string> | null = null
  for (;;) {
    const itemId = pick(items, random)
    if (itemId === undefined) return
    writeSync(1, `${JSON.stringify(step(project, itemId, random))}\n`)
    if (random() < 0.05) {
      // Work goes on while a backup is made; the pause lets it run.
      backup ??= project.backup().finally(() => {
        backup = null
      })
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (random() < 0.01) {
      await backup
      await project.close()
      return main(dir, seed + 1)
    }
  }
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? '', Number(process.argv[3] ?? 1))
