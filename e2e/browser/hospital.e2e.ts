// A reader at a hospital PC: a disc is put in, its series scrolled, the window set, a finding measured, the header read, and
// the patient covered before somebody looks over the shoulder.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDirectory, buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const SIZE = 200
const SLICES = 8
const NAME = '홍길동'

function makeDisc(folder: string): string {
  const disc = join(folder, 'disc')
  mkdirSync(join(disc, 'ct'), { recursive: true })
  const names = Array.from({ length: SLICES }, (_, i) => `im${i + 1}`)
  for (const [i, name] of names.entries())
    writeFileSync(
      join(disc, 'ct', name),
      buildSlice({
        series: '4',
        instance: i + 1,
        z: i * 2.5,
        size: SIZE,
        more: [
          ['00080080', 'LO', Buffer.from('한빛병원')],
          ['00080008', 'CS', 'DERIVED\\SECONDARY'],
          ['00101010', 'AS', '054Y'],
          ['00100040', 'CS', 'F'],
          ['00190010', 'LO', 'MAKER 1'],
          ['00191001', 'LO', 'only the maker knows'],
          ['00280030', 'DS', '0.5\\0.25'],
          ['00281050', 'DS', '40\\-600'],
          ['00281051', 'DS', '400\\1500'],
          ['00281055', 'LO', 'SOFT\\LUNG'],
          ['00281052', 'DS', '-1024'],
          ['00281053', 'DS', '1'],
          ['00282110', 'CS', '01'],
          ['00282112', 'DS', '12.4'],
        ],
      }),
    )
  writeFileSync(join(disc, 'DICOMDIR'), buildDirectory(names.map((name) => ['CT', name.toUpperCase()])))
  return disc
}

test('a disc is read: scrolled, windowed, measured, looked into, and covered', async ({ bench }) => {
  const disc = makeDisc(bench.folder)
  const project = makeProject(bench.folder, { name: 'hospital', pictures: [] })
  const app = await bench.open(await bench.serve({ project }), 'ko')
  const { page, desk, t } = app
  await app.button(t('command.project.import')).first().click()
  await app.import.look(disc)
  await expect(app.import.comes(1)).toBeVisible()
  await app.import.accept(1)
  await expect(app.import.done(1, 0)).toBeVisible()
  await app.import.toWork()
  await desk.shows('ct')

  const patient = page.getByRole('region', { name: t('patient.title') })
  await expect(patient).toContainText(NAME)
  for (const part of ['P-001', '54세', '2026-01-02', 'CT', '한빛병원']) await expect(patient).toContainText(part)
  const badges = page.getByRole('list', { name: t('badge.title') })
  await expect(badges).toContainText(`${t('badge.lossy')} 12:1`)
  await expect(badges).toContainText(t('badge.derived'))

  // Letters go round with the picture.
  const side = (edge: 'left' | 'top', letter: string) =>
    page.getByRole('img', { name: t(`side.${edge}`, { side: letter }), exact: true })
  await expect(side('left', 'R')).toBeVisible()
  await expect(side('top', 'A')).toBeVisible()
  await page.getByRole('application').first().focus()
  await desk.press('Control+r')
  await expect(side('left', 'P')).toBeVisible()
  await expect(side('top', 'R')).toBeVisible()
  await desk.press('Home')
  await expect(side('top', 'A')).toBeVisible()

  const bar = page.getByRole('slider', { name: t('desk.frameBar') })
  for (let i = 0; i < 3; i++) await desk.press('Period')
  await expect(bar).toHaveAttribute('aria-valuenow', '4')

  // Windows by name, by key, by numbers; the file's own come with their explanations.
  const width = page.getByRole('textbox', { name: t('desk.windowWidth') })
  await app.button(t('window.menu')).click()
  await page.getByRole('menuitemradio', { name: /LUNG/ }).click()
  await expect(width).toHaveValue('1500')
  await page.getByRole('application').first().focus()
  await desk.press('Alt+Digit6')
  await expect(width).toHaveValue('1800')
  await width.fill('350')
  await page.keyboard.press('Enter')
  await expect(width).toHaveValue('350')
  await page.getByRole('application').first().focus()
  await desk.press('Alt+Digit1')
  await expect(width).toHaveValue('')

  // 100 pixels across of 0.25 mm each.
  await desk.press('Control+Digit0')
  await desk.press('m')
  const hand = new Hand(app, { width: SIZE, height: SIZE })
  await hand.drag([50, 100], [150, 100])
  await desk.saved()
  const facts = page.getByRole('region', { name: t('selected.title') })
  await expect(facts).toContainText('25.00 mm')
  await expect(facts).toContainText(t('spacing.pixel-spacing'))

  await page.keyboard.press('Escape')
  await desk.press('Alt+KeyI')
  const tree = page.getByRole('tree', { name: t('header.title') })
  const search = page.getByRole('searchbox', { name: t('header.search') })
  await search.fill('길동')
  const line = tree.getByRole('treeitem').filter({ hasText: 'Patient Name' })
  await expect(line).toContainText(`Hong^Gildong=洪^吉洞=홍^길동`)
  await search.fill('maker knows')
  await expect(tree.getByRole('treeitem').filter({ hasText: 'only the maker knows' })).toContainText(
    t('header.privateShort'),
  )
  await search.fill('길동')
  await line.click()
  await expect(page.getByRole('region', { name: t('header.chosen') })).toContainText('(0010,0010)')

  const mask = page.getByRole('button', { name: t('command.view.patientMask') })
  await page.getByRole('application').first().focus()
  await desk.press('Alt+Shift+KeyP')
  await expect(mask).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(NAME)).toHaveCount(0)
  await expect(page.getByText(/길동/)).toHaveCount(0)
  await expect(patient).toContainText(t('patient.masked'))
  await page.waitForTimeout(600)
  await page.reload()
  await desk.shows('ct')
  await expect(patient).toContainText(t('patient.masked'))
})
