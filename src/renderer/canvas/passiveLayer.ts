// Every shape that is not being edited, as one picture larger than the view. Moving the view moves that picture (the
// compositor's work); a fresh one is painted in a worker and swapped in when it is ready. Small changes are repaired in
// place at once, so an edit never waits for the worker.
import type { Annotation } from '../../shared/annotation/model.ts'
import { boundsContain, boundsIntersect, growBounds } from '../../shared/geometry/box.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { invert, type Matrix, mapBounds, multiply, type Size } from '../../shared/geometry/transform.ts'
import { changedPlates } from './namePlates.ts'
import { type PaintStyle, packShapes } from './paintPack.ts'
import { createPaintScene, type Manner, PAINT_MARGIN } from './paintScene.ts'
import type { PaintOrder, PaintResult } from './paintWorker.ts'

export type PassiveLayer = {
  readonly element: HTMLCanvasElement
  setStyles(styles: readonly PaintStyle[]): void
  /** `changed` are the bounds (image space) to repair; `styleOf` maps a class to its place in the styles. */
  update(
    change: { upserted: readonly Annotation[]; removed: readonly string[]; changed: readonly Bounds[] },
    styleOf: (a: Annotation) => number,
    textOf: (a: Annotation) => string | null,
  ): void
  clear(): void
  /** `bounds` of the shapes that appear or disappear by this. */
  setSkip(ids: ReadonlySet<string>, bounds: readonly Bounds[]): void
  /** Called in every animation frame; cheap when nothing changed. While `moving`, what is there is made to do. */
  show(matrix: Matrix, area: Size, dpr: number, moving: boolean): void
  /** True while the picture on screen is not the final one for this view. */
  pending(): boolean
  destroy(): void
}

/** Painted beyond each side of the view, CSS pixels: short pans show no bare border. */
const BORDER = 160
/** More shapes than this under a repair and it is left to the worker. */
const REPAIR_AT_MOST = 400
const REPAIRS_AT_MOST = 60

type Painting = { matrix: Matrix; area: Size; dpr: number }
const samePainting = (a: Painting | null, b: Painting): boolean =>
  a !== null &&
  a.dpr === b.dpr &&
  a.area.width === b.area.width &&
  a.area.height === b.area.height &&
  a.matrix.every((v, i) => v === b.matrix[i])

/** Beyond this a scaled picture looks coarse. */
const MOST_SCALING = 1.6
/** The painting, moved and scaled, still fills the view. */
const serves = (shown: Painting, wanted: Painting): boolean => {
  const change = multiply(wanted.matrix, invert(shown.matrix))
  const scaling = Math.hypot(change[0], change[1])
  const painted = growBounds({ x: 0, y: 0, ...shown.area }, BORDER)
  return (
    shown.dpr === wanted.dpr &&
    scaling < MOST_SCALING &&
    scaling > 1 / MOST_SCALING &&
    boundsContain(mapBounds(change, painted), { x: 0, y: 0, ...wanted.area })
  )
}

export function createPassiveLayer(onReady: () => void): PassiveLayer {
  const element = document.createElement('canvas')
  element.className = 'canvas-passive'
  const ctx = element.getContext('2d', { willReadFrequently: true })
  const worker = new Worker(new URL('./paintWorker.ts', import.meta.url), { type: 'module' })
  const here = createPaintScene()
  let skip: ReadonlySet<string> = new Set()
  /** What is on the element now. */
  let shown: Painting | null = null
  let manner: Manner | null = null
  let wanted: Painting | null = null
  let inFlight: { ticket: number; painting: Painting; repairs: Bounds[] } | null = null
  let ready: PaintResult | null = null
  let stale = false
  let empty = true
  let tickets = 0
  let repairs: Bounds[] = []
  let transform = ''

  const order = (message: PaintOrder) => worker.postMessage(message)
  worker.onmessage = ({ data }: MessageEvent<PaintResult>) => {
    if (data.ticket !== inFlight?.ticket) return data.bitmap.close()
    ready?.bitmap.close()
    ready = data
    onReady()
  }

  const deviceSize = (p: Painting): Size => ({
    width: Math.ceil((p.area.width + 2 * BORDER) * p.dpr),
    height: Math.ceil((p.area.height + 2 * BORDER) * p.dpr),
  })
  /** Image space to device pixels of the element. */
  const deviceMatrix = (p: Painting): Matrix => multiply([p.dpr, 0, 0, p.dpr, BORDER * p.dpr, BORDER * p.dpr], p.matrix)

  const request = (painting: Painting) => {
    inFlight = { ticket: ++tickets, painting, repairs: [] }
    stale = false
    const size = deviceSize(painting)
    order({
      kind: 'paint',
      ticket: inFlight.ticket,
      matrix: deviceMatrix(painting),
      region: { x: 0, y: 0, ...size },
      dpr: painting.dpr,
    })
  }

  const swapIn = () => {
    if (!ready || !inFlight || !ctx) return
    const { painting } = inFlight
    const size = deviceSize(painting)
    if (element.width !== size.width || element.height !== size.height) {
      element.width = size.width
      element.height = size.height
      element.style.width = `${size.width / painting.dpr}px`
      element.style.height = `${size.height / painting.dpr}px`
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.globalCompositeOperation = 'copy'
    ctx.drawImage(ready.bitmap, 0, 0)
    ctx.globalCompositeOperation = 'source-over'
    manner = ready.manner
    ready.bitmap.close()
    ready = null
    shown = painting
    // What changed while the worker was painting.
    repairs = inFlight.repairs
    inFlight = null
  }

  const repair = () => {
    const todo = repairs
    repairs = []
    if (todo.length === 0 || !shown || !manner || !ctx) return
    const { dpr } = shown
    const matrix = deviceMatrix(shown)
    const whole = { x: 0, y: 0, width: element.width, height: element.height }
    const names = manner.names && here.names(ctx, { matrix, region: whole, dpr, skip })
    if (manner.names && !names) {
      stale = true
      return
    }
    const margin = (PAINT_MARGIN + 4) * dpr
    const regions = [
      ...todo.map((b) => growBounds(mapBounds(matrix, b), margin)),
      ...(manner.names && names ? changedPlates(manner.names, names) : []),
    ]
      .filter((r) => boundsIntersect(r, whole))
      .map((r) => ({
        x: Math.floor(r.x),
        y: Math.floor(r.y),
        width: Math.ceil(r.width) + 1,
        height: Math.ceil(r.height) + 1,
      }))
    const back = invert(matrix)
    const load = regions.reduce((sum, r) => sum + here.countIn(mapBounds(back, r)), 0)
    if (regions.length > REPAIRS_AT_MOST || load > REPAIR_AT_MOST) {
      stale = true
      return
    }
    manner = { ...manner, names }
    for (const region of regions) here.paint(ctx, { matrix, region, dpr, skip, manner })
  }

  const touch = (bounds: readonly Bounds[]) => {
    if (bounds.length > REPAIRS_AT_MOST) stale = true
    else {
      repairs.push(...bounds)
      inFlight?.repairs.push(...bounds)
    }
    onReady()
  }

  return {
    element,
    setStyles(styles) {
      here.setStyles(styles)
      order({ kind: 'styles', styles })
      stale = true
      onReady()
    },
    update({ upserted, removed, changed }, styleOf, textOf) {
      if (upserted.length === 0 && removed.length === 0) return
      const packed = packShapes(upserted, styleOf, textOf)
      here.remove(removed)
      here.upsert(packed)
      order({ kind: 'shapes', upserted: packed, removed })
      empty = false
      touch(changed)
    },
    clear() {
      here.clear()
      order({ kind: 'clear' })
      repairs = []
      // A painting under way shows shapes that are gone: its ticket is void.
      inFlight = null
      ready?.bitmap.close()
      ready = null
      shown = null
      empty = true
      if (ctx) ctx.clearRect(0, 0, element.width, element.height)
      onReady()
    },
    setSkip(ids, bounds) {
      skip = ids
      order({ kind: 'skip', ids })
      touch(bounds)
    },
    show(matrix, area, dpr, moving) {
      wanted = { matrix, area, dpr }
      swapIn()
      repair()
      if (shown) {
        const [a, b, c, d, e, f] = multiply(multiply(matrix, invert(shown.matrix)), [1, 0, 0, 1, -BORDER, -BORDER])
        const next = `matrix(${a},${b},${c},${d},${e},${f})`
        if (next !== transform) {
          transform = next
          element.style.transform = next
        }
      }
      if (inFlight || empty || (!stale && samePainting(shown, wanted))) return
      // Painting takes a processor that the motion needs; it waits for rest while the old picture still serves.
      if (moving && !stale && shown && serves(shown, wanted)) return
      request(wanted)
    },
    pending: () => !empty && (inFlight !== null || stale || (wanted !== null && !samePainting(shown, wanted))),
    destroy() {
      worker.terminate()
      ready?.bitmap.close()
      element.remove()
    },
  }
}
