// The screens of the mammography pack, walked on its sample: the case, its clinical values, a sheet before it comes in, the delivery.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CommandId } from '../../src/shared/commands/table.ts'
import type { App } from './app.ts'
import type { Screen } from './screen.ts'

const run = (app: App, id: CommandId): Promise<void> => app.command(app.t(`command.${id}`))
const SHEET = '대체번호,군,수술일,메모\nMG000011,악성,2025-09-01,x\nMG000012,양성,,y\nMG999999,정상,,z\n'

export const mammoScreens: readonly Screen[] = [
  {
    name: 'mammo-desk',
    async go({ app }) {
      await app.page.goto(`${new URL(app.page.url()).origin}/#/`)
      await app.button(app.t('start.new')).waitFor()
      await app.start.sample('mammography').click()
      await app.desk.items.first().waitFor({ timeout: 240_000 })
      await app.page.getByRole('region', { name: app.t('hanging.title') }).waitFor()
    },
  },
  {
    name: 'mammo-clinical',
    async go({ app }) {
      await run(app, 'project.clinical')
      const reveal = app.button(app.t('clinical.reveal'))
      const table = app.page.getByRole('table').first()
      await reveal.or(table).first().waitFor()
      if (await reveal.isVisible()) await reveal.click()
      const variable = app.t('clinical.var.htlg_type_cmnt')
      await app.page.getByRole('combobox', { name: new RegExp(`MG000011, ${variable}`) }).focus()
      await app.page.getByText(app.t('clinical.now'), { exact: true }).first().waitFor()
    },
  },
  {
    name: 'mammo-sheet',
    async go({ app, pictures }) {
      const folder = dirname(pictures)
      writeFileSync(join(folder, 'sheet.csv'), SHEET)
      await app.button(app.t('clinical.pick')).click()
      const picker = app.picker(app.t('clinical.pick'))
      await picker.goTo(folder)
      await picker.entry('sheet.csv').dblclick()
      await app.page.getByRole('heading', { name: app.t('clinical.columns') }).waitFor()
    },
    leave: ({ app }) => app.button(app.t('app.cancel')).click(),
  },
  {
    name: 'mammo-export',
    async go({ app }) {
      await app.export.open()
      await app.page.getByRole('group', { name: app.t('export.choices') }).waitFor()
      await app.page.getByRole('heading', { level: 2 }).first().waitFor()
    },
  },
]
