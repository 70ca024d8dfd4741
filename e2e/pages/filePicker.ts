import { sep } from 'node:path'
import type { Locator } from '@playwright/test'
import type { App } from './app.ts'

export class FilePicker {
  readonly app: App
  readonly root: Locator
  constructor(app: App, root: Locator) {
    this.app = app
    this.root = root
  }

  entry(name: string): Locator {
    return this.root.getByRole('option').filter({ has: this.app.page.getByText(name, { exact: true }) })
  }

  /** Walks there as a person would: from the places of this computer, folder by folder. */
  async goTo(path: string): Promise<void> {
    const { root, app } = this
    const filter = root.getByRole('textbox', { name: app.t('picker.filter') })
    await app.button(app.t('picker.roots'), root).click()
    await root.getByRole('option').first().waitFor()
    const steps = path.split(sep).filter(Boolean)
    const names = await root.getByRole('option').evaluateAll((all) => all.map((e) => e.getAttribute('title')))
    const from = steps.findIndex((step) => names.includes(step))
    if (from < 0) throw new Error(`no place leads to ${path}: ${names.join(', ')}`)
    for (const step of steps.slice(from)) {
      await filter.fill(step)
      await this.entry(step).dblclick()
      await root.getByRole('navigation').getByRole('button', { name: step, exact: true }).waitFor()
    }
  }

  async makeFolder(name: string): Promise<void> {
    const { root, app } = this
    await app.button(app.t('picker.newFolder'), root).click()
    await root.getByRole('textbox', { name: app.t('picker.folderName') }).fill(name)
    await app.button(app.t('picker.make'), root).click()
    await root.getByRole('navigation').getByRole('button', { name, exact: true }).waitFor()
  }

  async confirm(words: string): Promise<void> {
    await this.app.button(words, this.root).click()
    await this.root.waitFor({ state: 'hidden' })
  }
}
