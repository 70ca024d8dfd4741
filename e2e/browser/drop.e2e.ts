// Files dragged onto the window: from the file manager (with folders), and from another page (bytes without a path).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { colourPng, HEIGHT, WIDTH } from '../harness/pictures.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'

test('dropped files and folders are received, looked at and imported', async ({ bench }) => {
  const { folder } = bench
  const start = await colourPng(join(folder, 'start.png'), 0)
  const project = makeProject(folder, { name: 'drop', pictures: [start] })
  await colourPng(join(folder, 'dragged', 'left', 'a.png'), 1)
  await colourPng(join(folder, 'dragged', 'right', 'b.png'), 2)
  const single = await colourPng(join(folder, 'c.png'), 3)
  const app = await bench.open(await bench.serve({ project }))
  const { page, t } = app
  await app.desk.shows('start.png')

  const client = await page.context().newCDPSession(page)
  const data = { items: [], files: [join(folder, 'dragged'), single], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  await expect(app.import.comes(3)).toBeVisible()
  await expect(page.getByText(t('import.staged'))).toBeVisible()
  await app.import.accept(3)
  await expect(app.import.done(3, 0)).toBeVisible()

  const bytes = [...readFileSync(await colourPng(join(folder, 'mail.png'), 4))]
  const transfer = await page.evaluateHandle((content) => {
    const carried = new DataTransfer()
    carried.items.add(new File([new Uint8Array(content)], 'from-mail.png', { type: 'image/png' }))
    return carried
  }, bytes)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('body').dispatchEvent(type, { dataTransfer: transfer })
  await expect(app.import.comes(1)).toBeVisible()
  await app.import.accept(1)
  await expect(app.import.done(1, 0)).toBeVisible()

  // Labels alone belong to the pictures that are here.
  const coco = {
    images: [{ id: 1, file_name: 'from-mail.png', width: WIDTH, height: HEIGHT }],
    categories: [{ id: 1, name: 'car' }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 10, 40, 30] }],
  }
  const labels = await page.evaluateHandle((text) => {
    const carried = new DataTransfer()
    carried.items.add(new File([text], 'labels.json', { type: 'application/json' }))
    return carried
  }, JSON.stringify(coco))
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('body').dispatchEvent(type, { dataTransfer: labels })
  await app.button(t('import.asLabels')).click()
  await app.button(t('labelsIn.accept', { count: 1 })).click()
  await expect(
    page.getByRole('status').filter({ hasText: t('labelsIn.done', { annotations: 1, items: 1 }) }),
  ).toBeVisible()
  await app.import.toWork()
  await expect(app.desk.items).toHaveCount(5)
  await app.desk.item('from-mail.png').click()
  await app.desk.shows('from-mail.png')
  const uploads = join(project, 'uploads')
  expect(existsSync(uploads) ? readdirSync(uploads) : [], 'nothing is left behind').toEqual([])
})
