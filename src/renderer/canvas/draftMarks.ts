// What is being drawn, in its present state. The context is in CSS pixels.
import { isMeasurement, type Shape } from '../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../shared/geometry/box.ts'
import { keypointAt } from '../../shared/geometry/keypoints.ts'
import { ringsOf } from '../../shared/geometry/polygon.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import { type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, toView } from '../../shared/geometry/transform.ts'
import type { Draft, SkeletonDraft } from '../tools/toolMachine.ts'
import { ACCENT, type Context, dot, outline, paintMeasured, paintPose, VERTEX } from './editMarks.ts'
import { paintPlate } from './paintLabels.ts'

export function paintDraft(
  ctx: Context,
  draft: Draft,
  m: Matrix,
  colour: string,
  measure: (shape: Shape | null) => string | null,
): void {
  if (draft.skeleton) {
    paintSkeleton(ctx, draft.skeleton, draft.cursor, m, colour)
    return
  }
  const shape = draft.shape ?? spannedBox(draft)
  if (shape && !isMeasurement(shape)) {
    paintWhole(ctx, shape, m, colour)
    return
  }
  const measured = shape && measure(shape)
  const at = (i: number) => toView(m, imagePoint(draft.points[2 * i]!, draft.points[2 * i + 1]!))
  const n = draft.points.length >> 1
  if (n === 0) return
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
  if (draft.freehand) return
  for (let i = 0; i < n; i++) {
    const { x, y } = at(i)
    const first = i === 0 && draft.kind === 'polygon'
    dot(ctx, x, y, first && draft.closing ? VERTEX + 3 : VERTEX, first ? colour : '#ffffff')
  }
  if (measured) paintMeasured(ctx, shape, measured, m)
}

/** A box that is told by two corners only. */
const spannedBox = ({ kind, points }: Draft): Shape | null =>
  kind === 'box' && points.length === 4 ? { kind: 'box', ...boundsOfPoints(points) } : null

/** The shape as it would be kept. */
function paintWhole(ctx: Context, shape: Shape, m: Matrix, colour: string): void {
  const inside = outlineRings(shape)
  if (!inside) return
  ctx.beginPath()
  for (const { ring } of ringsOf(inside)) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const p = toView(m, imagePoint(ring[i]!, ring[i + 1]!))
      if (i === 0) ctx.moveTo(p.x, p.y)
      else ctx.lineTo(p.x, p.y)
    }
    ctx.closePath()
  }
  ctx.fillStyle = `${colour}22`
  ctx.fill('evenodd')
  outline(ctx, colour, 2)
}

/** The next point of the template is lit and named; before it has a place, its name goes with the pointer. */
function paintSkeleton(ctx: Context, s: SkeletonDraft, cursor: ImagePoint | null, m: Matrix, colour: string): void {
  paintPose(ctx, s.keypoints, s.template.edges, colour, m)
  const name = s.template.points[s.current]?.name
  if (name === undefined) return
  const next = keypointAt(s.keypoints, s.current)
  if (next.visibility !== 0) {
    const at = toView(m, imagePoint(next.x, next.y))
    ctx.beginPath()
    ctx.arc(at.x, at.y, VERTEX + 4, 0, 2 * Math.PI)
    outline(ctx, ACCENT, 1.5)
  }
  if (cursor) paintPlate(ctx, toView(m, cursor), `${s.current + 1}/${s.template.points.length} ${name}`, colour)
}
