// Every label file of ../shared/data comes in on its own pictures, or is refused with a reason. The table is what
// docs/formats/README.md says.
import { readdirSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { importLabels } from '../../src/main/importers/labels.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { filesBelow, hasData, isPicture, LABELS, SKIP_REASON, XRAY } from './sharedData.ts'

const open: LabelProject[] = []
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
})

/** The folders of the data, each a data set of one or several formats, with what comes in and what is refused by code. */
type Row = [set: string, annotations: number, refused: Readonly<Record<string, number>>]
const SETS: Row[] = [
  ['labels/datumaro/icdar_dataset/text_localization', 3, {}],
  ['labels/datumaro/icdar_dataset/text_segmentation', 3, {}],
  ['labels/datumaro/icdar_dataset/word_recognition', 2, {}],
  ['labels/datumaro/datumaro_dataset', 1, {}],
  ['labels/ocr-icdar2015', 20, { 'label-target-missing': 8 }],
  ['labels/datumaro/yolo_dataset/yolov8_pose', 1, {}],
  ['labels/datumaro/yolo_dataset/yolov8_oriented_boxes', 2, {}],
  ['labels/datumaro/yolo_dataset/yolo', 2, {}],
  ['xray-security/mask-samples', 5, {}],
]

const size = (path: string): { width: number; height: number } =>
  path.includes('mask-samples')
    ? path.includes('N0293195')
      ? { width: 461, height: 585 }
      : { width: 768, height: 576 }
    : path.includes('ocr-icdar2015')
      ? { width: 1280, height: 720 }
      : path.includes('text_segmentation')
        ? { width: 5, height: 2 }
        : path.includes('datumaro_dataset/')
          ? { width: 6, height: 10 }
          : { width: 15, height: 10 }

const picturesOf = (root: string): Picture[] =>
  [...filesBelow(root)]
    .filter((path) => isPicture(path) && !/\/mask\/|_GT\.bmp$|panoptic_/.test(path))
    .map((path) => ({ name: relative(root, path), path, ...size(path) }))

describe.skipIf(!hasData)(`label files of the shared data${SKIP_REASON}`, () => {
  test.each(SETS)('%s', async (set, annotations, refused) => {
    const root = join(LABELS, '..', set)
    const made = labelProject(picturesOf(root))
    open.push(made)
    const result = await importLabels(made.deps, [root], { ctx: made.ctx })
    const codes: Record<string, number> = {}
    for (const { code } of result.skipped) codes[code] = (codes[code] ?? 0) + 1
    expect({ annotations: result.annotations, codes }).toEqual({ annotations, codes: refused })
    const again = await importLabels(made.deps, [root], { ctx: made.ctx })
    expect(again.annotations).toBe(0)
  })

  const files = hasData
    ? [LABELS, XRAY]
        .flatMap((root) => [...filesBelow(root)])
        .filter((path) => /\.(json|xml|txt|csv|ya?ml|names|data)$/i.test(path))
    : ['no data']
  test.each(files)('%s alone comes in or says why not', async (path) => {
    const pictures = readdirSync(dirname(path)).filter(isPicture)
    const made = labelProject(pictures.map((name) => ({ name, path: join(dirname(path), name), ...size(path) })))
    open.push(made)
    const result = await importLabels(made.deps, [path], { ctx: made.ctx })
    const lists = /(classes|train|obj|names|data|label_config)\.(txt|data|names|ya?ml|xml)$/.test(basename(path))
    const said = result.annotations + result.skipped.length + result.losses.length
    // Class lists, lists of pictures and files about pictures without labels have nothing to bring.
    if (!lists && !/image_info_|test_import_yolo_data|yolo\/|labels\//.test(path)) expect(said).toBeGreaterThan(0)
    for (const s of result.skipped) expect(s.message.length).toBeGreaterThan(10)
  })
})
