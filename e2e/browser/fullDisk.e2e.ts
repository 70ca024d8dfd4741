// The disk fills up under the hands of the annotator: said at once, nothing lost, saved when there is room again.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { smallDisk } from '../harness/smallDisk.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

test('a full disk is told, the shapes stay, and they are saved when there is room', async ({ bench }) => {
  const disk = smallDisk(join(bench.folder, 'disk'), 24)
  if (!disk) console.log('skipped: this process may not mount a small file system')
  test.skip(disk === null, 'this process may not mount a small file system')
  if (!disk) return
  try {
    const picture = await colourPng(join(bench.folder, 'one.png'), 1)
    const project = makeProject(disk.folder, { name: 'full', pictures: [picture] })
    const server = await bench.serve({ project })
    const app = await bench.open(server)
    const { desk, t } = app
    await desk.shows('one.png')
    await desk.tab('objects').click()
    await desk.press('Control+Digit0')
    const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
    await desk.press('r')
    await hand.drag([20, 20], [80, 80])
    await desk.saved()

    disk.fill()
    bench.watch.expectLine(/Failed to load resource: .*(500|507)/)
    const told = `${t('save.state')}: ${t('save.failed', { reason: t('save.why.disk-full') })}`
    let drawn = 1
    // The log of the database may still have a few pages of its own.
    for (let n = 0; n < 40 && (await desk.save.getAttribute('aria-label')) !== told; n++) {
      await hand.drag([100 + n * 8, 200], [130 + n * 8, 260])
      drawn++
    }
    await expect(desk.save).toHaveAccessibleName(told)
    await hand.drag([20, 320], [90, 400])
    await expect(desk.objects).toHaveCount(++drawn)

    disk.free()
    await desk.save.click()
    await desk.saved()
    await app.page.reload()
    await desk.shows('one.png')
    await desk.tab('objects').click()
    await expect(desk.objects).toHaveCount(drawn)
    await server.stop()
  } finally {
    disk.remove()
  }
})
