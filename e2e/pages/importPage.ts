import type { Locator } from '@playwright/test'
import { type App, anyOf } from './app.ts'

export class ImportPage {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  async look(folder: string): Promise<void> {
    const { app } = this
    const { t } = app
    await app.button(t('import.pick')).click()
    const picker = app.picker(t('import.pick'))
    await picker.goTo(folder)
    await picker.confirm(t('import.look'))
  }
  comes(items: number): Locator {
    const { app } = this
    return app.page.getByRole('status').filter({ hasText: anyOf((size) => app.t('import.comes', { items, size })) })
  }
  /** Row of a file that stays out. */
  skipped(file: string): Locator {
    const { app } = this
    return app.page
      .getByRole('table', { name: app.t('import.skippedTable') })
      .getByRole('row')
      .filter({ hasText: file })
  }
  async accept(items: number): Promise<void> {
    const { app } = this
    await app.button(app.t('import.accept', { count: items })).click()
  }
  done(items: number, skipped: number): Locator {
    const { app } = this
    return app.page.getByRole('status').filter({ hasText: app.t('import.done', { items, skipped }) })
  }
  async toWork(): Promise<void> {
    const { app } = this
    await app.button(app.t('import.toWork')).click()
  }
}
