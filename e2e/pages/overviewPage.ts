import type { Locator } from '@playwright/test'
import type { App } from './app.ts'

export class OverviewPage {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  async open(): Promise<void> {
    const { app } = this
    await app.button(app.t('command.project.overview')).first().click()
    await app.page.getByRole('heading', { level: 2, name: app.t('overview.safety') }).waitFor()
  }
  async relocate(folder: string): Promise<void> {
    const { app } = this
    const { t } = app
    await app.button(t('overview.relocate')).click()
    const picker = app.picker(t('overview.relocate.pick'))
    await picker.goTo(folder)
    await picker.confirm(t('overview.relocate.confirm'))
  }
  relocated(count: number, missing: number): Locator {
    return this.app.page
      .getByRole('status')
      .filter({ hasText: this.app.t('overview.relocate.done', { count, missing }) })
  }
}
