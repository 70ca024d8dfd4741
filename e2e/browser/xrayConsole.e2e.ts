// A screener looks at a bag through the functions of the console, submits it, and the history says what was used; and at one
// that was taken from two sides.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeSample } from '../../src/main/imaging/raster.ts'
import { CLI } from '../harness/server.ts'
import { type Bench, expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const NAME = 'H_821191-0000_014_0231_M.png'
const FOLDER = 'Smith/Knife/Multiple_Categories'
const SIZE = { width: 640, height: 480 }
/** Left half brown (organic), right half blue (heavy metal), white around. */
async function bag(path: string, top = 100): Promise<void> {
  const data = new Uint8Array(SIZE.width * SIZE.height * 3).fill(255)
  for (let y = top; y < 380; y++)
    for (let x = 120; x < 520; x++) data.set(x < 320 ? [184, 112, 56] : [48, 104, 200], 3 * (y * SIZE.width + x))
  writeFileSync(path, await encodeSample('png', { ...SIZE, data, channels: 3 }))
}

/** A project with bags in one folder of the delivery. */
async function imported(bench: Bench, names: readonly string[]): Promise<{ project: string }> {
  const scans = join(bench.folder, 'scans', FOLDER)
  mkdirSync(scans, { recursive: true })
  // Pictures of the same bytes would be one item.
  for (const [i, name] of names.entries()) await bag(join(scans, name), 100 + 20 * i)
  const project = join(bench.folder, 'bags.pandok')
  const pandok = (...words: string[]) =>
    execFileSync(process.execPath, [CLI, ...words, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  pandok('new', project, '--domain', 'xray-security')
  pandok('import', project, join(bench.folder, 'scans'))
  return { project }
}

test('functions are held or locked, told in the history, and never reload the page', async ({ bench }) => {
  const { project } = await imported(bench, [NAME])
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app
  await desk.shows(`${FOLDER}/${NAME}`)
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
  await desk.shows(`${FOLDER}/${NAME}`)
  await desk.tab('history').click()
  await expect(page.getByText(t('mark.viewing.functions'))).toBeVisible()
  await expect(
    page.getByText(/NEG \d+\.\d s \(held\).*LOW \d+\.\d s \(kept on\)|LOW.*\(kept on\).*NEG.*\(held\)/),
  ).toBeVisible()
})

test('two sides of one bag: the same place on the belt is marked in both, and the work goes over to the other side', async ({
  bench,
}) => {
  const [side, top] = ['side', 'top'].map((view) => `${FOLDER}/${NAME.replace('.png', `_${view}.png`)}`) as [
    string,
    string,
  ]
  const { project } = await imported(
    bench,
    [side, top].map((path) => path.slice(FOLDER.length + 1)),
  )
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app
  await page.getByRole('option', { name: /_top/ }).click()
  await desk.shows(top)
  const other = page.getByRole('region', { name: t('views.beltTitle') })
  await expect(other.getByText(t('views.name', { view: 'side' }))).toBeVisible()

  await desk.press('q')
  await page.getByRole('combobox', { name: t('labels.search') }).fill('knife')
  await desk.press('Enter')
  await desk.tool('polygon').click()
  await new Hand(app, SIZE, 'fit').click([200, 150], [300, 150], [300, 300], [200, 300])
  await desk.press('Enter')
  await desk.saved()
  await desk.tool('select').click()
  const strips = page.locator('.belt-strip')
  await expect(strips).toHaveCount(2)
  const [own, there] = [await strips.nth(0).boundingBox(), await strips.nth(1).boundingBox()]
  // Both pictures are fitted into halves of the same size: the strips lie at the same place of each.
  const [half, whole] = [await other.boundingBox(), await desk.picture.boundingBox()]
  expect(Math.abs(own!.width - there!.width)).toBeLessThan(2)
  expect(Math.abs(own!.x - whole!.x - (there!.x - half!.x))).toBeLessThan(2)

  await other.getByRole('button', { name: t('views.swap') }).click()
  await desk.shows(side)
  await expect(other.getByText(t('views.name', { view: 'top' }))).toBeVisible()
  // The label belongs to the other image.
  await expect(desk.objects).toHaveCount(0)
})
