import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EMPTY_SCHEMA, plainAttribute, plainClass } from '../annotation/labelSchema.ts'
import type { Annotation, AttributeValue, Shape } from '../annotation/model.ts'
import { newId } from '../ids.ts'
import { compareReadings } from './compare.ts'
import { agreedReading, type Choices, differencesOf, type Take } from './differences.ts'
import { countsOf } from './tally.ts'

const text = { ko: 't', en: 't' }
const choice = { kind: 'choice' as const, options: ['x', 'y', 'z'], titles: {} }
const schema = {
  ...EMPTY_SCHEMA,
  classes: ['mass', 'calc'].map((id) =>
    plainClass({
      id,
      title: text,
      colour: '#4c9be8',
      shapes: ['box'],
      attributes: [plainAttribute({ id: 'margin', title: text, type: choice })],
    }),
  ),
  itemAttributes: [
    plainAttribute({ id: 'result', title: text, type: choice }),
    plainAttribute({ id: 'bad', title: text, type: { kind: 'flag' } }),
    plainAttribute({ id: 'note', title: text, type: { kind: 'text' } }),
  ],
}
const box = (x: number): Shape => ({ kind: 'box', x, y: 0, width: 10, height: 10 })
const made = (over: Partial<Annotation>): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'RCC', frame: 0 },
  classId: 'mass',
  shape: box(0),
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...over,
})
const record = (attributes: Record<string, AttributeValue>) =>
  made({ target: { kind: 'item' }, classId: null, shape: null, attributes })
const compare = (a: readonly Annotation[], b: readonly Annotation[]) =>
  compareReadings(a, b, { threshold: 0.5, schema, diagonal: () => 100 })

it('names every difference once, and leaves out what is the same', () => {
  const a = [
    made({}),
    made({ shape: box(50) }),
    made({ shape: box(100), classId: 'calc' }),
    record({ result: 'x', note: 'a' }),
  ]
  const b = [
    made({ shape: box(1), attributes: { margin: 'y' } }),
    made({ shape: box(100) }),
    made({ shape: box(150) }),
    record({ result: 'x', bad: true, note: 'b' }),
  ]
  const found = differencesOf(compare(a, b))
  expect(found.map((d) => d.kind).sort()).toEqual(['answer', 'attributes', 'label', 'onlyA', 'onlyB'])
  expect(found.find((d) => d.kind === 'answer')).toMatchObject({ attributes: ['bad'], answers: [false, true] })
  expect(new Set(found.map((d) => d.key)).size).toBe(5)
})

it('takes what was decided, under ids of its own, and says what is not decided', () => {
  const a = [made({ shape: box(50) }), record({ result: 'x', note: 'long' })]
  const b = [made({ shape: box(100) }), record({ result: 'y' })]
  const c = compare(a, b)
  expect(agreedReading({ a, b }, c, {}, newId).undecided).toBe(3)
  const [one, two, three] = differencesOf(c)
  const settled = agreedReading({ a, b }, c, { [one!.key]: 'none', [two!.key]: 'b', [three!.key]: 'b' }, newId)
  expect(settled.undecided).toBe(0)
  expect(settled.annotations.map((x) => [x.shape, x.attributes])).toEqual([
    [box(100), {}],
    [null, { result: 'y', note: 'long' }],
  ])
  const originals = new Set([...a, ...b].map((x) => x.id))
  expect(settled.annotations.some((x) => originals.has(x.id))).toBe(false)
})

it('keeps lesions apart that both readers gave the same number, and together that are one', () => {
  const of = (x: number, id: string, slot = 'RCC') =>
    made({ shape: box(x), attributes: { lesion_id: id }, target: { kind: 'frame', slot, frame: 0 } })
  // L1 of the second reader is L2 of the first; their L2 is a third one, seen in two views.
  const a = [of(0, 'L1'), of(50, 'L2')]
  const b = [of(50, 'L1'), of(100, 'L2'), of(100, 'L2', 'RMLO')]
  const c = compare(a, b)
  const choices: Choices = Object.fromEntries(differencesOf(c).map((d) => [d.key, d.kind === 'onlyA' ? 'a' : 'b']))
  const ids = agreedReading({ a, b }, c, choices, newId).annotations.map((x) => x.attributes['lesion_id'])
  expect(ids.slice(0, 2).sort()).toEqual(['L1', 'L2'])
  expect(ids[2]).toBe(ids[3])
  expect(['L1', 'L2']).not.toContain(ids[2])
})

it('comes to the first reading when everything of it is taken, and to the second likewise', () => {
  const reading = fc
    .array(fc.record({ x: fc.nat(60), c: fc.constantFrom('mass', 'calc'), m: fc.constantFrom('x', 'y', null) }), {
      maxLength: 8,
    })
    .chain((shapes) =>
      fc
        .constantFrom('x', 'y', null)
        .map((result) => [
          ...shapes.map(({ x, c, m }) => made({ shape: box(x), classId: c, attributes: m ? { margin: m } : {} })),
          record(result ? { result } : {}),
        ]),
    )
  fc.assert(
    fc.property(reading, reading, fc.constantFrom<Take>('a', 'b'), (a, b, side) => {
      const c = compare(a, b)
      const other = side === 'a' ? 'onlyB' : 'onlyA'
      const choices: Choices = Object.fromEntries(
        differencesOf(c).map((d) => [d.key, d.kind === other ? 'none' : side]),
      )
      const { annotations, undecided } = agreedReading({ a, b }, c, choices, newId)
      expect(undecided).toBe(0)
      // Pairs that do not differ keep the first reader's outline, which lies within the tolerance of the second's.
      expect(countsOf(compare(annotations, side === 'a' ? a : b))).toMatchObject(
        side === 'a' ? { agreed: true } : { onlyA: 0, onlyB: 0 },
      )
    }),
    { numRuns: 60 },
  )
})
