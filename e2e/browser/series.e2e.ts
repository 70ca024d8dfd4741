// A disc with a series: it is one item to scroll through, two slices are marked, and the delivery finds its way back.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDirectory, buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import { cocoOf } from '../harness/coco.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const SIZE = 120
const SLICES = 12
const COCO = 'annotations/instances_default.json'

function makeDisc(folder: string): string {
  const disc = join(folder, 'disc')
  mkdirSync(join(disc, 'ct'), { recursive: true })
  const names = Array.from({ length: SLICES }, (_, i) => `im${i + 1}`)
  for (const [i, name] of names.entries())
    writeFileSync(join(disc, 'ct', name), buildSlice({ series: '4', instance: i + 1, z: i * 2.5, size: SIZE }))
  writeFileSync(join(disc, 'DICOMDIR'), buildDirectory(names.map((name) => ['CT', name.toUpperCase()])))
  return disc
}

test('a series is scrolled, marked on two slices, delivered, and comes back equal', async ({ bench }) => {
  const disc = makeDisc(bench.folder)
  mkdirSync(join(bench.folder, 'out'))
  const project = makeProject(bench.folder, { name: 'series', pictures: [] })
  const app = await bench.open(await bench.serve({ project }))
  const { page, desk, t } = app

  await app.button(t('command.project.import')).first().click()
  await app.import.look(disc)
  await expect(app.import.comes(1)).toBeVisible()
  const grouped = page.getByRole('checkbox', { name: t('import.group') })
  await grouped.uncheck()
  await expect(app.import.comes(SLICES)).toBeVisible()
  await grouped.check()
  await expect(app.import.comes(1)).toBeVisible()
  await app.import.accept(1)
  await expect(app.import.done(1, 0)).toBeVisible()
  await app.import.toWork()

  await desk.shows('ct')
  const bar = page.getByRole('slider', { name: t('desk.frameBar') })
  await expect(bar).toHaveAttribute('aria-valuemax', String(SLICES))
  await expect(bar).toHaveAttribute('aria-valuenow', '1')
  await desk.press('Shift+End')
  await expect(bar).toHaveAttribute('aria-valuenow', String(SLICES))
  await expect(bar).toHaveAttribute('aria-valuetext', /27\.5 mm/)
  await desk.press('Shift+Home')
  await desk.press('Control+Digit0')
  const hand = new Hand(app, { width: SIZE, height: SIZE })
  await desk.press('Period')
  await desk.press('Period')
  await expect(bar).toHaveAttribute('aria-valuenow', '3')
  await desk.press('r')
  await desk.press('1')
  await hand.drag([10, 20], [40, 60])
  await desk.saved()
  for (let i = 0; i < 4; i++) await desk.press('Period')
  await expect(bar).toHaveAttribute('aria-valuenow', '7')
  await hand.drag([50, 30], [90, 100])
  await desk.saved()

  // By the bar to the middle, by the object back to its slice.
  const box = await bar.boundingBox()
  await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height * 0.99)
  await expect(bar).toHaveAttribute('aria-valuenow', String(SLICES))
  await desk.tab('objects').click()
  await desk.objects.first().click()
  await expect(bar).toHaveAttribute('aria-valuenow', /^(3|7)$/)
  const play = page.getByRole('button', { name: t('desk.cinePlay') })
  await play.click()
  await expect.poll(() => bar.getAttribute('aria-valuenow')).toMatch(/^(1|2|1[0-2])$/)
  await page.getByRole('button', { name: t('desk.cineStop') }).click()

  await app.export.open()
  await app.export.into(join(bench.folder, 'out'), 'coco')
  await app.export.run(false)
  await expect(app.export.equal()).toBeVisible()
  const written = readFileSync(join(bench.folder, 'out', 'coco', COCO), 'utf8')
  const coco = cocoOf(written)
  expect(coco.images.map((i) => i.file_name)).toEqual(['ct_frame0003', 'ct_frame0007'])
  expect(coco.of('ct_frame0003').map((a) => a.bbox)).toEqual([[10, 20, 30, 40]])
  expect(coco.of('ct_frame0007').map((a) => a.bbox)).toEqual([[50, 30, 40, 70]])

  const cli = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, ['src/main/cli.ts', ...args], { encoding: 'utf8' })
    expect(status, `${args[0]}: ${stderr}`).toBe(0)
  }
  const fresh = join(bench.folder, 'fresh.pandok')
  cli('new', fresh, '--domain', 'general')
  cli('import', fresh, join(disc, 'DICOMDIR'))
  cli('labels', fresh, join(bench.folder, 'out', 'coco'))
  cli('export', fresh, join(bench.folder, 'again'), '--format', 'coco')
  const again = cocoOf(readFileSync(join(bench.folder, 'again', COCO), 'utf8'))
  expect(again.images).toEqual(coco.images)
  for (const { file_name } of coco.images) expect(again.of(file_name)).toEqual(coco.of(file_name))
})
