import type { App } from './app.ts'

export class ClassesPage {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  async open(): Promise<void> {
    const { app } = this
    await app.button(app.t('command.project.classes')).first().click()
    await app.page.getByRole('heading', { level: 1, name: app.t('command.project.classes') }).waitFor()
  }
  /** A yes/no attribute on the class that is shown. */
  async addFlag(name: string): Promise<void> {
    const { app } = this
    const { page, t } = app
    await app.button(t('attribute.add')).click()
    await page
      .getByRole('textbox', { name: t('attribute.name') })
      .last()
      .fill(name)
    await page
      .getByRole('combobox', { name: t('attribute.type') })
      .last()
      .click()
    await page.getByRole('option', { name: t('attributeType.flag'), exact: true }).click()
  }
  async save(version: number): Promise<void> {
    const { app } = this
    await app.button(app.t('classes.save')).click()
    await app.message(app.t('classes.saved', { version })).first().waitFor()
  }
}
