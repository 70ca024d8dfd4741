import { expect, it } from 'vitest'
import { applyDiff } from '../../../shared/annotation/diff.ts'
import { annotationSchema } from '../../../shared/annotation/model.ts'
import { recordOf, setRecordAttribute, tagOf, toggleTag } from './itemLabels.ts'

it('sets and takes away a tag of the whole item', () => {
  const on = applyDiff(new Map(), toggleTag(new Map(), 'knife'))
  expect(annotationSchema.parse(tagOf(on, 'knife'))).toMatchObject({ target: { kind: 'item' }, shape: null })
  expect(applyDiff(on, toggleTag(on, 'knife')).size).toBe(0)
})
it('keeps the attributes of the item in one record that goes with its last value', () => {
  let map = applyDiff(new Map(), setRecordAttribute(new Map(), 'light', 'dim'))
  map = applyDiff(map, setRecordAttribute(map, 'blurred', true))
  expect(map.size).toBe(1)
  expect(recordOf(map)?.attributes).toEqual({ light: 'dim', blurred: true })
  map = applyDiff(map, setRecordAttribute(map, 'light', undefined))
  map = applyDiff(map, setRecordAttribute(map, 'blurred', undefined))
  expect(map.size).toBe(0)
})
it('keeps slots apart from each other and from the item', () => {
  const left = { kind: 'slot', slot: 'left' } as const
  const right = { kind: 'slot', slot: 'right' } as const
  let map = applyDiff(new Map(), toggleTag(new Map(), 'knife', left))
  expect([tagOf(map, 'knife'), tagOf(map, 'knife', right)]).toEqual([null, null])
  expect(annotationSchema.parse(tagOf(map, 'knife', left)).target).toEqual(left)
  map = applyDiff(map, setRecordAttribute(map, 'view', 'CC', left))
  map = applyDiff(map, setRecordAttribute(map, 'view', 'MLO', right))
  expect([recordOf(map), recordOf(map, left)?.attributes, recordOf(map, right)?.attributes]).toEqual([
    null,
    { view: 'CC' },
    { view: 'MLO' },
  ])
})
