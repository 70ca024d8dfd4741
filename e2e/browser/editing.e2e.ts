// Every way to change a shape with mouse and keys, read back from the list and from the facts of the selection.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { type Bench, expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

async function onDesk(bench: Bench) {
  const picture = await colourPng(join(bench.folder, 'pictures', 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'edit', pictures: [picture] })
  const app = await bench.open(await bench.serve({ project }))
  await app.desk.shows('one.png')
  await app.desk.tab('objects').click()
  await app.desk.press('Control+Digit0')
  const facts = app.page.getByRole('region', { name: app.t('selected.title') })
  return { app, desk: app.desk, facts, hand: new Hand(app, { width: WIDTH, height: HEIGHT }) }
}

test('boxes: select, marquee, move, resize, nudge, duplicate, delete, escape', async ({ bench }) => {
  const { app, desk, facts, hand } = await onDesk(bench)
  const { selected } = desk
  await desk.press('r')
  await hand.drag([50, 50], [150, 130])
  await hand.drag([250, 60], [330, 160])
  await hand.drag([450, 300], [550, 400])
  await expect(desk.objects).toHaveCount(3)

  await desk.press('v')
  await hand.click([100, 90])
  await expect(selected).toHaveCount(1)
  await expect(facts).toContainText('100.0 × 80.0 px')
  await hand.drag([150, 130], [170, 150])
  await expect(facts).toContainText('120.0 × 100.0 px')
  await hand.drag([100, 90], [120, 120])
  await expect(desk.undoDepth(5)).toBeVisible()
  // Moved by 20, 30: its old corner is empty ground now, its new one is not.
  await hand.click([55, 55])
  await expect(selected).toHaveCount(0)
  await hand.click([186, 176])
  await expect(selected).toHaveCount(1)
  await desk.press('ArrowRight')
  await desk.press('Shift+ArrowDown')
  await expect(desk.undoDepth(7)).toBeVisible()

  await hand.drag([40, 40], [400, 260])
  await expect(selected).toHaveCount(2)
  await hand.press([500, 350])
  await hand.release()
  await expect(selected).toHaveCount(1)
  await app.page.keyboard.down('Shift')
  await hand.click([290, 110])
  await app.page.keyboard.up('Shift')
  await expect(selected).toHaveCount(2)
  await desk.press('Control+d')
  await expect(desk.objects).toHaveCount(5)
  await expect(selected).toHaveCount(2)
  await desk.press('Delete')
  await expect(desk.objects).toHaveCount(3)
  await expect(desk.undoDepth(9)).toBeVisible()

  // Esc ends the stroke, not what was there before it.
  await hand.click([290, 110])
  await hand.press([290, 110])
  await hand.move([390, 210])
  await desk.press('Escape')
  await hand.release()
  await expect(desk.undoDepth(9)).toBeVisible()
  await desk.press('r')
  await hand.press([20, 300])
  await hand.move([120, 420])
  await desk.press('Escape')
  await hand.release()
  await expect(desk.objects).toHaveCount(3)
  await expect(desk.tool('box'), 'the tool stays in hand').toHaveAttribute('aria-pressed', 'true')
  await hand.drag([20, 300], [120, 420])
  await expect(desk.objects).toHaveCount(4)
  await hand.drag([300, 300], [300, 380])
  await expect(app.message(app.t('refused.degenerate'))).toBeVisible()
  await desk.press('Escape')
  await expect(desk.objects).toHaveCount(4)
  await desk.saved()
})

test('polygons: vertices move, come and go; crossing itself is refused and stays', async ({ bench }) => {
  const { app, desk, facts, hand } = await onDesk(bench)
  await desk.press('p')
  await hand.click([100, 100], [300, 100], [300, 300], [100, 300])
  await desk.press('Backspace')
  await hand.click([100, 300])
  await desk.press('Enter')
  await expect(desk.object(app.t('objects.area', { area: 40_000 }))).toHaveCount(1)

  await desk.press('v')
  await hand.drag([300, 300], [340, 340])
  await expect(facts).toContainText('240.0 × 240.0 px')
  // The middle of the top side becomes a vertex.
  await hand.drag([200, 100], [200, 60])
  await expect(facts).toContainText('240.0 × 280.0 px')
  await app.page.keyboard.down('Alt')
  await hand.click([200, 60])
  await app.page.keyboard.up('Alt')
  await expect(facts).toContainText('240.0 × 240.0 px')
  await expect(desk.undoDepth(4)).toBeVisible()

  // Upper right corner dragged through the left side.
  await hand.drag([300, 100], [60, 280])
  await expect(app.message(app.t('refused.self-crossing')).first()).toBeVisible()
  await expect(desk.undoDepth(4), 'not stored').toBeVisible()
  await hand.drag([60, 280], [320, 80])
  await expect(desk.undoDepth(5), 'mended, then stored').toBeVisible()
  await expect(facts).toContainText('240.0 × 260.0 px')

  // The same for a new one: refused, still there, mended by one vertex.
  await desk.press('p')
  await hand.click([400, 100], [560, 220], [560, 100], [400, 220])
  await desk.press('Enter')
  await expect(app.message(app.t('refused.self-crossing')).first()).toBeVisible()
  await expect(desk.objects).toHaveCount(1)
  await desk.press('Backspace')
  await desk.press('Enter')
  await expect(desk.objects).toHaveCount(2)

  await desk.press('l')
  await hand.click([400, 350])
  await desk.press('Enter')
  await expect(app.message(app.t('refused.too-few-points')).first()).toBeVisible()
  await hand.click([500, 400])
  await desk.press('Enter')
  await expect(desk.objects).toHaveCount(3)
  await desk.saved()
})
