// Shapes that are selected, edited or drawn right now. The only import of Fabric: it gets our shapes in full precision and
// paints them; what a gesture means is decided by the tools, and geometry never comes back from here.
import { Circle, Ellipse, type FabricObject, Path, Polyline, Rect, StaticCanvas } from 'fabric'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { ringsOf } from '../../shared/geometry/polygon.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { type Matrix, multiply, type Size } from '../../shared/geometry/transform.ts'
import type { EditHandle } from '../tools/annotationHandles.ts'
import type { SnapMark } from '../tools/snapping.ts'
import type { Preview } from '../tools/toolMachine.ts'
import { paintBand } from './bandMarks.ts'
import { paintDraft } from './draftMarks.ts'
import { paintHandles, paintMarquee, paintMeasured, paintPose, paintSnap } from './editMarks.ts'
import { spotOf } from './editSpot.ts'
import type { PaintStyle } from './paintPack.ts'

export type EditItem = {
  readonly annotation: Annotation
  readonly colour: string
  readonly role: 'selected' | 'edited' | 'hover' | 'moving'
  /** Lines between keypoints. */
  readonly edges: PaintStyle['edges']
}

export type EditModel = {
  readonly items: readonly EditItem[]
  /** Too many to be objects: painted as outlines only. */
  readonly crowd: readonly EditItem[]
  readonly offset: { readonly dx: number; readonly dy: number }
  readonly handles: readonly EditHandle[]
  readonly activeHandle: EditHandle | null
  readonly draft: Preview['draft']
  readonly draftColour: string
  readonly marquee: Bounds | null
  readonly snap: SnapMark | null
  /** Image pixels on each side of the outline of what is selected. */
  readonly band: number | null
  /** What stands beside a measurement; null for shapes that are none. */
  measure(shape: Shape | null): string | null
}

export type FabricLayer = {
  readonly element: HTMLCanvasElement
  show(model: EditModel, matrix: Matrix, area: Size, dpr: number): void
  destroy(): void
}

/** CSS pixels. */
const LINE: Readonly<Record<EditItem['role'], number>> = { selected: 2.5, edited: 2.5, moving: 2.5, hover: 2.5 }
const CASING = 2.5
/** Lines are this much thinner where a tolerance band is shown: 2 pixels would lie wholly under them at 100 %. */
const BESIDE_BAND = 0.4
const DOT = 4.5

/** Of pixels that are no squares: lines are a little thinner across them, a little thicker along. */
const meanScale = (m: Matrix): number => Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]))

type Made = { readonly objects: readonly { object: FabricObject; left: number; top: number; line: number }[] }

const fabricShape = (shape: Shape): FabricObject | null => {
  switch (shape.kind) {
    case 'box':
    case 'mask': {
      const { x, y, width, height } = shape
      // Placed by its middle: with any other origin Fabric counts half the line into the position.
      return new Rect({
        left: x + width / 2,
        top: y + height / 2,
        width,
        height,
        originX: 'center',
        originY: 'center',
      })
    }
    case 'polygon':
      return new Path(
        ringsOf(shape.parts).flatMap(({ ring }) => {
          const commands: (['M' | 'L', number, number] | ['Z'])[] = []
          for (let i = 0; i + 1 < ring.length; i += 2) commands.push([i === 0 ? 'M' : 'L', ring[i]!, ring[i + 1]!])
          return [...commands, ['Z'] as ['Z']]
        }),
        { fillRule: 'evenodd' },
      )
    case 'oriented':
      return new Rect({
        left: shape.cx,
        top: shape.cy,
        width: shape.width,
        height: shape.height,
        angle: shape.angle,
        originX: 'center',
        originY: 'center',
      })
    case 'ellipse':
      return new Ellipse({
        left: shape.cx,
        top: shape.cy,
        rx: shape.rx,
        ry: shape.ry,
        angle: shape.angle,
        originX: 'center',
        originY: 'center',
      })
    case 'polyline':
    case 'ruler':
    case 'angle': {
      const points = []
      for (let i = 0; i + 1 < shape.points.length; i += 2) points.push({ x: shape.points[i]!, y: shape.points[i + 1]! })
      return new Polyline(points)
    }
    case 'point':
      return new Circle({ left: shape.x, top: shape.y, radius: DOT, originX: 'center', originY: 'center' })
  }
}

/** Casing below, colour above; a selected shape has a white line so that it stands out in every class colour. */
const makeObjects = ({ annotation, colour, role }: EditItem): Made => {
  const { shape } = annotation
  if (!shape) return { objects: [] }
  const filled = (role === 'edited' || role === 'moving') && outlineRings(shape) !== null
  const layers = [
    { stroke: 'rgba(0,0,0,0.75)', line: LINE[role] + CASING, fill: '' },
    { stroke: role === 'hover' ? colour : '#ffffff', line: LINE[role], fill: filled ? `${colour}2e` : '' },
    ...(role === 'hover' ? [] : [{ stroke: colour, line: 1, fill: '' }]),
  ]
  return {
    objects: layers.flatMap(({ stroke, line, fill }) => {
      const object = fabricShape(shape)
      if (!object) return []
      object.set({
        stroke,
        fill: shape.kind === 'point' ? `${colour}66` : fill,
        objectCaching: false,
        strokeLineJoin: 'round',
      })
      // The box of a skeleton says little beside its points.
      return [{ object, left: object.left, top: object.top, line: annotation.keypoints ? line / 2 : line }]
    }),
  }
}

export function createFabricLayer(): FabricLayer {
  const element = document.createElement('canvas')
  const canvas = new StaticCanvas(element, {
    renderOnAddRemove: false,
    enableRetinaScaling: false,
    skipOffscreen: false,
  })
  element.classList.add('canvas-edit')
  let paintBelow: (ctx: CanvasRenderingContext2D) => void = () => undefined
  canvas.on('before:render', ({ ctx }) => paintBelow(ctx))
  const made = new Map<Annotation, Made & { role: EditItem['role']; colour: string }>()
  let model: EditModel | null = null
  let scale = 0
  let blank = true
  let painted = ''
  let crowdPath: { crowd: readonly EditItem[]; path: Path2D[] } | null = null

  const objectsOf = (item: EditItem) => {
    const known = made.get(item.annotation)
    if (known?.role === item.role && known.colour === item.colour) return known
    const next = { ...makeObjects(item), role: item.role, colour: item.colour }
    made.set(item.annotation, next)
    return next
  }

  const fill = (next: EditModel, cssScale: number) => {
    canvas.remove(...canvas.getObjects())
    const used = new Set(next.items.map((item) => item.annotation))
    for (const old of made.keys()) if (!used.has(old)) made.delete(old)
    for (const item of next.items)
      for (const { object, left, top, line } of objectsOf(item).objects) {
        const { dx, dy } = item.role === 'moving' ? next.offset : { dx: 0, dy: 0 }
        object.set({
          left: left + dx,
          top: top + dy,
          strokeWidth: (line * (next.band === null ? 1 : BESIDE_BAND)) / cssScale,
        })
        if (object instanceof Circle) object.set({ radius: DOT / cssScale })
        canvas.add(object)
      }
  }

  const paintCrowd = (ctx: CanvasRenderingContext2D, next: EditModel, device: Matrix, dpr: number) => {
    if (next.crowd.length === 0) return
    if (crowdPath?.crowd !== next.crowd) crowdPath = { crowd: next.crowd, path: crowdOutlines(next.crowd) }
    ctx.save()
    ctx.setTransform(device[0], device[1], device[2], device[3], device[4], device[5])
    ctx.translate(next.offset.dx, next.offset.dy)
    ctx.strokeStyle = '#ffffff'
    ctx.lineWidth = (1.5 * dpr) / meanScale(device)
    for (const path of crowdPath.path) ctx.stroke(path)
    ctx.restore()
  }

  return {
    element,
    show(next, matrix, area, dpr) {
      const empty =
        next.items.length === 0 &&
        next.crowd.length === 0 &&
        !next.draft &&
        !next.marquee &&
        !next.snap &&
        next.handles.length === 0
      if (empty && blank) return
      const key = `${matrix.join()} ${area.width} ${area.height} ${dpr}`
      if (next === model && key === painted) return
      const spot = spotOf(next, matrix, area, dpr)
      if (element.width !== spot.width || element.height !== spot.height) {
        canvas.setDimensions({ width: spot.width, height: spot.height }, { backstoreOnly: true })
        element.style.width = `${spot.width / dpr}px`
        element.style.height = `${spot.height / dpr}px`
      }
      element.style.transform = `translate(${spot.x / dpr}px,${spot.y / dpr}px)`
      const cssScale = meanScale(matrix)
      if (next !== model || cssScale !== scale) fill(next, cssScale)
      model = next
      scale = cssScale
      painted = key
      blank = empty
      const device = multiply([dpr, 0, 0, dpr, -spot.x, -spot.y], matrix)
      canvas.viewportTransform = [...device]
      paintBelow = (below) => paintBand(below, next, device, dpr)
      canvas.renderAll()
      const ctx = canvas.getContext()
      paintCrowd(ctx, next, device, dpr)
      ctx.save()
      ctx.setTransform(dpr, 0, 0, dpr, -spot.x, -spot.y)
      for (const { annotation, role, colour, edges } of next.items) {
        const offset = role === 'moving' ? next.offset : null
        if (annotation.keypoints) paintPose(ctx, annotation.keypoints, edges, colour, matrix, offset)
        const text = next.measure(annotation.shape)
        if (text) paintMeasured(ctx, annotation.shape, text, matrix, offset)
      }
      if (next.draft) paintDraft(ctx, next.draft, matrix, next.draftColour, next.measure)
      paintHandles(ctx, next.handles, next.activeHandle, matrix)
      if (next.marquee) paintMarquee(ctx, next.marquee, matrix)
      if (next.snap) paintSnap(ctx, next.snap, matrix)
      ctx.restore()
    },
    destroy() {
      made.clear()
      void canvas.dispose()
      element.remove()
    },
  }
}

/** One path per hundred shapes: a single one with all points is quadratic to rasterise. */
function crowdOutlines(crowd: readonly EditItem[]): Path2D[] {
  const out: Path2D[] = []
  for (const [i, { annotation }] of crowd.entries()) {
    const { shape } = annotation
    if (i % 100 === 0) out.push(new Path2D())
    const path = out[out.length - 1]!
    if (!shape || shape.kind === 'point') continue
    if (shape.kind === 'box' || shape.kind === 'mask') {
      path.rect(shape.x, shape.y, shape.width, shape.height)
      continue
    }
    const inside = outlineRings(shape)
    const closed = inside !== null
    const open = 'points' in shape ? [shape.points] : []
    for (const ring of inside ? ringsOf(inside).map((r) => r.ring) : open) {
      for (let k = 0; k + 1 < ring.length; k += 2)
        if (k === 0) path.moveTo(ring[k]!, ring[k + 1]!)
        else path.lineTo(ring[k]!, ring[k + 1]!)
      if (closed) path.closePath()
    }
  }
  return out
}
