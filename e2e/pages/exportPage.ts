import type { Locator } from '@playwright/test'
import type { App } from './app.ts'

export class ExportPage {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  async open(): Promise<void> {
    const { app } = this
    await app.button(app.t('command.project.export')).first().click()
    await app.page.getByRole('heading', { level: 1, name: app.t('command.project.export') }).waitFor()
  }
  contains(items: number, annotations: number): Locator {
    const { app } = this
    return app.page.getByRole('heading', { name: app.t('export.contains', { items, annotations }) })
  }
  /** Something that does not fit, with its count. */
  loss(sentence: string): Locator {
    return this.app.page.getByRole('group').filter({ hasText: sentence })
  }
  async into(parent: string, name: string): Promise<void> {
    const { app } = this
    const { t } = app
    await app.button(t('export.folder.pick')).click()
    const picker = app.picker(t('export.folder.pick'))
    await picker.goTo(parent)
    await picker.makeFolder(name)
    await picker.confirm(t('export.folder.confirm'))
  }
  async run(lossy: boolean): Promise<void> {
    const { app } = this
    await app.button(app.t(lossy ? 'export.accept' : 'export.run'), app.page.getByRole('main')).click()
  }
  /** Read again and all equal. */
  equal(): Locator {
    return this.app.page.getByText(this.app.t('export.compared.ok'))
  }
}
