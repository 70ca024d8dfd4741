// A case of four views: hung on opening, stepped through by keys, a lesion drawn in the view under the pointer, the case looked at again.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import { mammogramCase } from '../../src/main/sample/mammogram/case.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'

const VIEWS = { RCC: 'P\\L', LCC: 'A\\R', RMLO: 'P\\FL', LMLO: 'A\\FR' } as const
type View = keyof typeof VIEWS

function makeCase(folder: string): string {
  const out = join(folder, 'in', '10001')
  mkdirSync(out, { recursive: true })
  for (const [i, view] of (Object.keys(VIEWS) as View[]).entries())
    writeFileSync(
      join(out, `${i}.dcm`),
      buildSlice({
        series: '1',
        instance: i + 1,
        modality: 'MG',
        size: 200,
        more: [
          ['00185101', 'CS', view.slice(1)],
          ['00200020', 'CS', VIEWS[view]],
          ['00200062', 'CS', view[0] ?? ''],
          ['00280030', 'DS', '0.1\\0.1'],
        ],
      }),
    )
  return join(folder, 'in')
}

test('a case hangs, is stepped through by keys, and a lesion lands on the view under the pointer', async ({
  bench,
}) => {
  const project = makeProject(bench.folder, {
    name: 'mammo',
    domain: 'mammography',
    pictures: [makeCase(bench.folder)],
  })
  const app = await bench.open(await bench.serve({ project }), 'ko')
  const { page, t } = app
  const hanging = page.getByRole('region', { name: t('hanging.title') })
  const cell = (view: View) => hanging.getByRole('button', { name: t('hanging.open', { view }) })
  const tab = (name: string) => page.getByRole('toolbar', { name: t('views.title') }).getByRole('button', { name })
  const cells = async (wanted: readonly View[]) => {
    for (const view of Object.keys(VIEWS) as View[])
      if (wanted.includes(view)) await expect(cell(view)).toBeVisible()
      else await expect(cell(view)).toHaveCount(0)
  }

  await cells(['RCC', 'LCC', 'RMLO', 'LMLO'])
  await page.keyboard.press('Alt+PageDown')
  await cells(['RCC', 'LCC'])
  await page.keyboard.press('Alt+PageDown')
  await cells(['RMLO', 'LMLO'])
  await page.keyboard.press('Alt+PageDown')
  await expect(hanging).toHaveCount(0)
  await expect(tab('RCC')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Alt+Home')
  await cells(['RCC', 'LCC', 'RMLO', 'LMLO'])

  // Right views lie left of the middle line, upper row above lower row.
  const [rcc, lcc, lmlo] = await Promise.all((['RCC', 'LCC', 'LMLO'] as const).map((v) => cell(v).boundingBox()))
  expect(rcc!.x + rcc!.width).toBeCloseTo(lcc!.x, 0)
  expect(lcc!.y).toBeLessThan(lmlo!.y)

  await cell('LMLO').hover()
  await page.keyboard.press('Shift+KeyC')
  await expect(tab('LMLO')).toHaveAttribute('aria-pressed', 'true')
  const stage = page.getByRole('application')
  const box = (await stage.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x - 40, y - 40)
  await page.mouse.down()
  await page.mouse.move(x + 40, y + 40, { steps: 4 })
  await page.mouse.up()
  const marked = (view: View) => tab(view).locator('.tab-count')
  await expect(marked('LMLO')).toHaveText('1')
  await expect(marked('RCC')).toHaveCount(0)
  // Where it was marked it is, also after another look.
  await page.keyboard.press('KeyV')
  await page.keyboard.press('Alt+Home')
  await page.reload()
  await expect(marked('LMLO')).toHaveText('1')
})

/** Three examinations of one woman; in the last one a view is stored the other way round than its header says. */
function makeStudies(folder: string): string {
  for (const [year, faults] of [
    ['2023', []],
    ['2024', []],
    ['2025', ['flipped']],
  ] as const)
    for (const view of mammogramCase(4242, { rows: 1040, columns: 800, vendor: 'plain', faults }).views) {
      const out = join(folder, 'in', year)
      mkdirSync(out, { recursive: true })
      const bytes = Buffer.from(view.dicom)
      // Another study on another day: the same woman.
      const date = bytes.indexOf('20250')
      bytes.write(year, date, 'latin1')
      for (let at = bytes.indexOf('2.25.800'); at >= 0; at = bytes.indexOf('2.25.800', at + 1))
        bytes.write(`2.25.80${Number(year) - 2022}`, at, 'latin1')
      writeFileSync(join(out, view.file), bytes)
    }
  return join(folder, 'in')
}

test('a view stored wrongly hangs right with a mark, is seen place by place at 1:1, and the earlier examination hangs beside; a second window follows', async ({
  bench,
}) => {
  const project = makeProject(bench.folder, {
    name: 'mammo',
    domain: 'mammography',
    pictures: [makeStudies(bench.folder)],
  })
  const app = await bench.open(await bench.serve({ project }), 'en')
  const { page, t } = app
  const hanging = page.getByRole('region', { name: t('hanging.title') })
  const tabs = page.getByRole('toolbar', { name: t('views.title') })
  const cells = hanging.getByRole('button')
  await expect(page.locator('.bar-here')).toHaveText('2023')
  await page.keyboard.press('KeyD')
  await page.keyboard.press('KeyD')
  await expect(page.locator('.bar-here')).toHaveText('2025')
  await expect(hanging.getByText(t('hanging.by.contradicted'))).toHaveCount(1)
  await expect(cells).toHaveCount(4)

  // The newest earlier study is the last stop, as soon as it is known; going backwards it is the first. The others are one key away.
  await expect(tabs.getByRole('button', { name: t('hanging.priors') })).toBeVisible()
  await page.keyboard.press('Alt+PageUp')
  await expect(cells).toHaveCount(8)
  const prior = (year: string) => hanging.getByText(new RegExp(`^RCC prior ${year}`))
  await expect(prior('2024')).toBeVisible()
  await page.keyboard.press('Alt+Shift+KeyE')
  await expect(prior('2023')).toBeVisible()
  await tabs.getByRole('combobox', { name: t('prior.choose') }).selectOption({ index: 0 })
  await expect(prior('2024')).toBeVisible()
  const [second] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Shift+KeyJ')])
  await expect(second.getByRole('region', { name: t('hanging.title') }).getByRole('button')).toHaveCount(8)

  await page.keyboard.press('Alt+Home')
  for (let i = 0; i < 3; i++) await page.keyboard.press('Alt+PageDown')
  await expect(tabs.getByRole('button', { name: 'RCC' })).toHaveAttribute('aria-pressed', 'true')
  const place = (index: number) => page.getByText(new RegExp(`1:1 place ${index}/`))
  const written = page.waitForResponse((r) => r.url().endsWith('/rpc/cases.cover') && r.ok())
  await page.keyboard.press('Alt+PageDown')
  await expect(place(1)).toBeVisible()
  // What was seen is kept.
  const share = tabs.getByRole('button', { name: /RCC.*1:1 \d+ %/ })
  await expect(share).toBeVisible()
  await written
  await page.reload()
  await expect(share).toBeVisible()

  // Another case in the first window is another case in the second.
  await page.keyboard.press('KeyA')
  await expect(second.getByText('2024', { exact: true })).toBeVisible()
  await second.close()
})
