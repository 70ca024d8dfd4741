// The program dies in the middle of the work. What the save pill called saved is there; the history goes on over it.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { App } from '../pages/app.ts'
import { Hand } from '../pages/hand.ts'

test('a killed program loses nothing that was saved, and undo goes back past the restart', async ({ bench }) => {
  const picture = await colourPng(join(bench.folder, 'pictures', 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'killed', pictures: [picture] })
  const first = await bench.serve({ project })
  const app = await bench.open(first)
  await app.desk.shows('one.png')
  await app.desk.press('Control+Digit0')
  await app.desk.press('r')
  const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
  const box = (n: number) => hand.drag([20 + n * 60, 30], [60 + n * 60, 90 + n * 10])
  for (let n = 0; n < 5; n++) await box(n)
  await app.desk.saved()
  // In the middle of a stroke.
  await hand.press([400, 300])
  await hand.move([450, 350])
  bench.watch.expectLine(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE|CONNECTION_RESET)/)
  await first.kill()
  await hand.release()
  await expect(app.desk.save).toHaveAccessibleName(
    `${app.t('save.state')}: ${app.t('save.failed', { reason: app.t('save.why.unreachable') })}`,
  )
  await app.desk.tab('objects').click()
  await expect(app.desk.objects, 'what could not be sent stays on screen').toHaveCount(6)

  const second = await bench.serve({ project })
  const again = await bench.open(second, 'ko')
  const { desk } = again
  await desk.shows('one.png')
  await desk.tab('objects').click()
  await expect(desk.objects).toHaveCount(5)
  await expect(desk.undoDepth(5)).toBeVisible()
  await desk.press('Control+Digit0')
  await desk.press('r')
  await new Hand(again, { width: WIDTH, height: HEIGHT }).drag([100, 300], [200, 400])
  await expect(desk.objects).toHaveCount(6)
  for (let left = 5; left >= 2; left--) {
    await desk.press('Control+z')
    await expect(desk.objects).toHaveCount(left)
  }
  await desk.press('Control+Shift+z')
  await desk.press('Control+y')
  await expect(desk.objects).toHaveCount(4)
  await desk.saved()

  // And the redo side of the history also outlives the program.
  await second.kill()
  bench.watch.expectLine(/ERR_CONNECTION/)
  const third = await bench.serve({ project })
  const last = (await bench.open(third)).desk
  await last.shows('one.png')
  await last.tab('objects').click()
  await expect(last.objects).toHaveCount(4)
  await last.press('Control+y')
  await last.press('Control+y')
  await expect(last.objects).toHaveCount(6)
  await last.saved()
})

test('a window that outlived its program sends its last gesture once the new address is opened beside it', async ({
  bench,
}) => {
  const picture = await colourPng(join(bench.folder, 'pictures', 'one.png'), 1)
  const project = makeProject(bench.folder, { name: 'outlived', pictures: [picture] })
  const first = await bench.serve({ project })
  const app = await bench.open(first)
  const { desk, t } = app
  await desk.shows('one.png')
  await desk.press('Control+Digit0')
  await desk.press('r')
  const failed = (reason: string) => `${t('save.state')}: ${t('save.failed', { reason })}`
  bench.watch.expectLine(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE|CONNECTION_RESET)/)
  await first.kill()
  await new Hand(app, { width: WIDTH, height: HEIGHT }).drag([20, 30], [60, 90])
  await expect(desk.save).toHaveAccessibleName(failed(t('save.why.unreachable')))

  bench.watch.expectLine(/Failed to load resource: the server responded with a status of 401/)
  const second = await bench.serve({ project, port: new URL(first.origin).port })
  await expect(desk.save).toHaveAccessibleName(failed(t('save.why.no-session')), { timeout: 30_000 })
  const beside = await app.page.context().newPage()
  await beside.goto(second.url)
  await desk.saved()
  await beside.reload()
  const other = new App(beside, 'en')
  await other.desk.shows('one.png')
  await other.desk.tab('objects').click()
  await expect(other.desk.objects).toHaveCount(1)
})
