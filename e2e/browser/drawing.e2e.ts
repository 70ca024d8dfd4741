// Every kind of shape drawn with the mouse, read back after the page was loaded again; and measurements with a scale.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  concat,
  dataSet,
  EXPLICIT,
  element,
  imageElements,
  meta,
  testValues,
} from '../../src/main/imaging/dicom/testing/buildDicom.ts'
import { plainClass } from '../../src/shared/annotation/labelSchema.ts'
import { SHAPE_KINDS } from '../../src/shared/annotation/model.ts'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import type { App } from '../pages/app.ts'
import { Hand } from '../pages/hand.ts'

const thing = plainClass({
  id: 'thing',
  title: { ko: '물건', en: 'thing' },
  colour: '#ffb454',
  shapes: [...SHAPE_KINDS, 'skeleton'],
  skeleton: {
    points: [
      { name: 'head', x: 0.5, y: 0 },
      { name: 'left hand', x: 0, y: 0.5 },
      { name: 'right hand', x: 1, y: 0.5 },
      { name: 'foot', x: 0.5, y: 1 },
    ],
    edges: [
      [0, 1],
      [0, 2],
      [0, 3],
    ],
  },
})

/** What the panel says of each object, by the order of the list. */
async function allFacts(app: App): Promise<string[]> {
  const facts = app.page.getByRole('region', { name: app.t('selected.title') })
  const out: string[] = []
  for (const row of await app.desk.objects.all()) {
    await row.click()
    out.push(await facts.innerText())
  }
  return out
}

test('every kind of shape is drawn, and is there exactly after loading again', async ({ bench }) => {
  const picture = await colourPng(join(bench.folder, 'pictures', 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'kinds', pictures: [picture], classes: [thing] })
  const app = await bench.open(await bench.serve({ project }))
  const { desk } = app
  const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
  await desk.shows('one.png')
  await desk.tab('objects').click()
  await desk.press('Control+Digit0')
  const facts = app.page.getByRole('region', { name: app.t('selected.title') })

  await desk.press('r')
  await hand.drag([20, 20], [100, 80])
  await desk.press('o')
  await hand.drag([140, 40], [220, 40])
  await hand.click([180, 80])
  await expect(facts).toContainText('80.0 × 40.0 px')
  await desk.press('Shift+C')
  await hand.drag([260, 20], [340, 80])
  await desk.press('p')
  await hand.click([380, 20], [460, 20], [460, 80])
  await desk.press('Enter')
  await desk.press('Shift+P')
  await hand.press([500, 20])
  for (const at of [
    [580, 22],
    [582, 80],
    [502, 82],
    [500, 24],
  ] as const)
    await hand.move(at)
  await hand.release()
  await desk.press('l')
  await hand.click([20, 120], [60, 180], [100, 120])
  await desk.press('Enter')
  await desk.press('Shift+L')
  await hand.press([140, 120])
  for (const at of [
    [180, 180],
    [220, 120],
  ] as const)
    await hand.move(at)
  await hand.release()
  await desk.press('k')
  await hand.click([280, 150])
  await desk.press('m')
  await hand.drag([320, 120], [360, 150])
  await expect(facts).toContainText('50.0 px')
  await desk.press('Shift+M')
  await hand.click([400, 180], [400, 130], [450, 130])
  await expect(facts).toContainText('90.0°')
  await desk.press('Shift+K')
  await hand.drag([500, 120], [580, 220])
  await desk.press('Enter')
  await desk.press('Shift+K')
  await hand.click([60, 240], [20, 300], [100, 300])
  await desk.press('0')
  await expect(desk.objects).toHaveCount(12)
  await expect(desk.object('3/4')).toHaveCount(1)
  await desk.press('b')
  await hand.drag([150, 260], [220, 300])
  await expect(desk.objects).toHaveCount(13)
  await expect(desk.undoDepth(13)).toBeVisible()

  // The oriented box is turned by its handle, one point of the first skeleton is occluded by a key.
  await desk.press('v')
  await hand.click([180, 60])
  await hand.press([180, 14])
  await hand.move([200, 30])
  await app.page.keyboard.down('Shift')
  await hand.move([226, 60])
  await hand.release()
  await app.page.keyboard.up('Shift')
  await expect(facts).toContainText('90.0°')
  await hand.click([530, 170])
  await hand.move([540, 120])
  await desk.press('1')
  await expect(
    app.button(app.t('keypoints.state', { name: 'head', state: app.t('keypoints.occluded') })),
  ).toHaveAttribute('aria-pressed', 'true')
  await expect(desk.undoDepth(15)).toBeVisible()
  // Away from the points the same key is a class; this one does not take skeletons, and the object keeps its own.
  await hand.move([620, 300])
  await desk.press('1')
  await expect(app.message(app.t('refused.shape-not-allowed')).first()).toBeVisible()
  await expect(desk.undoDepth(15)).toBeVisible()
  await desk.press('Alt+o')
  await desk.press('Escape')
  await hand.click([60, 50])
  await desk.press('Alt+o')
  await expect(facts).toContainText(app.t('measure.turned'))
  await desk.saved()

  const before = await allFacts(app)
  await app.page.reload()
  await desk.shows('one.png')
  await desk.tab('objects').click()
  await expect(desk.objects).toHaveCount(13)
  expect(await allFacts(app)).toEqual(before)
})

test('a measurement is in millimetres of the source, and says where they come from', async ({ bench }) => {
  const folder = join(bench.folder, 'pictures')
  mkdirSync(folder)
  const shape = { rows: HEIGHT, columns: WIDTH, allocated: 16, stored: 12 }
  const header = [...imageElements(shape), ['00280030', 'DS', '0.5\\0.2'] as const].sort(([a], [b]) => (a < b ? -1 : 1))
  const pixels = element(['7fe00010', 'OW', testValues(WIDTH * HEIGHT, 12, false, WIDTH)], EXPLICIT)
  writeFileSync(join(folder, 'chest.dcm'), concat([meta('1.2.840.10008.1.2.1'), dataSet(header, EXPLICIT), pixels]))
  const project = makeProject(bench.folder, { name: 'mm', pictures: [folder], classes: [thing] })
  const app = await bench.open(await bench.serve({ project }))
  const { desk } = app
  await desk.shows('chest.dcm')
  await desk.press('Control+Digit0')
  // Drawn as high as its pixels are.
  const hand = new Hand(app, { width: WIDTH, height: HEIGHT, aspect: 0.5 / 0.2 })
  const facts = app.page.getByRole('region', { name: app.t('selected.title') })
  await desk.press('m')
  await hand.drag([100, 200], [200, 200])
  await expect(facts).toContainText('20.00 mm')
  await expect(facts).toContainText(app.t('spacing.pixel-spacing'))
  await hand.drag([100, 240], [100, 300])
  await expect(facts).toContainText('30.00 mm')
  await desk.tab('objects').click()
  await expect(desk.object('20.00 mm')).toHaveCount(1)
  await desk.saved()
})
