// Masks from the brush and the wand on 16-bit values, kept over a restart, and read back exactly from a COCO export of the
// command line.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { spansOf } from '../../src/shared/geometry/mask.ts'
import { decodeCocoCounts, fromCocoCounts } from '../../src/shared/geometry/maskCoco.ts'
import { filesBelow } from '../harness/files.ts'
import { CLI } from '../harness/server.ts'
import { expect, test } from '../harness/story.ts'
import { Hand } from '../pages/hand.ts'

const ITEM = 'phantom-16bit.png'
const SIDE = 1024
const SEED = [350, 700] as const
/** Percent of the range of the values. */
const TOLERANCE = 6

const cocoSchema = z.object({
  images: z.array(z.object({ id: z.number(), file_name: z.string() })),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      segmentation: z.union([
        z.array(z.array(z.number())),
        z.object({ size: z.tuple([z.number(), z.number()]), counts: z.union([z.string(), z.array(z.number())]) }),
      ]),
    }),
  ),
})

const pandok = (...words: string[]): string =>
  execFileSync(process.execPath, [CLI, ...words, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** Run-length masks of the picture in a COCO file, as one byte a pixel. */
function masksOf(file: string): Uint8Array[] {
  const { images, annotations } = cocoSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const image = images.find((i) => i.file_name.endsWith(ITEM))
  return annotations.flatMap(({ image_id, segmentation }) => {
    if (image_id !== image?.id || Array.isArray(segmentation)) return []
    const counts = typeof segmentation.counts === 'string' ? decodeCocoCounts(segmentation.counts) : segmentation.counts
    const mask = counts && fromCocoCounts(counts, { width: SIDE, height: SIDE })
    if (!mask) throw new Error('not a run-length mask')
    const out = new Uint8Array(SIDE * SIDE)
    const spans = spansOf(mask)
    for (let i = 0; i < spans.length; i += 3)
      out.fill(1, spans[i]! * SIDE + spans[i + 1]!, spans[i]! * SIDE + spans[i + 2]!)
    return [out]
  })
}

const rectangles = (...boxes: [x: number, y: number, width: number, height: number, value: 0 | 1][]): Uint8Array => {
  const out = new Uint8Array(SIDE * SIDE)
  for (const [x, y, width, height, value] of boxes)
    for (let row = y; row < y + height; row++) out.fill(value, row * SIDE + x, row * SIDE + x + width)
  return out
}

/** The plainest search there is: connected by sides, within the tolerance of the value at the seed. */
function searched(values: Uint16Array): Uint8Array {
  let [low, high] = [values[0]!, values[0]!]
  for (const v of values) {
    low = Math.min(low, v)
    high = Math.max(high, v)
  }
  const reach = (TOLERANCE / 100) * (high - low)
  const start = SEED[1] * SIDE + SEED[0]
  const out = new Uint8Array(values.length)
  const todo = [start]
  for (let i = todo.pop(); i !== undefined; i = todo.pop()) {
    if (out[i] === 1 || Math.abs(values[i]! - values[start]!) > reach) continue
    out[i] = 1
    if (i % SIDE > 0) todo.push(i - 1)
    if (i % SIDE < SIDE - 1) todo.push(i + 1)
    if (i >= SIDE) todo.push(i - SIDE)
    if (i < SIDE * (SIDE - 1)) todo.push(i + SIDE)
  }
  return out
}

test('overlapping masks by brush, erased, and one by the wand: the same after a restart and in the export', async ({
  bench,
}) => {
  const project = join(bench.folder, 'data', 'samples', 'general.pandok')
  const first = await bench.serve({ sample: 'general' })
  const app = await bench.open(first)
  const { desk, page, t } = app
  await desk.item(ITEM).click({ timeout: 90_000 })
  await desk.shows(ITEM)
  await desk.tab('objects').click()
  await desk.press('Control+Digit0')
  const hand = new Hand(app, { width: SIDE, height: SIDE })
  const before = await desk.objects.count()

  await desk.press('b')
  const options = page.getByRole('toolbar', { name: t('option.bar') })
  await options.getByRole('textbox', { name: t('option.size') }).fill('20')
  await options.getByRole('button', { name: t('option.tip.square') }).click()
  await hand.drag([300, 400], [500, 400])
  await expect(desk.objects).toHaveCount(before + 1)
  await desk.press('Escape')
  await hand.drag([400, 300], [400, 500])
  await expect(desk.objects).toHaveCount(before + 2)
  // A stroke that is given up leaves nothing; one that is undone, too.
  await hand.press([600, 600])
  await hand.move([650, 650])
  await desk.press('Escape')
  await hand.release()
  await hand.drag([400, 500], [600, 500])
  await desk.press('Control+z')
  // The brackets are the size while the brush is in hand; the panels stay.
  await desk.press('BracketRight')
  await expect(options.getByRole('textbox', { name: t('option.size') })).toHaveValue('23')
  await options.getByRole('textbox', { name: t('option.size') }).fill('20')
  await desk.press('Escape')
  await page.getByRole('application').focus()
  await desk.press('e')
  await hand.drag([400, 450], [400, 470])
  await expect(desk.objects).toHaveCount(before + 2)

  await desk.press('w')
  await options.getByRole('textbox', { name: t('option.tolerance') }).fill(String(TOLERANCE))
  await hand.click(SEED)
  await expect(desk.hint).toContainText(desk.hintText('hint.wand.proposing'))
  await expect(desk.objects, 'a proposal is no object').toHaveCount(before + 2)
  await page.getByRole('application').focus()
  await desk.press('Enter')
  await expect(desk.objects).toHaveCount(before + 3)
  await hand.click([600, 700])
  await expect(desk.hint).toContainText(desk.hintText('hint.wand.proposing'))
  await desk.press('Escape')
  await expect(desk.objects, 'discarded').toHaveCount(before + 3)
  await desk.saved()
  await first.stop()

  const again = await bench.open(await bench.serve({ project }))
  await again.desk.item(ITEM).click()
  await again.desk.shows(ITEM)
  await again.desk.tab('objects').click()
  await expect(again.desk.objects).toHaveCount(before + 3)
  bench.watch.expectLine(/ERR_CONNECTION|Failed to load resource/)

  const out = join(bench.folder, 'out')
  pandok('export', project, out, '--format', 'coco')
  const json = filesBelow(out).find((file) => file.endsWith('.json'))
  const raw = join(bench.folder, 'values.raw')
  const picture = filesBelow(project).find((file) => file.endsWith(ITEM))
  pandok('decode', picture ?? '', '--out', raw)
  const bytes = readFileSync(raw)
  const values = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const found = masksOf(json ?? '')
  expect(found).toHaveLength(3)
  const same = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.compare(a, b) === 0
  expect(same(found[0], rectangles([290, 390, 220, 20, 1])), 'the first mask').toBe(true)
  expect(same(found[1], rectangles([390, 290, 20, 220, 1], [390, 440, 20, 40, 0])), 'the second, erased').toBe(true)
  expect(same(found[2], searched(values)), 'what the wand found').toBe(true)
})
