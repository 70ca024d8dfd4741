// The public sets of baggage scans, each in the folders and the label format in which it is published.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import { shapeBounds } from '../../src/shared/geometry/shapes.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'

type Box = readonly [cls: string, x: number, y: number, right: number, bottom: number]
type Found = { readonly picture: string; readonly boxes: readonly Box[] }
type Set = {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly wanted: readonly Found[]
}

const SIZE = { width: 1200, height: 900 }
const lines = (picture: string, boxes: readonly Box[]) =>
  boxes.map(([cls, ...corners]) => `${picture} ${cls} ${corners.join(' ')}\n`).join('')
const xml = (picture: string, boxes: readonly Box[]) =>
  `<annotation><folder>JPEGImage</folder><filename>${picture}</filename><size><width>${SIZE.width}</width><height>${SIZE.height}</height><depth>3</depth></size>${boxes
    .map(
      ([cls, x, y, right, bottom]) =>
        `<object><name>${cls}</name><bndbox><xmin>${x}</xmin><ymin>${y}</ymin><xmax>${right}</xmax><ymax>${bottom}</ymax></bndbox></object>`,
    )
    .join('')}</annotation>`
function coco(found: readonly Found[], outlines: boolean): string {
  const names = [...new Set(found.flatMap((f) => f.boxes.map((b) => b[0])))]
  return JSON.stringify({
    info: {},
    categories: names.map((name, i) => ({ id: i + 1, name, supercategory: name })),
    images: found.map((f, i) => ({ id: i + 1, file_name: f.picture.split('/').at(-1), ...SIZE })),
    annotations: found.flatMap((f, i) =>
      f.boxes.map(([cls, x, y, right, bottom], n) => ({
        id: 100 * i + n + 1,
        image_id: i + 1,
        category_id: names.indexOf(cls) + 1,
        bbox: [x, y, right - x, bottom - y],
        area: (right - x) * (bottom - y),
        iscrowd: 0,
        segmentation: outlines ? [[x, y, right, y, right, bottom, x, bottom]] : [],
      })),
    ),
  })
}

const opixray: Found[] = [
  { picture: 'OPIXray/train/train_image/009432.jpg', boxes: [['Folding_Knife', 432, 266, 480, 360]] },
  {
    picture: 'OPIXray/test/test_image/000017.jpg',
    boxes: [
      ['Multi-tool_Knife', 10, 20, 100, 200],
      ['Scissor', 50.5, 60, 70, 90],
    ],
  },
]
const hixray: Found[] = [
  {
    picture: 'HiXray/train/train_image/P00012.jpg',
    boxes: [
      ['Portable_Charger_1', 300, 310, 420, 380],
      ['Nonmetallic_Lighter', 700, 500, 720, 560],
    ],
  },
]
const pidray: Found[] = [
  { picture: 'pidray/train/xray_00001.png', boxes: [['Pliers', 100, 110, 220, 330]] },
  { picture: 'pidray/hidden/xray_hidden00007.png', boxes: [['Powerbank', 400, 410, 520, 530]] },
]
const clcxray: Found[] = [
  {
    picture: 'CLCXray/train2017/1_200.jpg',
    boxes: [
      ['blade', 5, 6, 70, 80],
      ['PlasticBottle', 100, 100, 300, 600],
    ],
  },
]
const sixray: Found[] = [
  {
    picture: 'SIXray/JPEGImage/P00001.jpg',
    boxes: [
      ['Gun', 11, 21, 200, 150],
      ['Wrench', 301, 41, 420, 90],
    ],
  },
]
const textOf = (picture: string) => picture.replace(/_image\//, '_annotation/').replace(/\.jpg$/, '.txt')
const bare = (picture: string) => picture.split('/').at(-1) ?? ''

const SETS: readonly Set[] = [
  {
    name: 'OPIXray',
    files: Object.fromEntries(opixray.map((f) => [textOf(f.picture), lines(bare(f.picture), f.boxes)])),
    wanted: opixray,
  },
  {
    name: 'HiXray',
    files: Object.fromEntries(hixray.map((f) => [textOf(f.picture), lines(bare(f.picture), f.boxes)])),
    wanted: hixray,
  },
  {
    name: 'PIDray',
    files: {
      'pidray/annotations/xray_train.json': coco(pidray.slice(0, 1), true),
      'pidray/annotations/xray_test_hidden.json': coco(pidray.slice(1), true),
    },
    wanted: pidray,
  },
  { name: 'CLCXray', files: { 'CLCXray/annotations/instances_train2017.json': coco(clcxray, false) }, wanted: clcxray },
  {
    name: 'SIXray',
    files: Object.fromEntries(
      sixray.map((f) => [
        f.picture.replace('JPEGImage', 'Annotation').replace('.jpg', '.xml'),
        xml(bare(f.picture), f.boxes),
      ]),
    ),
    wanted: sixray,
  },
]

let folder: string
let made: LabelProject | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pandok-sets-'))
})
afterEach(async () => {
  await made?.close()
  made = null
  rmSync(folder, { recursive: true, force: true })
})

it.each(SETS)('$name comes in with its labels', async ({ files, wanted }) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const pictures = wanted.map((f) => ({ name: f.picture, path: join(folder, f.picture), ...SIZE }))
  made = labelProject(pictures, null, 'xray-security')
  const result = await importLabels(made.deps, [folder], { ctx: made.ctx })
  const count = wanted.reduce((n, f) => n + f.boxes.length, 0)
  expect(result).toMatchObject({ annotations: count, items: wanted.length, skipped: [], losses: [] })
  const titles = new Map(readSchema(made.project.db).classes.map((c) => [c.id, c.title.en]))
  for (const { picture, boxes } of wanted) {
    const found = (made.read().get(picture) ?? []).map((a) => {
      if (!a.shape) throw new Error('no shape')
      const { x, y, width, height } = shapeBounds(a.shape)
      return [titles.get(a.classId ?? '')?.toLowerCase(), x, y, x + width, y + height]
    })
    expect(found).toEqual(boxes.map(([cls, ...corners]) => [cls.toLowerCase(), ...corners]))
  }
  expect((await importLabels(made.deps, [folder], { ctx: made.ctx })).annotations, 'a second time adds nothing').toBe(0)
})

it('a line that is no box is told, the others come in', async () => {
  mkdirSync(join(folder, 'a'))
  writeFileSync(join(folder, 'a', 'x.txt'), 'x.jpg Scissor 1 2 30 40\nx.jpg Scissor 1 2 3.0.0 4\n')
  made = labelProject([{ name: 'x.jpg', ...SIZE }], null, 'xray-security')
  const result = await importLabels(made.deps, [folder], { ctx: made.ctx })
  expect(result.annotations).toBe(1)
  expect(result.losses.map((l) => [l.code, l.count])).toEqual([['csv-row-invalid', 1]])
})
