// Outlines as in a drawing program: united, pierced, split and simplified, with keys and with the bar; read back from the
// list before and after a new window, then undone to the first vertex.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

test('two polygons become one with a hole, are split, simplified, and stay so', async ({ bench }) => {
  const picture = await colourPng(join(bench.folder, 'pictures', 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'outlines', pictures: [picture] })
  const server = await bench.serve({ project })
  const app = await bench.open(server)
  const { desk, t } = { desk: app.desk, t: app.t }
  const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
  const bar = app.page.getByRole('toolbar', { name: t('outline.bar') })
  const area = (px: number) => desk.object(t('objects.area', { area: px }))
  await desk.shows('one.png')
  await desk.tab('objects').click()
  await desk.press('Control+Digit0')

  await desk.press('p')
  await hand.click([100, 100], [200, 100], [200, 200], [100, 200])
  await desk.press('Enter')
  // The picture of a neighbour's vertex is held on to: 203, 97 becomes 200, 100.
  await desk.press('Shift+KeyS')
  await expect(app.button(t('command.aid.snapping'), bar)).toHaveAttribute('aria-pressed', 'true')
  await hand.click([203, 97], [300, 100], [300, 200], [197, 202])
  await desk.press('Enter')
  await expect(area(10_000)).toHaveCount(2)
  await desk.press('Shift+KeyS')

  await desk.press('v')
  await desk.press('Control+a')
  await app.button(t('command.outline.union'), bar).click()
  await expect(area(20_000)).toHaveCount(1)
  await expect(desk.objects).toHaveCount(1)

  await desk.press('Alt+KeyX')
  await hand.click([130, 130], [170, 130], [170, 170], [130, 170])
  await desk.press('Enter')
  await expect(area(18_400)).toHaveCount(1)
  // A stroke that is given up leaves nothing.
  await hand.click([220, 130], [240, 130])
  await desk.press('Escape')

  await desk.press('Alt+KeyS')
  await hand.click([250, 80], [250, 220])
  await desk.press('Enter')
  await expect(desk.objects).toHaveCount(2)
  await expect(area(5_000)).toHaveCount(1)
  await expect(area(13_400)).toHaveCount(1)
  await expect(desk.undoDepth(5)).toBeVisible()

  // A bump of 6 pixels, then simplified away: shown, left, shown again, applied.
  await desk.press('v')
  await hand.click([275, 150])
  await hand.drag([300, 150], [306, 150])
  await expect(area(5_300)).toHaveCount(1)
  await desk.press('Alt+KeyT')
  const trial = app.page.getByRole('group', { name: t('command.outline.simplify') })
  await expect(trial).toContainText(t('outline.vertices', { before: 5, after: 5 }))
  for (let i = 0; i < 5; i++) await desk.press('ArrowRight')
  await expect(trial).toContainText(t('outline.tolerance.value', { value: 6 }))
  await expect(trial).toContainText(t('outline.vertices', { before: 5, after: 4 }))
  await desk.press('Escape')
  await expect(trial).toHaveCount(0)
  await expect(area(5_300), 'Escape leaves everything').toHaveCount(1)
  await desk.press('Alt+KeyT')
  for (let i = 0; i < 5; i++) await desk.press('ArrowRight')
  await desk.press('Enter')
  await expect(area(5_000)).toHaveCount(1)
  await expect(desk.undoDepth(7)).toBeVisible()
  await desk.saved()

  const again = (await bench.open(server)).desk
  await again.shows('one.png')
  await again.tab('objects').click()
  await expect(again.objects).toHaveCount(2)
  for (const px of [5_000, 13_400]) await expect(again.object(t('objects.area', { area: px }))).toHaveCount(1)
  const left = [5_300, 5_000, 18_400, 20_000, 10_000]
  for (const px of left) {
    await again.press('Control+z')
    await expect(again.object(t('objects.area', { area: px })).first()).toBeVisible()
  }
  await expect(again.objects).toHaveCount(2)
})
