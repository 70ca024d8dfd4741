// A case of four views: hung on opening, stepped through by keys, a lesion drawn in the view under the pointer, the case looked at again.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
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
  await expect(tab('LMLO')).toContainText('1')
  await expect(tab('RCC')).not.toContainText('1')
  // Where it was marked it is, also after another look.
  await page.keyboard.press('KeyV')
  await page.keyboard.press('Alt+Home')
  await page.reload()
  await expect(tab('LMLO')).toContainText('1')
})
