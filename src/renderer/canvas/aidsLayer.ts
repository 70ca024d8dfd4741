// What helps to look and belongs to nobody's work: crosshair, grid, ghosts of other states of a shape, the other view's
// cursor, the loupe. Nothing is on screen, and nothing is painted, while none of it is wanted.
import type { Annotation } from '../../shared/annotation/model.ts'
import { maskToPolygon } from '../../shared/geometry/maskTrace.ts'
import { ringsOf } from '../../shared/geometry/polygon.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import { type ImagePoint, imagePoint, type ViewPoint } from '../../shared/geometry/spaces.ts'
import {
  invert,
  type Matrix,
  mapBounds,
  type Size,
  toImage,
  toView,
  type View,
} from '../../shared/geometry/transform.ts'
import type { Window } from '../../shared/imaging/voi.ts'
import { type AidMark, paintMarks } from './aidMarks.ts'
import type { ImageLayer } from './imageLayer.ts'
import { type LoupeLook, paintLoupe } from './loupe.ts'

export type Ghost = { readonly annotation: Annotation; readonly tone: 'removed' | 'before' | 'after' }
export type Aids = {
  readonly crosshair: boolean
  readonly grid: boolean
  readonly ghosts: readonly Ghost[]
  /** Where the pointer is in a linked view. */
  readonly cursor: ImagePoint | null
  readonly marks: readonly AidMark[]
  /** Painted into a canvas of whoever asks; `window` null follows the picture. */
  readonly loupe: {
    readonly canvas: HTMLCanvasElement
    readonly magnification: number
    readonly window: Window | null
  } | null
}
export const NO_AIDS: Aids = { crosshair: false, grid: false, ghosts: [], cursor: null, marks: [], loupe: null }

export type AidsLayer = {
  readonly element: HTMLElement
  show(s: AidsScene): void
  destroy(): void
}
export type AidsScene = {
  readonly aids: Aids
  readonly view: View
  readonly matrix: Matrix
  readonly area: Size
  readonly dpr: number
  readonly hover: ViewPoint | null
  readonly frame: Size | null
  readonly image: Pick<ImageLayer, 'block'>
  readonly look: LoupeLook
}

const TONES: Readonly<Record<Ghost['tone'], { colour: string; dash: number[] }>> = {
  removed: { colour: '#ff8f8a', dash: [6, 4] },
  before: { colour: '#ffd166', dash: [6, 4] },
  after: { colour: '#7cf0b0', dash: [] },
}
/** Grid lines lie at least this far apart on screen, CSS pixels. */
const GRID_ROOM = 28

/** Image pixels between two grid lines: 1, 2 or 5 times a power of ten. */
export function gridStep(scale: number): number {
  for (let power = 1; ; power *= 10)
    for (const times of [1, 2, 5]) if (times * power * scale >= GRID_ROOM) return times * power
}

const line = (horizontal: boolean): HTMLElement => {
  const element = document.createElement('div')
  Object.assign(element.style, {
    position: 'absolute',
    left: '0',
    top: '0',
    width: horizontal ? '100%' : '1px',
    height: horizontal ? '1px' : '100%',
    background: 'rgba(124,185,255,0.75)',
    boxShadow: '0 0 0 0.5px rgba(0,0,0,0.45)',
    willChange: 'transform',
    display: 'none',
  })
  return element
}

export function createAidsLayer(): AidsLayer {
  const element = document.createElement('div')
  Object.assign(element.style, { position: 'absolute', inset: '0', pointerEvents: 'none', overflow: 'hidden' })
  const canvas = document.createElement('canvas')
  canvas.className = 'canvas-aids'
  Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0', display: 'none' })
  const across = line(true)
  const down = line(false)
  const label = document.createElement('div')
  label.className = 'crosshair-label numbers'
  label.style.display = 'none'
  element.append(canvas, across, down, label)
  let painted = ''
  let ghosts: readonly Ghost[] = []
  let marks: readonly AidMark[] = []

  const place = (item: HTMLElement, transform: string | null) => {
    const display = transform === null ? 'none' : 'block'
    if (item.style.display !== display) item.style.display = display
    if (transform !== null && item.style.transform !== transform) item.style.transform = transform
  }

  const showCross = ({ aids, hover, matrix, area }: AidsScene) => {
    const at = aids.crosshair && hover ? hover : aids.cursor ? toView(matrix, aids.cursor) : null
    place(across, at && `translateY(${Math.round(at.y)}px)`)
    place(down, at && `translateX(${Math.round(at.x)}px)`)
    if (!at || !aids.crosshair) return place(label, null)
    const p = toImage(matrix, at)
    const text = `${p.x.toFixed(1)}, ${p.y.toFixed(1)}`
    if (label.textContent !== text) label.textContent = text
    // On the free side of the crossing.
    const x = at.x > area.width - 120 ? at.x - 104 : at.x + 10
    const y = at.y < 34 ? at.y + 10 : at.y - 26
    place(label, `translate(${Math.round(x)}px,${Math.round(y)}px)`)
  }

  const showCanvas = ({ aids, matrix, area, dpr, frame }: AidsScene) => {
    const wanted = aids.ghosts.length > 0 || aids.marks.length > 0 || (aids.grid && frame !== null)
    if (!wanted) {
      place(canvas, null)
      painted = ''
      return
    }
    const key = `${matrix.join()} ${area.width} ${area.height} ${dpr} ${aids.grid}`
    if (key === painted && ghosts === aids.ghosts && marks === aids.marks) return
    painted = key
    ghosts = aids.ghosts
    marks = aids.marks
    const width = Math.round(area.width * dpr)
    const height = Math.round(area.height * dpr)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
      canvas.style.width = `${area.width}px`
      canvas.style.height = `${area.height}px`
    }
    place(canvas, 'none')
    const ctx = canvas.getContext('2d')
    if (!ctx) return
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
    ctx.clearRect(0, 0, area.width, area.height)
    if (aids.grid && frame) paintGrid(ctx, matrix, area, frame)
    paintMarks(ctx, aids.marks, matrix)
    for (const ghost of aids.ghosts) paintGhost(ctx, ghost, matrix)
  }

  return {
    element,
    show(s) {
      showCross(s)
      showCanvas(s)
      if (s.aids.loupe) paintLoupe(s)
    },
    destroy: () => element.remove(),
  }
}

function paintGrid(ctx: CanvasRenderingContext2D, matrix: Matrix, area: Size, frame: Size): void {
  const step = gridStep(Math.hypot(matrix[0], matrix[1]))
  const seen = mapBounds(invert(matrix), { x: 0, y: 0, ...area })
  const lines = (tenth: boolean) => {
    ctx.beginPath()
    const run = (low: number, high: number, limit: number, at: (v: number) => [ImagePoint, ImagePoint]) => {
      for (let i = Math.ceil(Math.max(0, low) / step); i * step <= Math.min(limit, high); i++) {
        if ((i % 10 === 0) !== tenth) continue
        const [from, to] = at(i * step).map((p) => toView(matrix, p))
        if (!from || !to) continue
        // On the middle of device pixels, or every line would be two grey ones.
        ctx.moveTo(Math.round(from.x) + 0.5, Math.round(from.y) + 0.5)
        ctx.lineTo(Math.round(to.x) + 0.5, Math.round(to.y) + 0.5)
      }
    }
    run(seen.x, seen.x + seen.width, frame.width, (x) => [imagePoint(x, 0), imagePoint(x, frame.height)])
    run(seen.y, seen.y + seen.height, frame.height, (y) => [imagePoint(0, y), imagePoint(frame.width, y)])
    ctx.strokeStyle = tenth ? 'rgba(124,185,255,0.5)' : 'rgba(124,185,255,0.22)'
    ctx.lineWidth = 1
    ctx.stroke()
  }
  lines(false)
  lines(true)
}

type Outline = { readonly points: readonly number[]; readonly closed: boolean }

function outlinesOf({ shape }: Annotation): Outline[] {
  if (!shape) return []
  const parts = shape.kind === 'mask' ? (maskToPolygon(shape)?.parts ?? null) : outlineRings(shape)
  if (parts) return ringsOf(parts).map(({ ring }) => ({ points: ring, closed: true }))
  return 'points' in shape ? [{ points: shape.points, closed: false }] : []
}

function paintGhost(ctx: CanvasRenderingContext2D, { annotation, tone }: Ghost, matrix: Matrix): void {
  const { colour, dash } = TONES[tone]
  const { shape } = annotation
  const path = new Path2D()
  for (const { points, closed } of outlinesOf(annotation)) {
    for (let i = 0; i + 1 < points.length; i += 2) {
      const { x, y } = toView(matrix, imagePoint(points[i]!, points[i + 1]!))
      if (i === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    }
    if (closed) path.closePath()
  }
  const dots = shape?.kind === 'point' ? [imagePoint(shape.x, shape.y)] : []
  for (let i = 0; annotation.keypoints && i + 2 < annotation.keypoints.length; i += 3)
    if (annotation.keypoints[i + 2] !== 0) dots.push(imagePoint(annotation.keypoints[i]!, annotation.keypoints[i + 1]!))
  for (const dot of dots) {
    const { x, y } = toView(matrix, dot)
    path.moveTo(x + 5, y)
    path.arc(x, y, 5, 0, 2 * Math.PI)
  }
  ctx.lineJoin = 'round'
  ctx.setLineDash([])
  ctx.strokeStyle = 'rgba(0,0,0,0.7)'
  ctx.lineWidth = 4
  ctx.stroke(path)
  ctx.setLineDash(dash)
  ctx.strokeStyle = colour
  ctx.lineWidth = 2
  ctx.stroke(path)
  ctx.setLineDash([])
}
