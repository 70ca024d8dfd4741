// An hour of a labeller, mostly by keyboard, in Korean: draw, copy on, change many at once, delete by mistake and bring
// back, go back to an older shape, name a moment, submit everything.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const NAMES = [1, 2, 3, 4, 5, 6].map((n) => `${n}.png`)

test('six items from the first box to the submission', async ({ bench }) => {
  // Six items, and one job over all of them three times.
  test.slow()
  const pictures = join(bench.folder, 'pictures')
  for (const [i, name] of NAMES.entries()) await colourPng(join(pictures, name), i + 1)
  const project = makeProject(bench.folder, { name: 'hour', pictures: [pictures] })
  const server = await bench.serve({ project })
  const app = await bench.open(server, 'ko')
  const { page, desk, t } = app
  const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
  const { selected } = desk
  await desk.shows('1.png')
  await desk.press('Alt+KeyW')

  // Two boxes, one group.
  await desk.press('Control+Digit0')
  await desk.press('r')
  await hand.drag([50, 50], [150, 130])
  await hand.drag([250, 60], [330, 160])
  await desk.press('v')
  await desk.press('Control+a')
  await expect(selected).toHaveCount(2)
  await desk.press('g')
  await desk.press('Escape')
  await expect(selected).toHaveCount(0)
  await hand.click([100, 90])
  await expect(selected, 'one of a group means the group').toHaveCount(2)
  await page.keyboard.down('Alt')
  await hand.click([100, 90])
  await page.keyboard.up('Alt')
  await expect(selected).toHaveCount(1)
  await desk.saved()

  // The same on every other item.
  for (const name of NAMES.slice(1)) {
    await desk.press('d')
    await desk.shows(name)
    await desk.press('Control+b')
    await expect(desk.objects).toHaveCount(2)
    await desk.saved()
  }
  await desk.press('Control+b')
  await expect(app.message(t('copyPrevious.nothing')).first()).toBeVisible()
  await expect(desk.objects).toHaveCount(2)

  // Deleted by mistake, brought back from the bin.
  await desk.press('Control+a')
  await desk.press('Delete')
  await expect(desk.objects).toHaveCount(0)
  await desk.press('Alt+Shift+KeyB')
  const bin = page.getByRole('list', { name: t('history.bin') })
  await expect(bin.getByRole('listitem')).toHaveCount(2)
  await app.button(t('bin.restoreAll', { count: 2 })).click()
  await expect(bin.getByRole('listitem')).toHaveCount(0)
  await desk.press('Alt+KeyW')
  await expect(desk.objects).toHaveCount(2)
  await desk.saved()

  // A moment with a name, a change after it, the shape as it was.
  await page.getByRole('application').focus()
  await desk.press('Control+s')
  await page.getByRole('textbox', { name: t('checkpoint.name') }).fill('점심 전')
  await desk.press('Enter')
  await expect(app.message(t('checkpoint.made', { name: '점심 전' })).first()).toBeVisible()
  await desk.objects.first().click({ modifiers: ['Alt'] })
  await page.getByRole('application').focus()
  const facts = page.getByRole('region', { name: t('selected.title') })
  await desk.press('Control+Digit0')
  const before = await facts.textContent()
  await hand.drag([330, 160], [360, 200])
  await expect(facts).not.toHaveText(before ?? '')
  await desk.saved()
  await desk.press('Alt+Shift+KeyR')
  const life = page.getByRole('list', { name: t('history.object') })
  await life.getByRole('listitem').nth(1).getByRole('button').click()
  await desk.press('Alt+KeyW')
  await expect(facts).toHaveText(before ?? '')
  await desk.saved()

  // The class of everything, on all items at once.
  await app.command(t('command.project.bulk'))
  await page.getByRole('combobox', { name: t('bulk.newClass') }).click()
  await page.getByRole('option', { name: '사람', exact: true }).click()
  await app.button(t('bulk.preview')).click()
  await expect(page.getByRole('heading', { name: t('bulk.would', { annotations: 12, items: 6 }) })).toBeVisible()
  await app.button(t('bulk.run', { annotations: 12 })).click()
  await expect(page.getByRole('heading', { name: t('bulk.changed', { annotations: 12, items: 6 }) })).toBeVisible()
  // And back, and on again: the job is one step.
  await app.button(t('bulk.undo')).click()
  await expect(page.getByRole('heading', { name: t('bulk.takenBack', { annotations: 12, items: 6 }) })).toBeVisible()
  await app.button(t('bulk.preview')).click()
  await app.button(t('bulk.run', { annotations: 12 })).click()
  await expect(page.getByRole('heading', { name: t('bulk.changed', { annotations: 12, items: 6 }) })).toBeVisible()

  await app.command(t('command.project.work'))
  await desk.tab('objects').click()
  for (const name of NAMES) {
    await desk.item(name).click()
    await desk.shows(name)
    await expect(desk.object('사람')).toHaveCount(2)
    await page.getByRole('application').focus()
    await desk.press('Control+Enter')
    await expect(desk.state(name, 'submitted')).toBeVisible()
  }
})

test('the place and the window of a picture come back, also after a restart', async ({ bench }) => {
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'a.png'), 1)
  await colourPng(join(pictures, 'b.png'), 2)
  const project = makeProject(bench.folder, { name: 'look', pictures: [pictures] })
  const server = await bench.serve({ project })
  const app = await bench.open(server, 'en')
  const { desk } = app
  const zoom = (text: string) => desk.picture.getByText(text, { exact: true })
  await desk.shows('a.png')
  await desk.press('Control+Digit0')
  for (let i = 0; i < 3; i++) await desk.press('Equal')
  await desk.press('i')
  await expect(zoom('195.3 %')).toBeVisible()
  await desk.press('d')
  await desk.shows('b.png')
  await expect(zoom('195.3 %')).toHaveCount(0)
  await desk.press('a')
  await desk.shows('a.png')
  await expect(zoom('195.3 %')).toBeVisible()
  await server.stop()
  const again = await bench.open(await bench.serve({ project }), 'en')
  await again.desk.shows('a.png')
  await expect(again.desk.picture.getByText('195.3 %', { exact: true })).toBeVisible()
  await expect(again.desk.view(again.t('command.view.invert'))).toHaveAttribute('aria-pressed', 'true')
})
