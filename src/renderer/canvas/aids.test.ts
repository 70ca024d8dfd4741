// Loupe, ghosts and places of the view on the real stage in a real browser.
import type { Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { valueAt } from '../../../bench/canvas/frames.ts'
import type {} from '../../../bench/page/canvas.ts'
import { chromium, stagePage } from '../../../test/harness/stagePage.ts'
import type { SampleType } from '../../shared/imaging/pixelFrame.ts'
import { displayLevel, rampOf, type Window } from '../../shared/imaging/voi.ts'

const AREA = { width: 640, height: 480 }
const SIDE = 121

describe.skipIf(chromium === null)('viewing aids in Chromium', () => {
  const stage = stagePage({ viewport: AREA })
  let page: Page
  beforeEach(() => {
    page = stage.page
  })

  const settled = () => page.evaluate(() => window.bench.settled())
  const show = (source: string, width: number, height: number) =>
    page.evaluate(
      async ([source, width, height]) => {
        window.bench.frame(source, width, height)
        await window.bench.settled()
      },
      [source, width, height] as const,
    )
  const pointAt = async (x: number, y: number) => {
    await page.mouse.move(x, y)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const at = await page.evaluate(() => window.bench.log.pointer)
    return { x: Math.floor(at?.x ?? -1), y: Math.floor(at?.y ?? -1) }
  }
  const look = async (magnification: number, window: Window | null) => {
    await page.evaluate(
      ([side, magnification, window]) => {
        const known = document.querySelector<HTMLCanvasElement>('.loupe-here')
        const canvas = known ?? document.createElement('canvas')
        canvas.className = 'loupe-here'
        canvas.style.cssText = `position:fixed;left:0;top:0;width:${side}px;height:${side}px;pointer-events:none`
        document.body.append(canvas)
        globalThis.window.bench.stage.setAids({ loupe: { canvas, magnification, window } })
      },
      [SIDE, magnification, window] as const,
    )
    await settled()
    const rgba = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.loupe-here')
      return [...(canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])]
    })
    return (x: number, y: number) => rgba.slice(4 * (y * SIDE + x), 4 * (y * SIDE + x) + 4)
  }
  /** Cells of the loupe away from the pixel under the pointer: 0, 0 is that pixel. */
  const cellOf = (at: number, magnification: number) => {
    const middle = Math.floor(SIDE / 2) + (magnification % 2) / 2
    return Math.floor((at - (middle - magnification / 2)) / magnification)
  }

  it.each([
    ['u8', 2, null],
    ['u16', 4, { centre: 12_345, width: 4000 }],
    ['u16', 5, { centre: 32_767.5, width: 65_535 }],
    ['i16', 8, { centre: -1000, width: 350 }],
  ] as [SampleType, number, Window | null][])(
    'the loupe shows stored values of %s %d times, through its own window',
    async (sample, magnification, own) => {
      await show(`${sample}-grey-1201x900`, 1201, 900)
      await page.evaluate(() => window.bench.stage.view.oneToOne())
      await settled()
      const at = await pointAt(300, 240)
      const pixel = await look(magnification, own)
      const ramp = rampOf(own ?? { centre: 127.5, width: 255 })
      for (const [px, py] of [
        [3, 5],
        [20, 100],
        [110, 7],
        [115, 118],
        [40, 60],
      ] as const) {
        const [x, y] = [at.x + cellOf(px, magnification), at.y + cellOf(py, magnification)]
        const level = displayLevel(valueAt(sample, x, y, 0), ramp, false)
        expect(pixel(px, py), `${px} ${py}`).toEqual([level, level, level, 255])
      }
    },
    60_000,
  )

  it('the loupe turns with the picture, and is empty beyond its edge', async () => {
    await show('u8-grey-1201x900', 1201, 900)
    await page.evaluate(() => {
      window.bench.stage.setDisplay({ rotation: 90 })
      window.bench.stage.view.oneToOne()
    })
    await settled()
    const at = await pointAt(300, 240)
    const pixel = await look(4, null)
    const [cx, cy] = [cellOf(20, 4), cellOf(100, 4)]
    const level = displayLevel(valueAt('u8', at.x + cy, at.y - cx, 0), rampOf({ centre: 127.5, width: 255 }), false)
    expect(pixel(20, 100)).toEqual([level, level, level, 255])
    await page.evaluate(() => {
      window.bench.stage.setDisplay({ rotation: 0 })
      window.bench.stage.view.show({ x: 0, y: 0, scale: 1 })
    })
    await settled()
    await pointAt(322, 242)
    const edge = await look(4, null)
    expect(edge(2, 2)[3]).toBe(0)
    expect(edge(118, 118)[3]).toBe(255)
  })

  it('fetches the full resolution of a tiled picture that is seen from afar', async () => {
    await show('u16-grey-9000x7000', 9000, 7000)
    const at = await pointAt(300, 240)
    const whole = { centre: 32_767.5, width: 65_535 }
    await look(4, whole)
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.loupe-here')
      return (canvas?.getContext('2d')?.getImageData(10, 10, 1, 1).data[3] ?? 0) === 255
    })
    const pixel = await look(4, whole)
    const level = displayLevel(valueAt('u16', at.x + cellOf(10, 4), at.y + cellOf(10, 4), 0), rampOf(whole), false)
    expect(pixel(10, 10)).toEqual([level, level, level, 255])
  })

  it('a place given is the place shown, and the view says where it is', async () => {
    await show('u8-grey-1201x900', 1201, 900)
    await page.evaluate(() => window.bench.stage.view.show({ x: 250.5, y: 700, scale: 3 }))
    await settled()
    expect(await pointAt(320, 240)).toEqual({ x: 250, y: 700 })
    expect(await page.evaluate(() => window.bench.log.moved)).toEqual({ x: 250.5, y: 700, scale: 3, fitted: false })
    await page.evaluate(() => window.bench.stage.view.show(null))
    await settled()
    expect(await page.evaluate(() => window.bench.log.moved?.fitted)).toBe(true)
  })

  it('ghosts and grid are on a layer that is not there without them', async () => {
    await show('u8-grey-1201x900', 1201, 900)
    const layer = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.canvas-aids')
        if (!canvas || canvas.style.display === 'none') return 0
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        let painted = 0
        for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) painted++
        return painted
      })
    expect(await layer()).toBe(0)
    await page.evaluate(() => {
      const [annotation] = window.bench.asAnnotations(window.bench.polygons(1, 8, 1201, 900))
      if (annotation) window.bench.stage.setAids({ ghosts: [{ annotation, tone: 'removed' }] })
    })
    await settled()
    const ghost = await layer()
    expect(ghost).toBeGreaterThan(20)
    await page.evaluate(() => window.bench.stage.setAids({ grid: true }))
    await settled()
    expect(await layer()).toBeGreaterThan(ghost + 1000)
    await page.evaluate(() => window.bench.stage.setAids({ grid: false, ghosts: [] }))
    await settled()
    expect(await layer()).toBe(0)
  })
})
