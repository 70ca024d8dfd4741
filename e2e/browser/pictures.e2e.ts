// What is on screen is what is in the file: depth, window, orientation, tiles; and what happens when the file is gone.
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { blockGrey, blocksPng, colourPng, deepGreyPng, deepValue, turnedJpeg } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { colourAt } from '../harness/screen.ts'
import { expect, test } from '../harness/story.ts'
import type { At } from '../pages/deskPage.ts'
import { Hand } from '../pages/hand.ts'

const DEEP = { width: 300, height: 200 }
const PLACES: readonly At[] = [
  [3, 5],
  [17, 23],
  [150, 99],
  [298, 197],
]

test('16-bit grey: every value, window by mouse and numbers, invert, rotate, flip, scale badge', async ({ bench }) => {
  const picture = await deepGreyPng(join(bench.folder, 'deep.png'), DEEP.width, DEEP.height)
  const project = makeProject(bench.folder, { name: 'deep', pictures: [picture] })
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app
  await desk.shows('deep.png')
  const badge = desk.picture.getByText(t('desk.notOriginal'))
  await expect(badge).toBeVisible()
  await desk.view(t('command.view.oneToOne')).click()
  await expect(badge).toBeHidden()
  await expect(desk.picture.getByText('100 %')).toBeVisible()

  const hand = new Hand(app, DEEP)
  const reads = ([x, y]: At) => `x ${x}.0 y ${y}.0${t('desk.value')} ${deepValue(x, y)}`
  for (const at of PLACES) {
    await hand.move(at)
    await expect(desk.pointer).toHaveText(reads(at))
  }

  const width = page.getByRole('textbox', { name: t('desk.windowWidth') })
  const centre = page.getByRole('textbox', { name: t('desk.windowCentre') })
  await expect(width).toHaveValue('')
  await hand.drag([100, 100], [164, 68], 'right')
  // 512 screen pixels are worth the whole range of the data.
  const values = Array.from({ length: DEEP.width * DEEP.height }, (_, i) => deepValue(i % 300, Math.floor(i / 300)))
  const range = Math.max(...values) - Math.min(...values)
  await expect.poll(async () => Number(await width.inputValue())).toBeCloseTo(range * (1 + 64 / 512), 0)
  await expect
    .poll(async () => Number(await centre.inputValue()))
    .toBeCloseTo(Math.min(...values) + range * (0.5 - 32 / 512), 0)

  await width.fill('20000')
  await centre.fill('30000')
  await centre.press('Enter')
  await hand.move([280, 10])
  const level = ([x, y]: At) => Math.round(Math.min(255, Math.max(0, ((deepValue(x, y) - 20_000) * 255) / 20_000)))
  for (const at of PLACES) {
    const painted = await colourAt(page, await desk.spot(at, DEEP))
    expect(painted[0], `place ${at}`).toBe(level(at))
  }
  await desk.view(t('command.view.invert')).click()
  const inverted = await colourAt(page, await desk.spot(PLACES[2]!, DEEP))
  expect(inverted[0]).toBe(255 - level(PLACES[2]!))
  await desk.view(t('command.view.invert')).click()

  await desk.view(t('command.view.rotate')).click()
  await new Hand(app, { width: DEEP.height, height: DEEP.width }).move([DEEP.height - 23, 17])
  await expect(desk.pointer).toHaveText(reads([17, 23]))
  for (let turn = 0; turn < 3; turn++) await desk.view(t('command.view.rotate')).click()
  await desk.view(t('command.view.flip')).click()
  await hand.move([DEEP.width - 17, 23])
  await expect(desk.pointer).toHaveText(reads([17, 23]))
  await desk.view(t('command.view.reset')).click()
  await expect(badge).toBeVisible()
  await expect(width).toHaveValue('')
})

test('large pictures in tiles, turned pictures upright, missing pictures found again', async ({ bench }) => {
  const { folder } = bench
  const pictures = join(folder, 'pictures')
  mkdirSync(join(folder, 'elsewhere', 'deeper'), { recursive: true })
  await colourPng(join(pictures, 'a.png'), 1)
  await blocksPng(join(pictures, 'b-large.png'), 6000, 5000)
  await turnedJpeg(join(pictures, 'c-turned.jpg'), 400, 300)
  await colourPng(join(pictures, 'd.png'), 4)
  const moved = await colourPng(join(pictures, 'e-moved.png'), 5)
  const project = makeProject(folder, { name: 'kinds', pictures: [pictures] })
  const app = await bench.open(await bench.serve({ project }), 'ko')
  const { page, desk, t } = app
  await desk.shows('a.png')

  await desk.item('b-large.png').click()
  await desk.shows('b-large.png')
  const large = new Hand(app, { width: 6000, height: 5000 })
  const fitted = await colourAt(page, await desk.spot([1125, 1125], large.image, 'fit'))
  expect(fitted[0]).toBe(blockGrey(1125, 1125))
  await desk.press('Control+Digit0')
  await desk.shows('b-large.png')
  const here: readonly At[] = [
    [2900, 2400],
    [3100, 2600],
  ]
  for (const at of here) {
    await large.move(at)
    await expect(desk.pointer).toContainText(`${t('desk.value')} ${blockGrey(at[0], at[1])}`)
    expect((await colourAt(page, await desk.spot(at, large.image)))[0]).toBe(blockGrey(at[0], at[1]))
  }

  await desk.item('c-turned.jpg').click()
  await desk.shows('c-turned.jpg')
  await expect(desk.picture.getByText(t('desk.upright', { orientation: 6 }))).toBeVisible()
  await expect(desk.picture.getByText('400 × 300')).toBeVisible()
  await desk.press('Control+Digit0')
  const bright = async (at: At) =>
    ((await colourAt(page, await desk.spot(at, { width: 400, height: 300 })))[0] ?? 0) > 125
  expect([await bright([50, 50]), await bright([350, 50]), await bright([50, 250]), await bright([350, 250])]).toEqual([
    true,
    false,
    false,
    false,
  ])

  // Two items ahead: the next one is fetched ahead, the one behind it is not.
  renameSync(moved, join(folder, 'elsewhere', 'deeper', 'renamed.png'))
  bench.watch.expectLine(/Failed to load resource: .*40[49]/)
  await desk.item('e-moved.png').click()
  await expect(desk.picture.getByRole('alert')).toHaveText(t('error.file-missing'))
  await app.overview.open()
  await app.overview.relocate(join(folder, 'elsewhere'))
  await expect(app.overview.relocated(1, 0)).toBeVisible()
  await app.button(t('command.project.work')).click()
  await desk.item('e-moved.png').click()
  await desk.shows('e-moved.png')
  await expect(desk.picture.getByRole('alert')).toHaveCount(0)
})
