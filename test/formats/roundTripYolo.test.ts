import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { readDataYaml } from '../../src/main/formats/yolo/classList.ts'
import { classesFromFile } from '../../src/main/importers/classesFromFile.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import type { ExporterId } from '../../src/shared/domains/domainPack.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { filesBelow, hasData, isPicture, LABELS, SKIP_REASON, XRAY } from './sharedData.ts'

const open: LabelProject[] = []
const folders: string[] = []
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'pandok-yolo-')))
  return folders[folders.length - 1]!
}
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true })
})

/** Pictures of a set; their real size does not matter to fractions, an odd one shows rounding. */
const picturesOf = (root: string): Picture[] =>
  [...filesBelow(root)].filter(isPicture).map((path) => ({ name: basename(path), width: 1023, height: 767, path }))

/** class -> numbers of each line. */
const linesOf = (path: string): number[][] =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/).map(Number))

const stem = (path: string) => basename(path, extname(path))
const D = join(LABELS, 'datumaro/yolo_dataset')
const sets: [name: string, root: string, format: ExporterId][] = hasData
  ? [
      ['darknet', join(D, 'yolo'), 'yolo-detect'],
      ['ultralytics', join(D, 'yolov8_detection'), 'yolo-detect'],
      ['list of pictures', join(D, 'yolov8_detection_with_list_of_imgs'), 'yolo-detect'],
      ['list of names', join(D, 'yolov8_detection_with_list_of_names'), 'yolo-detect'],
      ['subset file', join(D, 'yolov8_detection_with_subset_txt'), 'yolo-detect'],
      ['segment', join(D, 'yolov8_segmentation'), 'yolo-segment'],
      ['oriented', join(D, 'yolov8_oriented_boxes'), 'yolo-obb'],
      ['pose', join(D, 'yolov8_pose'), 'yolo-pose'],
      ['classes.txt', join(LABELS, 'label-studio/test_import_yolo_data'), 'yolo-detect'],
      ['no names', join(LABELS, 'chest-xray-one-set-four-formats'), 'yolo-detect'],
      ['airport', join(XRAY, 'airport-cubox'), 'yolo-detect'],
    ]
  : [['no data', '', 'yolo-detect']]

describe.skipIf(!hasData)(`YOLO sets come in, go out and come back equal${SKIP_REASON}`, () => {
  test.each(sets)('%s', async (_name, root, format) => {
    const made = labelProject(picturesOf(root))
    open.push(made)
    const labels = [...filesBelow(root)].filter(
      (p) =>
        p.endsWith('.txt') &&
        /labels|obj_train_data|\/yolo\//.test(`${dirname(p)}/`) &&
        !/(train|classes)\.txt$/.test(p),
    )
    const given = new Map(labels.map((path) => [stem(path), linesOf(path)]))
    const count = [...given.values()].reduce((sum, lines) => sum + lines.length, 0)
    const result = await importLabels(made.deps, [root], { ctx: made.ctx, format: 'yolo' })
    expect(result.annotations).toBe(count)
    expect(result.skipped).toEqual([])
    const out = join(folder(), 'out')
    const report = await exportProject({ project: made.project }, out, { format })
    expect(report.compared).toEqual({ equal: count, different: 0, examples: [] })
    expect(report.losses.filter((l) => l.code !== 'yolo-obb-outside')).toEqual([])
    for (const file of report.files.filter((f) => f.startsWith('labels/'))) {
      const written = linesOf(join(out, file))
      const wanted = given.get(stem(file)) ?? []
      expect(written).toHaveLength(wanted.length)
      written.forEach((line, i) => {
        expect(line).toHaveLength(wanted[i]!.length)
        for (const [k, v] of line.entries()) expect(v).toBeCloseTo(wanted[i]![k]!, 12)
      })
    }
    const names = readDataYaml(readFileSync(join(out, 'data.yaml'), 'utf8'))?.names
    const list = await classesFromFile(root).catch(() => null)
    if (list && names)
      for (const c of list.classes.filter((x) => x.extra['yolo'])) expect([...names.values()]).toContain(c.title.en)
  })

  test('poses of two values a point become poses with visibility', async () => {
    const root = join(D, 'yolov8_pose_two_values_per_point')
    const made = labelProject([{ name: '1.jpg', width: 15, height: 10, path: join(root, 'images/train/1.jpg') }])
    open.push(made)
    const result = await importLabels(made.deps, [root], { ctx: made.ctx })
    expect([result.annotations, result.skipped, result.losses]).toEqual([1, [], []])
    const [pose] = made.read().get('1.jpg') ?? []
    expect(pose?.keypoints).toEqual([1.5, 2, 2, 4.5, 4, 2, 7.5, 6, 2])
    expect(readSchema(made.project.db).classes[0]?.skeleton?.points.map((p) => p.name)).toEqual(['1', '2', '3'])
  })

  test('oriented boxes keep centre, size and angle', async () => {
    const root = join(D, 'yolov8_oriented_boxes')
    const made = labelProject([{ name: '1.jpg', width: 15, height: 10, path: join(root, 'images/train/1.jpg') }])
    open.push(made)
    await importLabels(made.deps, [root], { ctx: made.ctx })
    const shapes =
      made
        .read()
        .get('1.jpg')
        ?.map((a) => a.shape) ?? []
    expect(shapes.map((s) => s?.kind)).toEqual(['oriented', 'oriented'])
    const [first, second] = shapes
    if (first?.kind !== 'oriented' || second?.kind !== 'oriented') throw new Error('no boxes')
    for (const [box, wanted] of [
      [first, [2.5, 4, 3, 4, 30]],
      [second, [6, 3, 6, 2, 120]],
    ] as const) {
      const found = [box.cx, box.cy, box.width, box.height, box.angle]
      for (const [i, v] of wanted.entries()) expect(found[i]).toBeCloseTo(v, 2)
    }
  })
})

describe('YOLO', () => {
  const bring = async (text: string, yaml: string | null = 'names: [a, b]\n', dir = 'set') => {
    const made = labelProject([{ name: '1.png', width: 100, height: 50 }])
    open.push(made)
    const root = join(folder(), dir)
    mkdirSync(join(root, 'labels'), { recursive: true })
    writeFileSync(join(root, 'labels/1.txt'), text)
    if (yaml !== null) writeFileSync(join(root, 'data.yaml'), yaml)
    return { made, root, result: await importLabels(made.deps, [root], { ctx: made.ctx }) }
  }

  test('a line of nine values is an outline unless the set says otherwise', async () => {
    const quad = '0 0.1 0.1 0.5 0.1 0.5 0.6 0.1 0.6\n'
    const plain = await bring(quad)
    expect(plain.made.read().get('1.png')?.[0]?.shape).toEqual({
      kind: 'polygon',
      parts: [{ outer: [10, 5, 50, 5, 50, 30, 10, 30], holes: [] }],
    })
    for (const [yaml, dir, kind] of [
      ['names: [a]\ntask: obb\n', 'set', 'oriented'],
      ['names: [a]\n', 'dota-obb', 'oriented'],
      ['names: [a]\nkpt_shape: [2, 2]\n', 'set', 'box'],
    ] as const) {
      const { made, result } = await bring(quad, yaml, dir)
      expect([result.annotations, result.losses.map((l) => l.code)]).toEqual([1, []])
      expect(made.read().get('1.png')?.[0]?.shape?.kind).toBe(kind)
    }
    // A word inside another word says nothing.
    const hobbies = await bring(quad, 'names: [a]\n', 'hobbies')
    expect(hobbies.made.read().get('1.png')?.[0]?.shape?.kind).toBe('polygon')
  })

  test('without a sign, tilted quads that are rectangles are oriented boxes as long as every line has four corners', async () => {
    const tilted = '0 0.2 0.2 0.4 0.4 0.35 0.6 0.15 0.4\n'
    const skewed = '0 0.2 0.2 0.6 0.6 0.3 0.9 0.1 0.3\n'
    const kinds = async (text: string) =>
      (await bring(text)).made
        .read()
        .get('1.png')
        ?.map((a) => a.shape?.kind)
    expect(await kinds(tilted + skewed)).toEqual(['oriented', 'polygon'])
    expect(await kinds(`${tilted}1 0.1 0.1 0.5 0.1 0.3 0.4\n`)).toEqual(['polygon', 'polygon'])
  })

  test('a sixth value is the confidence', async () => {
    const { made } = await bring('1 0.5 0.5 0.2 0.4 0.87\n')
    const [a] = made.read().get('1.png') ?? []
    expect(a?.shape).toEqual({ kind: 'box', x: 40, y: 15, width: 20, height: 20 })
    expect(a?.origin).toMatchObject({ kind: 'model', score: 0.87 })
    expect(a?.classId).toBe('b')
  })

  test.each([
    ['0 0.5 0.5 0.2\n', 'yolo-line-invalid'],
    ['0 0.5 nan 0.2 0.2\n', 'yolo-line-invalid'],
    ['-1 0.5 0.5 0.2 0.2\n', 'yolo-line-invalid'],
    ['0.5 0.5 0.5 0.2 0.2\n', 'yolo-line-invalid'],
    ['0 0.5 0.5 -0.2 0.2\n', 'yolo-line-invalid'],
    ['0 512 300 20 20\n', 'yolo-not-normalised'],
    ['0 1e308 1e308 1e308 1e308 1e308 1e308\n', 'yolo-not-normalised'],
  ])('%j is left out and counted', async (line, code) => {
    const { result } = await bring(`${line}1 0.5 0.5 0.1 0.1\n`)
    expect(result.annotations).toBe(1)
    expect(result.losses.map((l) => [l.code, l.count])).toEqual([[code, 1]])
  })

  test('class numbers without a name come in as numbered classes, and keep their number', async () => {
    const { made, result } = await bring('3 0.5 0.5 0.1 0.1\n', null)
    expect(result.losses.map((l) => l.code)).toEqual(['yolo-class-unnamed'])
    expect(made.read().get('1.png')?.[0]?.classId).toBe('class 3')
  })

  test('darknet names and a YAML list make the same label schema', async () => {
    const dir = folder()
    writeFileSync(join(dir, 'obj.names'), 'ax\n칼\n')
    const schema = await classesFromFile(join(dir, 'obj.names'))
    expect(schema.classes.map((c) => [c.id, c.extra['yolo']])).toEqual([
      ['ax', { id: 0 }],
      ['칼', { id: 1 }],
    ])
    const yaml = join(folder(), 'data.yaml')
    writeFileSync(yaml, 'train: images/train\nnames:\n  1: 칼\n  0: ax\n')
    expect((await classesFromFile(yaml)).classes.map((c) => c.id).sort()).toEqual(['ax', '칼'])
  })
})

test('a text among the labels of a set that is none is named, a read-me beside them is not', async () => {
  const root = folder()
  mkdirSync(join(root, 'labels/train'), { recursive: true })
  writeFileSync(join(root, 'data.yaml'), 'names: [car]\n')
  writeFileSync(join(root, 'README.txt'), 'About this set\n')
  writeFileSync(join(root, 'labels/train/1.txt'), '0 0.5 0.5 0.2\nfoo\n')
  writeFileSync(join(root, 'labels/train/2.txt'), '0 0.5 0.5 0.2 0.2\n')
  const made = labelProject([{ name: '2.png', width: 100, height: 50, path: join(root, 'images/train/2.png') }])
  open.push(made)
  const { annotations, skipped } = await importLabels(made.deps, [root], { ctx: made.ctx })
  expect(annotations).toBe(1)
  expect(skipped.map((s) => [basename(s.path), s.code])).toEqual([['1.txt', 'unknown-format']])
})
