import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  annotationOf,
  handOn,
  namesOf,
  sourceOf,
  type TempProject,
  tempProject,
} from '../../../test/harness/tempProject.ts'
import { newId } from '../../shared/ids.ts'
import { rows } from './db.ts'
import { countByField, itemsWithField, readFieldsOf, readItemFields, rebuildFieldFacets } from './itemFields.ts'
import { rebuildSummaries } from './itemSummary.ts'
import { insertItems } from './items.ts'

let temp: TempProject
let ids: string[]
beforeEach(() => {
  temp = tempProject()
  ids = [newId(), newId(), newId()]
  const fields = [
    { maker: 'Smith', item: 'knife', sample: '14' },
    { maker: 'Smith', item: 'USB stick' },
    { maker: 'Rapiscan', item: 'knife' },
  ]
  insertItems(
    temp.project.writable(),
    ids.map((id, i) => ({
      id,
      name: `${'abc'[i]}.png`,
      slots: [{ slot: 'image', source: sourceOf(`${'abc'[i]}.png`) }],
      fields: fields[i]!,
    })),
    temp.ctx(),
  )
})
afterEach(() => temp.remove())

it('finds items by fields, without case, also excluding and with spaces', () => {
  expect(namesOf(temp, 'maker:smith')).toEqual(['a.png', 'b.png'])
  expect(namesOf(temp, 'maker:SMITH -item:knife')).toEqual(['b.png'])
  expect(namesOf(temp, 'item:"usb stick"')).toEqual(['b.png'])
  expect(namesOf(temp, 'maker:smi')).toEqual([])
})

it('fields survive edits of the item and a rebuild of its summaries', () => {
  handOn(temp, ids[0]!).apply({ added: [annotationOf()] })
  expect(namesOf(temp, 'maker:smith class:cat')).toEqual(['a.png'])
  rebuildSummaries(temp.project.writable())
  expect(namesOf(temp, 'maker:smith')).toEqual([])
  rebuildFieldFacets(temp.project.writable())
  expect(namesOf(temp, 'maker:smith class:cat')).toEqual(['a.png'])
})

it('answers for one item, for many, by value and as counts, from its indexes', () => {
  expect(readItemFields(temp.project.writable(), ids[0]!)).toEqual({ maker: 'Smith', item: 'knife', sample: '14' })
  expect([...readFieldsOf(temp.project.writable(), ids).keys()].sort()).toEqual([...ids].sort())
  expect(itemsWithField(temp.project.writable(), 'item', 'knife', 5)).toEqual(['a.png', 'c.png'])
  expect([...countByField(temp.project.writable(), 'maker')]).toEqual([
    ['Rapiscan', 1],
    ['Smith', 2],
  ])
  const plan = rows<{ detail: string }>(
    temp.project.writable(),
    'EXPLAIN QUERY PLAN SELECT item_no FROM item_fields WHERE field = ? AND value = ?',
    'a',
    'b',
  )
  expect(plan.map((p) => p.detail).join()).toContain('item_fields_by_value')
})
