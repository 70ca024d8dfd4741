// Random annotations of every kind, inside and outside the picture.
import fc from 'fast-check'
import { allowedShapeSchema, type ClassDef, plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../src/shared/annotation/model.ts'
import { newId } from '../../src/shared/ids.ts'

export const WIDTH = 97
export const HEIGHT = 61
export const CLASSES = ['cat', '가위 & <칼>', "it's"]

export const classDefs: ClassDef[] = CLASSES.map((id, i) =>
  plainClass({
    id,
    title: { ko: id, en: id },
    colour: '#e69f00',
    shapes: [...allowedShapeSchema.options],
    key: i,
  }),
)

const coordinate = (limit: number) =>
  fc.oneof(
    fc.double({ min: -20, max: limit + 20, noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -5, max: limit + 5 }),
  )
const point = fc.tuple(coordinate(WIDTH), coordinate(HEIGHT))
const ring = fc.array(point, { minLength: 3, maxLength: 8 }).map((points) => points.flat())
const size = fc.oneof(fc.double({ min: 0, max: 60, noNaN: true }), fc.integer({ min: 0, max: 60 }))

const mask: fc.Arbitrary<Shape> = fc
  .record({
    x: fc.integer({ min: -5, max: WIDTH }),
    y: fc.integer({ min: -5, max: HEIGHT }),
    w: fc.integer({ min: 1, max: 9 }),
    h: fc.integer({ min: 1, max: 9 }),
  })
  .chain(({ x, y, w, h }) =>
    fc.array(fc.boolean(), { minLength: w * h, maxLength: w * h }).map((bits) => {
      const counts: number[] = []
      let value = false
      let run = 0
      for (const bit of bits) {
        if (bit === value) run++
        else {
          counts.push(run)
          run = 1
          value = bit
        }
      }
      counts.push(run)
      return { kind: 'mask', x, y, width: w, height: h, counts }
    }),
  )

export const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({
    kind: fc.constant('box' as const),
    x: coordinate(WIDTH),
    y: coordinate(HEIGHT),
    width: size,
    height: size,
  }),
  fc.record({
    kind: fc.constant('polygon' as const),
    parts: fc.array(fc.record({ outer: ring, holes: fc.array(ring, { maxLength: 1 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    kind: fc.constant('polyline' as const),
    points: fc.array(point, { minLength: 2, maxLength: 5 }).map((p) => p.flat()),
  }),
  fc.record({
    kind: fc.constant('oriented' as const),
    cx: coordinate(WIDTH),
    cy: coordinate(HEIGHT),
    width: size,
    height: size,
    angle: fc.double({ min: 0, max: 360, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('ellipse' as const),
    cx: coordinate(WIDTH),
    cy: coordinate(HEIGHT),
    rx: size,
    ry: size,
    angle: fc.double({ min: 0, max: 360, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('ruler' as const), points: fc.tuple(point, point).map((p) => p.flat()) }),
  fc.record({ kind: fc.constant('angle' as const), points: fc.tuple(point, point, point).map((p) => p.flat()) }),
  fc.record({ kind: fc.constant('point' as const), x: coordinate(WIDTH), y: coordinate(HEIGHT) }),
  mask,
)

const attributes = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  ),
  { maxKeys: 3 },
)

export const annotation: fc.Arbitrary<Annotation> = fc
  .record({
    shape: fc.option(shape, { nil: null, freq: 8 }),
    classId: fc.option(fc.constantFrom(...CLASSES), { nil: null, freq: 8 }),
    keypoints: fc.option(
      fc
        .array(fc.tuple(coordinate(WIDTH), coordinate(HEIGHT), fc.integer({ min: 0, max: 2 })), {
          minLength: 1,
          maxLength: 3,
        })
        .map((k) => k.flat()),
      { nil: null, freq: 4 },
    ),
    attributes,
    z: fc.integer({ min: 0, max: 9 }),
    fields: fc.dictionary(fc.stringMatching(/^x_[a-z]{1,5}$/), fc.jsonValue(), { maxKeys: 2 }),
  })
  .map(({ shape: s, classId, keypoints, attributes: values, z, fields }) => ({
    id: newId(),
    target: s ? { kind: 'frame', slot: 'image', frame: 0 } : { kind: 'item' },
    classId,
    shape: s,
    keypoints: s ? keypoints : null,
    attributes: values,
    z,
    group: null,
    locked: false,
    origin: { kind: 'manual' },
    extra: Object.keys(fields).length > 0 ? { coco: { fields } } : {},
  }))
