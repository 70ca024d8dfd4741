import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  annotationOf,
  boxOf,
  classOf,
  handOn,
  schemaOf,
  type TempProject,
  tempProject,
} from '../../../test/harness/tempProject.ts'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'
import { verifyChain } from '../store/changeLog.ts'
import { getDocument, historyOf, moveDocument, readAnnotations } from '../store/documents.ts'
import { type BulkOrder, previewBulk, runBulk, undoBulk } from './bulk.ts'

let temp: TempProject
let items: string[]
beforeEach(() => {
  temp = tempProject({ schema: schemaOf(classOf('cat'), classOf('dog', { shapes: ['box'] })) })
  items = temp.addItems('a.png', 'b.png', 'c.png', 'other.png')
})
afterEach(() => temp.remove())

const control = () => ({ signal: new AbortController().signal, onProgress: () => undefined, ctx: temp.ctx() })
const order = (change: Partial<BulkOrder['change']>, rest: Partial<BulkOrder> = {}): BulkOrder => ({
  where: '',
  condition: { classIds: ['cat'], attribute: null },
  change: { set: {}, clear: [], remove: false, ...change },
  ...rest,
})
const drawn = (item: string, ...all: Annotation[]) => {
  const hand = handOn(temp, item)
  hand.apply({ added: all })
  return hand
}
const stored = (hand: { documentId: string }) => readAnnotations(temp.project.db, hand.documentId)
const classes = (hand: { documentId: string }) => stored(hand).map((a) => a.classId)

describe('a bulk change', () => {
  it('is shown before it is made, and showing changes nothing', async () => {
    const a = annotationOf()
    const hand = drawn(items[0]!, a, annotationOf({ classId: 'dog' }))
    drawn(items[3]!, annotationOf())
    const preview = await previewBulk(temp.project, order({ classId: 'dog' }, { where: '-other' }), control())
    expect(preview).toMatchObject({ items: 1, annotations: 1, locked: 0, notAllowed: 0, leftTotal: 0 })
    expect(preview.rows).toEqual([{ itemId: items[0], item: 'a.png', count: 1 }])
    expect(preview.examples).toEqual([{ itemId: items[0], item: 'a.png', before: a, after: { ...a, classId: 'dog' } }])
    expect(getDocument(temp.project.db, hand.documentId)?.revision).toBe(1)
  })

  it('makes one operation a document; what is submitted, locked or not allowed stays and is counted', async () => {
    const polygon: Shape = { kind: 'polygon', parts: [{ outer: [0, 0, 9, 0, 9, 9], holes: [] }] }
    const open = drawn(items[0]!, annotationOf(), annotationOf(), annotationOf({ locked: true }))
    const shaped = drawn(items[1]!, annotationOf({ shape: polygon }))
    const closed = drawn(items[2]!, annotationOf())
    moveDocument(temp.project.writable(), closed.documentId, 'submit', 1, temp.ctx())
    const result = await runBulk(temp.project, newId(), order({ classId: 'dog' }), control())
    expect(result).toMatchObject({ items: 1, annotations: 2, locked: 1, notAllowed: 1, leftTotal: 1 })
    expect(result.left).toEqual([{ itemId: items[2], item: 'c.png', reason: 'submitted', count: 1 }])
    expect(classes(open)).toEqual(['dog', 'dog', 'cat'])
    expect([classes(shaped), classes(closed)]).toEqual([['cat'], ['cat']])
    expect(historyOf(temp.project.db, open.documentId, 9).undo.map((h) => h.mark)).toEqual(['test.edit', 'bulk.change'])
    expect([...verifyChain(temp.project.db)]).toEqual([])
  })

  it('goes by attributes, sets and clears them', async () => {
    const far = annotationOf({ attributes: { distance: 'far', note: 'x' } })
    const hand = drawn(items[0]!, far, annotationOf({ attributes: { distance: 'near' } }))
    const attribute = { id: 'distance', test: 'is', value: 'far' } as const
    const change = order({ set: { distance: 'middle' }, clear: ['note'] }, { condition: { classIds: null, attribute } })
    await runBulk(temp.project, newId(), change, control())
    expect(stored(hand).map((a) => a.attributes)).toEqual([{ distance: 'middle' }, { distance: 'near' }])
  })

  it('started again after a crash changes nothing twice', async () => {
    const hand = drawn(items[0]!, annotationOf())
    const runId = newId()
    await runBulk(temp.project, runId, order({ classId: 'dog' }), control())
    const again = await runBulk(temp.project, runId, order({ classId: 'dog' }), control())
    expect(again).toMatchObject({ items: 0, annotations: 0 })
    expect(getDocument(temp.project.db, hand.documentId)?.revision).toBe(2)
  })

  it('refuses a class that is not there', async () => {
    drawn(items[0]!, annotationOf())
    await expect(runBulk(temp.project, newId(), order({ classId: 'bird' }), control())).rejects.toThrow('label schema')
  })
})

describe('taking it back', () => {
  it('restores what it changed, also after a restart, but not what was done since', async () => {
    const [kept, edited, removed] = [annotationOf(), annotationOf(), annotationOf()]
    const one = drawn(items[0]!, kept, edited, removed)
    const two = drawn(items[1]!, annotationOf())
    const runId = newId()
    await runBulk(temp.project, runId, order({ classId: 'dog', set: { checked: true } }), control())
    one.revision = 2
    const now = stored(one)
    const find = (id: string) => now.find((a) => a.id === id)!
    // Since then: one got another class and a new place, one is gone, and the second item was submitted.
    one.apply({
      updated: [[find(edited.id), { ...find(edited.id), classId: 'cat', shape: boxOf(99, 9) }]],
      removed: [find(removed.id)],
    })
    moveDocument(temp.project.writable(), two.documentId, 'submit', 2, temp.ctx())
    await temp.reopen()
    const result = await undoBulk(temp.project, runId, control())
    expect(result).toMatchObject({ items: 1, annotations: 2, leftTotal: 2 })
    expect(result.left.map((l) => [l.item, l.reason, l.count])).toEqual([
      ['a.png', 'changed', 1],
      ['b.png', 'submitted', 1],
    ])
    expect(stored(one)).toEqual([kept, { ...edited, shape: boxOf(99, 9) }])
    expect(classes(two)).toEqual(['dog'])
    // A second time there is nothing left to take back.
    expect(await undoBulk(temp.project, runId, control())).toMatchObject({ items: 0, annotations: 0 })
    expect([...verifyChain(temp.project.db)]).toEqual([])
  })
  it('brings removed ones back, of its own run only', async () => {
    const a = annotationOf()
    const hand = drawn(items[0]!, a)
    const dog = annotationOf({ classId: 'dog' })
    const other = drawn(items[1]!, dog)
    const runId = newId()
    await runBulk(temp.project, runId, order({ remove: true }), control())
    await runBulk(
      temp.project,
      newId(),
      order({ remove: true }, { condition: { classIds: ['dog'], attribute: null } }),
      control(),
    )
    expect([stored(hand), stored(other)]).toEqual([[], []])
    await undoBulk(temp.project, runId, control())
    expect([stored(hand), stored(other)]).toEqual([[a], []])
    await expect(undoBulk(temp.project, newId(), control())).rejects.toThrow('no such bulk change')
  })
})
