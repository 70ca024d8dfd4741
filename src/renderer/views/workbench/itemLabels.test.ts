import { expect, it } from 'vitest'
import { applyDiff } from '../../../shared/annotation/diff.ts'
import { annotationSchema } from '../../../shared/annotation/model.ts'
import { itemRecord, setItemAttribute, tagOf, toggleTag } from './itemLabels.ts'

it('sets and takes away a tag of the whole item', () => {
  const on = applyDiff(new Map(), toggleTag(new Map(), 'knife'))
  expect(annotationSchema.parse(tagOf(on, 'knife'))).toMatchObject({ target: { kind: 'item' }, shape: null })
  expect(applyDiff(on, toggleTag(on, 'knife')).size).toBe(0)
})
it('keeps the attributes of the item in one record that goes with its last value', () => {
  let map = applyDiff(new Map(), setItemAttribute(new Map(), 'light', 'dim'))
  map = applyDiff(map, setItemAttribute(map, 'blurred', true))
  expect(map.size).toBe(1)
  expect(itemRecord(map)?.attributes).toEqual({ light: 'dim', blurred: true })
  map = applyDiff(map, setItemAttribute(map, 'light', undefined))
  map = applyDiff(map, setItemAttribute(map, 'blurred', undefined))
  expect(map.size).toBe(0)
})
