// Class names beside shapes that are large enough on screen to carry one.
import { boundsIntersect } from '../../shared/geometry/box.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
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
/** How far above its shape: beside the shape, and over a label that is in the way. */
export const LABEL_RISE = 3 * HEIGHT + 3
const FONT = '"Pretendard Variable", Pretendard, "Noto Sans KR", system-ui, sans-serif'

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
  const labels = items.map((item) => {
    const style = styleOf(item)
    const at = mapBounds(matrix, item.bounds)
    const text = shortened(ctx, style.label, room)
    const width = ctx.measureText(text).width + (2 * PADDING + BAR) * dpr
    const x = Math.round(item.kind === 'point' ? at.x + POINT_GAP * dpr : at.x)
    const y = Math.round(item.kind === 'point' ? at.y - (HEIGHT * dpr) / 2 : at.y - (HEIGHT + 2) * dpr)
    return { id: item.id, text, colour: style.colour, spot: { x, y, width, height: HEIGHT * dpr } }
  })
  for (const { id, text, colour, spot } of labels) {
    const { x, width } = spot
    const y = clearOf(labels, id, spot, dpr)
    // Dark plate, light text, class colour as a bar: readable on any picture and without telling colours apart.
    ctx.fillStyle = 'rgba(10,13,18,0.78)'
    ctx.fillRect(x, y, width, HEIGHT * dpr)
    ctx.fillStyle = colour
    ctx.fillRect(x, y, BAR * dpr, HEIGHT * dpr)
    ctx.fillStyle = '#e4e8ee'
    ctx.fillText(text, x + (BAR + PADDING) * dpr, y + (HEIGHT * dpr) / 2 + 0.5 * dpr)
  }
}

/**
 * The upper one of two labels stays and the lower one goes above it, clear of both shapes. It looks at its direct
 * neighbours only, so that a repair of a small region comes to the same answer as the whole picture.
 */
function clearOf(labels: readonly { id: string; spot: Bounds }[], id: string, spot: Bounds, dpr: number): number {
  let y = spot.y
  for (const other of labels) {
    const upper = other.spot.y < spot.y || (other.spot.y === spot.y && other.id < id)
    if (upper && boundsIntersect(other.spot, spot)) y = Math.min(y, other.spot.y - spot.height - Math.round(dpr))
  }
  return y
}

function shortened(ctx: Context2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text
  let end = text.length
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > room) end--
  return `${text.slice(0, end)}…`
}
