// Frame times of the picture area against plain Fabric, Konva and Path2D: the same polygons, the same browser, one run.
// `node bench/canvas/run.ts` prints the rows.
import type { Page } from '@playwright/test'
import type {} from '../page/canvas.ts'
import { chromiumPath, launchChromium } from './browser.ts'
import { measureStroke } from './maskStroke.ts'
import { serveBench } from './server.ts'
import { measureXrayFunctions } from './xrayFunctions.ts'

export type BenchRow = { what: string; value: number; unit: string; budget: number | null; against: string | null }

const COUNT = 10_000
const VERTICES = 40
const FRAME = { source: 'u16-grey-3328x2560', width: 3328, height: 2560 }
/** As a mammogram comes: its window goes through a table of levels. */
const MAMMOGRAM = { ...FRAME, source: 'u16-grey-3328x2560-dicom' }

type Figures = { pan: number[]; zoom: number[]; move: number[]; pick: number[] }
type Own = Figures & { letGo: number[] }
type WindowFigures = { fitted: number[]; exact: number[] }

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { timeout: 120_000 })
  await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 })
}

const measureOwn = (page: Page): Promise<Own> =>
  page.evaluate(
    async ({ COUNT, VERTICES, FRAME }) => {
      const { bench } = window
      const { stage } = bench
      const host = document.getElementById('host')
      if (!host) throw new Error('no host')
      const send = (type: string, x: number, y: number, button: number) =>
        host.dispatchEvent(
          new PointerEvent(type, { clientX: x, clientY: y, button, pointerId: 1, bubbles: true, pointerType: 'mouse' }),
        )
      // Made-up events cannot capture a pointer.
      host.setPointerCapture = () => undefined
      bench.frame(FRAME.source, FRAME.width, FRAME.height)
      await bench.settled()
      const all = bench.polygons(COUNT, VERTICES, FRAME.width, FRAME.height)
      bench.set({ annotations: bench.asAnnotations(all) })
      await bench.settled()
      const scale = stage.view.zoom()
      const pan = await bench.measureFrames(180, (i) => stage.view.panBy(i % 60 < 30 ? 7 : -7, i % 40 < 20 ? 4 : -4))
      await bench.settled()
      const zoom = await bench.measureFrames(180, (i) => stage.view.zoomBy(i % 60 < 30 ? 1.03 : 1 / 1.03))
      stage.view.fit()
      await bench.settled()

      const pick: number[] = []
      for (let i = 0; i < 500; i++) {
        const start = performance.now()
        send('pointermove', 200 + ((i * 137) % 880), 50 + ((i * 71) % 700), -1)
        pick.push(performance.now() - start)
      }
      // Drag polygons about and let them go: the layer is repaired and the document changed.
      const left = (innerWidth - FRAME.width * scale) / 2
      const top = (innerHeight - FRAME.height * scale) / 2
      let move: number[] = []
      const letGo: number[] = []
      for (let k = 0; k < 9; k++) {
        const target = all[5000 + 97 * k]?.points ?? []
        const x = left + ((target[0] ?? 0) + (target[40] ?? 0)) * 0.5 * scale
        const y = top + ((target[1] ?? 0) + (target[41] ?? 0)) * 0.5 * scale
        send('pointerdown', x, y, 0)
        const frames = await bench.measureFrames(k === 0 ? 120 : 10, (i) =>
          send('pointermove', x + 5 + (i % 50), y + (i % 30), -1),
        )
        if (k === 0) move = frames
        // Nothing may be left to paint, or the frame of the change would have begun before the first of these callbacks.
        await bench.settled()
        let frameStart = 0
        requestAnimationFrame(() => {
          frameStart = performance.now()
        })
        const before = performance.now()
        send('pointerup', x + 40, y + 20, 0)
        const change = performance.now() - before
        const repaint = await new Promise<number>((done) =>
          requestAnimationFrame(() => done(performance.now() - frameStart)),
        )
        letGo.push(change + repaint)
        await bench.settled()
      }
      if (bench.log.diffs.length !== letGo.length) throw new Error(`the drags made ${bench.log.diffs.length} diffs`)
      return { pan, zoom, move, pick, letGo }
    },
    { COUNT, VERTICES, FRAME },
  )

/** In a browser with its usual frame limit: each frame is drawn and shown before the next one begins. */
const measureWindow = (page: Page, frame: typeof FRAME): Promise<WindowFigures> =>
  page.evaluate(
    async ({ FRAME }) => {
      const { bench } = window
      const { stage } = bench
      const host = document.getElementById('host')
      if (!host) throw new Error('no host')
      host.setPointerCapture = () => undefined
      const send = (type: string, x: number, y: number, button: number) =>
        host.dispatchEvent(
          new PointerEvent(type, { clientX: x, clientY: y, button, pointerId: 1, pointerType: 'mouse' }),
        )
      const drag = async () => {
        send('pointerdown', 600, 400, 2)
        const times = await bench.measureFrames(60, (i) =>
          send('pointermove', 605 + (i % 40) * 4, 405 + (i % 25) * 4, -1),
        )
        send('pointerup', 600, 400, 2)
        if (bench.log.displays.length < times.length) throw new Error('the window did not follow the drag')
        return times
      }
      bench.frame(FRAME.source, FRAME.width, FRAME.height)
      await bench.settled()
      const fitted = await drag()
      stage.view.oneToOne()
      await bench.settled()
      return { fitted, exact: await drag() }
    },
    { FRAME: frame },
  )

const measurePeer = (page: Page, name: string, frames: number): Promise<Figures> =>
  page.evaluate(
    async ({ name, frames, COUNT, VERTICES, FRAME }) => {
      const { bench } = window
      bench.stage.destroy()
      const make = bench.peers[name]
      if (!make) throw new Error(`no peer ${name}`)
      const all = bench.polygons(COUNT, VERTICES, FRAME.width, FRAME.height)
      const peer = make(all, 0.306)
      const most = 3000
      const pan = await bench.measureFrames(frames, (i) => peer.pan(i % 60 < 30 ? 7 : -7, i % 40 < 20 ? 4 : -4), most)
      const zoom = await bench.measureFrames(frames, (i) => peer.zoom(i % 60 < 30 ? 1.03 : 1 / 1.03), most)
      const move = await bench.measureFrames(frames, (i) => peer.moveOne(i), most)
      const pick: number[] = []
      const end = performance.now() + most
      for (let i = 0; i < 40 && (i < 3 || performance.now() < end); i++) {
        const start = performance.now()
        peer.pick(200 + ((i * 137) % 880), 50 + ((i * 71) % 700))
        pick.push(performance.now() - start)
      }
      peer.destroy()
      return { pan, zoom, move, pick }
    },
    { name, frames, COUNT, VERTICES, FRAME },
  )

const PEERS: readonly [name: string, frames: number][] = [
  ['Konva', 10],
  ['Fabric (uncached)', 10],
  ['Fabric (default)', 4],
  ['Path2D', 10],
]

const average = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
const tenths = (v: number) => Math.round(v * 10) / 10

/** Empty where there is no Chromium. `peers` false measures only ours. */
export async function benchCanvas({ peers = true } = {}): Promise<BenchRow[]> {
  const path = chromiumPath()
  if (!path) return []
  const server = await serveBench()
  // Without the frame limit the time between frames is what a frame costs; peers and ours alike.
  const browser = await launchChromium(path, [
    '--disable-frame-rate-limit',
    '--disable-gpu-vsync',
    '--disable-accelerated-2d-canvas',
  ])
  const usual = await launchChromium(path)
  try {
    const still = await usual.newPage({ viewport: { width: 1280, height: 800 } })
    await open(still, server.url)
    const windows = await measureWindow(still, FRAME)
    await open(still, server.url)
    const mammogram = await measureWindow(still, MAMMOGRAM)
    const console = await usual.newPage({ viewport: { width: 1920, height: 1080 } })
    await open(console, server.url)
    const functions = await measureXrayFunctions(console)
    await usual.close()
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await open(page, server.url)
    const own = await measureOwn(page)
    await open(page, server.url)
    const stroke = await measureStroke(page)
    const others: [string, Figures][] = []
    for (const [name, frames] of peers ? PEERS : []) {
      await open(page, server.url)
      others.push([name, await measurePeer(page, name, frames)])
    }
    const versus = (key: keyof Figures) =>
      others.map(([name, f]) => `${name} ${tenths(quantile(f[key], 95))}`).join(', ') || null
    const p95 = (what: string, values: number[], budget: number | null, against: string | null): BenchRow => ({
      what: `${what}, p95`,
      value: tenths(quantile(values, 95)),
      unit: 'ms',
      budget,
      against,
    })
    // Without a frame limit frames are queued in bursts; the mean over the run is what they cost in the long run.
    const mean = (what: string, values: number[], budget: number): BenchRow => ({
      what: `${what}, mean`,
      value: tenths(average(values)),
      unit: 'ms',
      budget,
      against: null,
    })
    const scene = `${COUNT.toLocaleString('en')} polygons x ${VERTICES}`
    return [
      p95(`pan, ${scene}`, own.pan, 16, versus('pan')),
      p95(`zoom, ${scene}`, own.zoom, 16, versus('zoom')),
      p95(`drag one of ${scene}`, own.move, 16, versus('move')),
      {
        what: `let it go: change and repair, ${scene}, middle of ${own.letGo.length}`,
        value: tenths(quantile(own.letGo, 50)),
        unit: 'ms',
        budget: 16,
        against: `the first, before the engine knows the way, ${tenths(own.letGo[0] ?? Number.NaN)}; the slowest of ${own.letGo.length} ${tenths(Math.max(...own.letGo))}`,
      },
      p95(`pick among ${scene}`, own.pick, 2, versus('pick')),
      p95('window drag, 3328 x 2560 fitted', windows.fitted, 40, null),
      p95('window drag, 3328 x 2560 at 1:1', windows.exact, 40, null),
      p95('window drag, DICOM 3328 x 2560 fitted', mammogram.fitted, 40, null),
      p95('window drag, DICOM 3328 x 2560 at 1:1', mammogram.exact, 40, null),
      p95('mask stroke 4096 x 4096, frame', stroke.frames, 40, null),
      { what: 'mask stroke: let go', value: tenths(stroke.letGo), unit: 'ms', budget: 50, against: null },
      mean(`pan, ${scene}`, own.pan, 16),
      mean(`zoom, ${scene}`, own.zoom, 16),
      mean(`drag one of ${scene}`, own.move, 16),
      mean('window drag, 3328 x 2560 fitted', windows.fitted, 40),
      mean('window drag, 3328 x 2560 at 1:1', windows.exact, 40),
      mean('window drag, DICOM 3328 x 2560 fitted', mammogram.fitted, 40),
      mean('window drag, DICOM 3328 x 2560 at 1:1', mammogram.exact, 40),
      ...functions.map((f) => ({
        ...mean(`X-ray ${f.name}, 1920 x 1080`, f.frames, 40),
        against: `${tenths(average(f.frames) / average(functions[0]?.frames ?? []))} of the standard picture`,
      })),
    ]
  } finally {
    await usual.close()
    await browser.close()
    await server.close()
  }
}

if (import.meta.main) {
  const rows = await benchCanvas({ peers: !process.argv.includes('--own') })
  for (const r of rows)
    console.log(
      `${r.what.padEnd(58)} ${String(r.value).padStart(8)} ${r.unit}  budget ${r.budget ?? '-'}  ${r.against ?? ''}`,
    )
}
