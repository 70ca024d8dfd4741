// A project that somebody else has open, and one whose database is damaged: both can be looked at, neither is changed.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cocoOf } from '../harness/coco.ts'
import { damage } from '../harness/damage.ts'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import type { App } from '../pages/app.ts'
import { Hand } from '../pages/hand.ts'

const IMAGE = { width: WIDTH, height: HEIGHT }

/** Nothing a person tries changes anything. */
async function cannotChange(app: App, objects: number): Promise<void> {
  const { desk } = app
  await desk.tab('objects').click()
  await desk.press('Control+Digit0')
  await desk.press('r')
  await expect(desk.tool('select')).toHaveAttribute('aria-pressed', 'true')
  await expect(desk.tool('box')).toHaveAttribute('aria-disabled', 'true')
  const hand = new Hand(app, IMAGE)
  await hand.drag([300, 300], [400, 400])
  await hand.drag([70, 70], [200, 200])
  await hand.click([70, 70])
  await desk.press('Delete')
  await desk.press('Control+z')
  await expect(desk.objects).toHaveCount(objects)
  await expect(desk.save).toHaveAccessibleName(
    new RegExp(`${app.t('save.readOnly')}|${app.t('save.saved', { time: '' }).trim()}`),
  )
}

test('a second program gets the project read-only', async ({ bench }) => {
  const picture = await colourPng(join(bench.folder, 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'held', pictures: [picture] })
  const first = await bench.open(await bench.serve({ project }))
  await first.desk.shows('one.png')
  await first.desk.press('Control+Digit0')
  await first.desk.press('r')
  await new Hand(first, IMAGE).drag([50, 50], [100, 100])
  await first.desk.saved()

  const second = await bench.open(await bench.serve({ project, data: 'data-2' }), 'ko')
  await second.desk.shows('one.png')
  await expect(second.page.getByText(second.t('project.mode.read'), { exact: true })).toBeVisible()
  await cannotChange(second, 1)
  await second.button(second.t('command.project.import')).first().click()
  await expect(second.page.getByText(second.t('import.readOnly'))).toBeVisible()
  await expect(second.button(second.t('import.pick'))).toBeDisabled()

  // The first one still works.
  await new Hand(first, IMAGE).drag([200, 50], [260, 100])
  await first.desk.saved()
  await expect(first.desk.undoDepth(2)).toBeVisible()
})

test('a damaged database opens in salvage mode and what is readable can be exported', async ({ bench }) => {
  const picture = await colourPng(join(bench.folder, 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'damaged', pictures: [picture] })
  const healthy = await bench.serve({ project })
  const before = await bench.open(healthy)
  await before.desk.shows('one.png')
  await before.desk.press('Control+Digit0')
  await before.desk.press('r')
  await new Hand(before, IMAGE).drag([50, 50], [150, 120])
  await before.desk.saved()
  await before.page.close()
  await healthy.stop()
  damage(project)

  mkdirSync(join(bench.folder, 'out'))
  const app = await bench.open(await bench.serve({ project }))
  await app.desk.shows('one.png')
  await expect(app.page.getByText(app.t('project.mode.salvage'), { exact: true })).toBeVisible()
  await cannotChange(app, 1)
  await app.export.open()
  await expect(app.export.contains(1, 1)).toBeVisible()
  await app.export.into(join(bench.folder, 'out'), 'saved')
  await app.export.run(false)
  await expect(app.export.equal()).toBeVisible()
  const text = readFileSync(join(bench.folder, 'out', 'saved', 'annotations', 'instances_default.json'), 'utf8')
  expect(
    cocoOf(text)
      .of('one.png')
      .map((a) => a.bbox),
  ).toEqual([[50, 50, 100, 70]])
})
