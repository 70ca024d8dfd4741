// The real stage in a real browser (software rendering): what reaches the screen, and what a real mouse does.
import type { Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { FILE_WINDOW, valueAt } from '../../../bench/canvas/frames.ts'
import type {} from '../../../bench/page/canvas.ts'
import { chromium, stagePage } from '../../../test/harness/stagePage.ts'
import { windowOfValues } from '../../shared/imaging/autoWindow.ts'
import type { FrameColour, SampleType } from '../../shared/imaging/pixelFrame.ts'
import { displayLevel, rampOf, type Window } from '../../shared/imaging/voi.ts'

const AREA = { width: 640, height: 480 }

describe.skipIf(chromium === null)('stage in Chromium', () => {
  const stage = stagePage({ viewport: AREA })
  let page: Page
  beforeEach(() => {
    page = stage.page
  })

  const show = (source: string, width: number, height: number) =>
    page.evaluate(
      async ([source, width, height]) => {
        window.bench.frame(source, width, height)
        await window.bench.settled()
      },
      [source, width, height] as const,
    )
  const log = () => page.evaluate(() => ({ ...window.bench.log, tool: window.bench.log.tool }))
  /** RGB of the view pixels in a row, with the image pixel each one shows. */
  const shown = async (count: number) => {
    const rgba = await page.evaluate((n) => window.bench.shownPixels(200, 240, n, 1), count)
    return Array.from({ length: count }, (_, i) => rgba.slice(4 * i, 4 * i + 3))
  }
  const imageAt = async (x: number, y: number) => {
    await page.mouse.move(x, y)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    return (await log()).pointer
  }

  describe('stored values reach the screen bit for bit', () => {
    const windows: Partial<Record<SampleType, Window[]>> = {
      u8: [
        { centre: 127.5, width: 255 },
        { centre: 60, width: 33 },
      ],
      u16: [
        { centre: 32_767.5, width: 65_535 },
        { centre: 12_345, width: 4000 },
        { centre: 40_000, width: 1 },
      ],
      i16: [
        { centre: -0.5, width: 65_535 },
        { centre: -1000, width: 350 },
      ],
      f32: [{ centre: 311.9921875, width: 1023.984375 }],
    }
    const cases: [SampleType, FrameColour][] = [
      ['u8', 'grey'],
      ['u8', 'rgb'],
      ['u8', 'rgba'],
      ['u16', 'grey'],
      ['u16', 'rgb'],
      ['i16', 'grey'],
      ['f32', 'grey'],
    ]
    it.each(cases)(
      '%s %s',
      async (sample, colour) => {
        await show(`${sample}-${colour}-1201x900`, 1201, 900)
        await page.evaluate(() => window.bench.stage.view.oneToOne())
        const at = await imageAt(200, 240)
        const x0 = Math.floor(at?.x ?? -1)
        const y0 = Math.floor(at?.y ?? -1)
        const channels = colour === 'grey' ? 1 : 3
        expect(at?.values?.slice(0, 3)).toEqual(Array.from({ length: channels }, (_, c) => valueAt(sample, x0, y0, c)))
        for (const window of windows[sample] ?? [])
          for (const invert of [false, true]) {
            const quick = await page.evaluate(
              ([w, i]) => {
                globalThis.window.bench.stage.setDisplay({ window: w, invert: i })
                return globalThis.window.bench.quickPixels(200, 240, 240, 1)
              },
              [{ ...window }, invert] as const,
            )
            const expected = Array.from({ length: 240 }, (_, i) =>
              [0, 1, 2].map((c) =>
                displayLevel(valueAt(sample, x0 + i, y0, channels === 1 ? 0 : c), rampOf(window), invert),
              ),
            )
            expect(await shown(240)).toEqual(expected)
            // Without a GPU, grey is drawn another way while the window changes.
            const whole = colour === 'grey' && sample !== 'f32'
            expect(quick?.filter((_, i) => i % 4 < 3) ?? null).toEqual(whole ? expected.flat() : null)
          }
      },
      60_000,
    )
  })

  it('a MONOCHROME1 frame opens with the window of its file, and a drag starts from there', async () => {
    await show('u16-grey-1201x900-inverted', 1201, 900)
    await page.evaluate(() => window.bench.stage.view.oneToOne())
    const at = await imageAt(200, 240)
    const expected = Array.from({ length: 240 }, (_, i) => {
      const value = valueAt('u16', Math.floor(at?.x ?? -1) + i, Math.floor(at?.y ?? -1), 0)
      return [0, 1, 2].map(() => displayLevel(value, rampOf(FILE_WINDOW), true))
    })
    expect(await shown(240)).toEqual(expected)
    expect(new Set(expected.flat()).size).toBeGreaterThan(2)
    expect(await page.evaluate(() => window.bench.stage.firstWindow())).toEqual(FILE_WINDOW)
    await page.mouse.down({ button: 'right' })
    await page.mouse.move(212, 240, { steps: 3 })
    await page.mouse.up({ button: 'right' })
    const { displays } = await log()
    const dragged = displays.at(-1)?.window
    expect(dragged?.centre).toBe(FILE_WINDOW.centre)
    expect(dragged?.width).toBeGreaterThan(FILE_WINDOW.width)
    expect(dragged?.width).toBeLessThan(FILE_WINDOW.width + 2000)
  })

  it('rotation and flip show the same values in their places', async () => {
    await show('u8-grey-301x200', 301, 200)
    await page.evaluate(() => window.bench.stage.view.oneToOne())
    for (const rotation of [0, 90, 180, 270] as const)
      for (const flipX of [false, true]) {
        await page.evaluate(([r, f]) => window.bench.stage.setDisplay({ rotation: r, flipX: f }), [
          rotation,
          flipX,
        ] as const)
        const pixels = await page.evaluate(() => window.bench.shownPixels(300, 220, 40, 1))
        for (const i of [0, 20, 39]) {
          const at = await imageAt(300 + i + 0.5, 220.5)
          expect(at?.values).toEqual([pixels[4 * i]])
          expect(at?.values).toEqual([valueAt('u8', Math.floor(at?.x ?? -1), Math.floor(at?.y ?? -1), 0)])
        }
        // Over all values of 8 bits, so that the drawing for drags shows the same.
        const quick = await page.evaluate(() => {
          window.bench.stage.setDisplay({ window: { centre: 127.5, width: 255 } })
          return window.bench.quickPixels(300, 220, 40, 1)
        })
        expect(quick).toEqual(pixels)
      }
  })

  it('pixels twice as high as wide are drawn so, in the right places, also turned', async () => {
    await page.evaluate(async () => {
      window.bench.frame('u8-grey-301x200', 301, 200, 2)
      await window.bench.settled()
    })
    for (const rotation of [0, 90] as const) {
      await page.evaluate(async (r) => {
        window.bench.stage.setDisplay({ rotation: r, window: { centre: 127.5, width: 255 } })
        window.bench.stage.view.oneToOne()
        await window.bench.settled()
      }, rotation)
      const pixels = await page.evaluate(() => window.bench.shownPixels(300, 220, 40, 1))
      const seen: { x: number; y: number }[] = []
      for (const i of [0, 19, 38, 39]) {
        const at = await imageAt(300 + i + 0.5, 220.5)
        expect(at?.values).toEqual([pixels[4 * i]])
        seen.push({ x: at?.x ?? 0, y: at?.y ?? 0 })
      }
      const [first, , last] = seen
      const [across, down] = [Math.abs((last?.x ?? 0) - (first?.x ?? 0)), Math.abs((last?.y ?? 0) - (first?.y ?? 0))]
      expect([across, down]).toEqual(rotation === 0 ? [38, 0] : [0, 19])
    }
    expect((await log()).view?.devicePixelExact).toBe(false)
  })

  it('zooms to 64 device pixels per pixel: squares of one stored value', async () => {
    await show('u16-grey-1201x900', 1201, 900)
    await page.evaluate(async () => {
      window.bench.stage.view.zoomBy(1e6)
      window.bench.stage.setDisplay({ window: { centre: 32_767.5, width: 65_535 } })
      await window.bench.settled()
    })
    expect((await log()).view?.zoom).toBe(64)
    const at = await imageAt(200, 240)
    const level = displayLevel(
      valueAt('u16', Math.floor(at?.x ?? -1), Math.floor(at?.y ?? -1), 0),
      rampOf({ centre: 32_767.5, width: 65_535 }),
      false,
    )
    const row = await shown(200)
    const first = row[0]
    expect(first).toEqual([level, level, level])
    const edges = row.flatMap((rgb, i) => (i > 0 && rgb[0] !== row[i - 1]?.[0] ? [i] : []))
    expect(edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0))).toEqual(edges.slice(1).map(() => 64))
  })

  it('a 20,000 x 20,000 frame comes in tiles: exact values at 1:1, only the tiles in view are fetched', async () => {
    const asked: string[] = []
    page.on('request', (r) => r.url().includes('/tile/') && asked.push(r.url().replace(/.*\/tile\//, '')))
    await show('u16-grey-20000x20000', 20_000, 20_000)
    await page.evaluate(async () => {
      window.bench.stage.view.showBounds({ x: 15_300, y: 9150, width: 10, height: 10 })
      window.bench.stage.view.oneToOne()
      window.bench.stage.setDisplay({ window: { centre: 32_767.5, width: 65_535 } })
      await window.bench.settled()
    })
    const at = await imageAt(200, 240)
    const x0 = Math.floor(at?.x ?? -1)
    const y0 = Math.floor(at?.y ?? -1)
    expect(at?.values).toEqual([valueAt('u16', x0, y0, 0)])
    expect((await shown(240)).map(([v]) => v)).toEqual(
      Array.from({ length: 240 }, (_, i) =>
        displayLevel(valueAt('u16', x0 + i, y0, 0), rampOf({ centre: 32_767.5, width: 65_535 }), false),
      ),
    )
    expect(asked[0]).toBe('5/0/0')
    expect(asked.length).toBeLessThan(60)
  })

  it('says what is wrong with a frame that cannot be had, and shows the next one', async () => {
    await page.evaluate(() => window.bench.frame('nothing', 100, 100))
    await page.waitForFunction(() => typeof window.bench.log.states.at(-1) === 'object')
    expect((await log()).states.at(-1)).toEqual({ error: 'not-found' })
    await show('u8-grey-100x80', 100, 80)
    expect((await log()).states.at(-1)).toBe('exact')
  })

  it('survives the loss of the graphics context', async () => {
    await show('u8-grey-1201x900', 1201, 900)
    await page.evaluate(() => window.bench.stage.view.oneToOne())
    const before = await shown(100)
    await page.evaluate(async () => {
      const canvas = document.querySelector<HTMLCanvasElement>('.canvas-image')
      const loss = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
      const restored = new Promise((done) => canvas?.addEventListener('webglcontextrestored', done))
      loss?.loseContext()
      await new Promise((done) => setTimeout(done, 50))
      loss?.restoreContext()
      await restored
    })
    expect(await shown(100)).toEqual(before)
  })

  it('a real mouse draws, moves, reshapes and windows', async () => {
    await show('u16-grey-640x480', 640, 480)
    await page.evaluate(() => {
      window.bench.stage.view.oneToOne()
      window.bench.stage.setTool('box')
    })
    const drag = async (from: [number, number], to: [number, number], button: 'left' | 'right' | 'middle' = 'left') => {
      await page.mouse.move(...from)
      await page.mouse.down({ button })
      await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
      await page.mouse.move(...to)
      await page.mouse.up({ button })
    }
    const shape = (i: number) =>
      page.evaluate((n) => {
        const d = window.bench.log.diffs[n]?.diff
        return (d?.added[0] ?? d?.updated[0]?.[1])?.shape
      }, i)
    await drag([100, 100], [200, 180])
    expect(await shape(0)).toEqual({ kind: 'box', x: 100, y: 100, width: 100, height: 80 })
    await page.evaluate(() => window.bench.stage.setTool('select'))
    await drag([150, 140], [160, 150])
    expect(await shape(1)).toEqual({ kind: 'box', x: 110, y: 110, width: 100, height: 80 })
    await drag([210, 190], [250, 230])
    expect(await shape(2)).toEqual({ kind: 'box', x: 110, y: 110, width: 140, height: 120 })
    await drag([300, 300], [350, 320], 'right')
    const display = (await log()).displays.at(-1)
    expect(display?.window?.width).toBeGreaterThan(65_535)
    expect(display?.window?.centre).toBeGreaterThan(32_768)
    const before = await imageAt(300, 300)
    await drag([300, 300], [320, 310], 'middle')
    const after = await imageAt(320, 310)
    expect([after?.x, after?.y]).toEqual([before?.x, before?.y])
    expect((await log()).refused).toEqual([])
  })

  it('fits the window to a region dragged with Ctrl, and leaves nothing behind', async () => {
    await show('u16-grey-1201x900', 1201, 900)
    await page.evaluate(() => {
      window.bench.stage.setTool('select')
      window.bench.stage.view.oneToOne()
    })
    const [from, to] = [await imageAt(200, 200), await imageAt(260, 240)]
    await page.keyboard.down('Control')
    await page.mouse.move(200, 200)
    await page.mouse.down()
    await page.mouse.move(230, 220)
    await page.mouse.move(260, 240)
    await page.mouse.up()
    await page.keyboard.up('Control')
    const values: number[] = []
    for (let y = Math.floor(from?.y ?? 0); y < Math.floor(to?.y ?? 0); y++)
      for (let x = Math.floor(from?.x ?? 0); x < Math.floor(to?.x ?? 0); x++) values.push(valueAt('u16', x, y, 0))
    const { displays, diffs } = await log()
    expect(displays.at(-1)?.window).toEqual(windowOfValues(values))
    expect(values).toHaveLength(60 * 40)
    expect(diffs).toEqual([])
    expect(await page.evaluate(() => window.bench.scene.selection.size)).toBe(0)
  })

  it.each([
    ['few shapes, with names', 60, 3],
    ['a crowd', 3000, 1],
  ] as const)(
    'a repaired picture is the one a fresh painting gives: %s',
    async (_, count, zoom) => {
      await show('u8-grey-1201x900', 1201, 900)
      const same = await page.evaluate(
        async ([count, zoom]) => {
          const { bench } = window
          const all = bench.asAnnotations(bench.polygons(count, 20, 1201, 900))
          bench.set({ annotations: all })
          bench.stage.view.zoomBy(zoom)
          await bench.settled()
          const canvas = document.querySelector<HTMLCanvasElement>('.canvas-passive')
          const pixels = () => canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
          const before = pixels()
          // Take some away and bring them back in another class: the first half is repaired in place.
          bench.set({ annotations: all.filter((_, i) => i % 30 !== 7 || i > 900) })
          await bench.settled()
          bench.set({ annotations: all.map((a, i) => (i % 30 === 7 && i <= 900 ? { ...a, classId: 'class-5' } : a)) })
          await bench.settled()
          const repaired = pixels()
          bench.set({ schema: { ...bench.scene.schema } })
          await bench.settled()
          const fresh = pixels()
          // Chromium smooths a few pixels of a wide line differently when the line is clipped.
          let differing = 0
          let most = 0
          let changed = 0
          for (let i = 0; i < fresh.length; i++) {
            const off = Math.abs((fresh[i] ?? 0) - (repaired[i] ?? 0))
            if (off > 0) differing++
            most = Math.max(most, off)
            if (fresh[i] !== before[i]) changed++
          }
          return { differing, most, changed, size: fresh.length }
        },
        [count, zoom] as const,
      )
      expect(same.size).toBeGreaterThan(1_000_000)
      expect(same.changed).toBeGreaterThan(100)
      // A left-over or missing line, fill or name would be off by far more, or over a larger area.
      expect(same.most).toBeLessThan(64)
      expect(same.differing / same.size).toBeLessThan(0.0005)
    },
    60_000,
  )
})
