import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasData, LABELS } from '../../../test/formats/sharedData.ts'
import { classOf } from '../../../test/harness/tempProject.ts'
import { EMPTY_SCHEMA, labelSchemaSchema } from '../../shared/annotation/labelSchema.ts'
import { classesFromFile } from '../importers/classesFromFile.ts'
import { readColour } from './readers/builder.ts'
import { writeSchemaFile } from './schemaFile.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'schema-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  const path = join(dir, name)
  writeFileSync(path, text)
  return path
}
const read = async (name: string, text: string) => {
  const schema = await classesFromFile(file(name, text))
  expect(labelSchemaSchema.parse(schema)).toEqual(schema)
  return schema
}
const real = (path: string) => join(LABELS, path)

describe('our own file', () => {
  it('comes back as it went out, without pictures', async () => {
    const skeleton = { points: [{ name: 'a', x: 0, y: 1 }], edges: [] }
    const rules = [{ kind: 'required' as const, id: 'r', severity: 'error' as const, message: null, classes: ['cat'] }]
    const classes = [classOf('cat', { skeleton, code: 'C1', words: ['나비'], role: 'ignore', example: 'x.png' })]
    const schema = { ...EMPTY_SCHEMA, version: 7, classes, rules }
    const path = writeSchemaFile(schema, dir)
    expect(path).toBe(join(dir, 'labels-v7.json'))
    expect(await classesFromFile(path)).toEqual({ ...schema, classes: [{ ...classes[0], example: null }] })
  })
  it('names what is wrong with it', async () => {
    const body = (schema: unknown, formatVersion = 1) =>
      JSON.stringify({ format: 'pandok-label-schema', formatVersion, schema })
    const bad = file('bad.json', body({ classes: [{ id: 'a', shapes: ['blob'] }], itemAttributes: [] }))
    await expect(classesFromFile(bad)).rejects.toMatchObject({
      code: 'schema-file-invalid',
      detail: { problem: expect.stringContaining('schema.classes.0.shapes.0') },
    })
    await expect(classesFromFile(file('new.json', body({}, 9)))).rejects.toMatchObject({ code: 'schema-file-invalid' })
  })
})

describe('CVAT', () => {
  const svg =
    '<line x1="1" data-type="edge" data-node-from="1" data-node-to="2"></line><circle r="1" cx="25" cy="50" data-node-id="1" data-label-id="11"></circle><circle cx="75" cy="50" data-node-id="2" data-label-id="10"></circle>'
  it('gives labels, attributes and skeletons of its constructor', async () => {
    const labels = [
      {
        name: 'car',
        color: '#FF0000',
        type: 'rectangle',
        attributes: [
          { name: 'side', mutable: true, input_type: 'select', default_value: 'left', values: ['left', 'right'] },
          { name: 'speed', mutable: false, input_type: 'number', values: ['0', '120', '1'] },
          { name: 'parked', input_type: 'checkbox', values: ['false'] },
        ],
      },
      {
        name: 'pose',
        type: 'skeleton',
        attributes: [],
        svg,
        sublabels: [
          { id: 10, name: 'hand' },
          { id: 11, name: 'foot' },
        ],
      },
    ]
    const { classes } = await read('constructor.json', JSON.stringify(labels))
    expect(classes.map((c) => [c.id, c.colour, c.shapes])).toEqual([
      ['car', '#ff0000', ['box', 'oriented']],
      ['pose', expect.any(String), ['skeleton']],
    ])
    expect(classes[0]?.attributes.map((a) => [a.id, a.mutable, a.type])).toEqual([
      ['side', true, { kind: 'choice', options: ['left', 'right'], titles: {} }],
      ['speed', false, { kind: 'number', min: 0, max: 120, unit: null }],
      ['parked', false, { kind: 'flag' }],
    ])
    expect(classes[1]?.skeleton).toEqual({
      points: [
        { name: 'foot', x: 0.25, y: 0.5 },
        { name: 'hand', x: 0.75, y: 0.5 },
      ],
      edges: [[0, 1]],
    })
    const broken = file('broken.json', JSON.stringify([{ name: 'car', attributes: [{ values: 3 }] }]))
    await expect(classesFromFile(broken)).rejects.toMatchObject({
      detail: { problem: expect.stringContaining('0.attributes.0') },
    })
  })
  it('gives the labels of its XML', async () => {
    const label = (name: string, more: string) => `<label><name>${name}</name><color>#00ff00</color>${more}</label>`
    const attribute =
      '<attributes><attribute><name>age</name><mutable>False</mutable><input_type>radio</input_type><values>old\nyoung</values></attribute></attributes>'
    const { classes } = await read(
      'task.xml',
      `<annotations><version>1.1</version><meta><task><labels>${label('person', `<type>polygon</type>${attribute}`)}${label('pose', '<type>skeleton</type>')}${label('nose', '<type>points</type><parent>pose</parent>')}</labels></task></meta></annotations>`,
    )
    expect(classes.map((c) => [c.id, c.shapes, c.skeleton?.points.map((p) => p.name)])).toEqual([
      ['person', ['polygon'], undefined],
      ['pose', ['skeleton'], ['nose']],
    ])
    expect(classes[0]?.attributes[0]?.type).toEqual({ kind: 'choice', options: ['old', 'young'], titles: {} })
  })
  it.skipIf(!hasData)('gives those of a real file of the older kind', async () => {
    const { classes } = await classesFromFile(real('cvat-video/video_0220.xml'))
    expect(classes.map((c) => c.id)).toEqual(['pedestrian', 'ped', 'people'])
    const action = classes[0]?.attributes.find((a) => a.id === 'action')
    expect([action?.mutable, action?.type]).toEqual([
      true,
      { kind: 'choice', options: ['standing', 'walking'], titles: {} },
    ])
    expect(classes[0]?.attributes[0]).toMatchObject({ id: 'id', mutable: false, type: { kind: 'text' } })
  })
})

describe('Label Studio', () => {
  it('gives classes of every kind of region and questions as attributes', async () => {
    const schema = await read(
      'config.xml',
      `<View><Image name="image" value="$image"/>
      <RectangleLabels name="r" toName="image" canRotate="false"><Label value="Car" background="rgba(0, 255, 0, 1)" alias="차" hint="바퀴 포함"/></RectangleLabels>
      <BrushLabels name="b" toName="image"><Label value="Car"/><Label value="Road" background="red"/></BrushLabels>
      <EllipseLabels name="e" toName="image"><Label value="Wheel"/></EllipseLabels>
      <KeyPointLabels name="k" toName="image"><Label value="Tip"/></KeyPointLabels>
      <PolygonLabels name="p" toName="image"><Label value="Road"/></PolygonLabels>
      <View><Choices name="weather" toName="image" choice="multiple" required="true"><Choice value="sun"/><Choice value="rain"/></Choices></View>
      <Choices name="state" toName="image" perRegion="true"><Choice value="moving"/><Choice value="parked"/></Choices>
      <TextArea name="plate" toName="image" perRegion="true" whenTagName="state" whenChoiceValue="parked"/>
      <Number name="doors" toName="image" min="2" max="5" perRegion="true" whenLabelValue="Car"/>
      <Rating name="quality" toName="image" maxRating="7"/>
      <Taxonomy name="kind" toName="image"><Choice value="A"><Choice value="A1"/></Choice></Taxonomy></View>`,
    )
    expect(schema.classes.map((c) => [c.id, c.shapes, c.colour])).toEqual([
      ['Car', ['box', 'mask'], '#00ff00'],
      ['Road', ['polygon', 'mask'], '#ff0000'],
      ['Wheel', ['ellipse'], expect.any(String)],
      ['Tip', ['point'], expect.any(String)],
    ])
    expect([schema.classes[0]?.words, schema.classes[0]?.help?.ko]).toEqual([['차'], '바퀴 포함'])
    expect(schema.itemAttributes.map((a) => [a.id, a.required, a.type])).toEqual([
      ['weather', true, { kind: 'multi', options: ['sun', 'rain'], titles: {} }],
      ['quality', false, { kind: 'number', min: 0, max: 7, unit: null }],
      ['kind', false, { kind: 'multi', options: ['A', 'A / A1'], titles: {} }],
    ])
    expect(schema.objectAttributes.map((a) => [a.id, a.when])).toEqual([
      ['state', null],
      ['plate', { kind: 'value', attribute: 'state', oneOf: ['parked'] }],
      ['doors', { kind: 'class', oneOf: ['Car'] }],
    ])
  })
  it.skipIf(!hasData)('gives those of a real configuration', async () => {
    const { classes } = await classesFromFile(real('label-studio/test_export_yolo/label_config.xml'))
    expect(classes.map((c) => [c.id, c.colour])).toEqual([
      ['parasites', '#da01ee'],
      ['white', '#00ff00'],
    ])
  })
})

describe('labelme', () => {
  it('gives its lists', async () => {
    const { classes } = await read('labels.txt', '__ignore__\n_background_\naeroplane\nperson\n')
    expect(classes.map((c) => [c.id, c.role])).toEqual([
      ['__ignore__', 'ignore'],
      ['aeroplane', 'object'],
      ['person', 'object'],
    ])
    expect((await read('flags.txt', '__ignore__\nblurred\ndark\n')).itemAttributes.map((a) => a.id)).toEqual([
      'blurred',
      'dark',
    ])
  })
  it.skipIf(!hasData)('gives what real files show', async () => {
    const one = await classesFromFile(real('labelme/primitives/primitives.json'))
    expect(one.classes.map((c) => [c.id, c.shapes])).toContainEqual(['circle', ['ellipse']])
    const folder = await classesFromFile(real('labelme/bbox_detection/data_annotated'))
    expect(folder.classes.every((c) => c.shapes.includes('box'))).toBe(true)
    expect(folder.classes.length).toBeGreaterThan(1)
  })
})

describe('COCO', () => {
  it.skipIf(!hasData)('gives the skeletons of real categories', async () => {
    const path = 'datumaro/coco_dataset/coco_person_keypoints/annotations/person_keypoints_train.json'
    const { classes } = await classesFromFile(real(path))
    expect(classes.find((c) => c.id === 'a')?.skeleton).toMatchObject({
      points: [{ name: 'a_1' }, { name: 'a_2' }, { name: 'a_3' }],
      edges: [
        [0, 1],
        [1, 2],
      ],
    })
    expect(classes.find((c) => c.id === 'a')?.shapes).toContain('skeleton')
    // Edges without names: the points are numbered.
    expect(classes.find((c) => c.id === 'b')?.skeleton?.points).toHaveLength(3)
  })
})

it('colours are hex or nothing', () => {
  fc.assert(fc.property(fc.string(), (text) => /^#[0-9a-f]{6}$/.test(readColour(text) ?? '#000000')))
  expect(['#ABC', '#a1b2c3d4', 'rgb(1,2,300)', 'Orange', 'none'].map(readColour)).toEqual([
    '#aabbcc',
    '#a1b2c3',
    '#0102ff',
    '#ffa500',
    null,
  ])
})
