import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  annotationOf,
  boxOf,
  classOf,
  handOn,
  namesOf,
  schemaOf,
  type TempProject,
  tempProject,
  twoClasses,
} from '../../../test/harness/tempProject.ts'
import { invertDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { newId } from '../../shared/ids.ts'
import { readLog, verifyChain } from '../store/changeLog.ts'
import {
  effectiveDocument,
  getDocument,
  historyOf,
  importDocument,
  listDocuments,
  moveDocument,
  olderHistory,
  readAnnotations,
} from '../store/documents.ts'
import { getListedItem } from '../store/items.ts'
import { ensureRound, newestRound } from '../store/rounds.ts'
import { writeSchema } from '../store/schemas.ts'
import { createUser, updateUser } from '../store/users.ts'

let temp: TempProject
let item: string
beforeEach(() => {
  temp = tempProject()
  item = temp.addItems('a.png', 'b.png')[0] ?? ''
})
afterEach(() => temp.remove())

const refused = (fn: () => unknown): [string, Readonly<Record<string, string | number>>] => {
  try {
    fn()
  } catch (error) {
    if (error instanceof PandokError) return [error.code, error.detail]
    throw error
  }
  return ['accepted', {}]
}
const refusal = (fn: () => unknown) => refused(fn)[0]
const annotations = (hand: { documentId: string }): Annotation[] => readAnnotations(temp.project.db, hand.documentId)

describe('a gesture', () => {
  it('makes the document, stores, logs, counts and moves the item to working', () => {
    const hand = handOn(temp, item)
    const a = annotationOf()
    const answer = hand.apply({ added: [a] })
    expect(answer).toEqual({ revision: 1, savedAt: expect.stringMatching(/^2026-/), findings: [] })
    expect(annotations(hand)).toEqual([a])
    expect(getDocument(temp.project.db, hand.documentId)).toMatchObject({ authorId: null, revision: 1, annotations: 1 })
    expect(getListedItem(temp.project.db, item)).toMatchObject({
      state: 'working',
      annotations: 1,
      updatedAt: answer.savedAt,
    })
    const verdict = { ...annotationOf(), classId: null, shape: null, target: { kind: 'item' } as const }
    hand.apply({ added: [verdict] })
    expect(getListedItem(temp.project.db, item)?.annotations, 'what is said about the item is no object').toBe(1)
    hand.apply({ removed: [verdict] })
    const entry = readLog(temp.project.db, { documentId: hand.documentId, limit: 10 }).find(
      (e) => e.opId === hand.opIds[0],
    )
    expect(entry).toMatchObject({
      opId: hand.opIds[0],
      kind: 'edit',
      mark: 'test.edit',
      added: 1,
      updated: 0,
      removed: 0,
    })
    expect(entry?.authorId).toBe(temp.ctx().authorId)
  })

  it('refuses an unknown class that is drawn, keeps one that was copied from elsewhere or brought back', () => {
    const hand = handOn(temp, item)
    const stranger = () => ({ added: [annotationOf({ classId: 'elsewhere' })] })
    expect(refusal(() => hand.apply(stranger()))).toBe('unknown-class')
    for (const mark of ['shape.paste', 'shape.propagate', 'shape.restore'])
      expect(refusal(() => hand.apply(stranger(), { kind: 'edit', mark }))).toBe('accepted')
    expect(annotations(hand).map((a) => a.classId)).toEqual(['elsewhere', 'elsewhere', 'elsewhere'])
  })

  it('sent twice has one effect and the first answer', () => {
    const hand = handOn(temp, item)
    const opId = newId()
    const a = annotationOf({ shape: boxOf(600, 400, 100, 100) })
    const first = hand.apply({ added: [a] }, undefined, { opId })
    expect(first.findings.map((f) => [f.rule, f.annotation])).toEqual([['outside-image', a.id]])
    hand.apply({ added: [annotationOf()] })
    hand.revision = 0
    expect(hand.apply({ added: [a] }, undefined, { opId })).toEqual(first)
    expect(annotations(hand)).toHaveLength(2)
    expect(readLog(temp.project.db, { documentId: hand.documentId, limit: 10 })).toHaveLength(2)
    const other = handOn(temp, item, newId())
    expect(refusal(() => other.apply({ added: [a] }, undefined, { opId }))).toBe('bad-request')
  })

  it('on an old revision, or on records that are not there, is a conflict and changes nothing', () => {
    const hand = handOn(temp, item)
    const a = annotationOf()
    hand.apply({ added: [a] })
    const late = handOn(temp, item, hand.documentId)
    expect(refused(() => late.apply({ added: [annotationOf()] }))).toEqual(['revision-conflict', { revision: 1 }])
    const moved = { ...a, z: 5 }
    const never = { ...a, z: 4 }
    for (const diff of [
      { updated: [[never, moved] as [Annotation, Annotation]] },
      { removed: [never] },
      { removed: [annotationOf()] },
      { added: [a] },
    ])
      expect(refused(() => hand.apply(diff))).toEqual([
        'revision-conflict',
        { revision: 1, annotation: expect.any(String) },
      ])
    expect(refusal(() => hand.apply({ removed: [a], added: [a] }))).toBe('bad-request')
    expect(refusal(() => hand.apply({ updated: [[a, annotationOf()]] }))).toBe('bad-request')
    expect(annotations(hand)).toEqual([a])
    expect(hand.apply({ updated: [[a, moved]] }).revision).toBe(2)
  })

  it('in two windows that both begin the reading tells the second one where it is', () => {
    const one = handOn(temp, item)
    one.apply({ added: [annotationOf()] })
    const two = handOn(temp, item)
    expect(refused(() => two.apply({ added: [annotationOf()] }))).toEqual([
      'revision-conflict',
      { revision: 1, documentId: one.documentId },
    ])
  })

  it('needs a known, active person', () => {
    const hand = handOn(temp, item)
    const apply = (authorId: string | null) =>
      refusal(() => hand.apply({ added: [annotationOf()] }, undefined, { ctx: { authorId } }))
    expect(apply(null)).toBe('author-required')
    expect(apply(newId())).toBe('author-required')
    const lee = createUser(temp.project.writable(), { login: 'lee', name: 'Lee', colour: '#000000' }, temp.ctx())
    updateUser(temp.project.writable(), lee.id, { active: false }, temp.ctx())
    expect(apply(lee.id)).toBe('author-required')
    updateUser(temp.project.writable(), lee.id, { active: true }, temp.ctx())
    expect(apply(lee.id)).toBe('accepted')
  })

  it('may only use classes and shapes of the schema, but may move what came from outside', () => {
    const hand = handOn(temp, item)
    const add = (change: Partial<Annotation>) => refusal(() => hand.apply({ added: [annotationOf(change)] }))
    expect(add({ classId: 'cow' })).toBe('unknown-class')
    expect(add({ shape: { kind: 'point', x: 1, y: 1 } })).toBe('shape-not-allowed')
    expect(add({ shape: null, target: { kind: 'item' } })).toBe('shape-not-allowed')
    expect(add({ classId: 'dog', shape: null, target: { kind: 'item' } })).toBe('accepted')
    expect(add({ classId: null })).toBe('accepted')
    expect(add({ shape: boxOf(1, 1, 0, 5) })).toBe('invalid-shape')
    const line: Annotation['shape'] = { kind: 'polyline', points: [0, 0, 5, 5] }
    const foreign = annotationOf({ shape: line })
    const flat = annotationOf({ shape: boxOf(3, 3, 0, 0) })
    const { db } = temp.project
    const shared = {
      itemId: item,
      roundId: newestRound(db).id,
      authorId: null,
      annotations: [foreign, flat],
      mark: 'labels',
    }
    hand.revision = importDocument(temp.project.writable(), shared, temp.ctx()).revision
    const moved = { ...foreign, shape: { kind: 'polyline' as const, points: [1, 1, 6, 6] } }
    hand.apply({
      updated: [
        [foreign, moved],
        [flat, { ...flat, shape: boxOf(4, 4, 0, 0) }],
      ],
    })
    expect(refusal(() => hand.apply({ updated: [[moved, { ...moved, classId: 'dog' }]] }))).toBe('shape-not-allowed')
  })

  it('stays within its item and round, and stops at a submitted reading', () => {
    const hand = handOn(temp, item)
    hand.apply({ added: [annotationOf()] })
    const elsewhere = handOn(temp, temp.addItems('c.png')[0] ?? '', hand.documentId)
    elsewhere.revision = 1
    expect(refusal(() => elsewhere.apply({ added: [annotationOf()] }))).toBe('bad-request')
    expect(refusal(() => handOn(temp, newId()).apply({ added: [annotationOf()] }))).toBe('not-found')
    const db = temp.project.writable()
    hand.revision = moveDocument(db, hand.documentId, 'submit', hand.revision, temp.ctx()).revision
    expect(getListedItem(db, item)?.state).toBe('submitted')
    expect(refusal(() => hand.apply({ added: [annotationOf()] }))).toBe('document-closed')
    expect(refusal(() => moveDocument(db, hand.documentId, 'submit', hand.revision, temp.ctx()))).toBe(
      'document-closed',
    )
    expect(refusal(() => moveDocument(db, hand.documentId, 'reopen', 1, temp.ctx()))).toBe('revision-conflict')
    hand.revision = moveDocument(db, hand.documentId, 'reopen', hand.revision, temp.ctx()).revision
    hand.apply({ added: [annotationOf()] })
    expect([...verifyChain(db)]).toEqual([])
  })
})

describe('several readers', () => {
  it('of an independent project have a document each, and nobody writes in another one', async () => {
    await temp.remove()
    temp = tempProject({ pack: { reading: 'independent' } })
    item = temp.addItems('a.png')[0] ?? ''
    const lee = createUser(temp.project.writable(), { login: 'lee', name: 'Lee', colour: '#000000' }, temp.ctx())
    const kimsHand = handOn(temp, item)
    kimsHand.apply({ added: [annotationOf()] })
    const leesHand = handOn(temp, item)
    leesHand.apply({ added: [annotationOf({ classId: 'dog' })] }, undefined, { ctx: { authorId: lee.id } })
    const [first, second] = listDocuments(temp.project.db, item)
    expect([first?.authorId, second?.authorId]).toEqual([lee.id, temp.ctx().authorId])
    expect(refusal(() => kimsHand.apply({ added: [annotationOf()] }, undefined, { ctx: { authorId: lee.id } }))).toBe(
      'forbidden',
    )
    expect(namesOf(temp, 'author:lee class:dog')).toEqual(['a.png'])
  })

  it('lie side by side in rounds, and an export takes the newest round, shared before own', () => {
    const db = temp.project.writable()
    const one = newestRound(db).id
    const lee = createUser(db, { login: 'lee', name: 'Lee', colour: '#000000' }, temp.ctx())
    const put = (roundId: string, authorId: string | null, classId: string) =>
      importDocument(
        db,
        { itemId: item, roundId, authorId, annotations: [annotationOf({ classId })], mark: 'labels' },
        temp.ctx(),
      )
    const own = put(one, lee.id, 'dog')
    expect(effectiveDocument(db, item)?.document.id).toBe(own.id)
    expect(namesOf(temp, 'class:dog')).toEqual(['a.png'])
    expect(getListedItem(db, item)?.state).toBe('todo')
    const shared = put(one, null, 'cat')
    expect(effectiveDocument(db, item)).toMatchObject({ document: { id: shared.id }, others: [{ id: own.id }] })
    expect([namesOf(temp, 'class:dog'), namesOf(temp, 'class:cat')]).toEqual([[], ['a.png']])
    const two = put(ensureRound(db, 2, temp.ctx()).id, lee.id, 'dog')
    expect(effectiveDocument(db, item)?.document.id).toBe(two.id)
    expect([namesOf(temp, 'class:dog round:2'), namesOf(temp, 'class:cat')]).toEqual([['a.png'], []])
    expect(getListedItem(db, item)?.annotations).toBe(1)
    expect(effectiveDocument(db, temp.addItems('z.png')[0] ?? '')).toBe(null)
  })
})

describe('history', () => {
  const undo = (hand: ReturnType<typeof handOn>) => {
    const top = historyOf(temp.project.db, hand.documentId, 1).undo.at(-1)
    if (!top) throw new Error('nothing to undo')
    hand.apply(invertDiff(top.diff), { kind: 'undo', of: top.opId })
    return top.opId
  }
  const redo = (hand: ReturnType<typeof handOn>) => {
    const top = historyOf(temp.project.db, hand.documentId, 1).redo.at(-1)
    if (!top) throw new Error('nothing to redo')
    hand.apply(top.diff, { kind: 'redo', of: top.opId })
    return top.opId
  }
  const stacks = (hand: ReturnType<typeof handOn>) => {
    const h = historyOf(temp.project.db, hand.documentId, 200)
    return { undo: h.undo.map((e) => e.opId), redo: h.redo.map((e) => e.opId) }
  }

  it('undoes, redoes and forgets redo after an edit, with every step in the log', () => {
    const hand = handOn(temp, item)
    const [a, b, c] = [annotationOf(), annotationOf(), annotationOf()]
    for (const x of [a, b, c]) hand.apply({ added: [x] })
    const [opA, opB, opC] = hand.opIds
    expect([undo(hand), undo(hand)]).toEqual([opC, opB])
    expect(annotations(hand)).toEqual([a])
    expect(stacks(hand)).toEqual({ undo: [opA], redo: [opC, opB] })
    expect(redo(hand)).toBe(opB)
    expect(stacks(hand)).toEqual({ undo: [opA, opB], redo: [opC] })
    hand.apply({ removed: [a] })
    expect(stacks(hand)).toEqual({ undo: [opA, opB, hand.opIds.at(-1)], redo: [] })
    expect(readLog(temp.project.db, { documentId: hand.documentId, limit: 99 }).map((e) => e.kind)).toEqual(
      ['edit', 'edit', 'edit', 'undo', 'undo', 'redo', 'edit'].reverse(),
    )
  })

  it('takes back an import like any other operation', () => {
    const roundId = newestRound(temp.project.db).id
    const document = importDocument(
      temp.project.writable(),
      { itemId: item, roundId, authorId: null, annotations: [annotationOf(), annotationOf()], mark: 'labels.coco' },
      temp.ctx(),
    )
    const hand = handOn(temp, item, document.id)
    hand.revision = document.revision
    expect(historyOf(temp.project.db, document.id, 10).undo.map((e) => e.mark)).toEqual(['labels.coco'])
    undo(hand)
    expect(annotations(hand)).toEqual([])
    expect(namesOf(temp, 'has:annotations')).toEqual([])
    redo(hand)
    expect(namesOf(temp, 'has:annotations class:cat')).toEqual(['a.png'])
  })

  it('takes only the next operation of the stack, and only exactly its inverse', () => {
    const hand = handOn(temp, item)
    const [a, b] = [annotationOf(), annotationOf()]
    hand.apply({ added: [a] })
    hand.apply({ added: [b] })
    const [opA = '', opB = ''] = hand.opIds
    const attempts = [
      () => hand.apply({ removed: [a] }, { kind: 'undo', of: opA }),
      () => hand.apply({ removed: [a] }, { kind: 'undo', of: opB }),
      () => hand.apply({ removed: [b] }, { kind: 'undo', of: newId() }),
      () => hand.apply({ added: [b] }, { kind: 'redo', of: opB }),
    ]
    for (const attempt of attempts) expect(refusal(attempt)).toBe('bad-request')
    hand.apply({ removed: [b] }, { kind: 'undo', of: opB })
  })

  it('can be undone after the class was taken out of the schema', () => {
    const hand = handOn(temp, item)
    const a = annotationOf()
    hand.apply({ added: [a] })
    hand.apply({ removed: [a] })
    writeSchema(temp.project.writable(), schemaOf(classOf('dog')), temp.ctx())
    undo(hand)
    expect(annotations(hand)).toEqual([a])
    expect(getDocument(temp.project.db, hand.documentId)?.schemaVersion).toBe(2)
    writeSchema(temp.project.writable(), twoClasses, temp.ctx())
  })

  it('goes back behind any limit in parts, without losing or repeating an entry', async () => {
    const hand = handOn(temp, item)
    for (let i = 0; i < 60; i++) hand.apply({ added: [annotationOf()] })
    for (let i = 0; i < 5; i++) undo(hand)
    for (let i = 0; i < 3; i++) redo(hand)
    const expected = stacks(hand)
    await temp.reopen()
    expect(stacks(hand)).toEqual(expected)
    const collected: string[] = []
    let page = historyOf(temp.project.db, hand.documentId, 7)
    expect(page.redo.map((e) => e.opId)).toEqual(expected.redo)
    for (;;) {
      collected.unshift(...page.undo.map((e) => e.opId))
      if (!page.more) break
      page = { ...olderHistory(temp.project.db, hand.documentId, collected[0] ?? '', 7), redo: [] }
    }
    expect(collected).toEqual(expected.undo)
    expect(collected).toHaveLength(58)
  })
})
