import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_SCHEMA, type LabelSchema, plainAttribute, plainClass } from '../annotation/labelSchema.ts'
import type { Annotation, AttributeValue, Shape, Target } from '../annotation/model.ts'
import { maskFromPolygon } from '../geometry/mask.ts'
import { newId } from '../ids.ts'
import { assign, cheapest } from './assign.ts'
import { type Comparison, compareReadings } from './compare.ts'
import { type Counting, cohenKappa, countPair, kappaOver } from './kappa.ts'
import { likeness, thingOf } from './likeness.ts'
import { AgreementTally, countsOf } from './tally.ts'

const classes = ['knife', 'gun', 'bottle'].map((id) =>
  plainClass({
    id,
    title: { ko: id, en: id },
    colour: '#4c9be8',
    shapes: ['box', 'polygon', 'mask', 'tag'],
    attributes: [
      plainAttribute({
        id: 'edge',
        title: { ko: '가장자리', en: 'Edge' },
        type: { kind: 'choice', options: ['sharp', 'soft'], titles: {} },
      }),
      plainAttribute({ id: 'note', title: { ko: '메모', en: 'Note' }, type: { kind: 'text' } }),
    ],
  }),
)
const schema: LabelSchema = {
  ...EMPTY_SCHEMA,
  classes,
  itemAttributes: [
    plainAttribute({
      id: 'result',
      title: { ko: '판정', en: 'Result' },
      type: { kind: 'choice', options: ['normal', 'benign', 'malignant'], titles: {} },
    }),
    plainAttribute({ id: 'bad', title: { ko: '불가', en: 'Bad' }, type: { kind: 'flag' } }),
  ],
}
const frame: Target = { kind: 'frame', slot: 'image', frame: 0 }
const made = (over: Partial<Annotation>): Annotation => ({
  id: newId(),
  target: frame,
  classId: 'knife',
  shape: null,
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...over,
})
const box = (x: number, y: number, width: number, height: number): Shape => ({ kind: 'box', x, y, width, height })
const drawn = (shape: Shape, classId: string | null = 'knife', attributes = {}) => made({ shape, classId, attributes })
const record = (attributes: Record<string, AttributeValue>) =>
  made({ target: { kind: 'item' }, classId: null, attributes })
const compare = (a: readonly Annotation[], b: readonly Annotation[], threshold = 0.5): Comparison =>
  compareReadings(a, b, { threshold, schema, diagonal: () => 1000 })
const alike = (a: Shape, b: Shape): number => likeness(thingOf(drawn(a))!, thingOf(drawn(b))!, 1000)

describe('likeness', () => {
  it('is intersection over union, whatever draws the area', () => {
    expect(alike(box(0, 0, 10, 10), box(5, 0, 10, 10))).toBeCloseTo(1 / 3, 9)
    const square: Shape = { kind: 'polygon', parts: [{ outer: [5, 0, 15, 0, 15, 10, 5, 10], holes: [] }] }
    expect(alike(box(0, 0, 10, 10), square)).toBeCloseTo(1 / 3, 6)
    expect(alike({ kind: 'oriented', cx: 5, cy: 5, width: 10, height: 10, angle: 90 }, square)).toBeCloseTo(1 / 3, 4)
    const painted = maskFromPolygon(square as Extract<Shape, { kind: 'polygon' }>, { width: 40, height: 40 })
    expect(alike(painted, box(0, 0, 10, 10))).toBeCloseTo(1 / 3, 9)
    expect(
      alike({ kind: 'ellipse', cx: 200, cy: 200, rx: 100, ry: 100, angle: 0 }, box(100, 100, 200, 200)),
    ).toBeCloseTo(Math.PI / 4, 2)
  })
  it('leaves holes and overlapping parts out of the area', () => {
    const ring: Shape = {
      kind: 'polygon',
      parts: [{ outer: [0, 0, 10, 0, 10, 10, 0, 10], holes: [[2, 2, 8, 2, 8, 8, 2, 8]] }],
    }
    expect(alike(ring, box(0, 0, 10, 10))).toBeCloseTo(0.64, 6)
    const twice: Shape = {
      kind: 'polygon',
      parts: [
        { outer: [0, 0, 10, 0, 10, 10, 0, 10], holes: [] },
        { outer: [5, 0, 15, 0, 15, 10, 5, 10], holes: [] },
      ],
    }
    expect(alike(twice, box(0, 0, 15, 10))).toBeCloseTo(1, 6)
  })
  it('falls with the distance of points, lines and joints', () => {
    expect(alike({ kind: 'point', x: 5, y: 5 }, { kind: 'point', x: 15, y: 5 })).toBeCloseTo(0.5, 9)
    const line = (y: number): Shape => ({ kind: 'polyline', points: [0, y, 50, y, 100, y] })
    expect(alike(line(0), line(5))).toBeCloseTo(0.5, 6)
    expect(alike(line(0), line(20))).toBe(0)
    expect(alike(line(0), box(0, 0, 100, 1))).toBe(0)
    const pose = (x: number) =>
      thingOf(made({ shape: box(0, 0, 100, 100), keypoints: [10, 10, 2, x, 50, 2, 0, 0, 0] }))!
    expect(likeness(pose(50), pose(50), 1000)).toBe(1)
    expect(likeness(pose(50), pose(80), 1000)).toBeLessThan(0.6)
  })

  const shape = fc.oneof(
    fc
      .record({ x: fc.nat(60), y: fc.nat(60), w: fc.integer({ min: 1, max: 40 }), h: fc.integer({ min: 1, max: 40 }) })
      .map(({ x, y, w, h }) => box(x, y, w, h)),
    fc
      .record({
        cx: fc.nat(60),
        cy: fc.nat(60),
        rx: fc.integer({ min: 2, max: 25 }),
        ry: fc.integer({ min: 2, max: 25 }),
      })
      .map((e): Shape => ({ kind: 'ellipse', ...e, angle: 30 })),
    fc
      .array(fc.tuple(fc.nat(80), fc.nat(80)), { minLength: 3, maxLength: 7 })
      .map((points): Shape => ({ kind: 'polygon', parts: [{ outer: points.flat(), holes: [] }] })),
  )
  it('is symmetric, between 0 and 1, and 1 with itself', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const there = alike(a, b)
        expect(there).toBeGreaterThanOrEqual(0)
        expect(there).toBeLessThanOrEqual(1)
        expect(alike(b, a)).toBeCloseTo(there, 6)
        expect(alike(a, a)).toBe(1)
      }),
      { numRuns: 200 },
    )
  })
  it('agrees with counted pixels', () => {
    const whole = fc.record({
      x: fc.nat(20),
      y: fc.nat(20),
      w: fc.integer({ min: 1, max: 12 }),
      h: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(whole, whole, (p, q) => {
        const pixels = ({ x, y, w, h }: typeof p) =>
          new Set(Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`))
        const [s, t] = [pixels(p), pixels(q)]
        const both = [...s].filter((pixel) => t.has(pixel)).length
        const expected = both / (s.size + t.size - both)
        const polygon = ({ x, y, w, h }: typeof p): Shape => ({
          kind: 'polygon',
          parts: [{ outer: [x, y, x + w, y, x + w, y + h, x, y + h], holes: [] }],
        })
        expect(alike(box(p.x, p.y, p.w, p.h), box(q.x, q.y, q.w, q.h))).toBeCloseTo(expected, 9)
        expect(alike(polygon(p), polygon(q))).toBeCloseTo(expected, 6)
      }),
    )
  })
})

describe('assignment', () => {
  const permutations = (n: number): number[][] =>
    n === 0
      ? [[]]
      : permutations(n - 1).flatMap((p) =>
          Array.from({ length: n }, (_, i) => [...p.slice(0, i), n - 1, ...p.slice(i)]),
        )
  it('finds the least cost that trying everything finds', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((n) => fc.array(fc.array(fc.nat(50), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })),
        (table) => {
          const total = (columns: readonly number[]) => columns.reduce((sum, c, r) => sum + table[r]![c]!, 0)
          const found = cheapest(table.length, (r, c) => table[r]![c]!)
          expect(new Set(found).size).toBe(table.length)
          expect(total(found)).toBe(Math.min(...permutations(table.length).map(total)))
        },
      ),
    )
  })
  it('takes two fair pairs rather than one good one', () => {
    const chosen = assign([
      { a: 0, b: 0, weight: 0.9 },
      { a: 0, b: 1, weight: 0.6 },
      { a: 1, b: 0, weight: 0.6 },
    ])
    expect(chosen.map(({ a, b }) => [a, b]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ])
  })
})

describe('comparison', () => {
  it('pairs by place first and compares labels afterwards', () => {
    const c = compare(
      [drawn(box(0, 0, 10, 10)), drawn(box(100, 0, 10, 10), 'gun'), drawn(box(200, 0, 10, 10))],
      [drawn(box(1, 0, 10, 10)), drawn(box(100, 0, 10, 10), 'bottle'), drawn(box(300, 0, 10, 10))],
    )
    expect(countsOf(c)).toMatchObject({ matched: 2, onlyA: 1, onlyB: 1, labelMismatch: 1, agreed: false })
    expect(countsOf(c).meanIou).toBeCloseTo((9 / 11 + 1) / 2, 9)
  })
  it('does not swap labels of things that lie on each other', () => {
    const both = () => [drawn(box(0, 0, 10, 10), 'gun'), drawn(box(0, 0, 10, 10), 'knife')]
    expect(countsOf(compare(both(), both().reverse()))).toMatchObject({ matched: 2, labelMismatch: 0, agreed: true })
  })
  it('compares attributes of one class, but not what was written in words', () => {
    const c = compare(
      [drawn(box(0, 0, 10, 10), 'knife', { edge: 'sharp', note: 'long' })],
      [drawn(box(0, 0, 10, 10), 'knife', { edge: 'soft', note: 'short' })],
    )
    expect(c.pairs[0]?.attributes).toEqual(['edge'])
    expect(countsOf(c)).toMatchObject({ labelMismatch: 0, attributeMismatch: 1, agreed: false })
  })
  it('compares answers about the item, and what only one has answered', () => {
    expect(compare([record({ result: 'benign' })], [record({ result: 'normal' })]).answers).toMatchObject([
      { attribute: 'result', a: 'benign', b: 'normal' },
    ])
    expect(countsOf(compare([record({ result: 'benign' })], []))).toMatchObject({ matched: 0, onlyA: 1 })
    expect(countsOf(compare([record({ bad: true })], [record({})]))).toMatchObject({ matched: 1, labelMismatch: 1 })
    expect(countsOf(compare([record({ bad: false })], []))).toMatchObject({ matched: 0, agreed: true })
  })
  it('pairs labels of the picture, equal ones first', () => {
    const tag = (classId: string) => made({ classId, shape: null })
    const c = compare([tag('gun'), tag('knife')], [tag('knife'), tag('bottle')])
    expect(countsOf(c)).toMatchObject({ matched: 2, labelMismatch: 1, meanIou: null })
  })
  it('keeps pictures of an item apart and leaves measurements out', () => {
    const other = made({ shape: box(0, 0, 10, 10), target: { kind: 'frame', slot: 'image', frame: 1 } })
    const ruler = made({ shape: { kind: 'ruler', points: [0, 0, 9, 9] }, classId: null })
    expect(countsOf(compare([drawn(box(0, 0, 10, 10)), ruler], [other]))).toMatchObject({
      matched: 0,
      onlyA: 1,
      onlyB: 1,
    })
  })

  const reading = fc
    .array(
      fc.record({
        x: fc.nat(30),
        y: fc.nat(30),
        w: fc.integer({ min: 5, max: 15 }),
        c: fc.constantFrom('knife', 'gun', 'bottle'),
      }),
      { maxLength: 20 },
    )
    .map((all) => all.map(({ x, y, w, c }) => drawn(box(x, y, w, w), c)))
  it('does not depend on order or on who comes first', () => {
    fc.assert(
      fc.property(reading, reading, fc.nat(), (a, b, turn) => {
        const [there, back] = [countsOf(compare(a, b)), countsOf(compare(b, a))]
        expect(back).toMatchObject({ matched: there.matched, onlyA: there.onlyB, onlyB: there.onlyA })
        expect(back.meanIou ?? 0).toBeCloseTo(there.meanIou ?? 0, 9)
        const turned = [...b.slice(turn % (b.length + 1)), ...b.slice(0, turn % (b.length + 1))].reverse()
        expect(countsOf(compare([...a].reverse(), turned))).toEqual(there)
        expect(there.matched + there.onlyA).toBe(a.length)
        expect(there.matched + there.onlyB).toBe(b.length)
      }),
      { numRuns: 100 },
    )
  })
  it('finds everything alike in a reading and its copy, many things too', () => {
    fc.assert(
      fc.property(reading, (a) => {
        const copy = a.map((x) => ({ ...x, id: newId() }))
        const counts = countsOf(compare(a, copy))
        expect(counts).toMatchObject({ matched: a.length, agreed: true, meanIou: a.length === 0 ? null : 1 })
      }),
      { numRuns: 50 },
    )
    const many = Array.from({ length: 900 }, (_, i) => drawn(box((i % 30) * 20, Math.floor(i / 30) * 20, 15, 15)))
    expect(countsOf(compare(many, [...many].reverse()))).toMatchObject({ matched: 900, agreed: true })
  })
})

describe('kappa', () => {
  const table = (cells: readonly (readonly [string, string, number])[]): Counting => {
    const t: Counting = new Map()
    for (const [a, b, n] of cells) countPair(t, a, b, n)
    return t
  }
  it('is what textbooks work out', () => {
    // Two readers and 50 grant applications: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: (0.7 - 0.5) / 0.5.
    const grants = table([
      ['yes', 'yes', 20],
      ['yes', 'no', 5],
      ['no', 'yes', 10],
      ['no', 'no', 15],
    ])
    expect(cohenKappa(grants)).toBeCloseTo(0.4, 12)
    // Fleiss 1981, p. 213, 100 subjects in three diagnoses: observed 0.90, by chance 0.6625.
    const diagnoses = table([
      ['psychotic', 'psychotic', 75],
      ['psychotic', 'neurotic', 1],
      ['psychotic', 'organic', 4],
      ['neurotic', 'psychotic', 5],
      ['neurotic', 'neurotic', 4],
      ['neurotic', 'organic', 1],
      ['organic', 'psychotic', 0],
      ['organic', 'neurotic', 0],
      ['organic', 'organic', 10],
    ])
    expect(cohenKappa(diagnoses)).toBeCloseTo(0.676, 3)
  })
  it('counts chance inside each question', () => {
    const one = table([
      ['r=a', 'r=a', 1],
      ['r=b', 'r=b', 1],
    ])
    const other = table([
      ['q=a', 'q=b', 1],
      ['q=b', 'q=a', 1],
    ])
    // 0.5 observed, 0.5 by chance.
    expect(kappaOver([one, other])).toBeCloseTo(0, 12)
    expect(kappaOver([])).toBeNull()
    expect(cohenKappa(table([['a', 'a', 9]]))).toBe(1)
  })
  it('comes out of a tally for answers about items as from the table', () => {
    const tally = new AgreementTally()
    const cells = [
      ['benign', 'benign', 20],
      ['benign', 'normal', 5],
      ['normal', 'benign', 10],
      ['normal', 'normal', 15],
    ] as const
    for (const [a, b, n] of cells)
      for (let i = 0; i < n; i++) tally.add(compare([record({ result: a })], [record({ result: b })]))
    expect(tally.kappa).toBeCloseTo(0.4, 12)
    expect(tally).toMatchObject({ items: 50, matched: 50, labelMismatch: 15, onlyA: 0, onlyB: 0, agreed: 35 })
    expect(tally.agreement).toBeCloseTo(0.7, 12)
    expect(tally.perClass()).toMatchObject([
      { class: 'item:result=benign', matched: 20, labelMismatch: 15, agreement: 20 / 35 },
      { class: 'item:result=normal', matched: 15, labelMismatch: 15, agreement: 15 / 30 },
    ])
    expect(tally.perClass()[0]?.kappa).toBeCloseTo(0.4, 12)
  })
  it('counts per class what both, one and neither called so', () => {
    const tally = new AgreementTally()
    tally.add(
      compare(
        [drawn(box(0, 0, 10, 10), 'gun'), drawn(box(50, 0, 10, 10), 'gun'), drawn(box(90, 0, 10, 10), 'knife')],
        [drawn(box(0, 0, 10, 10), 'gun'), drawn(box(50, 0, 10, 10), 'knife')],
      ),
    )
    expect(tally.perClass()).toMatchObject([
      { class: 'gun', matched: 1, onlyA: 0, onlyB: 0, labelMismatch: 1, agreement: 0.5, meanIou: 1 },
      { class: 'knife', matched: 0, onlyA: 1, onlyB: 0, labelMismatch: 1, agreement: 0, meanIou: null },
    ])
    // Never paired: nothing to rate.
    const alone = new AgreementTally()
    alone.add(
      compare([drawn(box(0, 0, 10, 10), 'gun'), drawn(box(50, 0, 10, 10), 'knife')], [drawn(box(0, 0, 10, 10), 'gun')]),
    )
    expect(alone.perClass().map((c) => [c.class, c.kappa])).toEqual([
      ['gun', 1],
      ['knife', null],
    ])
    expect(tally.matrix('class')).toContainEqual({ a: 'knife', b: null, count: 1 })
  })
})
