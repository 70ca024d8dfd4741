// Evened-out contrast on the real stage: what reaches the screen is the arithmetic of the reference.
import { describe, expect, it } from 'vitest'
import { valueAt } from '../../../bench/canvas/frames.ts'
import type {} from '../../../bench/page/canvas.ts'
import { chromium, stagePage } from '../../../test/harness/stagePage.ts'
import { claheAt, claheOf } from '../../shared/imaging/clahe.ts'
import { displayLevel, rampOf } from '../../shared/imaging/voi.ts'

const [WIDTH, HEIGHT] = [301, 200]
const WINDOW = { centre: 32_767.5, width: 65_535 }

describe.skipIf(chromium === null)('CLAHE in Chromium', () => {
  const stage = stagePage({ viewport: { width: 640, height: 480 } })

  it('every pixel has the level of the reference, and the plain one again when it is off', async () => {
    const samples = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      valueAt('u16', i % WIDTH, Math.floor(i / WIDTH), 0),
    )
    const size = { width: WIDTH, height: HEIGHT }
    const header = {
      ...size,
      colour: 'grey',
      sample: 'u16',
      bitsStored: 16,
      min: 0,
      max: 65_535,
      inverted: false,
    } as const
    const clahe = claheOf(header, { ...size, samples }, null)!
    const { page } = stage
    const shown = async (on: boolean) =>
      page.evaluate(
        async ([on, window, width, height]) => {
          globalThis.window.bench.frame(`u16-grey-${width}x${height}`, width, height)
          await globalThis.window.bench.settled()
          globalThis.window.bench.stage.view.oneToOne()
          globalThis.window.bench.stage.setDisplay({ window })
          globalThis.window.bench.stage.setClahe(on)
          return globalThis.window.bench.shownPixels(200, 240, 100, 1)
        },
        [on, WINDOW, WIDTH, HEIGHT] as const,
      )
    await page.mouse.move(200, 240)
    const evened = await shown(true)
    const at = (await page.evaluate(() => window.bench.log.pointer))!
    const [x0, y] = [Math.floor(at.x), Math.floor(at.y)]
    const plain = await shown(false)
    let changed = 0
    for (let i = 0; i < 100; i++) {
      const stored = valueAt('u16', x0 + i, y, 0)
      const value = claheAt(clahe, (x0 + i + 0.5) / WIDTH, (y + 0.5) / HEIGHT, stored)
      // 32-bit floats on the GPU: the last bit may round the other way.
      expect(Math.abs(evened[4 * i]! - displayLevel(value, rampOf(WINDOW), false))).toBeLessThanOrEqual(1)
      expect(plain[4 * i]).toBe(displayLevel(stored, rampOf(WINDOW), false))
      if (evened[4 * i] !== plain[4 * i]) changed++
    }
    expect(changed).toBeGreaterThan(50)
  })
})
