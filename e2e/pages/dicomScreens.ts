// What stands around a DICOM picture: patient, warnings, letters, header, windows by name.
import type { CommandId } from '../../src/shared/commands/table.ts'
import type { App } from './app.ts'
import type { Screen } from './screen.ts'

const DICOM = 'breast.dcm'

const run = (app: App, id: CommandId): Promise<void> => app.command(app.t(`command.${id}`))
const canvas = (app: App) => app.page.getByRole('application').first()

export const dicomScreens: readonly Screen[] = [
  {
    name: 'dicom',
    async go({ app, dicom }) {
      await run(app, 'project.import')
      await app.import.look(dicom)
      await app.import.accept(1)
      await app.import.done(1, 0).waitFor()
      await app.import.toWork()
      await app.desk.item(DICOM).click()
      await app.desk.shows(DICOM)
      await app.page.getByRole('region', { name: app.t('patient.title') }).waitFor()
    },
  },
  {
    name: 'dicom-header',
    async go({ app }) {
      await canvas(app).focus()
      await run(app, 'panel.header')
      const tree = app.page.getByRole('tree', { name: app.t('header.title') })
      await tree.getByRole('treeitem').filter({ hasText: 'Patient Name' }).click()
    },
  },
  {
    name: 'dicom-header-search',
    async go({ app }) {
      await app.page.getByRole('searchbox', { name: app.t('header.search') }).fill('maker')
    },
  },
  {
    name: 'dicom-masked',
    async go({ app }) {
      await run(app, 'view.patientMask')
      await app.page.getByText(app.t('patient.masked')).waitFor()
    },
    leave: ({ app }) => run(app, 'view.patientMask'),
  },
  {
    name: 'dicom-windows',
    async go({ app }) {
      await app.button(app.t('window.menu')).click()
      await app.page.getByRole('menuitemradio').first().waitFor()
    },
    async leave({ app }) {
      await app.page.keyboard.press('Escape')
      await app.page.getByRole('menu').waitFor({ state: 'detached' })
    },
  },
]
