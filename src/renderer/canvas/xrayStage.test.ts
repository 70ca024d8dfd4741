// The operator functions on the real stage in a real browser: the shader shows what the reference computes.
import type { Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { valueAt } from '../../../bench/canvas/frames.ts'
import type {} from '../../../bench/page/canvas.ts'
import { chromium, stagePage } from '../../../test/harness/stagePage.ts'
import { XRAY_MAKERS } from '../../shared/domains/xraySecurity/colourTables.ts'
import { PLAIN_XRAY, recipeOf, type XrayFunctionId, type XrayInput } from '../../shared/imaging/xray/functions.ts'
import { modelOf } from '../../shared/imaging/xray/model.ts'
import { brightnessOf, detailOf, renderPixel, type XrayPixel } from '../../shared/imaging/xray/render.ts'

const model = modelOf(XRAY_MAKERS[0]!)
const COUNT = 320

describe.skipIf(chromium === null)('operator functions in Chromium', () => {
  const stage = stagePage({ viewport: { width: 640, height: 480 } })
  let page: Page
  beforeEach(() => {
    page = stage.page
  })

  const show = (source: string, width: number, height: number, centre?: { x: number; y: number }) =>
    page.evaluate(
      async ([source, width, height, centre]) => {
        window.bench.frame(source, width, height)
        await window.bench.settled()
        if (centre) window.bench.stage.view.showBounds({ ...centre, width: 10, height: 10 })
        window.bench.stage.view.oneToOne()
        await window.bench.settled()
      },
      [source, width, height, centre] as const,
    )
  const place = async () => {
    await page.mouse.move(200, 240)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const at = await page.evaluate(() => window.bench.log.pointer)
    return { x: Math.floor(at?.x ?? -1), y: Math.floor(at?.y ?? -1) }
  }
  /** Largest difference of any channel between screen and reference in a row of pixels. */
  const difference = async (
    on: XrayFunctionId[],
    input: XrayInput,
    pixel: (x: number, y: number) => XrayPixel,
    set = PLAIN_XRAY,
  ) => {
    const recipe = recipeOf(on, set, model.palette, input)
    await page.evaluate((look) => window.bench.stage.setXray(look), { model, recipe, input })
    await page.evaluate(() => window.bench.settled())
    const at = await place()
    const rgba = await page.evaluate((n) => window.bench.shownPixels(200, 240, n, 1), COUNT)
    let most = 0
    for (let i = 0; i < COUNT; i++) {
      const here = (dx: number, dy: number) => brightnessOf(pixel(at.x + i + dx, at.y + dy))
      const detail = recipe.detail ? detailOf(recipe.detail, here) : 0
      const expected = renderPixel(model, recipe, pixel(at.x + i, at.y), detail)
      for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(rgba[4 * i + c]! - expected[c]!))
    }
    return most
  }

  const colour = (sample: 'u8' | 'u16') => (x: number, y: number) => {
    const v = (c: number) => (valueAt(sample, x, y, c) * 255) / (sample === 'u8' ? 255 : 65_535)
    return { kind: 'rgb', rgb: [v(0), v(1), v(2)] } as const
  }
  const grey = (x: number, y: number) => ({ kind: 'grey', level: valueAt('u8', x, y, 0) }) as const
  /** Both energies of a made-up scan are the same frame file: then the low one has the values of the high one. */
  const dual = (x: number, y: number) => {
    const part = valueAt('u16', x, y, 0) / 65_535
    return { kind: 'dual', high: part, low: part } as const
  }

  const SETS: XrayFunctionId[][] = [
    ['bw'],
    ['neg'],
    ['high'],
    ['low'],
    ['o2'],
    ['os'],
    ['vari'],
    ['edge'],
    ['super'],
    ['himat'],
    ['o2', 'edge'],
    ['os', 'super', 'neg'],
    ['bw', 'high', 'neg', 'edge'],
    ['himat', 'vari', 'low'],
  ]
  it('shows captures, 8-bit and 16-bit, as the reference does', async () => {
    await show('u8-rgb-1201x900', 1201, 900)
    for (const on of SETS) expect(await difference(on, 'rgb', colour('u8')), on.join('+')).toBeLessThanOrEqual(1)
    const bright = { vari: { centre: 9, width: 3 }, gamma: 1.7 }
    expect(await difference(['vari', 'neg'], 'rgb', colour('u8'), bright)).toBeLessThanOrEqual(1)
    await show('u16-rgb-1201x900', 1201, 900)
    expect(await difference(['o2', 'edge'], 'rgb', colour('u16'))).toBeLessThanOrEqual(1)
    await show('u8-rgba-1201x900', 1201, 900)
    expect(await difference(['himat'], 'rgb', colour('u8'))).toBeLessThanOrEqual(1)
  }, 120_000)

  it('shows grey pictures and two energies as the reference does', async () => {
    await show('u8-grey-1201x900', 1201, 900)
    for (const on of [['neg'], ['high'], ['low', 'edge'], ['super', 'neg']] as XrayFunctionId[][])
      expect(await difference(on, 'grey', grey), on.join('+')).toBeLessThanOrEqual(1)
    await show('u16-grey-1201x900', 1201, 900)
    for (const on of [[], ['bw'], ['o2'], ['himat', 'edge'], ['high']] as XrayFunctionId[][])
      expect(await difference(on, 'dual', dual), on.join('+')).toBeLessThanOrEqual(1)
  }, 120_000)

  it('works on tiles, and gives the stored picture back bit for bit', async () => {
    await show('u8-rgb-9000x7000', 9000, 7000, { x: 5300, y: 4150 })
    expect(await difference(['o2', 'edge'], 'rgb', colour('u8'))).toBeLessThanOrEqual(1)
    await page.evaluate(() => window.bench.stage.setXray(null))
    const at = await place()
    const rgba = await page.evaluate((n) => window.bench.shownPixels(200, 240, n, 1), COUNT)
    for (let i = 0; i < COUNT; i++)
      expect(rgba.slice(4 * i, 4 * i + 3)).toEqual([0, 1, 2].map((c) => valueAt('u8', at.x + i, at.y, c)))
  }, 120_000)
})
