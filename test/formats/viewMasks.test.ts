import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodePlainPng } from '../../src/main/files/plainPng.ts'
import { readViewName } from '../../src/main/formats/slotNames.ts'
import { outOfWindow, windowKind } from '../../src/main/formats/viewWindow.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { listDocuments, readAnnotations } from '../../src/main/store/documents.ts'
import { mammography } from '../../src/shared/domains/mammography/pack.ts'
import { maskFromSpans, spansOf } from '../../src/shared/geometry/mask.ts'
import { mammoFolder } from '../harness/mammoFolder.ts'
import { view } from '../harness/mammoProject.ts'
import { DATA, hasData, SKIP_REASON } from './sharedData.ts'

const at = mammoFolder()
/** White where `spans` (y, from, to) say. */
function mask(width: number, height: number, spans: readonly number[]): Uint8Array {
  const samples = new Uint8Array(width * height)
  for (let i = 0; i < spans.length; i += 3)
    samples.fill(255, spans[i]! * width + spans[i + 1]!, spans[i]! * width + spans[i + 2]!)
  return encodePlainPng({ width, height, channels: 1, samples })
}
const images = (...paths: string[]) =>
  runImport({ project: at.made.project, pool: at.pool }, paths, { mode: 'reference', ctx: at.made.ctx })
const labels = (...paths: string[]) =>
  importLabels({ db: at.made.db(), pack: mammography, pool: at.pool }, paths, { ctx: at.made.ctx })
/** `case slot spans nature` of everything marked. */
const marked = () =>
  at.made
    .items()
    .flatMap((item) =>
      listDocuments(at.made.project.db, item.id).flatMap((d) =>
        readAnnotations(at.made.project.db, d.id).map((a) => [
          item.name,
          a.target.kind === 'frame' ? a.target.slot : '',
          a.shape?.kind === 'mask' ? spansOf(a.shape).join(',') : '',
          a.attributes['nature'] ?? null,
        ]),
      ),
    )
    .sort((x, y) => x.join().localeCompare(y.join()))
const codes = (r: { skipped: readonly { code: string; path: string }[] }) =>
  r.skipped.map((s) => `${s.path} ${s.code}`).sort()

test.each([
  ['0_R-CC_benign', 'RCC', '0', 'benign'],
  ['case-7_L_MLO_malignant', 'LMLO', 'case-7', 'malignant'],
  ['RCC', 'RCC', '', null],
  ['LCC_10001', 'LCC', '10001', null],
  ['RMLO_악성_2', 'RMLO', '', 'malignant'],
  ['Mass_P_00001_LEFT_CC_mask', 'LCC', 'Mass_P_00001', null],
])('%s', (stem, slot, caseName, nature) => {
  expect(readViewName(stem)).toEqual({ slot, caseName, nature })
})

test('a mask is put on the view of the case that its name says, and other cases are left alone', async () => {
  for (const [n, name] of ['10001', '10002'].entries())
    for (const v of ['RCC', 'LMLO'] as const)
      at.put(`in/${name}/${v}.dcm`, view(v, { no: n * 2 + (v === 'RCC' ? 1 : 2), study: name }))
  await images(join(at.folder, 'in'))
  at.put('masks/10002_R-CC_malignant.png', mask(16, 16, [3, 4, 8]))
  at.put('masks/10001_L_MLO_benign.png', mask(16, 16, [5, 0, 2]))
  at.put('masks/10001_LCC.png', mask(16, 16, [5, 0, 2]))
  at.put('masks/10003_RCC.png', mask(16, 16, [5, 0, 2]))
  at.put('masks/RCC.png', mask(16, 16, [5, 0, 2]))
  const result = await labels(join(at.folder, 'masks'))
  expect(marked()).toEqual([
    ['10001', 'LMLO', '5,0,2', 'benign'],
    ['10002', 'RCC', '3,4,8', 'malignant'],
  ])
  expect(codes(result)).toEqual([
    '10001_LCC.png label-view-missing',
    '10003_RCC.png label-view-no-case',
    'RCC.png label-target-ambiguous',
  ])
})

test('masks of one case beside its images need no name of the case; another case is not taken for it', async () => {
  at.put('a/x1_RCC.dcm', view('RCC', { no: 1 }))
  at.put('b/RCC_new.dcm', view('RCC', { no: 2, study: '2' }))
  await images(at.folder)
  at.put('a/masks/9_R-CC.png', mask(16, 16, [1, 1, 3]))
  at.put('b/masks/9_R-CC.png', mask(16, 16, [2, 1, 3]))
  expect(codes(await labels(join(at.folder, 'a/masks'), join(at.folder, 'b/masks')))).toEqual([])
  at.put('b/both/8_R-CC_mask.png', mask(16, 16, [4, 1, 3]))
  at.put('b/both/9_R-CC_mask.png', mask(16, 16, [6, 1, 3]))
  expect(codes(await labels(join(at.folder, 'b/both')))).toEqual([
    '8_R-CC.png label-view-no-case',
    '9_R-CC.png label-view-no-case',
  ])
  expect(marked().map(([name, , spans]) => [name, spans])).toEqual([
    ['a', '1,1,3'],
    ['b', '2,1,3'],
  ])
})

test('a folder called like the case decides, unless a view comes under two names', async () => {
  at.put('in/77/a.dcm', view('RCC', { no: 1 }))
  at.put('in/77/b.dcm', view('LCC', { no: 2 }))
  await images(join(at.folder, 'in'))
  at.put('masks/77/1_RCC_1.png', mask(16, 16, [1, 1, 3]))
  at.put('masks/77/2_LCC_1.png', mask(16, 16, [2, 1, 3]))
  at.put('masks/77/2_LCC_2.png', mask(16, 16, [3, 1, 3]))
  await labels(join(at.folder, 'masks'))
  expect(marked().map(([name, slot, spans]) => [name, slot, spans])).toEqual([
    ['77', 'LCC', '2,1,3'],
    ['77', 'LCC', '3,1,3'],
    ['77', 'RCC', '1,1,3'],
  ])
  at.put('other_masks/77/8_RCC.png', mask(16, 16, [5, 1, 3]))
  at.put('other_masks/77/9_RCC.png', mask(16, 16, [6, 1, 3]))
  const result = await importLabels(
    { db: at.made.db(), pack: mammography, pool: at.pool },
    [join(at.folder, 'other_masks')],
    {
      ctx: at.made.ctx,
      format: 'mask-png',
    },
  )
  expect(codes(result)).toEqual(['8_RCC.png label-view-no-case', '9_RCC.png label-view-no-case'])
})

test('the duplicate that was set aside gets the mask of its size', async () => {
  at.put('a/1.dcm', view('RCC', { no: 1, size: 24 }))
  at.put('a/2.dcm', view('RCC', { no: 2, size: 16 }))
  await images(at.folder)
  at.put('masks/a_RCC.png', mask(16, 16, [1, 1, 3]))
  await labels(join(at.folder, 'masks'))
  expect(marked()).toEqual([['a', 'extra-1', '1,1,3', null]])
})

test('a larger mask is the window of a network: chest wall at the left, CC in the middle, MLO at the top', async () => {
  at.put('c/RCC.dcm', view('RCC', { no: 1 }))
  at.put('c/LMLO.dcm', view('LMLO', { no: 2 }))
  await images(at.folder)
  at.put('masks/c_RCC_1.png', mask(40, 30, [7, 0, 2, 8, 1, 4]))
  at.put('masks/c_LMLO_1.png', mask(40, 30, [0, 3, 5]))
  at.put('masks/c_LMLO_2.png', mask(40, 30, [16, 3, 5]))
  at.put('masks/c_LMLO_3.png', mask(12, 12, [1, 3, 5]))
  const result = await labels(join(at.folder, 'masks'))
  expect(marked()).toEqual([
    ['c', 'LMLO', '0,3,5', null],
    ['c', 'RCC', '0,14,16,1,12,15', null],
  ])
  expect(result.losses.map((l) => [l.code, l.count])).toEqual([
    ['mask-other-size', 1],
    ['mask-window', 2],
    ['mask-window-outside', 1],
  ])
})

test('every mask that lies on the picture is found again under it, in the window or not', () => {
  const size = { width: 9, height: 7 }
  const stated = { width: 20, height: 15 }
  const pixels = fc.array(fc.boolean(), { minLength: 63, maxLength: 63 }).filter((p) => p.some(Boolean))
  fc.assert(
    fc.property(pixels, fc.constantFrom('RCC', 'LCC', 'RMLO', 'LMLO'), (on, slot) => {
      const kind = windowKind(slot, size, stated, undefined)
      const top = slot.endsWith('CC') ? 4 : 0
      const spans = (x: (x: number) => number, y0: number) => {
        const out: number[][] = []
        for (let y = 0; y < 7; y++)
          for (let at = 0; at < 9; at++) if (on[y * 9 + at]) out.push([y + y0, x(at), x(at) + 1])
        return maskFromSpans(out.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!).flat())
      }
      const inFile = spans((x) => (kind === 'mirrored' ? 8 - x : x), top)
      const label = { classKey: 'm', shape: inFile, keypoints: null, attributes: {}, score: null, extra: {} }
      const found = outOfWindow(label, { kind, slot, picture: size, stated })
      const trim = (m: typeof inFile) => new Set(pixelsOf(m))
      expect(found?.shape?.kind === 'mask' && trim(found.shape)).toEqual(trim(spans((x) => x, 0)))
    }),
    { numRuns: 60 },
  )
})
function pixelsOf(m: Parameters<typeof spansOf>[0]): string[] {
  const spans = spansOf(m)
  return spans.flatMap((y, i) =>
    i % 3 === 0 ? Array.from({ length: spans[i + 2]! - spans[i + 1]! }, (_, k) => `${y},${spans[i + 1]! + k}`) : [],
  )
}

test.runIf(hasData)(
  `the published benign masks lie on the calcifications of both right views${SKIP_REASON}`,
  async () => {
    await images(join(DATA, 'dicom/mammo-4view'))
    const result = await labels(join(DATA, 'dicom/mammo-4view/masks'))
    expect(result).toMatchObject({ annotations: 2, items: 1, skipped: [] })
    const boxes = at.made.items().flatMap((item) =>
      listDocuments(at.made.project.db, item.id).flatMap((d) =>
        readAnnotations(at.made.project.db, d.id).map(({ shape, target, attributes }) => {
          const slot = target.kind === 'frame' ? target.slot : ''
          if (shape?.kind !== 'mask') throw new Error('no mask')
          return [slot, shape.x, shape.y, shape.width, shape.height, attributes['nature']]
        }),
      ),
    )
    // Seen on the pictures: clusters at about 330..400, 1430..1510 of the RCC and 440..465, 1805..1830 of the RMLO.
    expect(boxes).toEqual([
      ['RCC', 264, 1385, 175, 166, 'benign'],
      ['RMLO', 359, 1766, 192, 195, 'benign'],
    ])
  },
)
