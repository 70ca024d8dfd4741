// Class names beside shapes that are large enough on screen to carry one.
import type { ShapeKind } from '../../shared/annotation/model.ts'
import { type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, toView } from '../../shared/geometry/transform.ts'
import type { PaintStyle } from './paintPack.ts'
import type { Context2D, PaintItem } from './paintScene.ts'

/** CSS pixels. */
const LEAST_WIDTH = 36
const HEIGHT = 15
const PADDING = 4
const BAR = 3
const POINT_GAP = 8
const MOST_WIDTH = 160
/** How far right of its shape a label may reach: repairs must cover it. */
export const LABEL_REACH = MOST_WIDTH + POINT_GAP
/** Faces of the system: a worker has no face of the page's style sheet, and a repair in the window must look the same. */
const FONT = '"Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif'

type StyleOf = (item: PaintItem) => PaintStyle

export function labelled(seen: readonly PaintItem[], styleOf: StyleOf, matrix: Matrix, dpr: number): PaintItem[] {
  const least = (LEAST_WIDTH * dpr) / Math.hypot(matrix[0], matrix[1])
  return seen.filter(
    (item) =>
      item.text !== null ||
      ((item.kind === 'point' || Math.max(item.bounds.width, item.bounds.height) >= least) &&
        styleOf(item).label !== ''),
  )
}

export function paintLabels(
  ctx: Context2D,
  items: readonly PaintItem[],
  styleOf: StyleOf,
  matrix: Matrix,
  dpr: number,
): void {
  ctx.font = `500 ${11 * dpr}px ${FONT}`
  ctx.textBaseline = 'middle'
  const room = (MOST_WIDTH - 2 * PADDING - BAR) * dpr
  for (const item of items) {
    const style = styleOf(item)
    const place = item.text === null ? null : toView(matrix, measuredPlace(item.kind, item.rings[0] ?? []))
    const at = place ?? mapBounds(matrix, item.bounds)
    const text = shortened(ctx, item.text ?? style.label, room)
    const beside = place !== null || item.kind === 'point'
    const x = Math.round(beside ? at.x + POINT_GAP * dpr : at.x)
    const y = Math.round(beside ? at.y - (HEIGHT * dpr) / 2 : at.y - (HEIGHT + 2) * dpr)
    plate(ctx, x, y, text, style.colour, dpr)
  }
}

/** Dark plate, light text, class colour as a bar: readable on any picture and without telling colours apart. */
function plate(ctx: Context2D, x: number, y: number, text: string, colour: string, dpr: number): void {
  const width = ctx.measureText(text).width + (2 * PADDING + BAR) * dpr
  ctx.fillStyle = 'rgba(10,13,18,0.78)'
  ctx.fillRect(x, y, width, HEIGHT * dpr)
  ctx.fillStyle = colour
  ctx.fillRect(x, y, BAR * dpr, HEIGHT * dpr)
  ctx.fillStyle = '#e4e8ee'
  ctx.fillText(text, x + (BAR + PADDING) * dpr, y + (HEIGHT * dpr) / 2 + 0.5 * dpr)
}

/** One plate beside a place; the context is in CSS pixels. */
export function paintPlate(ctx: Context2D, at: { x: number; y: number }, text: string, colour: string): void {
  ctx.font = `500 11px ${FONT}`
  ctx.textBaseline = 'middle'
  plate(ctx, Math.round(at.x + POINT_GAP), Math.round(at.y - HEIGHT / 2), text, colour, 1)
}

/** The middle of a ruler, the corner of an angle. */
export function measuredPlace(kind: ShapeKind, points: ArrayLike<number>): ImagePoint {
  const [x = 0, y = 0, x2 = x, y2 = y] = [points[0], points[1], points[2], points[3]]
  return kind === 'angle' ? imagePoint(x2, y2) : imagePoint((x + x2) / 2, (y + y2) / 2)
}

function shortened(ctx: Context2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text
  let end = text.length
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > room) end--
  return `${text.slice(0, end)}…`
}
