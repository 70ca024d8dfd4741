// Class names beside shapes that are large enough on screen to carry one.
import { type Matrix, mapBounds } from '../../shared/geometry/transform.ts'
import type { PaintStyle } from './paintPack.ts'
import type { Context2D, PaintItem } from './paintScene.ts'

/** CSS pixels. */
const LEAST_WIDTH = 36
const HEIGHT = 15
const PADDING = 4
const MOST_LABELS = 200
const FONT = '"Pretendard Variable", Pretendard, "Noto Sans KR", system-ui, sans-serif'

export function paintLabels(
  ctx: Context2D,
  seen: readonly PaintItem[],
  styleOf: (item: PaintItem) => PaintStyle,
  matrix: Matrix,
  dpr: number,
): void {
  const scale = Math.hypot(matrix[0], matrix[1])
  const least = (LEAST_WIDTH * dpr) / scale
  const big = seen.filter(
    (item) =>
      styleOf(item).label !== '' &&
      (item.kind === 'point' ? seen.length < MOST_LABELS : Math.max(item.bounds.width, item.bounds.height) >= least),
  )
  if (big.length === 0 || big.length > MOST_LABELS) return
  ctx.font = `500 ${11 * dpr}px ${FONT}`
  ctx.textBaseline = 'middle'
  for (const item of big) {
    const style = styleOf(item)
    const at = mapBounds(matrix, item.bounds)
    const text = style.label.length > 28 ? `${style.label.slice(0, 27)}…` : style.label
    const width = ctx.measureText(text).width + 2 * PADDING * dpr
    const x = Math.round(item.kind === 'point' ? at.x + 8 * dpr : at.x)
    const y = Math.round(item.kind === 'point' ? at.y - (HEIGHT * dpr) / 2 : at.y - (HEIGHT + 2) * dpr)
    // Dark plate, light text, class colour as a bar: readable on any picture and without telling colours apart.
    ctx.fillStyle = 'rgba(10,13,18,0.78)'
    ctx.fillRect(x, y, width + 3 * dpr, HEIGHT * dpr)
    ctx.fillStyle = style.colour
    ctx.fillRect(x, y, 3 * dpr, HEIGHT * dpr)
    ctx.fillStyle = '#e4e8ee'
    ctx.fillText(text, x + (3 + PADDING) * dpr, y + (HEIGHT * dpr) / 2 + 0.5 * dpr)
  }
}
