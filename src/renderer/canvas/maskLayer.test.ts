// Masks on the real stage in a real browser: what a stroke shows while it lasts, what stays, what a proposal shows.
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../../../bench/canvas/browser.ts'
import { serveBench } from '../../../bench/canvas/server.ts'
import type {} from '../../../bench/page/canvas.ts'

const path = chromiumPath()
const [WIDTH, HEIGHT] = [400, 300]

describe.skipIf(path === null)('masks in Chromium', () => {
  let browser: Browser
  let server: Awaited<ReturnType<typeof serveBench>>
  let page: Page

  beforeAll(async () => {
    server = await serveBench()
    browser = await launchChromium(path ?? '')
    page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } })
    await page.goto(server.url)
    await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 })
    await page.evaluate(async () => {
      const { bench } = window
      bench.frame('u16-grey-300x200', 300, 200)
      await bench.settled()
      bench.stage.view.oneToOne()
      const [any] = bench.asAnnotations(bench.polygons(1, 4, 300, 200))
      if (!any) throw new Error('no annotation')
      const mask = { ...any, shape: { kind: 'mask' as const, x: 20, y: 20, width: 40, height: 30, counts: [0, 1200] } }
      bench.set({ annotations: [mask], selection: new Set([mask.id]) })
      await bench.settled()
    })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  /** Opacity at a place of the picture (1:1, centred): of the live layer, and of the layer of what is stored. */
  const opacity = (x: number, y: number) =>
    page.evaluate(
      async ([x, y]) => {
        await window.bench.settled()
        const at = [50 + x, 50 + y] as const
        let live = 0
        const holder = document.querySelector<HTMLElement>('.canvas-mask')
        for (const tile of holder?.hidden ? [] : (holder?.querySelectorAll('canvas') ?? [])) {
          const [left, top] = [Number.parseInt(tile.style.left, 10), Number.parseInt(tile.style.top, 10)]
          if (at[0] < left || at[1] < top || at[0] >= left + 256 || at[1] >= top + 256) continue
          live = tile.getContext('2d')?.getImageData(at[0] - left, at[1] - top, 1, 1).data[3] ?? 0
        }
        const passive = document.querySelector<HTMLCanvasElement>('.canvas-passive')
        // The layer below is painted 160 pixels beyond each side of the view.
        const stored = passive?.getContext('2d')?.getImageData(160 + at[0], 160 + at[1], 1, 1).data[3] ?? 0
        return { live: live > 0, stored: stored > 0 }
      },
      [x, y] as const,
    )
  const mouse = (x: number, y: number) => page.mouse.move(50 + x, 50 + y)

  it('a stroke stands for the stored mask, grows step by step, and becomes the stored one', async () => {
    await page.evaluate(() => {
      window.bench.stage.setTool('brush')
      window.bench.stage.setOptions({
        size: 20,
        tip: 'square',
        mode: 'paint',
        overlap: 'allow',
        tolerance: 1,
        reach: 'connected',
        result: 'mask',
        cell: 16,
      })
    })
    expect(await opacity(40, 35)).toEqual({ live: false, stored: true })
    await mouse(40, 35)
    await page.mouse.down()
    expect(await opacity(40, 35)).toEqual({ live: true, stored: false })
    await mouse(150, 35)
    expect(await opacity(149, 35), 'across two squares').toEqual({ live: true, stored: false })
    expect(await opacity(215, 35)).toEqual({ live: false, stored: false })
    await mouse(250, 35)
    expect(await opacity(215, 35)).toEqual({ live: true, stored: false })
    await page.mouse.up()
    expect(await opacity(215, 35)).toEqual({ live: false, stored: true })
  })
  it('a stroke that is given up shows the stored mask again', async () => {
    await mouse(40, 100)
    await page.mouse.down()
    await mouse(200, 100)
    expect(await opacity(120, 100)).toEqual({ live: true, stored: false })
    await page.evaluate(() => window.bench.stage.command('cancel'))
    expect(await opacity(120, 100)).toEqual({ live: false, stored: false })
    expect(await opacity(40, 35)).toEqual({ live: false, stored: true })
    await page.mouse.up()
  })
  it('turned by 90 degrees a mask lies where its pixels lie', async () => {
    await page.evaluate(() => window.bench.stage.setDisplay({ rotation: 90 }))
    await page.evaluate(() => window.bench.stage.view.oneToOne())
    // Image x 215, y 35 lies at right - y, top + x of the turned picture of 200 x 300 in the middle of the view.
    expect(await opacity(50 + 200 - 35 - 1, 215 - 50)).toEqual({ live: false, stored: true })
    expect(await opacity(50 + 200 - 100 - 1, 215 - 50)).toEqual({ live: false, stored: false })
    await page.evaluate(() => window.bench.stage.setDisplay({ rotation: 0 }))
  })
  it('the wand shows a proposal computed in its worker, and nothing is stored before it is kept', async () => {
    const before = await page.evaluate(() => {
      window.bench.stage.setTool('wand')
      return window.bench.log.diffs.length
    })
    await mouse(150, 150)
    await page.mouse.down()
    await page.mouse.up()
    await page.waitForFunction(() => window.bench.log.tool === 'wand.proposing', null, { timeout: 120_000 })
    expect(await opacity(150, 150)).toEqual({ live: true, stored: false })
    await page.evaluate(() => window.bench.stage.command('cancel'))
    expect(await opacity(150, 150)).toEqual({ live: false, stored: false })
    expect(await page.evaluate(() => window.bench.log.diffs.length)).toBe(before)
  })
})
