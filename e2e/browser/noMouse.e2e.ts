// The whole way of a project without a mouse, in Korean, on a small screen: from the start screen to a checked delivery.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cocoOf } from '../harness/coco.ts'
import { colourPng } from '../harness/pictures.ts'
import { expect, test } from '../harness/story.ts'
import { Keys } from '../pages/keys.ts'

const FLAG = '가려짐'

test('a project is made, drawn in, submitted and delivered with the keyboard alone', async ({ bench }) => {
  test.slow()
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'bag.png'), 1)
  for (const folder of ['projects', 'out']) mkdirSync(join(bench.folder, folder))
  const app = await bench.open(await bench.serve(), 'ko')
  const { page, desk, t } = app
  const keys = new Keys(app)
  await page.setViewportSize({ width: 1280, height: 720 })
  let pointers = 0
  await page.exposeFunction('pointerSeen', () => {
    pointers++
  })
  await page.evaluate(() =>
    addEventListener('pointerdown', () => (globalThis as unknown as { pointerSeen(): void }).pointerSeen(), true),
  )

  await keys.push(app.button(t('start.new')))
  const wizard = page.getByRole('dialog', { name: t('wizard.title') })
  await expect(wizard.getByRole('textbox', { name: t('wizard.name') }), 'the first field waits').toBeFocused()
  await page.keyboard.insertText('가방 검사')
  await keys.push(app.button(t('wizard.folder.pick'), wizard))
  await keys.folder(t('wizard.folder.pick'), join(bench.folder, 'projects'), t('wizard.folder.confirm'))
  await expect(app.button(t('wizard.folder.pick'), wizard), 'the focus is back where it was').toBeFocused()
  await keys.reach(wizard.getByRole('radio', { name: t('wizard.classes.none') }))
  await keys.press('ArrowRight')
  await keys.write(wizard.getByRole('textbox', { name: t('wizard.classes.list.label') }), '칼\n병')
  await keys.write(wizard.getByRole('textbox', { name: t('wizard.user.name'), exact: true }), '김판독')
  await keys.push(app.button(t('wizard.create'), wizard))

  await keys.push(app.button(t('command.project.classes')))
  await page.getByRole('heading', { level: 1, name: t('command.project.classes') }).waitFor()
  await keys.push(app.button(t('attribute.add')))
  await keys.write(page.getByRole('textbox', { name: t('attribute.name') }), FLAG)
  const type = page.getByRole('combobox', { name: t('attribute.type') })
  await keys.reach(type)
  await keys.press('Enter')
  const flag = page.getByRole('option', { name: t('attributeType.flag'), exact: true })
  await flag.waitFor()
  for (let i = 0; i < 12 && (await type.inputValue()) !== t('attributeType.flag'); i++) {
    await keys.press('ArrowDown')
    if ((await flag.getAttribute('data-combobox-selected')) !== null) await keys.press('Enter')
  }
  await expect(type).toHaveValue(t('attributeType.flag'))
  await keys.push(app.button(t('classes.save')))
  await app
    .message(t('classes.saved', { version: 2 }))
    .first()
    .waitFor()

  await keys.press('Control+i')
  await keys.push(app.button(t('import.pick')))
  await keys.folder(t('import.pick'), pictures, t('import.look'))
  await expect(app.import.comes(1)).toBeVisible()
  await keys.push(app.button(t('import.accept', { count: 1 })))
  await expect(app.import.done(1, 0)).toBeVisible()
  await keys.push(app.button(t('import.toWork')))

  await desk.shows('bag.png')
  await keys.reach(page.getByRole('application'))
  await keys.press('r', '1')
  await keys.carry('ArrowLeft', 12)
  await keys.press('Insert')
  await keys.carry('ArrowRight', 6)
  await keys.carry('ArrowDown', 6)
  await keys.press('Insert')
  await desk.saved()
  // The tool down, the box no longer chosen: now the arrows are free for the cross again.
  await keys.press('Escape', 'Escape', 'p', '2')
  await keys.carry('ArrowRight', 6)
  await keys.press('Insert')
  await keys.carry('ArrowRight', 8)
  await keys.press('Insert')
  await keys.carry('ArrowUp', 8)
  await keys.press('Insert', 'Enter')
  await desk.saved()
  await keys.press('v', 'Alt+w')
  await expect(desk.objects).toHaveCount(2)

  await keys.reach(desk.object('병').getByRole('button'))
  await keys.press('ArrowDown')
  await expect(desk.selected).toContainText(['칼'])
  const attribute = page.getByRole('switch', { name: FLAG })
  await keys.reach(attribute)
  await keys.press('Space')
  await expect(attribute).toBeChecked()
  await desk.saved()
  await keys.press('Control+Enter')
  await expect(desk.state('bag.png', 'submitted')).toBeVisible()

  await keys.press('Control+e')
  await expect(app.export.contains(1, 2)).toBeVisible()
  await keys.push(app.button(t('export.folder.pick')))
  await keys.folder(t('export.folder.pick'), join(bench.folder, 'out'), t('export.folder.confirm'))
  await keys.push(app.button(t('export.run'), page.getByRole('main')))
  await expect(app.export.equal()).toBeVisible()
  const file = join(bench.folder, 'out', 'annotations', 'instances_default.json')
  const found = cocoOf(readFileSync(file, 'utf8')).of('bag.png')
  expect(found.map((a) => [a.name, a.attributes])).toEqual([
    ['칼', true],
    ['병', undefined],
  ])
  expect(pointers, 'no mouse was needed').toBe(0)
})
