// A stroke of the brush into a large mask on a picture of 4096 x 4096: what a frame costs while it lasts, and what letting
// go costs (encode, change, repair).
import type { Page } from '@playwright/test'
import type {} from '../page/canvas.ts'

export type StrokeFigures = { frames: number[]; letGo: number; diffBytes: number }

export const measureStroke = (page: Page): Promise<StrokeFigures> =>
  page.evaluate(async () => {
    const { bench } = window
    const { stage } = bench
    const host = document.getElementById('host')
    if (!host) throw new Error('no host')
    host.setPointerCapture = () => undefined
    const send = (type: string, x: number, y: number) =>
      host.dispatchEvent(
        new PointerEvent(type, {
          clientX: x,
          clientY: y,
          button: type === 'pointermove' ? -1 : 0,
          pointerId: 1,
          bubbles: true,
          pointerType: 'mouse',
        }),
      )
    const side = 4096
    bench.frame('u16-grey-4096x4096', side, side)
    // A disc of bands, nearly as large as the picture.
    const counts: number[] = []
    let done = 0
    for (let y = 0; y < side; y++) {
      const reach = Math.floor(Math.sqrt(Math.max(0, 1950 ** 2 - (y - 2048) ** 2)))
      for (let x = 2048 - reach; x + 300 < 2048 + reach; x += 400) {
        const from = y * side + x + (y % 7)
        counts.push(from - done, 300)
        done = from + 300
      }
    }
    counts.push(side * side - done)
    const [box] = bench.asAnnotations(bench.polygons(1, 4, side, side))
    if (!box) throw new Error('no annotation')
    const mask = { ...box, shape: { kind: 'mask' as const, x: 0, y: 0, width: side, height: side, counts } }
    bench.set({ annotations: [mask], selection: new Set([mask.id]) })
    stage.setTool('brush')
    stage.setOptions({
      size: 200,
      tip: 'round',
      mode: 'paint',
      overlap: 'allow',
      tolerance: 5,
      reach: 'connected',
      result: 'mask',
      cell: 16,
    })
    await bench.settled()
    const [cx, cy] = [innerWidth / 2, innerHeight / 2]
    const spot = (k: number): [number, number] => [
      cx + Math.cos(k / 9) * (60 + k / 2),
      cy + Math.sin(k / 9) * (60 + k / 2),
    ]
    send('pointerdown', ...spot(0))
    const frames = await bench.measureFrames(180, (i) => {
      // A mouse tells about two places in each frame.
      send('pointermove', ...spot(2 * i))
      send('pointermove', ...spot(2 * i + 1))
    })
    let frameStart = 0
    requestAnimationFrame(() => {
      frameStart = performance.now()
    })
    const before = performance.now()
    send('pointerup', ...spot(361))
    const change = performance.now() - before
    const repaint = await new Promise<number>((resolve) =>
      requestAnimationFrame(() => resolve(performance.now() - frameStart)),
    )
    const [last] = bench.log.diffs.slice(-1)
    if (last?.mark !== 'mask.paint') throw new Error('the stroke made no change')
    return { frames, letGo: change + repaint, diffBytes: JSON.stringify(last.diff).length }
  })
