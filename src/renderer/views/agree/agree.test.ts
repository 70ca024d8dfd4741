import { expect, it } from 'vitest'
import { annotationOf, boxOf } from '../../../../test/harness/tempProject.ts'
import { mammography } from '../../../shared/domains/mammography/pack.ts'
import { maskFromSpans } from '../../../shared/geometry/mask.ts'
import { translate } from '../../../shared/text/index.ts'
import { onFrame, pathOf, placeOf } from './drawn.ts'
import { labelsOf } from './labels.ts'

it('draws every kind of shape as a path in image pixels', () => {
  expect(pathOf(boxOf(1, 2, 3, 4), 5)).toBe('M1 2L4 2L4 6L1 6Z')
  expect(pathOf({ kind: 'point', x: 5, y: 6 }, 2)).toBe('M3 6L7 6M5 4L5 8')
  expect(pathOf({ kind: 'polyline', points: [0, 0, 5, 5] }, 2)).toBe('M0 0L5 5')
  expect(pathOf(maskFromSpans([0, 0, 2, 1, 0, 2]), 2)).toMatch(/^M.*Z$/)
  const hole = { outer: [0, 0, 9, 0, 9, 9], holes: [[1, 1, 2, 1, 2, 2]] }
  expect(pathOf({ kind: 'polygon', parts: [hole] }, 2).match(/Z/g)).toHaveLength(2)
})
it('finds where a difference lies, and what lies on the picture', () => {
  const [a, b] = [annotationOf({ shape: boxOf(0, 0) }), annotationOf({ shape: boxOf(30, 5) })]
  expect(placeOf([a, b, undefined])).toEqual({ x: 0, y: 0, width: 40, height: 15 })
  expect(placeOf([annotationOf({ shape: null })])).toBeNull()
  expect(onFrame([a, annotationOf({ target: { kind: 'frame', slot: 'image', frame: 1 } })], 'image', 0)).toEqual([a])
})
it('says classes, questions and answers in the language of the page', () => {
  const of = (language: 'ko' | 'en') => labelsOf(mammography.schema, language, (key) => translate(language, key))
  expect(of('ko').label('mass')).toBe('종괴')
  expect(of('en').label('item:result=악성')).toBe('Patient: malignant')
  expect(of('ko').label('item:discard_yn=true')).toBe('케이스 사용 불가: 예')
  expect(of('en').question('item:result')).toEqual({ kind: 'item', title: 'Patient' })
  expect(of('en').answer('density', null)).toBe('no answer')
  expect(of('en').className('(none)')).toBe('Without class')
})
