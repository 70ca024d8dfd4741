// The clinical sheet by keys: values are asked for, a sheet with a column nobody can guess comes in, a value is corrected and
// dated, and everything is taken back.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'

function makeCases(folder: string): string {
  for (let n = 1; n <= 3; n++) {
    mkdirSync(join(folder, 'in', `c${n}`), { recursive: true })
    writeFileSync(
      join(folder, 'in', `c${n}`, 'RCC.dcm'),
      buildSlice({
        series: '1',
        instance: n,
        modality: 'MG',
        size: 64,
        uid: `1.2.3.4.${n}`,
        replace: { '0020000d': ['UI', `1.2.3.${n}`], '00100020': ['LO', `P${n}`] },
        more: [
          ['00185101', 'CS', 'CC'],
          ['00200062', 'CS', 'R'],
        ],
      }),
    )
  }
  return join(folder, 'in')
}

test('a clinical sheet comes in, is corrected by keys and taken back', async ({ bench }) => {
  const project = makeProject(bench.folder, {
    name: 'mammo',
    domain: 'mammography',
    pictures: [makeCases(bench.folder)],
  })
  writeFileSync(join(bench.folder, 'sheet.csv'), '연번호,군,BI-RADS\nP1,악성,5\nP2,정상,2\nP9,정상,1\n')
  const app = await bench.open(await bench.serve({ project }), 'ko')
  const { page, t } = app
  await page.getByRole('region', { name: t('hanging.title') }).waitFor()
  await app.command(t('command.project.clinical'))
  await app.button(t('clinical.reveal')).click()
  const cell = (item: string, variable: 'grp' | 'recvid' | 'both1') =>
    page.getByLabel(t('clinical.cell', { item, variable: t(`clinical.var.${variable}`) }))
  await expect(cell('c1', 'grp')).toHaveValue('')

  await app.button(t('clinical.pick')).click()
  const picker = app.picker(t('clinical.pick'))
  await picker.goTo(bench.folder)
  await picker.entry('sheet.csv').dblclick()
  // The number has a name that says nothing: a person says it.
  await page.getByText(t('clinical.keyless')).waitFor()
  await page.getByLabel(t('clinical.variable.of', { header: '연번호' })).selectOption('recvid')
  await page.getByText(t('clinical.would', { rows: 3, matched: 2, changed: 2, values: 6 })).waitFor()
  await page.getByText(t('clinical.unmatched', { count: 1 })).click()
  await page.getByText(t('clinical.unmatched.row', { row: 4, id: 'P9' })).waitFor()
  await app.button(t('clinical.apply', { count: 6 })).click()
  await page.getByText(t('clinical.applied', { changed: 2, values: 6 })).waitFor()

  // BI-RADS 2 does not fit a normal patient: corrected without the mouse.
  await cell('c1', 'grp').focus()
  await page.keyboard.press('ArrowDown')
  await expect(cell('c2', 'grp')).toBeFocused()
  const detail = page.getByRole('complementary', { name: t('clinical.detail') })
  await expect(detail).toContainText('BI-RADS 2')
  await page.keyboard.type('양성')
  await page.keyboard.press('Enter')
  await expect(cell('c3', 'grp')).toBeFocused()
  await expect(cell('c2', 'grp')).toHaveValue('양성')
  await page.keyboard.press('ArrowUp')
  await expect(detail).not.toContainText('BI-RADS 2은')
  const history = detail.getByRole('list', { name: t('clinical.history') }).getByRole('listitem')
  await expect(history.nth(0)).toContainText('양성')
  await expect(history.nth(0)).toContainText(t('clinical.history.hand'))
  await expect(history.nth(1)).toContainText('정상')
  await expect(history.nth(1)).toContainText('sheet.csv')

  await page.keyboard.press('Control+z')
  await expect(cell('c2', 'grp')).toHaveValue('정상')
  await page.reload()
  await expect(cell('c1', 'grp')).toHaveValue('악성')
  await app.button(t('clinical.run.undoOf', { sheet: 'sheet.csv' })).click()
  // What was written by hand after it stays.
  await page.getByText(t('clinical.run.kept', { kept: 1 })).waitFor()
  await expect(cell('c1', 'grp')).toHaveValue('')
  await expect(cell('c2', 'grp')).toHaveValue('정상')
})
