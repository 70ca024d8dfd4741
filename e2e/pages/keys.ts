// A person without a mouse: everything is reached with Tab and done with keys.
import { sep } from 'node:path'
import { expect, type Locator } from '@playwright/test'
import type { App } from './app.ts'

/** More stops than any screen has. */
const STOPS = 120

export class Keys {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.app.page.keyboard.press(key)
  }
  /** Tab until it has the focus: what cannot be reached fails here. */
  async reach(target: Locator, back = false): Promise<void> {
    // A radio of a row of choices is there without being seen; its label is.
    await target.first().waitFor({ state: 'attached' })
    for (let i = 0; i < STOPS; i++) {
      if (await target.first().evaluate((e) => e === document.activeElement)) return
      await this.press(back ? 'Shift+Tab' : 'Tab')
    }
    await expect(target.first(), 'reached with Tab').toBeFocused()
  }
  async push(target: Locator): Promise<void> {
    await this.reach(target)
    await this.press('Enter')
  }
  async write(target: Locator, text: string): Promise<void> {
    await this.reach(target)
    await this.app.page.keyboard.insertText(text)
  }
  /** Through the folders by typing their names, then the button below. */
  async folder(title: string, path: string, confirm: string): Promise<void> {
    const { app } = this
    const { root } = app.picker(title)
    const filter = root.getByRole('textbox', { name: app.t('picker.filter') })
    await expect(filter).toBeFocused()
    const steps = path.split(sep).filter(Boolean)
    const crumbs = root.getByRole('navigation')
    const shown = () => root.getByRole('option').evaluateAll((all) => all.map((e) => e.getAttribute('title')))
    const known = async () => {
      const names = await shown()
      return steps.findIndex((step) => names.includes(step))
    }
    // It opens where one was last: up again until the way there is seen.
    await expect(async () => {
      if ((await known()) >= 0) return
      await this.press('Backspace')
      expect(await known()).toBeGreaterThanOrEqual(0)
    }).toPass()
    const from = await known()
    for (const step of steps.slice(from)) {
      await app.page.keyboard.insertText(step)
      await app.picker(title).entry(step).waitFor()
      await this.press('Enter')
      await crumbs.getByRole('button', { name: step, exact: true }).waitFor()
    }
    await this.push(root.getByRole('button', { name: confirm }))
    await root.waitFor({ state: 'hidden' })
  }
  /** The cross of the keys, in steps of ten. */
  async carry(key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown', steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) await this.press(`Shift+${key}`)
  }
}
