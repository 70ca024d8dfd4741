// The screens of the security X-ray pack, walked on its sample: console, materials, self-check, inspection, settings.
import type { CommandId } from '../../src/shared/commands/table.ts'
import type { App } from './app.ts'
import type { Screen } from './screen.ts'

/** Submitted without a verdict; drawn and not yet handed in; excluded. */
const SUBMITTED = 'Hammer/Multiple_Categories'
const DRAWN = 'Power_bank/Multiple_Categories'

const run = (app: App, id: CommandId): Promise<void> => app.command(app.t(`command.${id}`))
const canvas = (app: App) => app.page.getByRole('application').first()
const opened = async (app: App, part: string): Promise<void> => {
  await app.desk.search.fill(part)
  await app.page.getByRole('option', { name: new RegExp(part) }).click()
  await app.page.getByRole('application', { name: new RegExp(part) }).waitFor()
  await app.desk.search.fill('')
  await canvas(app).focus()
}
const asked = (app: App, title: string) => app.page.getByRole('region', { name: title })
const left = async ({ app }: { app: App }): Promise<void> => {
  await app.page.keyboard.press('Escape')
}

export const securityScreens: readonly Screen[] = [
  {
    name: 'xray-desk',
    async go({ app }) {
      await app.page.goto(`${new URL(app.page.url()).origin}/#/`)
      await app.button(app.t('start.new')).waitFor()
      await app.start.sample('xray-security').click()
      await app.desk.items.first().waitFor({ timeout: 240_000 })
      await app.page.getByRole('application').waitFor()
      await opened(app, DRAWN)
    },
  },
  {
    name: 'xray-object',
    async go({ app }) {
      await app.desk.tab('objects').click()
      await app.desk.objects.first().click()
      await app.page.getByText(app.t('xray.shares.estimate')).waitFor()
    },
  },
  {
    name: 'xray-labels',
    go: ({ app }) => app.desk.tab('labels').click(),
  },
  {
    name: 'xray-item',
    go: ({ app }) => app.desk.tab('item').click(),
  },
  {
    name: 'xray-range',
    async go({ app }) {
      await canvas(app).focus()
      await app.page.keyboard.press('F8')
      await app.page.getByRole('group', { name: app.t('xray.range') }).waitFor()
    },
    async leave({ app }) {
      await app.page.keyboard.press('Space')
    },
  },
  {
    name: 'xray-class-picker',
    async go({ app }) {
      await canvas(app).focus()
      await app.page.keyboard.press('q')
      await app.page.getByRole('combobox', { name: app.t('labels.search') }).fill('ㅋ')
    },
    leave: left,
  },
  {
    name: 'xray-submit',
    async go({ app }) {
      await canvas(app).focus()
      await app.page.keyboard.press('Control+Enter')
      await asked(app, app.t('check.submit')).waitFor()
    },
    leave: left,
  },
  {
    name: 'xray-exclude',
    async go({ app }) {
      await canvas(app).focus()
      await app.page.keyboard.press('Shift+Delete')
      await asked(app, app.t('exclude.title')).waitFor()
    },
    leave: left,
  },
  {
    name: 'xray-return',
    async go({ app }) {
      await opened(app, SUBMITTED)
      await app.page.keyboard.press('Control+a')
      await app.page.keyboard.press('Control+Shift+Enter')
      await asked(app, app.t('return.title')).waitFor()
    },
  },
  {
    name: 'xray-returned',
    async go({ app }) {
      await app.page.keyboard.press('5')
      await app.page.keyboard.press('Enter')
      await asked(app, app.t('note.open')).waitFor()
    },
  },
  {
    name: 'xray-review',
    async go({ app }) {
      await run(app, 'project.review')
      await app.page.getByRole('heading', { level: 1, name: app.t('command.project.review') }).waitFor()
      await app.page.getByText(/\S/).first().waitFor()
    },
  },
  {
    name: 'xray-names',
    async go({ app }) {
      await run(app, 'project.names')
      await app.page.getByRole('heading', { level: 1, name: app.t('command.project.names') }).waitFor()
    },
  },
  {
    name: 'xray-field',
    async go({ app }) {
      await run(app, 'project.field')
      await app.page.getByRole('heading', { level: 1, name: app.t('command.project.field') }).waitFor()
    },
  },
  {
    name: 'xray-overview',
    go: ({ app }) => app.overview.open(),
  },
]
