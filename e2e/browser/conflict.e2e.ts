// Two people in one item at the same time: the later one is told, chooses, and nothing is overwritten in silence.
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const KIM = { login: 'kim', name: 'Kim', colour: '#4fb6ff' }
const LEE = { login: 'lee', name: '이판독', colour: '#ffb454' }
const IMAGE = { width: WIDTH, height: HEIGHT }

test('two windows change one item; both ways out of the conflict work', async ({ bench }) => {
  const pictures = join(bench.folder, 'pictures')
  await colourPng(join(pictures, 'one.png'), 1)
  await colourPng(join(pictures, 'two.png'), 2)
  const project = makeProject(bench.folder, { name: 'shared', pictures: [pictures], people: [KIM, LEE] })
  const server = await bench.serve({ project })
  const kim = await bench.open(server, 'en')
  const lee = await bench.open(server, 'ko')
  await kim.workAs(KIM.name)
  await lee.workAs(LEE.name)
  // A conflict is answered with 409; the browser writes that down.
  bench.watch.expectLine(/Failed to load resource: .*409/)
  for (const { desk } of [kim, lee]) {
    await desk.shows('one.png')
    await desk.tab('objects').click()
    await desk.press('Control+Digit0')
    await desk.press('r')
  }
  const kimHand = new Hand(kim, IMAGE)
  const leeHand = new Hand(lee, IMAGE)
  const dialog = lee.page.getByRole('alertdialog', { name: lee.t('conflict.title') })

  await kimHand.drag([40, 40], [140, 120])
  await kim.desk.saved()
  await leeHand.drag([300, 200], [420, 320])
  await expect(dialog).toContainText(lee.t('conflict.hint', { name: KIM.name }))
  await expect(dialog).toContainText(lee.t('conflict.differences', { count: 2 }))
  await expect(lee.desk.save).toHaveAccessibleName(`${lee.t('save.state')}: ${lee.t('save.conflict')}`)
  await expect(lee.desk.objects, 'mine stays on screen').toHaveCount(1)
  await leeHand.drag([100, 300], [180, 380])
  await expect(lee.desk.objects, 'no drawing until it is decided').toHaveCount(1)

  await lee.button(lee.t('conflict.reapply')).click()
  await expect(dialog).toBeHidden()
  await lee.desk.saved()
  await expect(lee.desk.objects).toHaveCount(2)

  // Now the first window is the one that is behind.
  await kim.desk.press('r')
  await kimHand.drag([500, 40], [600, 100])
  const mirrored = kim.page.getByRole('alertdialog', { name: kim.t('conflict.title') })
  await expect(mirrored).toContainText(kim.t('conflict.hint', { name: LEE.name }))
  await kim.button(kim.t('conflict.takeTheirs')).click()
  await expect(mirrored).toBeHidden()
  await expect(kim.desk.objects).toHaveCount(2)
  await expect(kim.desk.save).not.toHaveAccessibleName(new RegExp(kim.t('save.conflict')))

  // What both see after a fresh look is what the store has.
  await kim.page.reload()
  await kim.desk.shows('one.png')
  await kim.desk.tab('objects').click()
  await expect(kim.desk.objects).toHaveCount(2)
  await kim.desk.tab('history').click()
  await expect(kim.page.getByRole('listitem').filter({ hasText: KIM.name })).toHaveCount(1)
  await expect(kim.page.getByRole('listitem').filter({ hasText: LEE.name })).toHaveCount(1)
})
