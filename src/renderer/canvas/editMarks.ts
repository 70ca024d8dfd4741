// Marks of constant size on screen: handles, keypoints, values, the marquee. The context is in CSS pixels.
import type { Shape } from '../../shared/annotation/model.ts'
import { keypointAt, keypointCount } from '../../shared/geometry/keypoints.ts'
import { type Bounds, imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, toView } from '../../shared/geometry/transform.ts'
import { type EditHandle, type KeypointHandle, sameHandle } from '../tools/annotationHandles.ts'
import type { SnapMark } from '../tools/snapping.ts'
import { measuredPlace, paintPlate } from './paintLabels.ts'
import type { PaintStyle } from './paintPack.ts'

export type Context = CanvasRenderingContext2D
type At = { readonly x: number; readonly y: number }

export const ACCENT = '#5aa7ff'
const DARK = 'rgba(0,0,0,0.75)'
export const VERTEX = 4
const KEYPOINT = 4
const TURN = 6.5
const MIDPOINT = 2.5

export const dot = (ctx: Context, x: number, y: number, radius: number, fill: string) => {
  ctx.beginPath()
  ctx.arc(x, y, radius, 0, 2 * Math.PI)
  ctx.lineWidth = Math.min(3, radius)
  ctx.strokeStyle = DARK
  ctx.stroke()
  ctx.fillStyle = fill
  ctx.fill()
}

export function paintHandles(ctx: Context, handles: readonly EditHandle[], active: EditHandle | null, m: Matrix): void {
  const radii = vertexRadii(handles, m)
  for (const [i, h] of handles.entries()) {
    const { x, y } = toView(m, h.at)
    const lit = active !== null && sameHandle(h, active)
    if (h.kind === 'turn') {
      paintTurn(ctx, toView(m, h.foot), { x, y }, lit)
    } else if (h.kind === 'keypoint') {
      paintKeypoint(ctx, h, { x, y }, lit)
    } else if (h.kind === 'midpoint') {
      dot(ctx, x, y, lit ? VERTEX : MIDPOINT, lit ? ACCENT : '#c9d3df')
    } else if (h.kind === 'vertex') {
      dot(ctx, x, y, lit ? VERTEX + 2 : (radii[i] ?? VERTEX), lit ? ACCENT : '#ffffff')
    } else {
      const r = lit ? VERTEX + 1.5 : VERTEX
      ctx.fillStyle = DARK
      ctx.fillRect(x - r - 1.5, y - r - 1.5, 2 * r + 3, 2 * r + 3)
      ctx.fillStyle = lit ? ACCENT : '#ffffff'
      ctx.fillRect(x - r, y - r, 2 * r, 2 * r)
    }
  }
}

const LEAST_VERTEX = 1.5
/** Of the gap to the next vertex: two neighbours leave a third of it free. */
const OF_GAP = 1 / 3

/** Vertices that lie close on screen get smaller dots: a traced outline shows what it outlines, not a string of beads. */
export function vertexRadii(handles: readonly EditHandle[], m: Matrix): number[] {
  const at = handles.map((h) => (h.kind === 'vertex' ? toView(m, h.at) : null))
  const gaps = at.map(() => Number.POSITIVE_INFINITY)
  let last = -1
  for (const [i, place] of at.entries()) {
    const before = at[last]
    if (!place) continue
    if (before) {
      const gap = Math.hypot(place.x - before.x, place.y - before.y)
      gaps[i] = gap
      gaps[last] = Math.min(gaps[last] ?? gap, gap)
    }
    last = i
  }
  return gaps.map((gap) => Math.max(LEAST_VERTEX, Math.min(VERTEX, gap * OF_GAP)))
}

/** A stem to a round handle with an arrow that says what it does. */
function paintTurn(ctx: Context, foot: At, at: At, lit: boolean): void {
  ctx.beginPath()
  ctx.moveTo(foot.x, foot.y)
  ctx.lineTo(at.x, at.y)
  outline(ctx, '#ffffff', 1)
  dot(ctx, at.x, at.y, lit ? TURN + 1.5 : TURN, lit ? ACCENT : '#ffffff')
  ctx.beginPath()
  ctx.arc(at.x, at.y, 3, -0.4 * Math.PI, 1.1 * Math.PI)
  ctx.lineWidth = 1.25
  ctx.strokeStyle = lit ? '#ffffff' : '#10151c'
  ctx.stroke()
  ctx.beginPath()
  ctx.moveTo(at.x + 0.2, at.y - 5)
  ctx.lineTo(at.x + 3.4, at.y - 2.4)
  ctx.lineTo(at.x - 0.6, at.y - 0.8)
  ctx.closePath()
  ctx.fillStyle = lit ? '#ffffff' : '#10151c'
  ctx.fill()
}

/** Filled = visible, hollow = occluded, dotted = missing: the place the template would give it. */
function paintKeypoint(ctx: Context, h: KeypointHandle, { x, y }: At, lit: boolean): void {
  const radius = lit ? KEYPOINT + 1.5 : KEYPOINT
  const colour = lit ? ACCENT : '#ffffff'
  if (h.visibility === 2) dot(ctx, x, y, radius, colour)
  else {
    ctx.beginPath()
    ctx.arc(x, y, radius, 0, 2 * Math.PI)
    if (h.visibility === 0) ctx.setLineDash([2, 2.5])
    outline(ctx, colour, h.visibility === 1 ? 2 : 1.25)
    ctx.setLineDash([])
  }
  if (lit) paintPlate(ctx, { x, y }, h.name, ACCENT)
}

/** Bones and points of a pose that is in hand; moved by `offset` image pixels. */
export function paintPose(
  ctx: Context,
  keypoints: readonly number[],
  edges: PaintStyle['edges'],
  colour: string,
  m: Matrix,
  offset: { dx: number; dy: number } | null = null,
): void {
  const at = (i: number) => {
    const k = keypointAt(keypoints, i)
    return { ...toView(m, imagePoint(k.x + (offset?.dx ?? 0), k.y + (offset?.dy ?? 0))), visibility: k.visibility }
  }
  ctx.beginPath()
  for (const [from, to] of edges) {
    const [a, b] = [at(from), at(to)]
    if (a.visibility === 0 || b.visibility === 0) continue
    ctx.moveTo(a.x, a.y)
    ctx.lineTo(b.x, b.y)
  }
  outline(ctx, colour, 2)
  for (let i = 0; i < keypointCount(keypoints); i++) {
    const p = at(i)
    if (p.visibility === 2) dot(ctx, p.x, p.y, KEYPOINT, colour)
    else if (p.visibility === 1) {
      ctx.beginPath()
      ctx.arc(p.x, p.y, KEYPOINT, 0, 2 * Math.PI)
      outline(ctx, colour, 2)
    }
  }
}

/** The value of a ruler or an angle beside it. */
export function paintMeasured(
  ctx: Context,
  shape: Shape | null,
  text: string,
  m: Matrix,
  offset: { dx: number; dy: number } | null = null,
): void {
  if (shape?.kind !== 'ruler' && shape?.kind !== 'angle') return
  const at = measuredPlace(shape.kind, shape.points)
  paintPlate(ctx, toView(m, imagePoint(at.x + (offset?.dx ?? 0), at.y + (offset?.dy ?? 0))), text, ACCENT)
}

export const outline = (ctx: Context, colour: string, width: number) => {
  ctx.lineJoin = 'round'
  ctx.lineWidth = width + 2
  ctx.strokeStyle = DARK
  ctx.stroke()
  ctx.lineWidth = width
  ctx.strokeStyle = colour
  ctx.stroke()
}

/** A square on a vertex, a diamond on an edge, a cross on the border: the form says what is held, not the colour. */
export function paintSnap(ctx: Context, snap: SnapMark, m: Matrix): void {
  const { x, y } = toView(m, snap.at)
  const r = 7
  ctx.beginPath()
  if (snap.kind === 'vertex') ctx.rect(x - r, y - r, 2 * r, 2 * r)
  else if (snap.kind === 'edge') {
    ctx.moveTo(x, y - r)
    ctx.lineTo(x + r, y)
    ctx.lineTo(x, y + r)
    ctx.lineTo(x - r, y)
    ctx.closePath()
  } else {
    ctx.moveTo(x - r, y - r)
    ctx.lineTo(x + r, y + r)
    ctx.moveTo(x - r, y + r)
    ctx.lineTo(x + r, y - r)
  }
  outline(ctx, '#ffd24a', 2)
}

export function paintMarquee(ctx: Context, marquee: Bounds, m: Matrix): void {
  const b = mapBounds(m, marquee)
  ctx.beginPath()
  ctx.rect(Math.round(b.x) + 0.5, Math.round(b.y) + 0.5, Math.round(b.width), Math.round(b.height))
  ctx.fillStyle = 'rgba(90,167,255,0.12)'
  ctx.fill()
  ctx.lineWidth = 1
  ctx.strokeStyle = ACCENT
  ctx.stroke()
}
