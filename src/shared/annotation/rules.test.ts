import { describe, expect, it } from 'vitest'
import { general } from '../domains/general/pack.ts'
import { newId } from '../ids.ts'
import { ruleTexts } from '../text/rules.ts'
import { type AttributeDef, EMPTY_SCHEMA, type LabelSchema, plainAttribute, plainClass } from './labelSchema.ts'
import type { Annotation } from './model.ts'
import { annotationProblems, ruleContext } from './rules.ts'

const attribute = (id: string, type: AttributeDef['type'], required = false): AttributeDef =>
  plainAttribute({ id, title: { ko: id, en: id }, type, required })
const schema: LabelSchema = {
  ...EMPTY_SCHEMA,
  classes: [
    plainClass({
      id: 'lesion',
      title: { ko: '병변', en: 'Lesion' },
      colour: '#ff0000',
      shapes: ['box', 'polygon'],
      attributes: [
        attribute('grade', { kind: 'choice', options: ['1', '2'], titles: {} }, true),
        attribute('size', { kind: 'number', min: 0, max: 100, unit: 'mm' }),
        attribute('signs', { kind: 'multi', options: ['a', 'b'], titles: {} }),
        attribute('sure', { kind: 'flag' }),
        attribute('note', { kind: 'text' }),
      ],
      key: 1,
    }),
  ],
  itemAttributes: [attribute('quality', { kind: 'choice', options: ['good', 'bad'], titles: {} }, true)],
}
const context = ruleContext(schema, new Map([['image', { width: 100, height: 50, frames: 3 }]]))

const annotation = (change: Partial<Annotation>): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'lesion',
  shape: { kind: 'box', x: 1, y: 1, width: 10, height: 10 },
  keypoints: null,
  attributes: { grade: '1' },
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...change,
})
const found = (change: Partial<Annotation>) =>
  annotationProblems(annotation(change), general.rules, context).map((p) => [p.severity, p.text, p.params])
const names = (change: Partial<Annotation>) => found(change).map(([, text]) => text)

describe('rules about one annotation', () => {
  it('have nothing to say about a good one', () => {
    expect(found({ attributes: { grade: '2', size: 12.5, signs: ['a'], sure: false, note: '메모' } })).toEqual([])
    expect(found({ shape: { kind: 'box', x: 0, y: 0, width: 100, height: 50 } })).toEqual([])
  })

  it('ask for a class that exists', () => {
    expect(names({ classId: null, attributes: {} })).toEqual(['rule.class-missing.none'])
    expect(found({ classId: 'old' })).toEqual([['error', 'rule.class-missing.unknown', { class: 'old' }]])
  })

  it('keep attributes of the whole item apart from labels', () => {
    const item = { classId: null, shape: null, target: { kind: 'item' as const } }
    expect(found({ ...item, attributes: { quality: 'good' } })).toEqual([])
    expect(names({ ...item, attributes: {} })).toEqual(['rule.attribute-required'])
    expect(names({ ...item, attributes: { quality: 'fair' } })).toEqual(['rule.attribute-value.option'])
  })

  it('ask for required attributes: empty text and an empty list are no answer, false and 0 are', () => {
    for (const grade of ['', '  ', null, []])
      expect(names({ attributes: { grade } })).toEqual(['rule.attribute-required'])
    expect(found({ attributes: { grade: '1', sure: false, size: 0 } })).toEqual([])
  })

  it('check values by their kind', () => {
    const problem = (attributes: Annotation['attributes']) => names({ attributes: { grade: '1', ...attributes } })
    expect(problem({ grade: '3' })).toEqual(['rule.attribute-value.option'])
    expect(problem({ grade: 1 })).toEqual(['rule.attribute-value.type'])
    expect(problem({ size: 100.5 })).toEqual(['rule.attribute-value.range'])
    expect(problem({ size: -1 })).toEqual(['rule.attribute-value.range'])
    expect(problem({ size: '5' })).toEqual(['rule.attribute-value.type'])
    expect(problem({ signs: ['a', 'c'] })).toEqual(['rule.attribute-value.option'])
    expect(problem({ signs: 'a' })).toEqual(['rule.attribute-value.type'])
    expect(problem({ sure: 'yes' })).toEqual(['rule.attribute-value.type'])
    expect(problem({ note: 4 })).toEqual(['rule.attribute-value.type'])
    expect(problem({ other: 'x' })).toEqual(['rule.attribute-value.unknown'])
  })

  it('check the shape against the class and itself', () => {
    expect(names({ shape: { kind: 'point', x: 1, y: 1 } })).toEqual(['rule.shape-not-allowed'])
    expect(names({ shape: null, target: { kind: 'item' } })).toEqual(['rule.shape-not-allowed'])
    expect(names({ shape: { kind: 'box', x: 1, y: 1, width: 0, height: 3 } })).toEqual(['rule.shape-degenerate'])
    const bowTie = [10, 10, 30, 30, 30, 10, 10, 30]
    expect(names({ shape: { kind: 'polygon', parts: [{ outer: bowTie, holes: [] }] } })).toEqual([
      'rule.shape-self-crossing',
    ])
  })

  it('tell a shape that sticks out from one that is not there, and forgive rounding', () => {
    const box = (x: number, y: number, width: number, height: number) =>
      found({ shape: { kind: 'box', x, y, width, height } })
    expect(box(90, 10, 12.4, 5)).toEqual([['warning', 'rule.outside-image.partly', { pixels: 3 }]])
    expect(box(-4, 10, 8, 5)).toEqual([['warning', 'rule.outside-image.partly', { pixels: 4 }]])
    expect(box(-20, 10, 8, 5)).toEqual([['error', 'rule.outside-image.wholly', {}]])
    expect(box(0, 0, 100.005, 50)).toEqual([])
    expect(names({ target: { kind: 'frame', slot: 'image', frame: 3 } })).toEqual(['rule.outside-image.frame'])
    expect(names({ target: { kind: 'frame', slot: 'left', frame: 0 } })).toEqual(['rule.outside-image.slot'])
  })

  it('run only when the pack names them', () => {
    expect(annotationProblems(annotation({ classId: 'old' }), ['outside-image'], context)).toEqual([])
  })
})

describe('the sentences', () => {
  it('have the same parameters in both languages', () => {
    for (const { ko, en } of Object.values(ruleTexts)) {
      const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()
      expect(parameters(ko)).toEqual(parameters(en))
    }
  })
})
