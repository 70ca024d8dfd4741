// A presentation state came with a slice: it is chosen, shows the slice as it says, and is put aside again.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import { type BuiltElement, concat, dataSet, EXPLICIT, meta } from '../../src/main/imaging/dicom/writeDataSet.ts'
import { expect, test } from '../harness/story.ts'

const UID = '1.2.3.4.99'
const STATE = '1.2.840.10008.5.1.4.1.1.11.1'

function presentationState(): Uint8Array {
  const elements: BuiltElement[] = [
    ['00080016', 'UI', STATE],
    ['00081115', 'SQ', [[['00081140', 'SQ', [[['00081155', 'UI', UID]]]]]]],
    [
      '00283110',
      'SQ',
      [
        [
          ['00281050', 'DS', '700'],
          ['00281051', 'DS', '1500'],
        ],
      ],
    ],
    ['00700041', 'CS', 'Y'],
    ['00700042', 'US', [90]],
    ['00700080', 'CS', 'BONE'],
    ['20500020', 'CS', 'INVERSE'],
    ['00181600', 'CS', 'CIRCULAR'],
    ['00181610', 'IS', '48\\48'],
    ['00181612', 'IS', '40'],
    ['60000010', 'US', [16]],
    ['60000011', 'US', [16]],
    ['60000040', 'CS', 'G'],
    ['60000050', 'SS', [41, 41]],
    ['60000100', 'US', [1]],
    ['60000102', 'US', [0]],
    ['60003000', 'OW', Array.from({ length: 16 }, () => 0xffff)],
  ]
  elements.sort(([a], [b]) => (a < b ? -1 : 1))
  return concat([meta('1.2.840.10008.1.2.1', STATE), dataSet(elements, EXPLICIT)])
}

test('a presentation state is chosen and put aside', async ({ bench }) => {
  const folder = join(bench.folder, 'study')
  mkdirSync(folder)
  const slice = buildSlice({ series: '1', instance: 1, z: 0, size: 96, uid: UID })
  writeFileSync(join(folder, 'slice.dcm'), slice)
  writeFileSync(join(bench.folder, 'state.dcm'), presentationState())
  const project = join(bench.folder, 'shown.pandok')
  for (const args of [
    ['new', project, '--domain', 'general'],
    ['import', project, folder],
    ['labels', project, join(bench.folder, 'state.dcm')],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ['src/main/cli.ts', ...args], { encoding: 'utf8' })
    expect(status, `${args[0]}: ${stderr}`).toBe(0)
  }
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app
  await desk.shows('slice')

  const menu = page.getByRole('button', { name: new RegExp(`^${t('presentation.menu')}`) })
  const choose = async (name: string) => {
    await menu.click()
    await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click()
  }
  const width = page.getByRole('textbox', { name: t('desk.windowWidth') })
  const pressed = (id: 'view.invert' | 'view.flip' | 'view.rotate', on: boolean) =>
    expect(app.button(t(`command.${id}`)).first()).toHaveAttribute('aria-pressed', String(on))

  await expect(menu).toHaveAccessibleName(new RegExp(t('presentation.none')))
  await choose('BONE')
  await expect(width).toHaveValue('1500')
  for (const id of ['view.invert', 'view.flip', 'view.rotate'] as const) await pressed(id, true)
  await expect(menu).toHaveAccessibleName(/BONE/)

  // The picture behind it knows neither drawings nor a shutter.
  const drawn = page.locator('.canvas-planes canvas')
  const shutter = page.locator('.canvas-planes .canvas-shutters')
  await expect(drawn).toHaveCount(1)
  await expect(shutter).toHaveCount(1)
  await width.fill('900')
  await width.press('Enter')
  await expect(menu).toHaveAccessibleName(`${t('presentation.menu')}: ${t('presentation.changed', { name: 'BONE' })}`)
  await expect(drawn).toHaveCount(1)

  await choose(t('presentation.none'))
  await expect(drawn).toHaveCount(0)
  await expect(shutter).toHaveCount(0)
  await expect(width).toHaveValue('')
  for (const id of ['view.invert', 'view.flip', 'view.rotate'] as const) await pressed(id, false)

  // Who comes back sees the slice as its file says: a state is chosen each time.
  await choose('BONE')
  await expect(width).toHaveValue('1500')
  await page.waitForTimeout(700)
  await page.reload()
  await desk.shows('slice')
  await expect(menu).toHaveAccessibleName(new RegExp(t('presentation.none')))
  await expect(width).toHaveValue('')
  for (const id of ['view.invert', 'view.flip', 'view.rotate'] as const) await pressed(id, false)
})
