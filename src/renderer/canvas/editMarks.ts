// Marks of constant size on screen: handles, the draft's vertices, the marquee. The context is in CSS pixels.
import { type Bounds, imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, toView } from '../../shared/geometry/transform.ts'
import type { EditHandle } from '../tools/handles.ts'
import type { SnapMark } from '../tools/snapping.ts'
import type { Preview } from '../tools/toolMachine.ts'

type Context = CanvasRenderingContext2D

const ACCENT = '#5aa7ff'
const DARK = 'rgba(0,0,0,0.75)'
const VERTEX = 4
const MIDPOINT = 2.5

const sameHandle = (a: EditHandle, b: EditHandle): boolean => {
  if (a.kind === 'side') return b.kind === 'side' && a.handle === b.handle
  return b.kind === a.kind && a.index === b.index && a.ref?.part === b.ref?.part && a.ref?.hole === b.ref?.hole
}

const dot = (ctx: Context, x: number, y: number, radius: number, fill: string) => {
  ctx.beginPath()
  ctx.arc(x, y, radius, 0, 2 * Math.PI)
  ctx.lineWidth = 3
  ctx.strokeStyle = DARK
  ctx.stroke()
  ctx.fillStyle = fill
  ctx.fill()
}

export function paintHandles(ctx: Context, handles: readonly EditHandle[], active: EditHandle | null, m: Matrix): void {
  for (const h of handles) {
    const { x, y } = toView(m, h.at)
    const lit = active !== null && sameHandle(h, active)
    if (h.kind === 'midpoint') {
      dot(ctx, x, y, lit ? VERTEX : MIDPOINT, lit ? ACCENT : '#c9d3df')
    } else if (h.kind === 'vertex') {
      dot(ctx, x, y, lit ? VERTEX + 2 : VERTEX, lit ? ACCENT : '#ffffff')
    } else {
      const r = lit ? VERTEX + 1.5 : VERTEX
      ctx.fillStyle = DARK
      ctx.fillRect(x - r - 1.5, y - r - 1.5, 2 * r + 3, 2 * r + 3)
      ctx.fillStyle = lit ? ACCENT : '#ffffff'
      ctx.fillRect(x - r, y - r, 2 * r, 2 * r)
    }
  }
}

const outline = (ctx: Context, colour: string, width: number) => {
  ctx.lineJoin = 'round'
  ctx.lineWidth = width + 2
  ctx.strokeStyle = DARK
  ctx.stroke()
  ctx.lineWidth = width
  ctx.strokeStyle = colour
  ctx.stroke()
}

export function paintDraft(ctx: Context, draft: NonNullable<Preview['draft']>, m: Matrix, colour: string): void {
  const at = (i: number) => toView(m, imagePoint(draft.points[2 * i]!, draft.points[2 * i + 1]!))
  const n = draft.points.length >> 1
  if (n === 0) return
  if (draft.kind === 'box' && n === 2) {
    const b = mapBounds(m, {
      x: Math.min(draft.points[0]!, draft.points[2]!),
      y: Math.min(draft.points[1]!, draft.points[3]!),
      width: Math.abs(draft.points[0]! - draft.points[2]!),
      height: Math.abs(draft.points[1]! - draft.points[3]!),
    })
    ctx.beginPath()
    ctx.rect(b.x, b.y, b.width, b.height)
    ctx.fillStyle = `${colour}22`
    ctx.fill()
    outline(ctx, colour, 2)
    return
  }
  if (draft.kind === 'point') {
    dot(ctx, at(0).x, at(0).y, VERTEX + 1, colour)
    return
  }
  ctx.beginPath()
  for (let i = 0; i < n; i++) ctx.lineTo(at(i).x, at(i).y)
  if (draft.closing) ctx.closePath()
  if (draft.kind === 'polygon') {
    ctx.fillStyle = `${colour}22`
    ctx.fill()
  }
  if (draft.dots) ctx.setLineDash([6, 4])
  outline(ctx, draft.dots ? '#ffffff' : colour, 2)
  ctx.setLineDash([])
  if (draft.cursor && !draft.closing) {
    const from = at(n - 1)
    const to = toView(m, draft.cursor)
    ctx.beginPath()
    ctx.moveTo(from.x, from.y)
    for (let i = 0; draft.ahead && i + 1 < draft.ahead.length; i += 2) {
      const p = toView(m, imagePoint(draft.ahead[i]!, draft.ahead[i + 1]!))
      ctx.lineTo(p.x, p.y)
    }
    ctx.lineTo(to.x, to.y)
    ctx.setLineDash([5, 4])
    outline(ctx, colour, 1.5)
    ctx.setLineDash([])
  }
  if (draft.dots) {
    for (let i = 0; i + 1 < draft.dots.length; i += 2) {
      const { x, y } = toView(m, imagePoint(draft.dots[i]!, draft.dots[i + 1]!))
      dot(ctx, x, y, i === 0 && draft.closing ? VERTEX + 3 : VERTEX, '#ffffff')
    }
    return
  }
  for (let i = 0; i < n; i++) {
    const { x, y } = at(i)
    const first = i === 0 && draft.kind === 'polygon'
    dot(ctx, x, y, first && draft.closing ? VERTEX + 3 : VERTEX, first ? colour : '#ffffff')
  }
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
