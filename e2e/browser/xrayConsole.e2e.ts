// A screener looks at a bag through the functions of the console, submits it, and the history says what was used.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeSample } from '../../src/main/imaging/raster.ts'
import { CLI } from '../harness/server.ts'
import { expect, test } from '../harness/story.ts'

const NAME = 'H_821191-0000_014_0231_M.png'
const SIZE = { width: 640, height: 480 }
/** Left half brown (organic), right half blue (heavy metal), white around. */
async function bag(path: string): Promise<void> {
  const data = new Uint8Array(SIZE.width * SIZE.height * 3).fill(255)
  for (let y = 100; y < 380; y++)
    for (let x = 120; x < 520; x++) data.set(x < 320 ? [184, 112, 56] : [48, 104, 200], 3 * (y * SIZE.width + x))
  writeFileSync(path, await encodeSample('png', { ...SIZE, data, channels: 3 }))
}

test('functions are held or locked, told in the history, and never reload the page', async ({ bench }) => {
  const scans = join(bench.folder, 'scans/Smith/Knife/Multiple_Categories')
  mkdirSync(scans, { recursive: true })
  await bag(join(scans, NAME))
  const project = join(bench.folder, 'bags.pandok')
  const pandok = (...words: string[]) =>
    execFileSync(process.execPath, [CLI, ...words, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  pandok('new', project, '--domain', 'xray-security')
  pandok('import', project, join(bench.folder, 'scans'))
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app
  await desk.shows(`Smith/Knife/Multiple_Categories/${NAME}`)
  const bar = page.getByRole('toolbar', { name: t('xray.bar') })
  const pressed = bar.getByRole('button', { pressed: true })
  await expect(pressed).toHaveAccessibleName(t('command.xray.standard'))
  await expect(page.getByText(t('xray.from.rgb'))).toBeVisible()

  const [x, y] = await desk.spot([420, 240], SIZE, 'fit')
  await page.mouse.move(x, y)
  await expect(page.getByText(/heavy metal.*Z 17–29/)).toBeVisible()

  let loads = 0
  page.on('framenavigated', () => loads++)
  await page.keyboard.press('F5')
  await expect(pressed).toHaveAccessibleName(t('command.xray.low'))
  await page.keyboard.down('F3')
  await expect(bar.getByRole('button', { name: t('command.xray.neg') })).toHaveAttribute('aria-pressed', 'true')
  await page.waitForTimeout(500)
  await page.keyboard.up('F3')
  await expect(pressed).toHaveAccessibleName(t('command.xray.low'))
  await page.keyboard.press('Space')
  await expect(pressed).toHaveAccessibleName(t('command.xray.standard'))
  expect(loads).toBe(0)

  // Nothing is marked and no verdict given: the self-check asks why.
  await desk.press('Control+Enter')
  const reason = page.getByRole('textbox', { name: t('check.reason') })
  await reason.fill('only looked at')
  await reason.press('Enter')
  await expect(page.locator('.desk-state')).toHaveText(t('state.submitted'))
  await page.reload()
  await desk.shows(`Smith/Knife/Multiple_Categories/${NAME}`)
  await desk.tab('history').click()
  await expect(page.getByText(t('mark.viewing.functions'))).toBeVisible()
  await expect(
    page.getByText(/NEG 0\.\d s \(held\).*LOW \d+\.\d s \(kept on\)|LOW.*\(kept on\).*NEG.*\(held\)/),
  ).toBeVisible()
})
