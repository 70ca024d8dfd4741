// Without a mouse, and with a Korean input method in the way.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { colourPng } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'

/** A key as it arrives while the input method composes: the character is swallowed, the physical key is there. */
async function composedKey(page: Page, code: string): Promise<void> {
  const client = await page.context().newCDPSession(page)
  for (const type of ['rawKeyDown', 'keyUp'] as const)
    await client.send('Input.dispatchKeyEvent', { type, code, key: 'Process', windowsVirtualKeyCode: 229 })
  await client.detach()
}

test('palette, help, tab order and hotkeys work from the keyboard in both languages', async ({ bench }) => {
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'one.png'), 1)
  await colourPng(join(pictures, 'two.png'), 2)
  const project = makeProject(bench.folder, { name: 'keys', pictures: [pictures] })
  const server = await bench.serve({ project })
  const app = await bench.open(server, 'ko')
  const { page, desk } = app
  await desk.shows('one.png')

  await app.command('다각형')
  await expect(desk.tool('polygon')).toHaveAttribute('aria-pressed', 'true')
  // 꺾은선 by its initial consonants.
  await app.command('ㄲㅇㅅ')
  await expect(desk.tool('polyline')).toHaveAttribute('aria-pressed', 'true')
  await app.command('box')
  await expect(desk.tool('box')).toHaveAttribute('aria-pressed', 'true')
  // A hotkey right behind the Enter that closes the palette counts.
  await page.keyboard.press('Control+KeyK')
  await page.getByRole('combobox', { name: app.t('palette.placeholder') }).fill('point')
  await page.getByRole('option', { selected: true }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('KeyV')
  await expect(desk.tool('select')).toHaveAttribute('aria-pressed', 'true')
  await app.command('한국어 / English')
  app.language = 'en'
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(desk.tool('polyline')).toBeVisible()

  await desk.press('F1')
  const help = page.getByRole('dialog', { name: app.t('help.title') })
  await help.getByRole('textbox', { name: app.t('help.filter') }).fill('undo')
  await expect(help.getByText(app.t('command.edit.undo'), { exact: true })).toBeVisible()
  await expect(help.getByText(app.t('command.tool.box'), { exact: true })).toBeHidden()
  await desk.press('Escape')
  await help.waitFor({ state: 'detached' })

  // The letters below are typed with the Korean layout: code says KeyR, the character is swallowed.
  await page.getByRole('application').focus()
  for (const [code, tool] of [
    ['KeyR', 'box'],
    ['KeyP', 'polygon'],
    ['KeyK', 'point'],
    ['KeyV', 'select'],
  ] as const) {
    await composedKey(page, code)
    await expect(desk.tool(tool)).toHaveAttribute('aria-pressed', 'true')
  }
  await composedKey(page, 'KeyD')
  await desk.shows('two.png')
  await composedKey(page, 'KeyA')
  await desk.shows('one.png')

  await desk.press('Control+f')
  await expect(desk.search).toBeFocused()
  await composedKey(page, 'KeyR')
  await page.keyboard.type('two')
  await expect(desk.items).toHaveCount(1)
  await expect(desk.tool('select'), 'typing is not a hotkey').toHaveAttribute('aria-pressed', 'true')
  await desk.press('Escape')
  await expect(desk.items).toHaveCount(2)

  const reached = new Set<string>()
  for (let i = 0; i < 90; i++) {
    await desk.press('Tab')
    const region = await page.evaluate(() => {
      const at = document.activeElement?.closest('header, nav, aside, section, footer')
      return at?.getAttribute('aria-label') ?? at?.tagName.toLowerCase() ?? ''
    })
    reached.add(region)
  }
  const places = ['header', app.t('desk.tools'), app.t('list.title'), app.t('desk.picture'), app.t('panel.title')]
  for (const place of places) expect([...reached]).toContain(place)
})
