// Class names beside shapes that are large enough on screen to carry one.
import type { ShapeKind } from '../../shared/annotation/model.ts'
import { boundsIntersect } from '../../shared/geometry/box.ts'
import { type Bounds, type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, toView } from '../../shared/geometry/transform.ts'
import { type NamePlate, spotsAround, spotsBeside, type Wish } from './namePlates.ts'
import type { PaintStyle } from './paintPack.ts'
import type { Context2D, PaintItem } from './paintScene.ts'

/** CSS pixels. */
const LEAST_WIDTH = 36
const HEIGHT = 15
const PADDING = 4
const BAR = 3
const POINT_GAP = 8
/** Between a name and the outline it stands on. */
const GAP = 2
const MOST_WIDTH = 160
/** How far beside its shape a label may reach. */
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

/** What each name asks for: its size and the spots it may stand in. */
export function wishesOf(
  ctx: Context2D,
  items: readonly PaintItem[],
  styleOf: StyleOf,
  matrix: Matrix,
  dpr: number,
): Wish[] {
  ctx.font = fontOf(dpr)
  const room = (MOST_WIDTH - 2 * PADDING - BAR) * dpr
  const measured = new Map<string, { text: string; width: number }>()
  const height = HEIGHT * dpr
  return items.map((item) => {
    const style = styleOf(item)
    const words = item.text ?? style.label
    let fit = measured.get(words)
    if (!fit) {
      const text = shortened(ctx, words, room)
      fit = { text, width: Math.ceil(ctx.measureText(text).width + (2 * PADDING + BAR) * dpr) }
      measured.set(words, fit)
    }
    const place = item.text === null ? null : toView(matrix, measuredPlace(item.kind, item.rings[0] ?? []))
    const at = place ?? mapBounds(matrix, item.bounds)
    const spots =
      place !== null || item.kind === 'point'
        ? spotsBeside(at, fit.width, height, POINT_GAP * dpr)
        : spotsAround({ width: 0, height: 0, ...at }, fit.width, height, GAP * dpr)
    return { id: item.id, ...fit, height, colour: style.colour, spots }
  })
}

/** Those that meet the region. */
export function paintNames(ctx: Context2D, plates: readonly NamePlate[], region: Bounds, dpr: number): void {
  ctx.font = fontOf(dpr)
  ctx.textBaseline = 'middle'
  for (const p of plates) if (boundsIntersect(p, region)) plate(ctx, p.x, p.y, p.width, p.text, p.colour, dpr)
}

const fontOf = (dpr: number): string => `500 ${11 * dpr}px ${FONT}`

/** Dark plate, light text, class colour as a bar: readable on any picture and without telling colours apart. */
function plate(ctx: Context2D, x: number, y: number, width: number, text: string, colour: string, dpr: number): void {
  ctx.fillStyle = 'rgba(10,13,18,0.78)'
  ctx.fillRect(x, y, width, HEIGHT * dpr)
  ctx.fillStyle = colour
  ctx.fillRect(x, y, BAR * dpr, HEIGHT * dpr)
  ctx.fillStyle = '#e4e8ee'
  ctx.fillText(text, x + (BAR + PADDING) * dpr, y + (HEIGHT * dpr) / 2 + 0.5 * dpr)
}

/** One plate beside a place; the context is in CSS pixels. */
export function paintPlate(ctx: Context2D, at: { x: number; y: number }, text: string, colour: string): void {
  ctx.font = fontOf(1)
  ctx.textBaseline = 'middle'
  const width = ctx.measureText(text).width + 2 * PADDING + BAR
  plate(ctx, Math.round(at.x + POINT_GAP), Math.round(at.y - HEIGHT / 2), width, text, colour, 1)
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
