// A person's own keys, look and first steps: at once, and again after a restart.
import { join } from 'node:path'
import { colourPng } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'

test('keys are recorded, taken over and kept for the person; the sheet prints on two pages', async ({ bench }) => {
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'one.png'), 1)
  await colourPng(join(pictures, 'two.png'), 2)
  const project = makeProject(bench.folder, { name: 'hands', pictures: [pictures] })
  const server = await bench.serve({ project })
  const app = await bench.open(server)
  const { page, desk, t } = app
  await desk.shows('one.png')

  await page.keyboard.press('F2')
  const settings = page.getByRole('dialog', { name: t('settings.title') })
  await settings.getByRole('tab', { name: t('settings.part.keys') }).click()
  await settings.getByRole('textbox', { name: t('keys.search') }).fill(t('command.tool.box'))
  await app.button(t('keys.add', { name: t('command.tool.box') }), settings).click()
  await page.keyboard.press('KeyD')
  await expect(settings.getByText(t('keys.taken', { key: 'D', name: t('command.item.next') }))).toBeVisible()
  await app.button(t('keys.takeOver'), settings).click()
  await app.button(t('keys.add', { name: t('command.tool.box') }), settings).click()
  await page.keyboard.press('Escape')
  await expect(settings, 'Escape ends the recording only').toBeVisible()
  await page.keyboard.press('Escape')
  await settings.waitFor({ state: 'detached' })

  await page.keyboard.press('KeyD')
  await expect(desk.tool('box')).toHaveAttribute('aria-pressed', 'true')
  await desk.shows('one.png')
  await page.keyboard.press('PageDown')
  await desk.shows('two.png')

  await page.keyboard.press('F1')
  const sheet = page.getByRole('dialog', { name: t('help.title') })
  await sheet.getByRole('textbox', { name: t('help.filter') }).waitFor()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(pages).toBeGreaterThan(0)
  expect(pages).toBeLessThanOrEqual(2)
  await page.keyboard.press('Escape')

  await page.waitForTimeout(500)
  await server.stop()
  const again = await bench.open(await bench.serve({ project }))
  await again.desk.shows('one.png')
  await again.page.keyboard.press('KeyD')
  await expect(again.desk.tool('box')).toHaveAttribute('aria-pressed', 'true')
})

test('first steps lie beside the picture, once per person, and come back from the menu', async ({ bench }) => {
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'new', pictures: [pictures] })
  const server = await bench.serve({ project, firstRun: true })
  const app = await bench.open(server)
  const { page, desk, t } = app
  await desk.shows('one.png')
  const card = page.getByRole('region', { name: t('command.app.tour') })
  await card.waitFor()
  const [lies, picture] = [await card.boundingBox(), await page.getByRole('application').boundingBox()]
  const apart = lies && picture && (lies.x + lies.width <= picture.x + 1 || lies.x >= picture.x + picture.width - 1)
  expect(apart, 'the card is not over the picture').toBe(true)
  await app.button(t('app.next'), card).click()
  await app.button(t('app.next'), card).click()
  await app.button(t('tour.done'), card).click()
  await card.waitFor({ state: 'detached' })
  await page.waitForTimeout(500)
  await page.reload()
  await desk.shows('one.png')
  await page.waitForTimeout(500)
  await expect(card).toHaveCount(0)
  await app.command(t('command.app.tour'))
  await card.waitFor()
  await app.button(t('tour.skip'), card).click()
  await card.waitFor({ state: 'detached' })
})

test('a box is drawn and submitted with the keyboard alone', async ({ bench }) => {
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'noMouse', pictures: [pictures] })
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk } = app
  await desk.shows('one.png')
  await page.getByRole('application').focus()
  await page.keyboard.press('KeyR')
  await page.keyboard.press('Insert')
  await page.keyboard.press('Insert')
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowRight')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Insert')
  await desk.saved()
  await desk.tab('objects').focus()
  await page.keyboard.press('Enter')
  await expect(desk.undoDepth(1)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(desk.state('one.png', 'submitted')).toBeVisible()
})
