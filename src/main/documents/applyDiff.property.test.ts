// Any sequence of edits, undos, redos and restarts through the store equals a plain list kept in memory.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  annotationOf,
  boxOf,
  type Hand,
  handOn,
  namesOf,
  type TempProject,
  tempProject,
} from '../../../test/harness/tempProject.ts'
import { type AnnotationDiff, applyDiff, emptyDiff, invertDiff, isEmptyDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'
import { verifyChain } from '../store/changeLog.ts'
import { row } from '../store/db.ts'
import { getDocument, historyOf, readAnnotations } from '../store/documents.ts'
import { getListedItem } from '../store/items.ts'
import { replayDocument } from '../store/replay.ts'

type Step =
  | { kind: 'add'; shapes: { x: number; classId: string }[] }
  | { kind: 'change'; which: number; x: number; classId: string }
  | { kind: 'remove'; which: number }
  | { kind: 'mixed'; which: number; x: number }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'restart' }

const classId = fc.constantFrom('cat', 'dog')
const x = fc.double({ min: 0, max: 500, noNaN: true })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('add' as const),
        shapes: fc.array(fc.record({ x, classId }), { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), which: fc.nat(20), x, classId }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('mixed' as const), which: fc.nat(20), x }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('redo' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
)

/** The specification: what a list, an undo stack and a redo stack would do. */
type Model = {
  now: Map<string, Annotation>
  undo: { opId: string; diff: AnnotationDiff }[]
  redo: { opId: string; diff: AnnotationDiff }[]
}

function diffFor(step: Step, now: ReadonlyMap<string, Annotation>): AnnotationDiff {
  const all = [...now.values()]
  const pick = (which: number) => all[which % Math.max(all.length, 1)]
  if (step.kind === 'add')
    return { ...emptyDiff, added: step.shapes.map((s) => annotationOf({ shape: boxOf(s.x, 5), classId: s.classId })) }
  if (step.kind === 'change') {
    const from = pick(step.which)
    return from
      ? { ...emptyDiff, updated: [[from, { ...from, shape: boxOf(step.x, 7), classId: step.classId }]] }
      : emptyDiff
  }
  if (step.kind === 'remove') {
    const gone = pick(step.which)
    return gone ? { ...emptyDiff, removed: [gone] } : emptyDiff
  }
  if (step.kind === 'mixed') {
    const gone = pick(step.which)
    const from = pick(step.which + 1)
    return {
      added: [annotationOf({ attributes: { note: '메모', n: step.x } })],
      updated: from && from !== gone ? [[from, { ...from, z: from.z + 1 }]] : [],
      removed: gone ? [gone] : [],
    }
  }
  return emptyDiff
}

describe('the store against a list in memory', () => {
  let temp: TempProject
  beforeAll(() => {
    temp = tempProject()
    // Thousands of tiny transactions: what is tested here is the logic; durability has its own suite.
    temp.project.db.pragma('synchronous = OFF')
  })
  afterAll(() => temp.remove())

  const takeStep = (hand: Hand, model: Model, step: Step) => {
    const send = (diff: AnnotationDiff, cause: Parameters<Hand['apply']>[1]) => {
      hand.apply(diff, cause)
      model.now = applyDiff(model.now, diff)
    }
    if (step.kind === 'undo' || step.kind === 'redo') {
      const entry = model[step.kind].pop()
      if (!entry) return
      send(step.kind === 'undo' ? invertDiff(entry.diff) : entry.diff, { kind: step.kind, of: entry.opId })
      model[step.kind === 'undo' ? 'redo' : 'undo'].push(entry)
      return
    }
    const diff = diffFor(step, model.now)
    if (isEmptyDiff(diff)) return
    send(diff, { kind: 'edit', mark: step.kind })
    model.undo.push({ opId: hand.opIds.at(-1) ?? '', diff })
    model.redo = []
  }

  const compare = (item: string, hand: Hand, model: Model) => {
    const { db } = temp.project
    const byId = (list: Iterable<Annotation>) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(byId(readAnnotations(db, hand.documentId))).toEqual(byId(model.now.values()))
    const history = historyOf(db, hand.documentId, 200)
    const plain = (entries: { opId: string; diff: AnnotationDiff }[]) =>
      entries.map(({ opId, diff }) => ({ opId, diff }))
    expect(plain(history.undo)).toEqual(model.undo)
    expect(plain(history.redo)).toEqual(model.redo)
    if (hand.revision === 0) return
    expect(getDocument(db, hand.documentId)).toMatchObject({ revision: hand.revision, annotations: model.now.size })
    expect(getListedItem(db, item)?.annotations).toBe(model.now.size)
    const no = row<{ no: number }>(db, 'SELECT no FROM documents WHERE id = ?', hand.documentId)?.no ?? -1
    const log = replayDocument(db, no)
    expect([log.complete, log.revision, log.records.size]).toEqual([true, hand.revision, model.now.size])
  }

  it('holds for any sequence of gestures and restarts', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        run++
        const name = `run-${run}.png`
        const [item = ''] = temp.addItems(name)
        const hand = handOn(temp, item, newId())
        const model: Model = { now: new Map(), undo: [], redo: [] }
        for (const step of list) {
          if (step.kind === 'restart') {
            await temp.reopen()
            temp.project.db.pragma('synchronous = OFF')
          } else takeStep(hand, model, step)
          compare(item, hand, model)
        }
        for (const id of ['cat', 'dog']) {
          const has = [...model.now.values()].some((a) => a.classId === id)
          expect(namesOf(temp, `class:${id} "${name}"`)).toEqual(has ? [name] : [])
        }
      }),
      { numRuns: 60 },
    )
    await temp.reopen()
    expect([...verifyChain(temp.project.db)]).toEqual([])
  }, 120_000)
})
