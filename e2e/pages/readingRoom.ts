import { expect } from '@playwright/test'
import type { App } from './app.ts'

/** The desk of a mammography case, by its keys and by what its sheet says (in Korean). */
export function readingRoom(app: App) {
  const { page, t } = app
  const row = (name: string) => page.getByRole('radiogroup', { name, exact: true })
  return {
    row,
    said: (name: string, value: string) =>
      expect(row(name).getByRole('radio', { name: value, exact: true })).toBeChecked(),
    place: (slot: string) => page.locator(`[data-place="${slot}"]`),
    press: async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    },
    /** The case is on the desk with its sheet. */
    shows: async (name: string) => {
      await expect(page.getByText(name, { exact: true }).first()).toBeVisible()
      await expect(page.locator('.bar-here')).toHaveText(name)
      await expect(page.getByRole('region', { name: t('case.places') })).toBeVisible()
    },
    /** What follows is filled in, then the density: nobody waits for the screen in between. */
    fills: async (density: string) => {
      await page.keyboard.press('KeyY')
      await page.keyboard.press(density)
    },
    /** Enter; where a view was not seen at 1:1 the program asks, and the same key answers. */
    signsAndGoesTo: async (next: string | null) => {
      const done =
        next === null
          ? page.locator('.desk-state[data-state="submitted"]')
          : page.locator('.bar-here', { hasText: next })
      const question = page.getByRole('alert').getByText(/한 번 더 Enter/)
      await page.keyboard.press('Enter')
      await expect(done.or(question).first()).toBeVisible()
      if (await question.isVisible()) await page.keyboard.press('Enter')
      await expect(done).toBeVisible()
    },
    drawEllipse: async () => {
      const stage = page.getByRole('application')
      await stage.focus()
      await page.keyboard.press('Shift+KeyC')
      // The cross comes with the first arrow, as soon as the view has its place on screen.
      await expect(async () => {
        await page.keyboard.press('ArrowLeft')
        await expect(page.locator('.key-pen').filter({ visible: true })).toHaveCount(1, { timeout: 1000 })
      }).toPass()
      await page.keyboard.press('Insert')
      for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowRight')
      for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Insert')
      await page.keyboard.press('KeyV')
    },
  }
}
