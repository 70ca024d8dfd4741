// From nothing to a checked COCO file, by a person who has never seen the program; the same in both languages.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { translateCode } from '../../src/shared/text/index.ts'
import type { Language } from '../../src/shared/text/text.ts'
import { cocoOf } from '../harness/coco.ts'
import { colourPng, HEIGHT, textFile, truncatedPng, WIDTH } from '../harness/pictures.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const people = {
  ko: { project: '가방 검사', person: '김판독', login: 'kim', classes: ['칼', '병', '차선', '표시점'], flag: '가려짐' },
  en: {
    project: 'Bags',
    person: 'Alex Kim',
    login: 'kim',
    classes: ['knife', 'bottle', 'lane', 'mark'],
    flag: 'hidden',
  },
} as const satisfies Record<Language, object>

for (const language of ['ko', 'en'] as const)
  test(`a new project becomes a delivery (${language})`, async ({ bench }) => {
    const { project, person, login, classes, flag } = people[language]
    const [first, second, third, fourth] = classes
    const pictures = join(bench.folder, 'pictures')
    for (const n of [1, 2, 3]) await colourPng(join(pictures, `bag-${n}.png`), n)
    await truncatedPng(join(pictures, 'torn.png'))
    textFile(join(pictures, 'notes.txt'))
    for (const folder of ['projects', 'out']) mkdirSync(join(bench.folder, folder))

    const server = await bench.serve()
    const app = await bench.open(server, language)
    const { t, page, desk } = app
    await expect(page.getByRole('heading', { name: t('app.name'), level: 1 })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await app.start.newProject({ name: project, folder: join(bench.folder, 'projects'), classes, person, login })

    await app.button(t('reader.switch', { name: person })).click()
    await expect(page.getByRole('heading', { name: t('reader.title') })).toBeVisible()
    await app.workAs(person)

    await app.classes.open()
    await app.classes.addFlag(flag)
    await app.classes.save(2)

    await app.button(t('command.project.import')).first().click()
    await app.import.look(pictures)
    await expect(app.import.comes(3)).toBeVisible()
    await expect(app.import.skipped('torn.png')).toContainText(translateCode(language, 'intake.skip.truncated') ?? '?')
    await expect(app.import.skipped('notes.txt')).toContainText(
      translateCode(language, 'intake.skip.unsupported-type') ?? '?',
    )
    await app.import.accept(3)
    await expect(app.import.done(3, 2)).toBeVisible()
    await app.import.toWork()

    await desk.shows('bag-1.png')
    await desk.press('Control+Digit0')
    const hand = new Hand(app, { width: WIDTH, height: HEIGHT })
    await desk.press('r')
    await desk.press('1')
    await hand.drag([100, 80], [221, 173])
    await desk.press('p')
    await desk.press('2')
    await hand.click([300, 100], [420, 120], [380, 220], [290, 200])
    await desk.press('Enter')
    await desk.press('l')
    await desk.press('3')
    await hand.click([60, 300], [200, 330], [340, 290])
    await desk.press('Enter')
    await desk.press('k')
    await desk.press('4')
    await hand.click([500, 400])
    await desk.saved()

    await desk.tab('objects').click()
    await expect(desk.objects).toHaveCount(4)
    for (const [name, shape] of [
      [first, 'box'],
      [second, 'polygon'],
      [third, 'polyline'],
      [fourth, 'point'],
    ] as const)
      await expect(desk.object(name)).toContainText(t(`shape.${shape}`))
    await desk.object(first).click()
    await page.getByRole('switch', { name: flag }).click({ force: true })
    await expect(page.getByRole('switch', { name: flag })).toBeChecked()
    await desk.tab('item').click()
    await app.button(second).click()
    await expect(app.button(second)).toHaveAttribute('aria-pressed', 'true')
    await desk.saved()
    await expect(desk.undoDepth(6)).toBeVisible()
    await expect(desk.state('bag-1.png', 'working')).toBeVisible()

    await page.getByRole('application').focus()
    await desk.press('d')
    await desk.shows('bag-2.png')

    await app.export.open()
    await expect(app.export.contains(3, 3)).toBeVisible()
    await expect(app.export.loss(translateCode(language, 'loss.polyline', { count: 1 }) ?? '?')).toBeVisible()
    await expect(app.export.loss(translateCode(language, 'loss.point', { count: 1 }) ?? '?')).toBeVisible()
    await app.export.into(join(bench.folder, 'out'), 'coco')
    await app.export.run(true)
    await expect(app.export.equal()).toBeVisible()

    const coco = cocoOf(
      readFileSync(join(bench.folder, 'out', 'coco', 'annotations', 'instances_default.json'), 'utf8'),
    )
    expect(coco.images.map((i) => [i.file_name, i.width, i.height])).toEqual(
      [1, 2, 3].map((n) => [`bag-${n}.png`, WIDTH, HEIGHT]),
    )
    expect(coco.of('bag-1.png')).toEqual([
      // The image-level label: a record without a region.
      { name: second, bbox: undefined, segmentation: undefined, attributes: undefined },
      { name: first, bbox: [100, 80, 121, 93], segmentation: [], attributes: true },
      {
        name: second,
        bbox: [290, 100, 130, 120],
        segmentation: [[300, 100, 420, 120, 380, 220, 290, 200]],
        attributes: undefined,
      },
    ])
    expect(coco.of('bag-2.png')).toEqual([])
  })
