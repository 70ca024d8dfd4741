// Label files in zip files: real archives made here, good and bad.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { importLabels } from '../../src/main/importers/labels.ts'
import { labelsIn } from '../../src/main/importers/labelsBeside.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'

// Other programs unpack into the common folder at the same time.
const own = mkdtempSync(join(tmpdir(), 'pandok-test-zips-'))
const { TMPDIR } = process.env
process.env['TMPDIR'] = own
afterAll(() => {
  if (TMPDIR === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = TMPDIR
  rmSync(own, { recursive: true, force: true })
})

const open: LabelProject[] = []
const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'pandok-test-zip-'))
  folders.push(made)
  return made
}
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true })
})

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pandok-zip-')).length
const write = (files: Zippable, at = join(folder(), 'export.zip')): string => {
  mkdirSync(dirname(at), { recursive: true })
  writeFileSync(at, zipSync(files))
  return at
}
const text = (said: string) => strToU8(said)
const pictures = (...names: string[]): Picture[] => names.map((name) => ({ name, width: 100, height: 50 }))
async function bring(paths: string[], made: Picture[]) {
  const project = labelProject(made)
  open.push(project)
  const before = leftovers()
  const preview = await importLabels(project.deps, paths, { ctx: project.ctx, dryRun: true })
  const result = await importLabels(project.deps, paths, { ctx: project.ctx })
  expect(leftovers()).toBe(before)
  expect(preview.annotations).toBe(result.annotations)
  const again = await importLabels(project.deps, paths, { ctx: project.ctx })
  expect(again.annotations).toBe(0)
  return { ...result, read: project.read() }
}
const CVAT = `<?xml version="1.0"?><annotations><version>1.1</version><meta><task><name>t</name><labels><label><name>car</name></label></labels>
<assignee><username>lee</username><email></email></assignee></task></meta>
<image id="0" name="a.png" width="100" height="50"><box label="car" xtl="1" ytl="2" xbr="11" ybr="12" occluded="0"/></image></annotations>`
const VOC = `<annotation><filename>a.png</filename><size><width>100</width><height>50</height><depth>3</depth></size>
<object><name>car</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>11</xmax><ymax>12</ymax></bndbox></object></annotation>`
const coco = (name: string) =>
  JSON.stringify({
    images: [{ id: 1, file_name: name, width: 100, height: 50 }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 10, 10] }],
    categories: [{ id: 1, name: 'car' }],
  })
const box = { kind: 'box', x: 1, y: 2, width: 10, height: 10 }

describe('exports of other programs as zip', () => {
  const YOLO = '0 0.06 0.14 0.1 0.2\n'
  test.each<[string, Zippable]>([
    ['CVAT for images', { 'annotations.xml': text(CVAT), 'images/a.png': text('x') }],
    [
      'VOC',
      {
        'Annotations/a.xml': text(VOC),
        'ImageSets/Main/default.txt': text('a\n'),
        'labelmap.txt': text('car:1,2,3::\n'),
      },
    ],
    [
      'YOLO 1.1',
      {
        'obj.names': text('car\n'),
        'obj.data': text('classes = 1\n'),
        'train.txt': text('data/obj_train_data/a.png\n'),
        'obj_train_data/a.txt': text(YOLO),
      },
    ],
    [
      'YOLO of Ultralytics',
      { 'data.yaml': text('names: [car]\ntrain: images/train\n'), 'labels/train/a.txt': text(YOLO) },
    ],
    ['COCO', { 'annotations/instances_default.json': text(coco('a.png')) }],
    [
      'Datumaro',
      {
        'annotations/default.json': text(
          JSON.stringify({
            info: {},
            categories: { label: { labels: [{ name: 'car', parent: '', attributes: [] }] } },
            items: [
              {
                id: 'a',
                annotations: [{ type: 'bbox', label_id: 0, bbox: [1, 2, 10, 10] }],
                image: { path: 'a.png', size: [50, 100] },
              },
            ],
          }),
        ),
      },
    ],
    [
      'Label Studio',
      {
        'result.json': text(
          JSON.stringify([
            {
              id: 1,
              data: { image: '/data/upload/1/0a1b2c3d-a.png' },
              annotations: [
                {
                  id: 1,
                  result: [
                    {
                      id: 'r',
                      type: 'rectanglelabels',
                      from_name: 'l',
                      to_name: 'image',
                      original_width: 100,
                      original_height: 50,
                      value: { x: 1, y: 4, width: 10, height: 20, rotation: 0, rectanglelabels: ['car'] },
                    },
                  ],
                },
              ],
            },
          ]),
        ),
      },
    ],
    ['folders of Windows', { 'labels\\annotations.xml': text(CVAT) }],
  ])('%s', async (_, files) => {
    const { annotations, read, skipped } = await bring([write(files)], pictures('a.png'))
    expect(skipped).toEqual([])
    expect(annotations).toBe(1)
    expect(read.get('a.png')?.[0]?.shape).toEqual(box)
  })

  test('a folder with zips among other things; names of Korean Windows', async () => {
    const at = folder()
    write({ 'annotations.xml': text(CVAT) }, join(at, 'one', 'cvat.zip'))
    // 한글.json in the code page of Korean Windows, written by hand into both name fields.
    const korean = Buffer.from([0xc7, 0xd1, 0xb1, 0xdb])
    const bytes = Buffer.from(zipSync({ 'XXXX.json': text(coco('b.png')) }))
    for (let i = bytes.indexOf('XXXX'); i >= 0; i = bytes.indexOf('XXXX', i)) korean.copy(bytes, i)
    writeFileSync(join(at, 'coco.zip'), bytes)
    const { annotations, skipped } = await bring([at], pictures('a.png', 'b.png'))
    expect([annotations, skipped]).toEqual([2, []])
  })

  test('pictures stay inside and are counted when their labels find no item', async () => {
    const zip = write({ 'annotations.xml': text(CVAT), 'images/a.png': text('x'), 'images/b.jpg': text('x') })
    const { annotations, losses } = await bring([zip], pictures('other.png'))
    expect(annotations).toBe(0)
    expect(losses.find((l) => l.code === 'zip-pictures')?.count).toBe(2)
  })

  test('of two pictures of one name the one beside the zip is meant', async () => {
    const at = folder()
    const zip = write({ 'annotations.xml': text(CVAT) }, join(at, 'x', 'cvat.zip'))
    const two = ['x', 'y'].map((f) => ({ name: `${f}/a.png`, path: join(at, f, 'a.png'), width: 100, height: 50 }))
    const { annotations, read } = await bring([zip], two)
    expect(annotations).toBe(1)
    expect(read.get('x/a.png')).toHaveLength(1)
  })
})

describe('backup of a CVAT task', () => {
  const label = {
    name: 'car',
    color: '#ff0000',
    attributes: [{ name: 'parked', mutable: true, input_type: 'checkbox', values: ['false'] }],
  }
  const shape = (type: string, points: number[], more: object = {}) => ({
    type,
    points,
    frame: 0,
    occluded: false,
    outside: false,
    z_order: 0,
    rotation: 0,
    group: 0,
    source: 'manual',
    label: 'car',
    attributes: [{ name: 'parked', value: 'true' }],
    elements: [],
    ...more,
  })
  const at = (frame: number, x: number) => ({ ...shape('rectangle', [x, 2, x + 10, 12]), frame, attributes: [] })
  const backup = {
    'task.json': { name: 't', labels: [label], data: { start_frame: 0, frame_filter: '' }, jobs: [], version: '1.0' },
    'annotations.json': [
      {
        version: 0,
        tags: [{ frame: 1, label: 'car', group: 0, source: 'manual', attributes: [] }],
        shapes: [
          shape('rectangle', [1, 2, 11, 12]),
          shape('ellipse', [20, 20, 25, 17]),
          shape('polygon', [1, 1, 9, 1, 9, 9]),
          shape('mask', [1, 2, 3, 10, 5, 12, 6]),
        ],
        tracks: [
          {
            frame: 0,
            label: 'car',
            group: 0,
            source: 'manual',
            attributes: [],
            shapes: [at(0, 1), at(2, 21)],
            elements: [],
          },
        ],
      },
    ],
  }
  const line = (value: object) => `${JSON.stringify(value)}\n`
  const files = (manifest: string): Zippable => ({
    ...Object.fromEntries(Object.entries(backup).map(([name, value]) => [name, text(JSON.stringify(value))])),
    'data/manifest.jsonl': text(line({ version: '1.1' }) + manifest),
    'data/index.json': text('{}'),
  })

  test('pictures by the names of its manifest, tracks between given frames', async () => {
    const names = ['a', 'b', 'c'].map((name) => line({ name, extension: '.png', width: 100, height: 50 }))
    const zip = write(files(line({ type: 'images' }) + names.join('')))
    const { annotations, read, skipped } = await bring([zip], pictures('a.png', 'b.png', 'c.png'))
    expect([annotations, skipped]).toEqual([8, []])
    const shapes = (name: string) => read.get(name)?.map((a) => a.shape)
    expect(shapes('a.png')).toEqual([
      box,
      { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, angle: 0 },
      { kind: 'polygon', parts: [{ outer: [1, 1, 9, 1, 9, 9], holes: [] }] },
      { kind: 'mask', x: 10, y: 5, width: 3, height: 2, counts: [1, 2, 3] },
      box,
    ])
    expect(read.get('a.png')?.[0]?.attributes).toEqual({ parked: true, occluded: false })
    expect(shapes('b.png')).toEqual([null, { ...box, x: 11 }])
    expect(shapes('c.png')).toEqual([{ ...box, x: 21 }])
  })

  test('a clip: frames of an item of many frames', async () => {
    const clip = { properties: { name: 'clip.mp4', resolution: [100, 50], length: 3 } }
    const zip = write(files(line({ type: 'video' }) + line(clip)))
    const { annotations, read } = await bring([zip], [{ name: 'clip.tif', width: 100, height: 50, frames: 3 }])
    expect(annotations).toBe(8)
    const frames = read.get('clip.tif')?.map((a) => (a.target.kind === 'frame' ? a.target.frame : null))
    expect(frames).toEqual([0, 0, 0, 0, null, 0, 1, 2])
  })
})

describe('bad archives', () => {
  const good = () => Buffer.from(zipSync({ 'annotations.xml': text(CVAT) }))
  const rename = (from: string, to: string) => {
    const bytes = Buffer.from(zipSync({ [from]: text(CVAT) }))
    for (let i = bytes.indexOf(from); i >= 0; i = bytes.indexOf(from, i)) bytes.write(to, i, 'latin1')
    return bytes
  }
  const patched = (change: (bytes: Buffer, directory: number) => void) => {
    const bytes = good()
    change(bytes, bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])))
    return bytes
  }
  test.each<[string, string, () => Buffer]>([
    ['a name above the folder', 'archive-unsafe', () => rename('xx/annotations.xml', '../annotations.xml')],
    ['a name above the folder, Windows', 'archive-unsafe', () => rename('xx/annotations.xml', '..\\annotations.xml')],
    ['an absolute name', 'archive-unsafe', () => rename('xannotations.xml', '/annotations.xml')],
    ['a drive of Windows', 'archive-unsafe', () => rename('xx/annotations.xml', 'C:/annotations.xml')],
    ['a link', 'archive-unsafe', () => patched((b, at) => b.writeUInt32LE((0o120777 << 16) >>> 0, at + 38))],
    ['a password', 'archive-encrypted', () => patched((b, at) => b.writeUInt16LE(b.readUInt16LE(at + 8) | 1, at + 8))],
    ['a wrong check sum', 'archive-damaged', () => patched((b, at) => b.writeUInt32LE(1, at + 16))],
    [
      'a wrong size',
      'archive-damaged',
      () => patched((b, at) => b.writeUInt32LE(b.readUInt32LE(at + 24) + 9, at + 24)),
    ],
    ['another way of packing', 'archive-damaged', () => patched((b, at) => b.writeUInt16LE(99, at + 10))],
    ['cut off', 'archive-damaged', () => good().subarray(0, 200)],
    ['no zip at all', 'archive-damaged', () => Buffer.from('hello there, this is no archive')],
    ['nothing', 'file-empty', () => Buffer.alloc(0)],
    ['no labels', 'unknown-format', () => Buffer.from(zipSync({ 'a.jpg': text('x') }))],
    ['a file that swells', 'archive-unsafe', () => Buffer.from(zipSync({ 'a.json': new Uint8Array(20 * 2 ** 20) }))],
    ['files upon each other', 'archive-unsafe', () => patched((b, at) => b.writeUInt32LE(b.length * 3, at + 20))],
  ])('%s: %s', async (_, code, make) => {
    const path = join(folder(), 'bad.zip')
    writeFileSync(path, make())
    const { annotations, skipped } = await bring([path], pictures('a.png'))
    expect([annotations, skipped.map((s) => [s.path, s.code])]).toEqual([0, [[path, code]]])
  })

  test('an archive in an archive is named, the rest comes in', async () => {
    const zip = write({ 'annotations.xml': text(CVAT), 'more/inner.zip': zipSync({ 'a.xml': text(CVAT) }) })
    const { annotations, skipped } = await bring([zip], pictures('a.png'))
    expect([annotations, skipped.map((s) => [s.path, s.code])]).toEqual([
      1,
      [[`${zip}/more/inner.zip`, 'archive-nested']],
    ])
  })

  test('random damage never does more than a named error', async () => {
    const path = join(folder(), 'x.zip')
    const project = labelProject(pictures('a.png'))
    open.push(project)
    const bytes = good()
    for (let i = 0; i < bytes.length; i += 3) {
      const broken = Buffer.from(bytes)
      broken[i]! ^= 0x55
      writeFileSync(path, broken)
      const { skipped, annotations } = await importLabels(project.deps, [path], { ctx: project.ctx, dryRun: true })
      expect(annotations + skipped.length).toBeGreaterThan(0)
    }
  })

  test('the intake names zips that hold labels', async () => {
    const zip = write({ 'annotations.xml': text(CVAT) })
    expect(await labelsIn(zip)).toBe('ZIP')
    expect(await labelsIn(write({ 'a.jpg': text('x') }))).toBeNull()
    expect(readFileSync(zip).length).toBeGreaterThan(0)
  })
})
