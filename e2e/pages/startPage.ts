import type { Locator } from '@playwright/test'
import { packs } from '../../src/shared/domains/index.ts'
import type { App } from './app.ts'

export class StartPage {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  /** The button that opens the sample of a field. */
  sample(domain: string): Locator {
    const { app } = this
    const name = app.t('start.sample.of', { field: packs[domain]?.title[app.language] ?? domain })
    return app.button(new RegExp(`^${name}`))
  }

  async newProject(plan: { name: string; folder: string; classes: readonly string[]; person: string; login: string }) {
    const { app } = this
    const { page, t } = app
    await app.button(t('start.new')).click()
    const wizard = page.getByRole('dialog', { name: t('wizard.title') })
    await wizard.getByRole('textbox', { name: t('wizard.name') }).fill(plan.name)
    await app.button(t('wizard.folder.pick'), wizard).click()
    const picker = app.picker(t('wizard.folder.pick'))
    await picker.goTo(plan.folder)
    await picker.confirm(t('wizard.folder.confirm'))
    await wizard.getByText(t('wizard.classes.list'), { exact: true }).click()
    await wizard.getByRole('textbox', { name: t('wizard.classes.list.label') }).fill(plan.classes.join('\n'))
    await wizard.getByText(t('wizard.classes.found', { count: plan.classes.length })).waitFor()
    await wizard.getByRole('textbox', { name: t('wizard.user.name'), exact: true }).fill(plan.person)
    await wizard.getByRole('textbox', { name: t('wizard.user.login') }).fill(plan.login)
    await app.button(t('wizard.create'), wizard).click()
    await page.getByRole('heading', { name: t('desk.empty') }).waitFor()
  }
}
