// A label schema made, changed in the middle of the work with a merge, looked at, carried out and taken back.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

test('a schema is built from the keyboard, merged in the middle of the work, and the version before comes back', async ({
  bench,
}) => {
  const picture = await colourPng(join(bench.folder, 'pictures', 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'schema', pictures: [picture] })
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app
  await desk.shows('one.png')
  await app.command(t('command.project.classes'))
  await page.getByRole('heading', { level: 1, name: t('command.project.classes') }).waitFor()

  // Without a mouse: names, and one class below the other.
  await page.getByRole('textbox', { name: t('classes.add.name') }).focus()
  for (const name of ['blade', 'knife', 'dagger']) {
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  const tree = page.getByRole('tree', { name: t('classes.list') })
  await tree.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(tree.getByRole('treeitem', { name: 'knife' })).toHaveAttribute('aria-level', '2')
  await app.classes.save(2)

  await app.command(t('command.project.work'))
  await desk.shows('one.png')
  await desk.press('Control+Digit0')
  const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
  // The class by its name: Q, a few letters, Enter.
  await desk.press('q')
  await page.getByRole('combobox', { name: t('labels.search') }).fill('dag')
  await page.keyboard.press('Enter')
  await expect(app.button(/^dagger/)).toHaveAttribute('aria-pressed', 'true')
  await desk.press('r')
  await hand.drag([50, 50], [150, 130])
  await hand.drag([250, 60], [330, 160])
  await desk.saved()

  await app.command(t('command.project.classes'))
  await tree.getByRole('treeitem', { name: 'dagger' }).click()
  await app.button(t('classes.remove')).click()
  await app.button(t('classes.save')).click()
  const preview = page.getByRole('region', { name: t('preview.title') })
  await expect(preview).toContainText(t('case.class-removed', { where: 'dagger' }))
  await expect(preview.getByText('2', { exact: true })).toBeVisible()
  await preview.getByRole('combobox', { name: t('preview.choice') }).click()
  await page.getByRole('option', { name: t('choice.move') }).click()
  await preview.getByRole('combobox', { name: t('preview.to') }).click()
  await page.getByRole('option', { name: 'knife' }).click()
  await app.button(t('preview.save'), preview).click()
  await app
    .message(t('classes.carried', { count: 2 }))
    .first()
    .waitFor()

  await app.command(t('command.project.work'))
  await desk.tab('objects').click()
  await expect(desk.object('knife')).toHaveCount(2)

  await app.command(t('command.project.classes'))
  await app.button(new RegExp(t('classes.versions'))).click()
  await app.button(t('versions.restore')).first().click()
  await expect(page.getByText(t('preview.takenBack', { count: '2' }))).toBeVisible()
  await app.button(t('preview.save')).click()
  await app
    .message(t('classes.carried', { count: 2 }))
    .first()
    .waitFor()
  await app.command(t('command.project.work'))
  await desk.tab('objects').click()
  await expect(desk.object('dagger')).toHaveCount(2)
})
