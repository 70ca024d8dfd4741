// Reports, structure sets and presentation states on the pictures they speak of.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { exportItems } from '../../src/main/exporters/exportItems.ts'
import { LossTally } from '../../src/main/formats/losses.ts'
import { sniffFile } from '../../src/main/formats/sniff.ts'
import {
  type BuiltElement,
  type BuiltItem,
  concat,
  dataSet,
  EXPLICIT,
  meta,
} from '../../src/main/imaging/dicom/writeDataSet.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { presentationsOf } from '../../src/shared/imaging/presentation.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { DATA, hasData, SKIP_REASON } from './sharedData.ts'

const STORAGE = '1.2.840.10008.5.1.4.1.1'
const UID = '1.2.3.4'
const folder = mkdtempSync(join(tmpdir(), 'pandok-objects-'))
const open: LabelProject[] = []
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
})

const picture = (facts: Record<string, unknown> = {}): Picture => ({
  name: 'a.dcm',
  width: 100,
  height: 80,
  kind: 'dicom',
  facts: { sopInstanceUid: UID, ...facts },
})
const project = (pictures: Picture[]) => {
  const made = labelProject(pictures)
  open.push(made)
  return made
}
const write = (sopClass: string, elements: readonly BuiltElement[]): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'pandok-object-')), 'object.dcm')
  const all: BuiltElement[] = [['00080016', 'UI', sopClass], ...elements]
  const body = dataSet(
    [...all].sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    EXPLICIT,
  )
  writeFileSync(path, concat([meta('1.2.840.10008.1.2.1', sopClass), body]))
  return path
}
async function take(made: LabelProject, path: string) {
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  return { result, annotations: made.read().get('a.dcm') ?? [] }
}
const shapes = (list: readonly Annotation[]) => list.map((a) => a.shape)

const code = (tag: string, value: string, meaning: string): BuiltElement => [
  tag,
  'SQ',
  [
    [
      ['00080100', 'SH', value],
      ['00080102', 'SH', 'DCM'],
      ['00080104', 'LO', meaning],
    ],
  ],
]
const node = (type: string, concept: BuiltElement | null, ...more: BuiltElement[]): BuiltItem =>
  [['0040a040', 'CS', type] as BuiltElement, ...(concept ? [concept] : []), ...more].sort((a, b) =>
    a[0] < b[0] ? -1 : 1,
  )
const children = (...items: BuiltItem[]): BuiltElement => ['0040a730', 'SQ', items]
const references = (uid: string): BuiltElement => ['00081199', 'SQ', [[['00081155', 'UI', uid]]]]
const scoord = (type: string, points: number[], ...inside: BuiltItem[]): BuiltItem =>
  node(
    'SCOORD',
    code('0040a043', '111030', 'Image Region'),
    ['00700022', 'FL', points],
    ['00700023', 'CS', type],
    children(...inside),
  )
const image = (uid = UID): BuiltItem => node('IMAGE', null, references(uid))
const number = (meaning: string, value: string, unit: string, ...inside: BuiltItem[]): BuiltItem =>
  node(
    'NUM',
    code('0040a043', meaning, meaning),
    ['0040a300', 'SQ', [[code('004008ea', unit, unit), ['0040a30a', 'DS', value]]]],
    ...(inside.length > 0 ? [children(...inside)] : []),
  )
const report = (...items: BuiltItem[]): string =>
  write(`${STORAGE}.88.33`, [['0040a040', 'CS', 'CONTAINER'], children(...items)])

describe('structured reports', () => {
  test('a measurement group: finding as class, numbers as attributes, graphics as shapes', async () => {
    const group = node(
      'CONTAINER',
      code('0040a043', '125007', 'Measurement Group'),
      children(
        node('TEXT', code('0040a043', '112039', 'Tracking Identifier'), ['0040a160', 'UT', 'Lesion 1']),
        node('CODE', code('0040a043', '121071', 'Finding'), code('0040a168', '4147007', 'Mass')),
        scoord('POLYLINE', [10, 10, 30, 10, 30, 25, 10, 10], image()),
        scoord('CIRCLE', [50, 40, 53, 44], image()),
        scoord('ELLIPSE', [10, 20, 30, 20, 20, 15, 20, 25], image()),
        number('Area', '3.5', 'cm2'),
      ),
    )
    const made = project([picture()])
    const { annotations } = await take(made, report(group))
    expect(shapes(annotations)).toEqual([
      { kind: 'polygon', parts: [{ outer: [10, 10, 30, 10, 30, 25], holes: [] }] },
      { kind: 'ellipse', cx: 50, cy: 40, rx: 5, ry: 5, angle: 0 },
      { kind: 'ellipse', cx: 20, cy: 20, rx: 10, ry: 5, angle: 0 },
    ])
    for (const a of annotations) {
      expect(a).toMatchObject({ classId: 'Mass', locked: false, origin: { kind: 'import', format: 'dicom-sr' } })
      expect(a.attributes).toEqual({ 'Tracking Identifier': 'Lesion 1', 'Area (cm2)': 3.5 })
    }
    expect(readSchema(made.deps.db).classes.find((c) => c.id === 'Mass')?.code).toBe('DCM:4147007')
  })

  test('a number with its line below, whose image is named by a reference into the tree', async () => {
    const byPosition: BuiltItem = [
      ['0040a010', 'CS', 'SELECTED FROM'],
      ['0040db73', 'UL', [1, 1]],
    ]
    const path = report(image(), number('Length', '12.5', 'mm', scoord('POLYLINE', [1, 2, 4, 6], byPosition)))
    const { annotations } = await take(project([picture()]), path)
    expect(annotations).toHaveLength(1)
    expect(annotations[0]).toMatchObject({
      classId: 'Length',
      shape: { kind: 'polyline', points: [1, 2, 4, 6] },
      attributes: { 'Length (mm)': 12.5 },
    })
  })

  test('a region in the patient falls on the slice of its frame of reference', async () => {
    const space = (type: string, points: number[]): BuiltItem =>
      node(
        'SCOORD3D',
        code('0040a043', '111030', 'Image Region'),
        ['00700022', 'FL', points],
        ['00700023', 'CS', type],
        ['30060024', 'UI', '1.2.9'],
      )
    const facts = {
      frameOfReferenceUid: '1.2.9',
      imagePosition: '-10\\-20\\5',
      imageOrientation: '1\\0\\0\\0\\1\\0',
      spacingRow: 2,
      spacingColumn: 0.5,
    }
    const path = report(
      space('POLYGON', [-10, -20, 5, -5, -20, 5, -5, -10, 5, -10, -20, 5]),
      space('POINT', [0, 0, 5]),
      space('POLYLINE', [-10, -20, 5, -5, -20, 9]),
      space('ELLIPSOID', [0, 0, 5, 1, 0, 5, 0, 1, 5, 0, 0, 6, 1, 1, 5, 2, 2, 5]),
    )
    const { annotations, result } = await take(project([picture(facts)]), path)
    expect(shapes(annotations)).toEqual([
      { kind: 'polygon', parts: [{ outer: [0.5, 0.5, 10.5, 0.5, 10.5, 5.5, 0.5, 0.5], holes: [] }] },
      { kind: 'point', x: 20.5, y: 10.5 },
    ])
    expect(result.losses.map((l) => l.code)).toContain('dicom-rtstruct-oblique')
  })

  test('what points nowhere is named', async () => {
    const path = report(
      scoord('POINT', [1, 1]),
      scoord('SPIRAL', [1, 1, 2, 2], image()),
      scoord('POINT', [5, 6], image('9.9')),
    )
    const { result, annotations } = await take(project([picture()]), path)
    expect(annotations).toEqual([])
    expect(result.losses.map((l) => l.code).sort()).toEqual([
      'dicom-graphic-invalid',
      'dicom-sr-unplaced',
      'label-target-missing',
    ])
    expect(result.skipped).toMatchObject([{ code: 'label-target-missing', path: '9.9' }])
  })

  test('a report is told from what it only refers to', async () => {
    expect(await sniffFile(report(image()), 'auto', true)).toBe('dicom-sr')
    const plan = write(`${STORAGE}.481.5`, [['300c0060', 'SQ', [[['00081150', 'UI', `${STORAGE}.481.3`]]]]])
    expect(await sniffFile(plan, 'auto', true)).toBeNull()
  })
})

describe('presentation states', () => {
  const graphic = (type: string, units: string, points: number[]): BuiltItem => [
    ['00700005', 'CS', units],
    ['00700022', 'FL', points],
    ['00700023', 'CS', type],
  ]
  const state = (items: BuiltItem[], ...more: BuiltElement[]): string =>
    write(`${STORAGE}.11.1`, [
      ['00081115', 'SQ', [[['00081140', 'SQ', [[['00081155', 'UI', UID]]]]]]],
      ['00700001', 'SQ', items],
      ...(more.some(([tag]) => tag === '00700080') ? [] : ([['00700080', 'CS', 'PS']] as BuiltElement[])),
      ...more,
    ])

  test('graphics, texts, shutter and area are locked shapes by layer, and no export takes them for own work', async () => {
    const layer: BuiltItem = [
      ['00700002', 'CS', 'NOTES'],
      [
        '00700008',
        'SQ',
        [
          [
            ['00700004', 'CS', 'PIXEL'],
            ['00700006', 'ST', 'look here'],
            ['00700014', 'FL', [7, 8]],
          ],
        ],
      ],
      ['00700009', 'SQ', [graphic('POINT', 'PIXEL', [3, 4])]],
    ]
    const made = project([picture()])
    const { annotations, result } = await take(
      made,
      state(
        [layer],
        ['00181600', 'CS', 'RECTANGULAR'],
        ['00181602', 'IS', '11'],
        ['00181604', 'IS', '90'],
        ['00181606', 'IS', '1'],
        ['00181608', 'IS', '80'],
        [
          '0070005a',
          'SQ',
          [
            [
              ['00700052', 'SL', [1, 11]],
              ['00700053', 'SL', [100, 80]],
            ],
          ],
        ],
      ),
    )
    expect(annotations.filter((a) => a.shape).map((a) => [a.classId, a.shape, a.attributes['text'] ?? null])).toEqual([
      ['PS: NOTES', { kind: 'point', x: 3, y: 4 }, null],
      ['PS: NOTES', { kind: 'point', x: 7, y: 8 }, 'look here'],
      ['PS: shutter', { kind: 'polyline', points: [10, 0, 90, 0, 90, 80, 10, 80, 10, 0] }, null],
      ['PS: displayed area', { kind: 'polyline', points: [0, 10, 100, 10, 100, 80, 0, 80, 0, 10] }, null],
    ])
    expect(annotations.every((a) => a.locked)).toBe(true)
    expect(result.losses).toEqual([])
    const losses = new LossTally()
    const out = [...exportItems(made.deps.db, '', losses)]
    expect(out.map((item) => item?.annotations)).toEqual([[]])
    expect(losses.count('reference-not-exported')).toBe(5)
    // Unlocked by a person: taken over.
    made.put('a.dcm', [{ ...annotations[0]!, id: '0190a000-0000-7000-8000-000000000001', locked: false }])
    expect([...exportItems(made.deps.db, '', new LossTally())].flatMap((item) => item?.annotations ?? [])).toHaveLength(
      1,
    )
  })

  test('a compound graphic is drawn once; one that cannot be drawn and an overlay are named', async () => {
    const compound = (type: string, id: number, points: number[]): BuiltItem => [
      ['00700022', 'FL', points],
      ['00700226', 'UL', [id]],
      ['00700282', 'CS', 'PIXEL'],
      ['00700294', 'CS', type],
    ]
    const layer: BuiltItem = [
      ['00700002', 'CS', 'A'],
      ['00700009', 'SQ', [[...graphic('POLYLINE', 'PIXEL', [1, 1, 5, 5]), ['00700226', 'UL', [1]] as BuiltElement]]],
      [
        '00700209',
        'SQ',
        [
          compound('RULER', 1, [1, 1, 5, 5]),
          compound('RECTANGLE', 2, [10, 10, 20, 10, 20, 30, 10, 30]),
          compound('CROSSHAIR', 3, [4, 4]),
        ],
      ],
    ]
    const overlay: BuiltElement = ['60003000', 'OW', [0]]
    const { annotations, result } = await take(project([picture()]), state([layer], overlay))
    expect(shapes(annotations.filter((a) => a.shape))).toEqual([
      { kind: 'polyline', points: [1, 1, 5, 5] },
      { kind: 'polygon', parts: [{ outer: [10, 10, 20, 10, 20, 30, 10, 30], holes: [] }] },
    ])
    expect(result.losses.map((l) => [l.code, l.count]).sort()).toEqual([
      ['dicom-graphic-invalid', 1],
      ['dicom-gsps-overlay', 1],
    ])
  })

  test('window, polarity, turn and area come with the frame and are shown when chosen; a second import adds nothing', async () => {
    const voi = (...more: BuiltElement[]): BuiltElement => ['00283110', 'SQ', [more]]
    const made = project([picture()])
    const path = state(
      [],
      voi(['00281050', 'DS', '40'], ['00281051', 'DS', '350'], ['00281056', 'CS', 'SIGMOID']),
      ['00700041', 'CS', 'Y'],
      ['00700042', 'US', [90]],
      [
        '0070005a',
        'SQ',
        [
          [
            ['00700052', 'SL', [11, 21]],
            ['00700053', 'SL', [60, 70]],
          ],
        ],
      ],
      ['20500020', 'CS', 'INVERSE'],
    )
    const { annotations } = await take(made, path)
    const [shown] = presentationsOf(
      annotations,
      annotations[0]?.target.kind === 'frame' ? annotations[0].target.slot : '',
      0,
    )
    expect(shown).toEqual({
      name: 'PS',
      window: { centre: 40, width: 350, function: 'SIGMOID' },
      inverse: true,
      rotation: 90,
      flip: true,
      area: { x: 10, y: 20, width: 50, height: 50 },
      allFrames: true,
    })
    expect((await take(made, path)).annotations).toHaveLength(annotations.length)
    const other = await take(
      made,
      state([], ['00700080', 'CS', 'OTHER'], voi(['00281050', 'DS', '1'], ['00281051', 'DS', '2'])),
    )
    expect(presentationsOf(other.annotations, 'image', 0).map((p) => [p.name, p.window?.width])).toEqual([
      ['PS', 350],
      ['OTHER', 2],
    ])
    const lut = (entries: number): BuiltElement => [
      '00283010',
      'SQ',
      [
        [
          ['00283002', 'US', [entries, 0, 8]],
          ['00283006', 'US', Array.from({ length: entries }, (_, i) => (i * 37) % 256)],
        ],
      ],
    ]
    const tables = await take(project([picture()]), state([], voi(lut(16))))
    expect(presentationsOf(tables.annotations, 'image', 0)[0]?.window).toMatchObject({
      centre: 7.5,
      width: 15,
      lut: { first: 0 },
    })
    expect(tables.result.losses).toEqual([])
    const long = await take(project([picture()]), state([], voi(lut(5000))))
    const colours = await take(project([picture()]), state([], ['00281101', 'US', [256, 0, 8]]))
    for (const { result } of [long, colours]) expect(result.losses.map((l) => l.code)).toEqual(['dicom-gsps-display'])
  })

  test('overlay planes, shutters and the presentation LUT come with the frame', async () => {
    const plane = (group: string, kind: string, words: number[], columns = 8): BuiltElement[] => [
      [`${group}0010`, 'US', [2]],
      [`${group}0011`, 'US', [columns]],
      [`${group}0040`, 'CS', kind],
      [`${group}0050`, 'SS', [11, 21]],
      [`${group}0100`, 'US', [1]],
      [`${group}0102`, 'US', [0]],
      [`${group}3000`, 'OW', words],
    ]
    const lut: BuiltItem = [
      ['00283002', 'US', [3, 0, 8]],
      ['00283006', 'US', [0, 200, 255]],
    ]
    const path = state(
      [],
      ['00181600', 'CS', 'BITMAP\\CIRCULAR'],
      ['00181610', 'IS', '40\\50'],
      ['00181612', 'IS', '30'],
      ['00181622', 'US', [0xffff]],
      ['00181623', 'US', [0x6002]],
      ['20500010', 'SQ', [lut]],
      ...plane('6000', 'G', [0x8001]),
      ...plane('6002', 'R', [0x00ff]),
      // Says more than it holds.
      ...plane('6004', 'G', [1], 64),
    )
    const { annotations, result } = await take(project([picture()]), path)
    const [shown] = presentationsOf(annotations, 'image', 0)
    expect(shown).toMatchObject({
      window: null,
      inverse: false,
      output: { data: [0, 200, 255], bits: 8 },
      shutterLevel: 1,
      shutters: [
        { kind: 'bitmap', group: 0x6002 },
        { kind: 'circle', x: 49.5, y: 39.5, rx: 30 },
      ],
    })
    const bits = (shown?.overlays ?? []).map((o) => [...inflateRawSync(Buffer.from(o.bits, 'base64'))])
    expect(bits).toEqual([
      [0x01, 0x80],
      [0xff, 0x00],
    ])
    expect(shown?.overlays?.map(({ group, kind, x, y, width, height }) => [group, kind, x, y, width, height])).toEqual([
      [0x6000, 'graphics', 20, 10, 8, 2],
      [0x6002, 'region', 20, 10, 8, 2],
    ])
    expect(result.losses.map((l) => [l.code, l.count])).toEqual([['dicom-gsps-overlay', 1]])
  })

  test.each([
    ['0', 'N', [10, 8]],
    ['90', 'N', [10, 72]],
    ['180', 'N', [90, 72]],
    ['270', 'N', [90, 8]],
    ['90', 'Y', [10, 8]],
  ])('a place on the display, rotated by %s, flipped %s, is turned back', async (rotation, flip, [x, y]) => {
    const layer: BuiltItem = [['00700009', 'SQ', [graphic('POINT', 'DISPLAY', [0.1, 0.1])]]]
    const path = state(
      [layer],
      ['00700041', 'CS', flip],
      ['00700042', 'US', [Number(rotation)]],
      [
        '0070005a',
        'SQ',
        [
          [
            ['00700052', 'SL', [1, 1]],
            ['00700053', 'SL', [100, 80]],
          ],
        ],
      ],
    )
    const { annotations } = await take(project([picture()]), path)
    const shape = annotations[0]?.shape
    expect(shape?.kind === 'point' && [Math.round(shape.x), Math.round(shape.y)]).toEqual([x, y])
  })
})

describe('structure sets', () => {
  const SPACE = '1.2.9'
  const plane = {
    frameOfReferenceUid: SPACE,
    imagePosition: '-10\\-20\\30',
    imageOrientation: '1\\0\\0\\0\\1\\0',
    spacingRow: 2,
    spacingColumn: 0.5,
  }
  const contour = (type: string, points: number[], uid: string | null): BuiltItem => [
    ...(uid ? ([['30060016', 'SQ', [[['00081155', 'UI', uid]]]]] as BuiltElement[]) : []),
    ['30060042', 'CS', type],
    ['30060050', 'DS', points.join('\\')],
  ]
  const structures = (...contours: BuiltItem[]): string =>
    write(`${STORAGE}.481.3`, [
      [
        '30060020',
        'SQ',
        [
          [
            ['30060022', 'IS', '4'],
            ['30060024', 'UI', SPACE],
            ['30060026', 'LO', 'Liver'],
          ],
        ],
      ],
      [
        '30060039',
        'SQ',
        [
          [
            ['3006002a', 'IS', '255\\0\\16'],
            ['30060040', 'SQ', contours],
            ['30060084', 'IS', '4'],
          ],
        ],
      ],
    ])
  const ring = [-10, -20, 30, -5, -20, 30, -5, -10, 30]

  test.each([UID, null])('millimetres become pixels of the slice (named by %s)', async (uid) => {
    const made = project([picture(plane)])
    const { annotations } = await take(made, structures(contour('CLOSED_PLANAR', ring, uid)))
    // The centre of the first pixel lies at the position; 0.5 mm across, 2 mm down.
    expect(shapes(annotations)).toEqual([
      { kind: 'polygon', parts: [{ outer: [0.5, 0.5, 10.5, 0.5, 10.5, 5.5], holes: [] }] },
    ])
    expect(annotations[0]).toMatchObject({ classId: 'Liver', locked: true })
    expect(readSchema(made.deps.db).classes.find((c) => c.id === 'Liver')?.colour).toBe('#ff0010')
  })

  test('contours that exclude each other are one shape with a hole', async () => {
    const inner = [-8, -18, 30, -7, -18, 30, -7, -16, 30]
    const path = structures(contour('CLOSEDPLANAR_XOR', ring, UID), contour('CLOSEDPLANAR_XOR', inner, UID))
    const { annotations } = await take(project([picture(plane)]), path)
    const shape = annotations[0]?.shape
    expect(shape?.kind === 'polygon' && shape.parts.map((p) => p.holes.length)).toEqual([1])
  })

  test('beside the slice, and on a picture without a place: named', async () => {
    const beside = await take(project([picture(plane)]), structures(contour('POINT', [0, 0, 33], UID)))
    expect(beside.result.losses.map((l) => l.code)).toEqual(['dicom-rtstruct-oblique'])
    const nowhere = await take(project([picture()]), structures(contour('POINT', [0, 0, 30], UID)))
    expect(nowhere.result.losses.map((l) => l.code)).toEqual(['dicom-rtstruct-plane'])
  })
})

describe.skipIf(!hasData)(`shared files${SKIP_REASON}`, () => {
  test.each([
    ['tid1500-sr-rectangle.dcm', 'polygon'],
    ['tid1500-sr-ellipse.dcm', 'ellipse'],
    ['tid1500-sr-ruler.dcm', 'polyline'],
    ['tid1500-sr-roi.dcm', 'polygon'],
  ])('%s gives shapes on its picture', async (name, kind) => {
    const uid = '1.2.826.0.1.3680043.9.7278.1.83798073110115.20240516075655.3.6'
    const made = project([picture({ sopInstanceUid: uid })])
    const { annotations, result } = await take(made, join(DATA, 'dicom/sr', name))
    expect(result.skipped).toEqual([])
    expect(annotations.length).toBeGreaterThan(0)
    expect(new Set(annotations.map((a) => a.shape?.kind))).toContain(kind)
    expect(Object.keys(annotations[0]?.attributes ?? {}).length).toBeGreaterThan(1)
  })
})
