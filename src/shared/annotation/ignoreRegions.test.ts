import { describe, expect, it } from 'vitest'
import { conditionHolds } from './attributes.ts'
import { classTree } from './classTree.ts'
import { ignoreClassOf, insideIgnored, makeIgnoreClass } from './ignoreRegions.ts'
import { EMPTY_SCHEMA, labelSchemaSchema, plainClass } from './labelSchema.ts'
import type { Annotation, Shape } from './model.ts'

const car = plainClass({ id: 'car', title: { ko: '차', en: 'car' }, colour: '#ff0000', shapes: ['box'] })
const ignore = makeIgnoreClass(EMPTY_SCHEMA)
const schema = { ...EMPTY_SCHEMA, classes: [car, ignore] }
const object = (id: string, classId: string, shape: Shape, frame = 0): Annotation => ({
  id,
  target: { kind: 'frame', slot: 'image', frame },
  classId,
  shape,
  keypoints: null,
  attributes: {},
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
const box = (x: number, y: number, side: number): Shape => ({ kind: 'box', x, y, width: side, height: side })

describe('the class of regions that are not annotated', () => {
  it('is one a schema may hold, with its own id and a reason that may be words', () => {
    expect(labelSchemaSchema.parse(schema)).toEqual(schema)
    expect(ignoreClassOf(schema)).toBe(ignore)
    expect(makeIgnoreClass({ ...schema, classes: [ignore] }).id).toBe('ignore-2')
    const words = ignore.attributes[1]!
    const holds = (reason: string) =>
      conditionHolds(words.when!, { classId: ignore.id, attributes: { reason } }, classTree(schema))
    expect([holds('other'), holds('blurred')]).toEqual([true, false])
  })
})

describe('objects inside such a region', () => {
  const region = object('r', ignore.id, {
    kind: 'polygon',
    parts: [{ outer: [0, 0, 100, 0, 100, 100, 0, 100], holes: [] }],
  })
  const found = (...all: Annotation[]) => insideIgnored([region, ...all], schema).map((p) => p.annotation)
  it('are named, those across its border or elsewhere are not', () => {
    expect(
      found(
        object('in', 'car', box(10, 10, 20)),
        object('across', 'car', box(90, 10, 20)),
        object('out', 'car', box(200, 0, 5)),
      ),
    ).toEqual(['in'])
    expect(found(object('other frame', 'car', box(10, 10, 20), 3))).toEqual([])
  })
  it('in a hole of it are not inside', () => {
    const holed = object('r2', ignore.id, {
      kind: 'polygon',
      parts: [{ outer: [0, 0, 100, 0, 100, 100, 0, 100], holes: [[20, 20, 80, 20, 80, 80, 20, 80]] }],
    })
    expect(insideIgnored([holed, object('in hole', 'car', box(40, 40, 10))], schema)).toEqual([])
  })
  it('do not count when they are ignore regions themselves', () => {
    expect(found(object('r3', ignore.id, box(10, 10, 5)))).toEqual([])
    expect(insideIgnored([object('a', 'car', box(0, 0, 5))], schema)).toEqual([])
  })
})
