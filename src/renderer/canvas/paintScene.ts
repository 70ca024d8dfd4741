// The painter of everything that is not being edited. Runs in the worker for whole pictures and in the window for small
// repairs; the same code, so the two cannot differ. Coordinates come in image space, painting is in device pixels.
import type { ShapeKind } from '../../shared/annotation/model.ts'
import { type MaskRows, rowsOfMask } from '../../shared/geometry/rowSet.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { invert, type Matrix, mapBounds } from '../../shared/geometry/transform.ts'
import { type NamePlate, placeNames } from './namePlates.ts'
import { LABEL_REACH, labelled, paintNames, wishesOf } from './paintLabels.ts'
import { paintMask, plainLook } from './paintMask.ts'
import { kindAt, type PackedShapes, type PaintStyle } from './paintPack.ts'
import { type BoundsIndex, createBoundsIndex, entryOf, type IndexEntry } from './spatialIndex.ts'

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

export type PaintItem = {
  readonly id: string
  readonly kind: ShapeKind
  readonly z: number
  readonly style: number
  readonly rings: readonly Float32Array[]
  /** Of a mask. */
  readonly rows: MaskRows | null
  readonly keypoints: readonly number[] | null
  readonly text: string | null
  readonly bounds: Bounds
}

export type PaintView = {
  /** Image space to device pixels of the target. */
  readonly matrix: Matrix
  /** Part of the target to repaint, device pixels. */
  readonly region: Bounds
  readonly dpr: number
  /** Not painted: hidden by the user, or being edited in another layer. */
  readonly skip: ReadonlySet<string>
}
export type PaintOptions = PaintView & {
  /** For a repair: how the picture around it was painted. Null decides by what is in view. */
  readonly manner: Manner | null
}

/** Depends on all that is in view, so a repair has to follow the whole picture, not what lies in its own region. */
export type Manner = {
  readonly crowd: boolean
  /** Null where there are too many to be read. */
  readonly names: readonly NamePlate[] | null
}

export type PaintScene = {
  setStyles(styles: readonly PaintStyle[]): void
  upsert(packed: PackedShapes): void
  remove(ids: readonly string[]): void
  clear(): void
  /** Shapes that a repaint of `bounds` (image space) would touch. */
  countIn(bounds: Bounds): number
  /** Where the names stand in a painting of the whole region; null: too many. */
  names(ctx: Context2D, view: PaintView): readonly NamePlate[] | null
  paint(ctx: Context2D, options: PaintOptions): Manner
}

/** CSS pixels. */
const LINE = 1.75
const CASING = 3.5
const CASING_COLOUR = 'rgba(0,0,0,0.6)'
const FILL_ALPHA = 0.14
const DOT = 3.5
/** What an outline or dot may stick out of its shape: repairs must cover it. */
export const PAINT_MARGIN = 20
/**
 * More shapes than this in view are drawn with the thinnest line: software rasterising of wide lines costs six times as
 * much (measured in Chromium: 10,000 polygons 310 ms at 1.75 pixels, 57 ms at 1), and where shapes lie this close their
 * wide lines would cover the picture.
 */
const CROWD = 1500

/** More names than this in view say nothing any more. */
const MOST_LABELS = 250

type Pen = {
  /** Vertices nearer than this (device pixels) to the one before are left out. */
  readonly gap: number
  stroke(ctx: Context2D, path: Path2D, colour: string): void
}
const widePen = (dpr: number): Pen => ({
  gap: 1,
  stroke(ctx, path, colour) {
    ctx.strokeStyle = CASING_COLOUR
    ctx.lineWidth = CASING * dpr
    ctx.stroke(path)
    ctx.strokeStyle = colour
    ctx.lineWidth = LINE * dpr
    ctx.stroke(path)
  },
})
/** The dark casing becomes a dark twin one pixel beside the line. */
const crowdPen: Pen = {
  gap: 1.5,
  stroke(ctx, path, colour) {
    ctx.lineWidth = 1
    ctx.strokeStyle = CASING_COLOUR
    ctx.translate(1, 1)
    ctx.stroke(path)
    ctx.translate(-1, -1)
    ctx.strokeStyle = colour
    ctx.stroke(path)
  },
}

const FALLBACK: PaintStyle = { colour: '#9aa4b2', label: '', edges: [] }

export function createPaintScene(): PaintScene {
  const index: BoundsIndex<PaintItem> = createBoundsIndex()
  const items = new Map<string, IndexEntry<PaintItem>>()
  let styles: readonly PaintStyle[] = []
  const styleOf = (item: PaintItem): PaintStyle => styles[item.style] ?? FALLBACK

  const drop = (id: string) => {
    const old = items.get(id)
    if (!old) return
    index.remove(old)
    items.delete(id)
  }
  /** Shapes that show in the region; `beside`: or may have a name in it, CSS pixels. */
  const inReach = ({ matrix, region, dpr, skip }: PaintView, beside: number): PaintItem[] => {
    const across = (PAINT_MARGIN + beside) * dpr
    const along = PAINT_MARGIN * dpr
    const reach = {
      x: region.x - across,
      y: region.y - along,
      width: region.width + 2 * across,
      height: region.height + 2 * along,
    }
    return index.search(mapBounds(invert(matrix), reach)).filter((item) => !skip.has(item.id))
  }
  const namesOf = (ctx: Context2D, seen: readonly PaintItem[], { matrix, dpr }: PaintView) => {
    const named = labelled(seen, styleOf, matrix, dpr)
    if (named.length > MOST_LABELS) return null
    named.sort((one, other) => other.z - one.z || (one.id < other.id ? -1 : 1))
    return placeNames(wishesOf(ctx, named, styleOf, matrix, dpr))
  }

  return {
    setStyles(next) {
      styles = next
    },
    upsert(packed) {
      const fresh: IndexEntry<PaintItem>[] = []
      packed.ids.forEach((id, i) => {
        drop(id)
        const item = itemAt(packed, i)
        const entry = entryOf(item.bounds, item)
        items.set(id, entry)
        fresh.push(entry)
      })
      if (fresh.length > 100) index.load(fresh)
      else for (const entry of fresh) index.insert(entry)
    },
    remove(ids) {
      for (const id of ids) drop(id)
    },
    clear() {
      index.clear()
      items.clear()
    },
    countIn: (bounds) => index.search(bounds).length,
    names: (ctx, view) => namesOf(ctx, inReach(view, LABEL_REACH), view),
    paint(ctx, { manner: given, ...view }) {
      const { matrix, region, dpr } = view
      const near = given ? inReach(view, 0) : inReach(view, LABEL_REACH)
      const manner = given ?? { crowd: near.length > CROWD, names: namesOf(ctx, near, view) }
      const seen = near.sort((one, other) => one.z - other.z)
      const pen = manner.crowd ? crowdPen : widePen(dpr)

      ctx.setTransform(1, 0, 0, 1, 0, 0)
      ctx.save()
      ctx.beginPath()
      ctx.rect(region.x, region.y, region.width, region.height)
      ctx.clip()
      ctx.clearRect(region.x, region.y, region.width, region.height)
      ctx.lineJoin = 'round'
      for (const item of seen) {
        const { colour } = styleOf(item)
        if (item.kind === 'point') paintDot(ctx, matrix, item.bounds.x, item.bounds.y, colour, true, dpr)
        else if (item.rows) {
          paintMask(ctx, item.rows, matrix, region, plainLook(colour))
        } else {
          const path = new Path2D()
          const closed = item.kind !== 'polyline' && item.kind !== 'ruler' && item.kind !== 'angle'
          for (const ring of item.rings) trace(path, ring, matrix, closed, pen.gap)
          if (item.keypoints && item.kind === 'box') {
            // The box of a skeleton says little beside its points.
            crowdPen.stroke(ctx, path, colour)
            continue
          }
          if (closed) {
            ctx.globalAlpha = FILL_ALPHA
            ctx.fillStyle = colour
            ctx.fill(path)
            ctx.globalAlpha = 1
            if (styleOf(item).hatched) hatch(ctx, path, mapBounds(matrix, item.bounds), region, colour, dpr)
          }
          pen.stroke(ctx, path, colour)
        }
      }
      for (const item of seen)
        if (item.keypoints) {
          const { colour, edges } = styleOf(item)
          const bones = edgePath(item.keypoints, edges, matrix)
          if (bones) pen.stroke(ctx, bones, colour)
          paintKeypoints(ctx, matrix, item.keypoints, colour, dpr)
        }
      if (manner.names) paintNames(ctx, manner.names, region, dpr)
      ctx.restore()
      return manner
    },
  }
}

/** Diagonals, CSS pixels apart: a region that is not annotated looks crossed out in every colour. */
const HATCH = 9

function hatch(ctx: Context2D, path: Path2D, bounds: Bounds, region: Bounds, colour: string, dpr: number): void {
  const left = Math.max(bounds.x, region.x)
  const right = Math.min(bounds.x + bounds.width, region.x + region.width)
  const top = Math.max(bounds.y, region.y)
  const bottom = Math.min(bounds.y + bounds.height, region.y + region.height)
  if (left >= right || top >= bottom) return
  const step = HATCH * dpr
  ctx.save()
  ctx.clip(path)
  ctx.beginPath()
  // Lines x + y = k * step: a repaired piece meets the lines around it.
  for (let sum = Math.ceil((left + top) / step) * step; sum < right + bottom; sum += step) {
    ctx.moveTo(sum - top, top)
    ctx.lineTo(sum - bottom, bottom)
  }
  // A dark twin beside each line, as for outlines: grey on grey ground would not be seen.
  ctx.lineWidth = 3 * dpr
  ctx.strokeStyle = 'rgba(0,0,0,0.45)'
  ctx.stroke()
  ctx.lineWidth = 1.25 * dpr
  ctx.strokeStyle = colour
  ctx.stroke()
  ctx.restore()
}

const itemAt = (packed: PackedShapes, i: number): PaintItem => {
  const rings: Float32Array[] = []
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  const cover = (x: number, y: number) => {
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  for (let r = packed.ringAt[i]!; r < packed.ringAt[i + 1]!; r++) {
    const ring = packed.coords.subarray(packed.coordAt[r]!, packed.coordAt[r + 1]!)
    for (let c = 0; c + 1 < ring.length; c += 2) cover(ring[c]!, ring[c + 1]!)
    rings.push(ring)
  }
  const keypoints = packed.keypoints[i] ?? null
  const mask = packed.masks[i]
  for (let k = 0; keypoints && k + 2 < keypoints.length; k += 3)
    if (keypoints[k + 2] !== 0) cover(keypoints[k]!, keypoints[k + 1]!)
  return {
    id: packed.ids[i]!,
    kind: kindAt(packed, i),
    z: packed.z[i]!,
    style: packed.style[i]!,
    rings,
    rows: mask ? rowsOfMask(mask) : null,
    keypoints,
    text: packed.texts[i] ?? null,
    bounds: { x: minX, y: minY, width: maxX - minX, height: maxY - minY },
  }
}

/** Adds the ring in device pixels, leaving out vertices that would fall on the one before. */
function trace(path: Path2D, ring: Float32Array, m: Matrix, closed: boolean, gap: number): void {
  const n = ring.length
  let x = m[0] * ring[0]! + m[2] * ring[1]! + m[4]
  let y = m[1] * ring[0]! + m[3] * ring[1]! + m[5]
  path.moveTo(x, y)
  const near = gap * gap
  for (let i = 2; i + 1 < n; i += 2) {
    const nx = m[0] * ring[i]! + m[2] * ring[i + 1]! + m[4]
    const ny = m[1] * ring[i]! + m[3] * ring[i + 1]! + m[5]
    const dx = nx - x
    const dy = ny - y
    if (dx * dx + dy * dy < near && i + 3 < n) continue
    path.lineTo(nx, ny)
    x = nx
    y = ny
  }
  if (closed) path.closePath()
}

function paintDot(ctx: Context2D, m: Matrix, x: number, y: number, colour: string, filled: boolean, dpr: number) {
  ctx.beginPath()
  ctx.arc(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5], DOT * dpr, 0, 2 * Math.PI)
  ctx.lineWidth = CASING * dpr
  ctx.strokeStyle = CASING_COLOUR
  ctx.stroke()
  ctx.lineWidth = LINE * dpr
  ctx.strokeStyle = colour
  ctx.stroke()
  if (!filled) return
  ctx.fillStyle = colour
  ctx.fill()
}

/** Lines between labelled points; null when there are none. */
function edgePath(keypoints: readonly number[], edges: PaintStyle['edges'], m: Matrix): Path2D | null {
  let path: Path2D | null = null
  for (const [from, to] of edges) {
    if (!keypoints[3 * from + 2] || !keypoints[3 * to + 2]) continue
    path ??= new Path2D()
    for (const [i, go] of [
      [from, 'moveTo'],
      [to, 'lineTo'],
    ] as const) {
      const [x, y] = [keypoints[3 * i]!, keypoints[3 * i + 1]!]
      path[go](m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }
  }
  return path
}

/** COCO visibility: 2 filled, 1 (occluded) hollow, 0 not there. */
function paintKeypoints(ctx: Context2D, m: Matrix, keypoints: readonly number[], colour: string, dpr: number) {
  for (let k = 0; k + 2 < keypoints.length; k += 3)
    if (keypoints[k + 2] !== 0) paintDot(ctx, m, keypoints[k]!, keypoints[k + 1]!, colour, keypoints[k + 2] === 2, dpr)
}
