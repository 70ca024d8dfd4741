// DICOM grey on the real stage: every level on screen is the one of the reference, over real files and a generated one.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../../../bench/canvas/browser.ts'
import { serveBench } from '../../../bench/canvas/server.ts'
import type {} from '../../../bench/page/canvas.ts'
import { fileSource } from '../../main/imaging/byteSource.ts'
import { displayFrame } from '../../main/imaging/display.ts'
import { type WholeFrame, wholeFrame } from '../../main/imaging/frameFile.ts'
import { openRaster } from '../../main/imaging/openRaster.ts'
import { asBytes } from '../../main/imaging/rasterTypes.ts'
import { encodeFrameHeader, encodeFrameTail } from '../../shared/imaging/pixelFrame.ts'
import {
  displayLevel,
  fileWindows,
  firstWindow,
  levelOf,
  rampOf,
  shadeOf,
  type Window,
} from '../../shared/imaging/voi.ts'

const path = chromiumPath()
const shared = new URL('../../../../shared/data/dicom/', import.meta.url).pathname
const PADDED = 'MR_small.dcm'
const FOLDERS = ['luts-overlays', 'pixel-format', 'photometric']
const files = existsSync(shared)
  ? FOLDERS.flatMap((f) => readdirSync(join(shared, f)).map((name) => join(shared, f, name)))
  : []

const BREAST = 'breast'

/** Half a disc of tissue at the left edge in quiet air. */
function breastFrame(): Uint8Array {
  const [width, height] = [640, 832]
  const data = Uint16Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) - height / 2]
    return Math.hypot(x, y) < 330 ? 900 + ((x * 7 + y * 13) % 300) : 20 + (i % 3)
  })
  const base = { width, height, colour: 'grey', sample: 'u16', bitsStored: 12, min: 20, max: 1200 } as const
  return Buffer.concat([encodeFrameHeader({ ...base, inverted: false }), asBytes(data)])
}

const LOOK = 'look'
const LOOK_WINDOW: Window = { centre: 1500, width: 2000 }

/** Bands of 52 rows, an eighth of the picture's size; its whole frame never comes. */
function lookFrame(): { bytes: Uint8Array; bandAt(row: number): number } {
  const [width, height] = [320, 416]
  const bandAt = (row: number) => 300 + 400 * Math.floor(row / 52)
  const data = Uint16Array.from({ length: width * height }, (_, i) => bandAt(Math.floor(i / width)))
  const base = { width, height, colour: 'grey', sample: 'u16', bitsStored: 12, min: 300, max: 3100 } as const
  return { bytes: Buffer.concat([encodeFrameHeader({ ...base, inverted: false }), asBytes(data)]), bandAt }
}

async function open(file: string): Promise<WholeFrame> {
  const source = fileSource(file)
  try {
    const raster = openRaster(source, { verify: false })
    await raster.prepare?.(0)
    return await wholeFrame(displayFrame(raster, file, 0))
  } finally {
    source.close()
  }
}

describe.skipIf(path === null || files.length === 0)('DICOM grey in Chromium', () => {
  const frames = new Map<string, WholeFrame>()
  const served = new Map<string, Uint8Array>()
  let browser: Browser
  let server: Awaited<ReturnType<typeof serveBench>>

  beforeAll(async () => {
    for (const file of files) {
      const frame = await open(file)
      if (!frame.header.grey) continue
      const id = file.split('/').at(-1) ?? ''
      frames.set(id, frame)
      const { header, data } = frame
      served.set(id, Buffer.concat([encodeFrameHeader(header), asBytes(data), encodeFrameTail(header)]))
    }
    const { header, data } = frames.get(PADDED) ?? {}
    const grey = header?.grey
    if (header && grey && data) {
      // Half of the values are padding, so that both kinds are on screen.
      const padding = { low: header.min, high: (header.min + header.max) / 2 }
      const padded = { ...header, grey: { ...grey, padding } }
      frames.set('padded', { header: padded, data })
      served.set('padded', Buffer.concat([encodeFrameHeader(padded), asBytes(data), encodeFrameTail(padded)]))
    }
    served.set(BREAST, breastFrame())
    served.set(`${LOOK}/look`, lookFrame().bytes)
    server = await serveBench(served)
    browser = await launchChromium(path ?? '')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('every level on screen is the one of the reference', async () => {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } })
    await page.goto(server.url)
    await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 })
    expect(frames.size).toBeGreaterThanOrEqual(8)
    const tables: string[] = []
    let turns = 0
    for (const [id, { header, data }] of frames) {
      await page.evaluate(
        async ([source, width, height]) => {
          window.bench.frame(source, width, height)
          await window.bench.settled()
          window.bench.stage.view.oneToOne()
          await window.bench.settled()
        },
        [id, header.width, header.height] as const,
      )
      await page.mouse.move(320, 240)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      const at = await page.evaluate(() => window.bench.log.pointer)
      const [x0, y0] = [Math.floor(at?.x ?? -1), Math.floor(at?.y ?? -1)]
      const [across, down] = [Math.min(160, header.width - x0), Math.min(60, header.height - y0)]
      const looks: Window[] = [firstWindow(header), ...fileWindows(header)]
      const first = firstWindow(header)
      looks.push({ ...first, function: 'SIGMOID' }, { centre: first.centre, width: first.width / 7 })
      if (looks.some((w) => w.table !== undefined)) tables.push(id)
      // Each look in one polarity, in turns: the two share all but the last step.
      for (const look of looks)
        for (const invert of [turns++ % 2 === 1]) {
          const [quick, rgba] = await page.evaluate(
            async ([look, invert, w, h]) => {
              window.bench.stage.setDisplay({ window: look, invert })
              const quick = await window.bench.quickPixels(320, 240, w, h)
              const shader = await window.bench.shownPixels(320, 240, w, h)
              return [quick && quick.join() === shader.join(), shader] as const
            },
            [look, invert, across, down] as const,
          )
          // Without a GPU grey is drawn another way while the window changes: to the same levels.
          expect(quick).toBe(header.sample === 'f32' ? null : true)
          const final = header.inverted !== invert
          const shade = shadeOf(header, look, final)
          const expected: number[] = []
          for (let y = 0; y < down; y++)
            for (let x = 0; x < across; x++) {
              const stored = data[(y0 + y) * header.width + x0 + x] ?? 0
              const level = displayLevel(stored, shade, final)
              // The table is the formula itself; float pictures go down a ramp of 32-bit floats.
              if (header.sample !== 'f32') {
                const exact = levelOf(header, look, final, stored)
                if (level !== (final ? 255 - exact : exact)) throw new Error(`${id} ${stored}`)
              }
              expected.push(level)
            }
          const differ = expected.filter((level, i) => level !== rgba[4 * i]).length
          expect([id, differ]).toEqual([id, 0])
        }
    }
    expect(tables).toContain('vlut_04.dcm')
    await page.close()
  }, 300_000)

  it('the first look is stored values under the window, in the place of the whole picture', async () => {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } })
    await page.goto(server.url)
    await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 })
    const { bandAt } = lookFrame()
    await page.evaluate(
      ([source, look]) => {
        window.bench.stage.setDisplay({ window: look })
        window.bench.frame(source, 2560, 3328)
      },
      [LOOK, LOOK_WINDOW] as const,
    )
    await page.waitForFunction(() => window.bench.log.states.includes('preview'), null, { timeout: 120_000 })
    const { zoom } = await page.evaluate(() => ({ zoom: window.bench.stage.view.zoom() }))
    for (const invert of [false, true]) {
      const rgba = await page.evaluate((on) => {
        window.bench.stage.setDisplay({ invert: on })
        return window.bench.shownPixels(320, 0, 1, 480)
      }, invert)
      // In the middle of each band, where smoothing has nothing to mix.
      const middles = Array.from({ length: 8 }, (_, band) => 26 + 52 * band)
      const levels = middles.map((row) => rgba[4 * Math.round(240 + (row * 8 - 1664) * zoom)])
      expect(levels).toEqual(middles.map((row) => displayLevel(bandAt(row), rampOf(LOOK_WINDOW), invert)))
    }
    await page.close()
  }, 120_000)

  it('padding is black, and shown like any other value when that is switched off', async () => {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } })
    await page.goto(server.url)
    await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 })
    const [{ header: padded }, { header: plain, data }] = [frames.get('padded')!, frames.get(PADDED)!]
    const { width, height } = plain
    await page.evaluate(
      async ([w, h]) => {
        window.bench.frame('padded', w, h)
        await window.bench.settled()
        window.bench.stage.view.oneToOne()
        await window.bench.settled()
      },
      [width, height] as const,
    )
    const window_ = firstWindow(plain)
    const [x0, y0] = [320 - width / 2, 240 - height / 2]
    const black: number[] = []
    for (const [on, header] of [
      [true, padded],
      [false, plain],
    ] as const) {
      await page.evaluate(
        ([w, shown]) => {
          window.bench.stage.setDisplay({ window: w })
          window.bench.stage.setPadding(shown)
        },
        [window_, on] as const,
      )
      const rgba = await page.evaluate(([x, y]) => window.bench.shownPixels(x, y, 32, 32), [x0, y0] as const)
      const expected = Array.from({ length: 32 * 32 }, (_, i) =>
        levelOf(header, window_, false, data[Math.floor(i / 32) * width + (i % 32)] ?? 0),
      )
      expect(expected.map((level, i) => level - (rgba[4 * i] ?? 0)).filter((d) => d !== 0)).toEqual([])
      black.push(expected.filter((level) => level === 0).length)
    }
    expect(black[0]).toBeGreaterThan(black[1] ?? 0)
    await page.close()
  }, 120_000)

  it('air around a breast is black in both drawings', async () => {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } })
    await page.goto(server.url)
    await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 })
    const [quick, shader, plain] = await page.evaluate(async (source) => {
      const { bench } = window
      const black = (pixels: readonly number[] | null) =>
        (pixels ?? []).filter((v, i, all) => i % 4 === 0 && all[i + 3] === 255 && v === 0).length
      bench.stage.setAir('black')
      bench.frame(source, 640, 832)
      await bench.settled()
      bench.stage.setDisplay({ invert: true })
      // The breast is looked for in a worker.
      let quick = 0
      for (let width = 1900; width < 2900 && quick === 0; width++) {
        bench.stage.setDisplay({ window: { centre: 1000, width } })
        quick = black(await bench.quickPixels(0, 0, 640, 480))
      }
      const shader = black(await bench.shownPixels(0, 0, 640, 480))
      bench.stage.setAir('shown')
      return [quick, shader, black(await bench.shownPixels(0, 0, 640, 480))] as const
    }, BREAST)
    expect(plain).toBeLessThan(500)
    expect(shader).toBeGreaterThan(20_000)
    // The shader blends where the picture is made smaller, so that the skin differs by a pixel here and there.
    expect(Math.abs(quick - shader)).toBeLessThan(shader * 0.02)
    await page.close()
  })
})
