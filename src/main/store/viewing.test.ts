import { afterEach, beforeEach, expect, it } from 'vitest'
import { annotationOf, handOn, sourceOf, type TempProject, tempProject } from '../../../test/harness/tempProject.ts'
import type { ViewingUse } from '../../shared/contract/viewing.ts'
import { newId } from '../../shared/ids.ts'
import { viewingLines } from '../exporters/xray/viewingCsv.ts'
import { readLog, verifyChain } from './changeLog.ts'
import { row, run } from './db.ts'
import { moveDocument } from './documents.ts'
import { insertItems } from './items.ts'
import { replayDocument } from './replay.ts'
import { recordViewing, viewingsOf, viewingsWithoutReading, withUses } from './viewing.ts'

const use = (f: ViewingUse['function'], ms: number): ViewingUse => ({
  function: f,
  from: '2026-01-01T00:00:00.000Z',
  to: new Date(Date.UTC(2026, 0, 1) + ms).toISOString(),
  ms,
  how: 'hold',
})

let temp: TempProject
let itemId: string
beforeEach(() => {
  temp = tempProject()
  itemId = newId()
  const source = sourceOf('a,1.png')
  insertItems(
    temp.project.writable(),
    [{ id: itemId, name: 'a,1.png', slots: [{ slot: 'image', source }] }],
    temp.ctx(),
  )
})
afterEach(() => temp.remove())

it('a viewing is one entry of the log, with the reading and without changing it', () => {
  const db = temp.project.writable()
  const hand = handOn(temp, itemId)
  hand.apply({ added: [annotationOf()] })
  const { revision } = moveDocument(db, hand.documentId, 'submit', hand.revision, temp.ctx())
  recordViewing(db, { itemId, documentId: hand.documentId }, [use('neg', 900), use('o2', 1200)], temp.ctx())
  const [last, submitted] = withUses(db, readLog(db, { documentId: hand.documentId, limit: 10 }))
  expect(last).toMatchObject({ kind: 'viewing', mark: 'viewing.functions' })
  expect(last?.viewing?.map((u) => [u.function, u.ms])).toEqual([
    ['neg', 900],
    ['o2', 1200],
  ])
  expect(submitted).toMatchObject({ kind: 'submit' })
  expect(submitted?.viewing).toBeUndefined()
  const { no } = row<{ no: number }>(db, 'SELECT no FROM documents WHERE id = ?', hand.documentId)!
  expect(replayDocument(db, no)).toMatchObject({ revision, complete: true })
  expect([...verifyChain(db)]).toEqual([])
})

it('cannot be changed or taken out afterwards', () => {
  const db = temp.project.writable()
  recordViewing(db, { itemId, documentId: null }, [use('neg', 900)], temp.ctx())
  expect(() => run(db, `UPDATE change_log SET payload = '[]' WHERE kind = 'viewing'`)).toThrow()
  expect(() => run(db, `DELETE FROM change_log WHERE kind = 'viewing'`)).toThrow()
})

it('of an item without a mark only its own reader sees it; nothing used is nothing written', () => {
  const db = temp.project.writable()
  const ctx = temp.ctx()
  recordViewing(db, { itemId, documentId: null }, [use('high', 50)], ctx)
  recordViewing(db, { itemId, documentId: null }, [], ctx)
  expect(viewingsWithoutReading(db, itemId, ctx.authorId!, 10).map((e) => e.viewing?.length)).toEqual([1])
  expect(viewingsWithoutReading(db, itemId, newId(), 10)).toEqual([])
  expect([...viewingsOf(db, itemId)]).toHaveLength(1)
  expect(() => recordViewing(db, { itemId, documentId: null }, [use('low', 5)], { ...ctx, authorId: null })).toThrow()
})

it('goes into viewing.csv line by line', () => {
  const db = temp.project.writable()
  recordViewing(db, { itemId, documentId: null }, [use('neg', 900), use('o2', 1200)], temp.ctx())
  const lines = viewingLines(db, itemId, 'Smith/Knife/a,1.png').split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/^"Smith\/Knife\/a,1\.png",[^,]+,2026-[^,]+,neg,2026-01-01T00:00:00\.000Z,[^,]+,900,hold$/)
})
