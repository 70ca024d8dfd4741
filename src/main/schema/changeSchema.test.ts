import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  annotationOf,
  boxOf,
  classOf,
  handOn,
  schemaOf,
  type TempProject,
  tempProject,
} from '../../../test/harness/tempProject.ts'
import { type LabelSchema, plainAttribute } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { Choices } from '../../shared/annotation/schemaChange.ts'
import { readLog, verifyChain } from '../store/changeLog.ts'
import { historyOf, readAnnotations } from '../store/documents.ts'
import { pageItems } from '../store/items.ts'
import { listSchemaVersions, readSchema } from '../store/schemas.ts'
import { changeSchema, previewSchema } from './changeSchema.ts'

const colour = plainAttribute({
  id: 'colour',
  title: { ko: '색', en: 'Colour' },
  type: { kind: 'choice', options: ['red', 'blue'], titles: {} },
})
const size = plainAttribute({ id: 'size', title: { ko: '크기', en: 'Size' }, type: { kind: 'text' } })
const shapes = ['box', 'polygon'] as const
const first = schemaOf(
  classOf('cat', { shapes: [...shapes], attributes: [colour, size] }),
  classOf('kitten', { shapes: [...shapes], attributes: [colour] }),
  classOf('dog'),
)

let temp: TempProject
let items: string[]
beforeEach(() => {
  temp = tempProject({ schema: first })
  items = temp.addItems('a.png', 'b.png')
})
afterEach(() => temp.remove())

const control = { signal: new AbortController().signal, onProgress: () => {} }
const preview = async (schema: LabelSchema, restores: number | null = null) => {
  const { cases, takenBack } = await previewSchema(temp.project, { schema, restores }, control)
  return { takenBack, cases: cases.map((c) => [c.key, c.count, c.examples]) }
}
const change = (schema: LabelSchema, choices: Choices, restores: number | null = null) =>
  changeSchema(
    temp.project,
    { schema, restores, choices, baseVersion: readSchema(temp.project.db).version },
    { ...control, ctx: { ...temp.ctx(), reason: 'merged' } },
  )
const now = (hand: { documentId: string }) =>
  readAnnotations(temp.project.db, hand.documentId).map((a) => [a.classId, a.attributes])
const key = (...parts: (string | null)[]) => JSON.stringify(parts)

const merged: LabelSchema = {
  ...first,
  classes: [
    classOf('cat', {
      shapes: ['box'],
      attributes: [
        { ...colour, type: { kind: 'choice', options: ['red', 'green'], titles: {} } },
        { ...size, type: { kind: 'number', min: 0, max: 100, unit: 'cm' } },
      ],
    }),
    classOf('dog'),
  ],
}
const kitten = key('class-removed', 'class', 'kitten', null, null)
const blue = key('option-removed', 'class', 'cat', 'colour', 'blue')
const sizes = key('value-unfit', 'class', 'cat', 'size', null)
const polygons = key('shape-removed', 'class', 'cat', 'polygon', null)

function draw() {
  const [a, b] = [handOn(temp, items[0] ?? ''), handOn(temp, items[1] ?? '')]
  const made: Annotation[] = [
    annotationOf({ classId: 'cat', attributes: { colour: 'blue', size: '12' } }),
    annotationOf({ classId: 'cat', attributes: { colour: 'red', size: 'big' } }),
    annotationOf({ classId: 'kitten', attributes: { colour: 'blue' } }),
  ]
  a.apply({ added: made })
  const parts = [{ outer: [0, 0, 9, 0, 9, 9], holes: [] }]
  b.apply({
    added: [annotationOf({ classId: 'kitten' }), annotationOf({ classId: 'cat', shape: { kind: 'polygon', parts } })],
  })
  return { a, b, made }
}

describe('a change of the label schema', () => {
  it('says first what it would do to every label, and writes nothing', async () => {
    draw()
    const before = readLog(temp.project.db, { limit: 1 })[0]?.seq
    const { takenBack, cases } = await preview(merged)
    expect(takenBack).toBe(0)
    expect(new Set(cases)).toEqual(
      new Set([
        [kitten, 2, []],
        [blue, 1, ['blue']],
        [sizes, 2, ['12', 'big']],
        [polygons, 1, []],
      ]),
    )
    expect(readLog(temp.project.db, { limit: 1 })[0]?.seq).toBe(before)
    expect(await preview(first)).toEqual({ takenBack: 0, cases: [] })
  })

  it('leaves labels alone where nobody chose', async () => {
    const { a } = draw()
    const before = now(a)
    expect(await change(merged, {})).toEqual({ version: 2, documents: 0, labels: 0 })
    expect(now(a)).toEqual(before)
  })

  it('carries out what was chosen as one operation of each reading, with its reason', async () => {
    const { a, b } = draw()
    const choices: Choices = {
      [kitten]: { kind: 'move', to: 'cat' },
      [blue]: { kind: 'move', to: 'green' },
      [sizes]: { kind: 'convert' },
    }
    expect(await change(merged, choices)).toEqual({ version: 2, documents: 2, labels: 3 })
    expect(now(a)).toEqual([
      ['cat', { colour: 'green', size: 12 }],
      ['cat', { colour: 'red', size: 'big' }],
      ['cat', { colour: 'blue' }],
    ])
    expect(now(b).map(([c]) => c)).toEqual(['cat', 'cat'])
    expect(historyOf(temp.project.db, a.documentId, 9).undo.map((e) => e.mark)).toEqual([
      expect.any(String),
      'schema.migrate',
    ])
    expect(readLog(temp.project.db, { documentId: a.documentId, limit: 1 })[0]).toMatchObject({
      mark: 'schema.migrate',
      reason: 'merged',
      updated: 2,
    })
    expect(pageItems(temp.project.db, { where: 'class:kitten', limit: 9 }).items).toEqual([])
    expect([...verifyChain(temp.project.db)]).toEqual([])
  })

  it('is taken back by restoring the version before, and later work stays', async () => {
    const { a, b } = draw()
    const before = [now(a), now(b)]
    await change(merged, { [kitten]: { kind: 'move', to: 'cat' }, [blue]: { kind: 'drop' } })
    const [, , moved] = readAnnotations(temp.project.db, a.documentId)
    if (!moved) throw new Error('gone')
    const later = { ...moved, shape: boxOf(50, 50), attributes: { ...moved.attributes, size: '3' } }
    a.revision++
    a.apply({ updated: [[moved, later]] })
    const { takenBack } = await preview(first, 1)
    expect(takenBack).toBe(3)
    expect(await change(first, {}, 1)).toEqual({ version: 3, documents: 2, labels: 3 })
    expect([now(a), now(b)]).toEqual([
      [...(before[0] ?? []).slice(0, 2), ['kitten', { colour: 'blue', size: '3' }]],
      before[1],
    ])
    expect(readAnnotations(temp.project.db, a.documentId)[2]?.shape).toEqual(boxOf(50, 50))
    expect(readSchema(temp.project.db).classes.map((c) => c.id)).toEqual(['cat', 'kitten', 'dog'])
    // And back again: what the restoring did is taken back in its turn.
    await change(merged, {}, 2)
    expect(now(a).map(([c, v]) => [c, Object.keys(v as object)])).toEqual([
      ['cat', ['size']],
      ['cat', ['colour', 'size']],
      ['cat', ['colour', 'size']],
    ])
    expect(listSchemaVersions(temp.project.db).map((v) => [v.version, v.reason, v.classes])).toEqual([
      [4, 'merged', 2],
      [3, 'merged', 3],
      [2, 'merged', 2],
      [1, null, 3],
    ])
  })

  it('goes on where it was cut off, and refuses a version that is not the newest', async () => {
    const { a } = draw()
    const asked = { schema: merged, restores: null, choices: { [kitten]: { kind: 'move', to: 'cat' } } as Choices }
    const run = () => changeSchema(temp.project, { ...asked, baseVersion: 1 }, { ...control, ctx: temp.ctx() })
    await changeSchema(temp.project, { ...asked, choices: {}, baseVersion: 1 }, { ...control, ctx: temp.ctx() })
    expect((await run()).version).toBe(2)
    expect(now(a).map(([c]) => c)).toEqual(['cat', 'cat', 'cat'])
    await change(first, {})
    await expect(run()).rejects.toMatchObject({ code: 'revision-conflict' })
    await expect(change(merged, { [kitten]: { kind: 'move', to: 'kitten' } })).rejects.toMatchObject({
      code: 'unknown-class',
    })
    await expect(change(merged, { [kitten]: { kind: 'convert' } })).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('never keeps work with a vanished class from being saved', async () => {
    const { a } = draw()
    await change(merged, {})
    const late = annotationOf({ classId: 'kitten' })
    expect(a.apply({ added: [late] }).findings.map((f) => f.rule)).toEqual(['class-missing'])
    expect(() => a.apply({ added: [annotationOf({ classId: 'unicorn' })] })).toThrow('not in the label schema')
  })
})
