import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { annotationOf, boxOf, handOn, type TempProject, tempProject } from '../../../test/harness/tempProject.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'
import { verifyChain } from './changeLog.ts'
import { historyOf, moveDocument } from './documents.ts'
import {
  annotationSteps,
  CHANGING_STEPS,
  CHECKPOINTS,
  checkpointsOf,
  nameMoment,
  REMOVING_STEPS,
  removedAnnotations,
  stateAt,
} from './past.ts'

let temp: TempProject
let item: string
beforeEach(() => {
  temp = tempProject()
  item = temp.addItems('a.png', 'b.png')[0] ?? ''
})
afterEach(() => temp.remove())

const edit = (mark: string) => ({ kind: 'edit', mark }) as const
const ids = (all: readonly { annotation: Annotation }[]) => all.map((r) => r.annotation.id)
const allRemoved = (documentId: string, limit: number) => {
  const pages: string[][] = []
  for (let after: string | null = null; ; ) {
    const page = removedAnnotations(temp.project.db, documentId, { after, limit })
    pages.push(ids(page.removed))
    after = page.next
    if (after === null) return pages
  }
}

describe('the recycle bin', () => {
  it('holds what was removed, newest first, and not what is back', async () => {
    const hand = handOn(temp, item)
    const [a, b, c] = [annotationOf(), annotationOf(), annotationOf()]
    hand.apply({ added: [a, b, c] })
    hand.apply({ removed: [a] }, edit('shape.delete'))
    hand.apply({ removed: [b, c] }, edit('shape.delete'))
    expect(allRemoved(hand.documentId, 10)).toEqual([[b.id, c.id, a.id]])
    hand.apply({ added: [b] }, edit('shape.restore'))
    await temp.reopen()
    expect(allRemoved(hand.documentId, 10)).toEqual([[c.id, a.id]])
    const [first] = removedAnnotations(temp.project.db, hand.documentId, { limit: 1 }).removed
    expect(first).toMatchObject({ annotation: c, mark: 'shape.delete', authorId: temp.ctx().authorId })
  })
  it('shows the state of the last removal of something removed twice', () => {
    const hand = handOn(temp, item)
    const a = annotationOf()
    const wider = { ...a, shape: boxOf(10, 10, 90) }
    hand.apply({ added: [a] })
    hand.apply({ removed: [a] })
    hand.apply({ added: [a] })
    hand.apply({ updated: [[a, wider]] })
    hand.apply({ removed: [wider] })
    expect(removedAnnotations(temp.project.db, hand.documentId, { limit: 9 }).removed.map((r) => r.annotation)).toEqual(
      [wider],
    )
  })
  it('goes on inside one large removal without losing or repeating one', () => {
    const hand = handOn(temp, item)
    const many = Array.from({ length: 23 }, () => annotationOf())
    hand.apply({ added: many })
    hand.apply({ removed: many.slice(0, 20) })
    hand.apply({ removed: many.slice(20) })
    const pages = allRemoved(hand.documentId, 7)
    expect(pages.map((p) => p.length)).toEqual([7, 7, 7, 2])
    expect(new Set(pages.flat()).size).toBe(23)
    expect(pages[0]?.slice(0, 3)).toEqual(many.slice(20).map((a) => a.id))
  })
})

describe('the history of one annotation', () => {
  it('tells who changed what, from the newest change back to its making, across undo', () => {
    const hand = handOn(temp, item)
    const a = annotationOf()
    const other = annotationOf()
    const moved = { ...a, shape: boxOf(50, 50) }
    const renamed = { ...moved, classId: 'dog' }
    hand.apply({ added: [a, other] }, edit('box.add'))
    hand.apply({ updated: [[a, moved]] }, edit('shape.move'))
    hand.apply({ updated: [[other, { ...other, z: 3 }]] })
    hand.apply({ updated: [[moved, renamed]] }, edit('class.set'))
    hand.apply({ updated: [[renamed, moved]] }, { kind: 'undo', of: hand.opIds[3] ?? '' })
    hand.apply({ removed: [moved] }, edit('shape.delete'))
    const { steps, next } = annotationSteps(temp.project.db, hand.documentId, a.id, { limit: 50 })
    expect(next).toBeNull()
    expect(steps.map((s) => [s.kind, s.mark])).toEqual([
      ['edit', 'shape.delete'],
      ['undo', 'undo'],
      ['edit', 'class.set'],
      ['edit', 'shape.move'],
      ['edit', 'box.add'],
    ])
    expect(steps.map((s) => [s.before, s.after])).toEqual([
      [moved, null],
      [renamed, moved],
      [moved, renamed],
      [a, moved],
      [null, a],
    ])
  })
  it('comes in pages', () => {
    const hand = handOn(temp, item)
    let a = annotationOf()
    hand.apply({ added: [a] })
    for (let x = 1; x <= 11; x++) {
      const next = { ...a, shape: boxOf(x, 0) }
      hand.apply({ updated: [[a, next]] })
      a = next
    }
    const xs: (number | null)[] = []
    for (let after: string | null = null; ; ) {
      const page = annotationSteps(temp.project.db, hand.documentId, a.id, { after, limit: 4 })
      expect(page.steps.length).toBeLessThanOrEqual(4)
      xs.push(...page.steps.map((s) => (s.after?.shape?.kind === 'box' ? s.after.shape.x : null)))
      after = page.next
      if (after === null) break
    }
    expect(xs).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 10])
  })
})

describe('a named moment', () => {
  it('can be gone back to, is no revision, no undo step, and part of the sound chain', () => {
    const hand = handOn(temp, item)
    const [a, b] = [annotationOf(), annotationOf()]
    hand.apply({ added: [a] })
    const named = nameMoment(temp.project.writable(), hand.documentId, '점심 전', temp.ctx())
    hand.apply({ added: [b] })
    hand.apply({ removed: [a] })
    const { db } = temp.project
    expect(checkpointsOf(db, hand.documentId, null, 10)).toEqual([named])
    expect(named.name).toBe('점심 전')
    expect(stateAt(db, hand.documentId, named.seq)).toEqual([a])
    expect(stateAt(db, hand.documentId, Number.MAX_SAFE_INTEGER)).toEqual([b])
    expect(historyOf(db, hand.documentId, 10).undo.map((h) => h.opId)).toEqual(hand.opIds)
    moveDocument(temp.project.writable(), hand.documentId, 'submit', hand.revision, temp.ctx())
    expect(stateAt(db, hand.documentId, Number.MAX_SAFE_INTEGER)).toEqual([b])
    expect([...verifyChain(db)]).toEqual([])
  })
  it('needs a document and somebody', () => {
    const db = temp.project.writable()
    expect(() => nameMoment(db, newId(), 'x', temp.ctx())).toThrow('no such document')
    const hand = handOn(temp, item)
    hand.apply({ added: [annotationOf()] })
    expect(() => nameMoment(db, hand.documentId, 'x', temp.ctx({ authorId: null }))).toThrow('somebody')
  })
})

it('reads the past of one document by its index and never walks the whole log', () => {
  for (const sql of [REMOVING_STEPS, CHANGING_STEPS, CHECKPOINTS]) {
    const plan = temp.project.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(1, 2, 3)
      .map((r) => r.detail)
      .join('\n')
    expect(plan).toMatch(/SEARCH change_log USING (COVERING )?INDEX change_log_by_document \(document_no=\? AND seq</)
    expect(plan).not.toMatch(/TEMP B-TREE/)
  }
})
