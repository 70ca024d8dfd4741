import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotationOf, boxOf, classOf } from '../../../test/harness/tempProject.ts'
import { general } from '../domains/general/pack.ts'
import { problemText } from '../text/problems.ts'
import { classTree, isWithin } from './classTree.ts'
import { type SchemaRule, schemaRuleSchema } from './declaredRules.ts'
import { EMPTY_SCHEMA, type LabelSchema, plainAttribute } from './labelSchema.ts'
import type { Annotation, Shape } from './model.ts'
import { annotationProblems, itemProblems, ruleContext } from './rules.ts'
import { draftProblems } from './schemaRules.ts'

const classes = [
  classOf('thing'),
  classOf('pole', { parent: 'thing', title: { ko: '기둥', en: 'Pole' } }),
  classOf('thin-pole', { parent: 'pole' }),
  classOf('road'),
  classOf('clear', { shapes: ['tag'] }),
]
const rule = (given: Record<string, unknown>): SchemaRule =>
  schemaRuleSchema.parse({ id: 'r', severity: 'warning', ...given })
const withRules = (...rules: SchemaRule[]): LabelSchema => ({ ...EMPTY_SCHEMA, classes, rules })
const slots = new Map([['image', { width: 640, height: 480, frames: 2 }]])
const one = (a: Annotation, schema: LabelSchema) =>
  annotationProblems(a, [], ruleContext(schema, slots)).map((p) => problemText(p, 'en'))
const whole = (all: Annotation[], schema: LabelSchema) =>
  itemProblems(all, general.rules, ruleContext(schema, slots)).map((p) => [p.annotation, problemText(p.problem, 'en')])
const tag = (classId: string) => annotationOf({ classId, shape: null, target: { kind: 'item' } })

describe('rules about one annotation', () => {
  it('run whatever the pack says, for a class and everything below it', () => {
    const schema = withRules(rule({ kind: 'thickness', classes: ['pole'], min: 16 }))
    const thin = (classId: string) => one(annotationOf({ classId, shape: boxOf(0, 0, 15, 90) }), schema)
    expect(thin('pole')).toEqual(['The thickness of 15 px is below 16 px.'])
    expect(thin('thin-pole')).toHaveLength(1)
    expect(thin('thing')).toEqual([])
    expect(one(annotationOf({ classId: 'pole', shape: { kind: 'point', x: 1, y: 1 } }), schema)).toEqual([])
  })
  it('measure sides, the longer side, area and ratio, and the limit itself is good enough', () => {
    const box = (width: number, height: number) => annotationOf({ shape: boxOf(0, 0, width, height), classId: 'road' })
    const size = (given: object) =>
      withRules(rule({ kind: 'min-size', classes: [], width: null, height: null, area: null, ...given }))
    expect(one(box(25, 25), size({ width: 25, height: 25 }))).toEqual([])
    expect(one(box(24.94, 25), size({ width: 25, height: 25 }))).toEqual(['The width of 24.9 px is below 25 px.'])
    expect(one(box(10, 64), size({ longer: 64 }))).toEqual([])
    expect(one(box(10, 63), size({ longer: 64 }))).toEqual(['The longer side of 63 px is below 64 px.'])
    expect(one(box(10, 10), size({ area: 101 }))).toEqual(['The area of 100 px² is below 101 px².'])
    const ratio = withRules(rule({ kind: 'ratio', classes: ['road'], min: 0.5, max: 2 }))
    // Turned shapes have sides of their own: the image would see a square here.
    const turned: Shape = { kind: 'oriented', cx: 50, cy: 50, width: 40, height: 10, angle: 45 }
    const oval: Shape = { kind: 'ellipse', cx: 50, cy: 50, rx: 5, ry: 20, angle: 45 }
    const road = (shape: Shape) => one(annotationOf({ classId: 'road', shape }), ratio).at(-1)
    expect(road(turned)).toBe('Width divided by height is 4, above 2.')
    expect(road(oval)).toBe('Width divided by height is 0.25, below 0.5.')
    expect([one(box(10, 20), ratio), one(box(20, 10), ratio)]).toEqual([[], []])
    expect(one(box(10, 21), ratio)).toEqual(['Width divided by height is 0.48, below 0.5.'])
    expect(one(box(21, 10), ratio)).toEqual(['Width divided by height is 2.1, above 2.'])
  })
  it('hold values together', () => {
    const schema = withRules(
      rule({
        kind: 'consistent',
        when: { kind: 'value', attribute: 'state', oneOf: ['broken'] },
        attribute: 'action',
        oneOf: ['repair', 'replace'],
      }),
    )
    const said = (attributes: Annotation['attributes']) => one(annotationOf({ classId: 'road', attributes }), schema)
    expect(said({ state: 'whole' })).toEqual([])
    expect(said({ state: 'broken', action: 'repair' })).toEqual([])
    expect(said({ state: ['worn', 'broken'], action: ['replace', 'none'] })).toEqual([])
    expect(said({ state: 'broken' })).toEqual(['"action" has no value; here it has to be one of: repair, replace'])
    expect(said({ state: 'broken', action: 'none' })[0]).toContain('is "none"')
  })
  it('speak with the sentence of the guideline', () => {
    const message = { ko: '기둥이 너무 얇습니다', en: '' }
    const schema = withRules(rule({ kind: 'thickness', classes: ['pole'], min: 16, message }))
    const problems = draftProblems(boxOf(0, 0, 3, 3), 'pole', schema)
    expect(problems.map((p) => [p.severity, problemText(p, 'ko'), problemText(p, 'en')])).toEqual([
      ['warning', message.ko, message.ko],
    ])
    expect(draftProblems(boxOf(0, 0, 3, 3), null, schema)).toEqual([])
  })
})

describe('rules about an item', () => {
  it('count objects, not tags', () => {
    const schema = withRules(rule({ kind: 'count', classes: ['thing', 'clear'], min: 1, max: 2 }))
    const poles = [1, 2, 3].map(() => annotationOf({ classId: 'thin-pole' }))
    expect(whole([tag('clear')], schema)).toEqual([[null, 'thing, clear: there are 0, at least 1 are needed.']])
    expect(whole(poles.slice(1), schema)).toEqual([])
    expect(whole(poles, schema)).toEqual([[null, 'thing, clear: there are 3, at most 2 are allowed.']])
  })
  it('ask for one of several classes as object or tag, and keep classes apart', () => {
    const needed = withRules(rule({ kind: 'required', classes: ['thing', 'clear'] }))
    expect(whole([], needed)).toEqual([[null, 'One of these classes is needed: thing, clear']])
    expect([whole([tag('clear')], needed), whole([annotationOf({ classId: 'pole' })], needed)]).toEqual([[], []])
    const apart = withRules(rule({ kind: 'exclusive', classes: ['thing', 'road', 'clear'] }))
    expect(whole([annotationOf({ classId: 'pole' }), annotationOf({ classId: 'thing' })], apart)).toEqual([])
    expect(whole([annotationOf({ classId: 'pole' }), tag('clear')], apart)).toEqual([
      [null, 'These classes exclude each other: thing, clear'],
    ])
  })
  it('look at what lies in the same frame', () => {
    const inside = withRules(rule({ kind: 'inside', classes: ['pole'], of: ['road'], tolerance: 2 }))
    const road = annotationOf({ classId: 'road', shape: boxOf(0, 0, 100, 100) })
    const pole = (x: number, frame = 0) =>
      annotationOf({ classId: 'pole', shape: boxOf(x, 5), target: { kind: 'frame', slot: 'image', frame } })
    const [good, near, far, later] = [pole(90), pole(92), pole(93), pole(10, 1)]
    expect(whole([road, good, near, far, later], inside)).toEqual([
      [far.id, 'Pole does not lie inside road.'],
      [later.id, 'Pole does not lie inside road.'],
    ])
    const outside = withRules(rule({ kind: 'outside', classes: ['pole'], of: ['road'], tolerance: 2 }))
    expect(whole([road, pole(98), pole(99), later], outside)).toEqual([])
    expect(whole([road, far], outside)).toEqual([[far.id, 'Pole reaches into road.']])
    // A thing is never inside itself.
    const among = withRules(rule({ kind: 'outside', classes: ['thing'], of: ['thing'], tolerance: 0 }))
    expect(whole([pole(10), pole(30)], among)).toEqual([])
  })
})

describe('attributes', () => {
  const flag = plainAttribute({ id: 'bent', title: { ko: '휨', en: 'Bent' }, type: { kind: 'flag' }, required: true })
  const onlyPoles = { ...flag, when: { kind: 'class' as const, oneOf: ['pole'] } }
  const depending = plainAttribute({
    id: 'angle',
    title: { ko: '각도', en: 'Angle' },
    type: { kind: 'number', min: 0, max: 90, unit: '°' },
    required: true,
    when: { kind: 'value', attribute: 'bent', oneOf: [true] },
  })
  const schema: LabelSchema = {
    ...EMPTY_SCHEMA,
    classes,
    objectAttributes: [onlyPoles, depending],
    slotAttributes: [{ ...flag, id: 'clean', title: { ko: '깨끗함', en: 'Clean' } }],
    itemAttributes: [{ ...flag, id: 'ready', title: { ko: '준비', en: 'Ready' } }],
  }
  const said = (a: Annotation) =>
    annotationProblems(a, general.rules, ruleContext(schema, slots)).map((p) => [p.severity, problemText(p, 'en')])
  it('of every object are asked for where their condition holds', () => {
    const pole = (attributes: Annotation['attributes'], classId = 'thin-pole') =>
      said(annotationOf({ classId, attributes }))
    expect(pole({})).toEqual([['error', 'The required attribute "Bent" has no value.']])
    expect(pole({ bent: false })).toEqual([])
    expect(pole({ bent: true })).toEqual([['error', 'The required attribute "Angle" has no value.']])
    expect(pole({ bent: true, angle: 45 })).toEqual([])
    expect(pole({ bent: false, angle: 45 })).toEqual([
      ['info', '"Angle" is not asked for here, but it has the value "45".'],
    ])
    expect(pole({}, 'road')).toEqual([])
    expect(pole({ bent: true, angle: 1 }, 'road')).toEqual([
      ['info', '"Bent" is not asked for here, but it has the value "true".'],
    ])
  })
  it('of item and slots are missed also where no record was ever made', () => {
    const record = (target: Annotation['target'], attributes: Annotation['attributes']) =>
      annotationOf({ classId: null, shape: null, target, attributes })
    const missing = [
      [null, 'The required attribute "Ready" has no value.'],
      [null, 'The required attribute "Clean" of the slot "image" has no value.'],
    ]
    expect(whole([], schema)).toEqual(missing)
    const item = record({ kind: 'item' }, { ready: true })
    expect(whole([item], schema)).toEqual(missing.slice(1))
    expect(whole([item, record({ kind: 'slot', slot: 'image' }, { clean: false })], schema)).toEqual([])
    expect(said(record({ kind: 'slot', slot: 'image' }, {}))).toEqual([
      ['error', 'The required attribute "Clean" of the slot "image" has no value.'],
    ])
  })
})

it('a tree of classes ends at the top, whatever its parents say', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'gone')
  fc.assert(
    fc.property(fc.array(fc.option(ids), { minLength: 4, maxLength: 4 }), (parents) => {
      const tree = classTree({
        classes: ['a', 'b', 'c', 'd'].map((id, i) => classOf(id, { parent: parents[i] ?? null })),
      })
      const seen: string[] = []
      const walk = (c: { id: string }) => {
        seen.push(c.id)
        tree.childrenOf(c.id).forEach(walk)
      }
      tree.roots.forEach(walk)
      expect(seen.sort()).toEqual(['a', 'b', 'c', 'd'])
      for (const id of seen) expect(isWithin(tree, id, [id])).toBe(true)
    }),
  )
})
