// Real pointer events of Chromium (mouse, pen, fingers, wheel) and what they are taken for.
import type { CDPSession, Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import type {} from '../../../bench/page/canvas.ts'
import { chromium, stagePage } from '../../../test/harness/stagePage.ts'
import type { Hand } from '../../shared/contract/habits.ts'

const PLAIN: Hand = { wheel: 'zoom', finger: 'draw', touchpad: 'auto', palm: true }

declare global {
  interface Window {
    heard: string[]
    hand: Hand
    regionHere: boolean
  }
}

describe.skipIf(chromium === null)('pointer in Chromium', () => {
  const stage = stagePage({ viewport: { width: 600, height: 400 }, hasTouch: true })
  let page: Page
  let cdp: CDPSession
  beforeEach(async () => {
    page = stage.page
    cdp = await page.context().newCDPSession(page)
    await page.evaluate((plain) => {
      window.heard = []
      window.hand = plain
      window.regionHere = true
      const pad = document.createElement('div')
      pad.style.cssText = 'position:fixed;inset:0;z-index:9;touch-action:none'
      pad.tabIndex = 0
      document.body.append(pad)
      const say = (...words: (string | number)[]) => window.heard.push(words.join(' '))
      window.bench.attachPointer(
        pad,
        {
          tool: (event, p) =>
            say(
              'tool',
              event,
              p.at.x,
              p.at.y,
              ...(p.pressure === 0.5 ? [] : [`at ${p.pressure.toFixed(2)}`]),
              p.eraser ? 'eraser' : '-',
            ),
          toolLost: () => say('lost'),
          hover: () => undefined,
          panBy: (dx, dy) => say('pan', dx, dy),
          zoomAt: (factor) => say('zoom', factor > 1 ? 'in' : 'out'),
          windowDrag: (phase, dx, dy) => say('window', phase, dx, dy),
          panning: () => undefined,
          regionAt: () => window.regionHere,
          region: (phase, from, to) => say('region', phase, from.x, from.y, to.x, to.y),
          sizeBy: (steps) => say('size', steps),
          step: (by) => {
            say('step', by)
            return true
          },
        },
        () => window.hand,
      )
    }, PLAIN)
  })
  const heard = () => page.evaluate(() => window.heard.splice(0))
  const like = (hand: Partial<Hand>) => page.evaluate((h) => Object.assign(window.hand, h), hand)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
  const pen = (
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    x: number,
    y: number,
    button: 'left' | 'right' | 'none' = 'left',
    force = 0.8,
  ) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button,
      buttons: type === 'mouseReleased' || button === 'none' ? 0 : button === 'left' ? 1 : 2,
      clickCount: 1,
      force,
      pointerType: 'pen',
    })
  const only = (lines: string[], word: string) => lines.filter((l) => l.startsWith(word))

  it('a mouse: main button is the tool, right the window, middle and Space pan', async () => {
    const drag = async (button: 'left' | 'right' | 'middle') => {
      await page.mouse.move(100, 100)
      await page.evaluate(() => window.heard.splice(0))
      await page.mouse.down({ button })
      await page.mouse.move(120, 110)
      await page.mouse.up({ button })
      return heard()
    }
    expect(await drag('left')).toEqual(['tool down 100 100 -', 'tool move 120 110 -', 'tool up 120 110 -'])
    expect(await drag('right')).toEqual(['window start 0 0', 'window move 20 10', 'window end 0 0'])
    expect(await drag('middle')).toEqual(['pan 20 10'])
    await page.keyboard.down('Space')
    expect(await drag('left')).toEqual(['pan 20 10'])
    await page.keyboard.up('Space')
  })

  it('Ctrl and a drag mark a region, Ctrl and a click stay a click of the tool', async () => {
    await page.keyboard.down('Control')
    await page.mouse.move(100, 100)
    await heard()
    await page.mouse.down()
    await page.mouse.move(160, 150)
    await page.mouse.up()
    expect(await heard()).toEqual(['region move 100 100 160 150', 'region end 100 100 160 150'])
    await page.mouse.down()
    await page.mouse.up()
    expect(only(await heard(), 'tool')).toEqual(['tool move 160 150 -', 'tool down 160 150 -', 'tool up 160 150 -'])
    await page.evaluate(() => {
      window.regionHere = false
    })
    await page.mouse.down()
    await page.mouse.up()
    expect(await heard()).toEqual(['tool down 160 150 -', 'tool up 160 150 -'])
    await page.keyboard.up('Control')
  })

  it('a pen tells its pressure, its side button is the right button, its other end erases', async () => {
    await pen('mouseMoved', 50, 50, 'none')
    await heard()
    await pen('mousePressed', 50, 50)
    await pen('mouseMoved', 80, 60, 'left', 0.25)
    await pen('mouseReleased', 80, 60)
    expect((await heard()).slice(0, 2)).toEqual(['tool down 50 50 at 0.80 -', 'tool move 80 60 at 0.25 -'])
    await pen('mousePressed', 50, 50, 'right')
    await pen('mouseMoved', 70, 50, 'right')
    await pen('mouseReleased', 70, 50, 'right')
    expect(await heard()).toEqual(['window start 0 0', 'window move 20 0', 'window end 0 0'])
    await page.mouse.move(90, 90)
    await heard()
    await page.evaluate(() => {
      const pad = document.body.lastElementChild
      const at = { pointerId: 1, pointerType: 'pen', clientX: 90, clientY: 90, pressure: 0.5, bubbles: true }
      pad?.dispatchEvent(new PointerEvent('pointerdown', { ...at, button: 5, buttons: 32 }))
      pad?.dispatchEvent(new PointerEvent('pointermove', { ...at, button: -1, buttons: 32, clientX: 95 }))
      pad?.dispatchEvent(new PointerEvent('pointerup', { ...at, button: 5, buttons: 0, clientX: 95 }))
    })
    expect(await heard()).toEqual(['tool down 90 90 eraser', 'tool move 95 90 eraser', 'tool up 95 90 eraser'])
  })

  it('one finger draws or, where it is set so, pans and taps', async () => {
    const swipe = async () => {
      await touch('touchStart', [200, 200])
      await touch('touchMove', [240, 200])
      await touch('touchEnd')
      return heard()
    }
    const drawn = await swipe()
    expect(drawn[0]).toMatch(/^tool down 200 200/)
    expect(drawn.at(-1)).toMatch(/^tool up 240 200/)
    await like({ finger: 'pan' })
    const panned = await swipe()
    expect(only(panned, 'tool')).toEqual([])
    expect(only(panned, 'pan').length).toBeGreaterThan(0)
    await touch('touchStart', [200, 200])
    await touch('touchEnd')
    expect(only(await heard(), 'tool').map((l) => l.split(' ')[1])).toEqual(['move', 'down', 'up'])
  })

  it('two fingers pinch and pan, and give up the stroke of the first', async () => {
    await touch('touchStart', [200, 200])
    await touch('touchStart', [200, 200], [300, 200])
    await touch('touchMove', [180, 200], [320, 200])
    await touch('touchEnd')
    const said = await heard()
    expect(said).toContain('lost')
    expect(said).toContain('zoom in')
    expect(only(said, 'tool up')).toEqual([])
    await touch('touchStart', [200, 200], [300, 200])
    await touch('touchMove', [230, 220], [330, 220])
    await touch('touchEnd')
    const moves = only(await heard(), 'pan').map((l) => l.split(' ').slice(1).map(Number))
    const sum = moves.reduce<[number, number]>(([x, y], [dx = 0, dy = 0]) => [x + dx, y + dy], [0, 0])
    expect(sum[0]).toBeCloseTo(30, 0)
    expect(sum[1]).toBeCloseTo(20, 0)
  })

  it('the hand beside a pen does nothing, unless it is allowed to', async () => {
    await pen('mouseMoved', 50, 50, 'none')
    await heard()
    await touch('touchStart', [300, 300])
    await touch('touchMove', [310, 300])
    await touch('touchEnd')
    expect(await heard()).toEqual([])
    await like({ palm: false })
    await pen('mouseMoved', 52, 50, 'none')
    await heard()
    await touch('touchStart', [300, 300])
    await touch('touchEnd')
    expect(only(await heard(), 'tool').length).toBeGreaterThan(0)
  })

  it('a wheel zooms or scrolls, a touchpad pans and pinches', async () => {
    const turn = async (dx: number, dy: number) => {
      await page.waitForTimeout(300)
      await page.mouse.wheel(dx, dy)
      await page.waitForFunction(() => window.heard.some((l) => /^(pan|zoom|step)/.test(l)))
      return (await heard()).filter((l) => /^(pan|zoom|step)/.test(l))
    }
    await page.mouse.move(300, 200)
    expect(await turn(0, 100)).toEqual(['zoom out'])
    expect(await turn(-7, 12)).toEqual(['pan 7 -12'])
    await like({ wheel: 'items' })
    expect(await turn(0, -120)).toEqual(['step -1'])
    await page.keyboard.down('Control')
    expect(await turn(0, -100)).toEqual(['zoom in'])
    expect(await turn(0, -6)).toEqual(['zoom in'])
    await page.keyboard.up('Control')
  })
})
