// Class names beside shapes that are large enough on screen to carry one.
import { type Matrix, mapBounds } from '../../shared/geometry/transform.ts'
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
      (item.kind === 'point' || Math.max(item.bounds.width, item.bounds.height) >= least) && styleOf(item).label !== '',
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
    const at = mapBounds(matrix, item.bounds)
    const text = shortened(ctx, style.label, room)
    const width = ctx.measureText(text).width + (2 * PADDING + BAR) * dpr
    const x = Math.round(item.kind === 'point' ? at.x + POINT_GAP * dpr : at.x)
    const y = Math.round(item.kind === 'point' ? at.y - (HEIGHT * dpr) / 2 : at.y - (HEIGHT + 2) * dpr)
    // Dark plate, light text, class colour as a bar: readable on any picture and without telling colours apart.
    ctx.fillStyle = 'rgba(10,13,18,0.78)'
    ctx.fillRect(x, y, width, HEIGHT * dpr)
    ctx.fillStyle = style.colour
    ctx.fillRect(x, y, BAR * dpr, HEIGHT * dpr)
    ctx.fillStyle = '#e4e8ee'
    ctx.fillText(text, x + (BAR + PADDING) * dpr, y + (HEIGHT * dpr) / 2 + 0.5 * dpr)
  }
}

function shortened(ctx: Context2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text
  let end = text.length
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > room) end--
  return `${text.slice(0, end)}…`
}
