import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  annotationOf,
  boxOf,
  handOn,
  sourceOf,
  type TempProject,
  tempProject,
} from '../../../test/harness/tempProject.ts'
import { newId } from '../../shared/ids.ts'
import { importDocument } from '../store/documents.ts'
import { listFindings, replaceFindings } from '../store/findings.ts'
import { getItem, insertItems } from '../store/items.ts'
import { newestRound } from '../store/rounds.ts'
import { createUser } from '../store/users.ts'
import { runRules } from './runRules.ts'

let temp: TempProject
beforeEach(() => {
  temp = tempProject()
})
afterEach(() => temp.remove())

const itemOf = (id: string) => {
  const item = getItem(temp.project.db, id)
  if (!item) throw new Error('no item')
  return item
}

it('looks at every reading of an item, in the language asked for', () => {
  const db = temp.project.writable()
  const [id = ''] = temp.addItems('a.png')
  const lee = createUser(db, { login: 'lee', name: 'Lee', colour: '#000000' }, temp.ctx())
  const shared = annotationOf({ classId: null })
  handOn(temp, id).apply({ added: [shared, annotationOf()] })
  const own = annotationOf({ shape: boxOf(5000, 5000) })
  const reading = { itemId: id, roundId: newestRound(db).id, authorId: lee.id, annotations: [own], mark: 'labels' }
  importDocument(db, reading, temp.ctx())
  const english = runRules(db, itemOf(id))
  expect(english.map((f) => [f.rule, f.severity, f.item, f.itemId, f.annotation])).toEqual([
    ['class-missing', 'error', 'a.png', id, shared.id],
    ['outside-image', 'error', 'a.png', id, own.id],
  ])
  for (const f of runRules(db, itemOf(id), { language: 'ko' })) expect(f.message).toMatch(/[가-힣]/)
  replaceFindings(db, id, ['class-missing', 'outside-image'], english, temp.ctx())
  replaceFindings(db, id, ['class-missing'], [], temp.ctx())
  expect(listFindings(db, id)).toEqual(english.slice(1))
  replaceFindings(db, null, ['outside-image'], [], temp.ctx())
  expect(listFindings(db, null)).toEqual([])
})

it('looks for sources where the project says they are, copied or not', () => {
  const file = join(temp.folder, 'a.png')
  writeFileSync(file, '12345')
  writeFileSync(join(temp.dir, 'b.png'), '12345')
  const put = (name: string, path: string, copied: boolean) => {
    const id = newId()
    const source = sourceOf(name, { path, copied, bytes: 5 })
    insertItems(temp.project.writable(), [{ id, name, slots: [{ slot: 'image', source }] }], temp.ctx())
    return id
  }
  const ids = [put('a', file, false), put('b', 'b.png', true)]
  const rules = () =>
    ids.map((id) => runRules(temp.project.db, itemOf(id), { dir: temp.dir }).map((f) => [f.rule, f.message]))
  expect(rules()).toEqual([[], []])
  rmSync(file)
  writeFileSync(join(temp.dir, 'b.png'), '123456')
  expect(rules()).toEqual([
    [['source-missing', 'The source file "a.png" cannot be found.']],
    [['source-missing', 'The source file "b.png" has changed since it was imported.']],
  ])
  const bare = newId()
  insertItems(temp.project.writable(), [{ id: bare, name: 'c', slots: [] }], temp.ctx())
  expect(runRules(temp.project.db, itemOf(bare)).map((f) => f.rule)).toEqual(['source-missing'])
})
