// Signs over the picture that are no annotations: cells of a grid, arcs of one distance, points with a name.

import { type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, toView } from '../../shared/geometry/transform.ts'
import type { Bits } from '../../shared/imaging/breast/bits.ts'

export type AidMark =
  /** Cells of so many image pixels, hatched. */
  | { readonly kind: 'cells'; readonly grid: Bits; readonly cell: number }
  /** Lines through image points, the longest first; the name stands at the first. `band`: image pixels to both sides that belong to it. */
  | {
      readonly kind: 'arc'
      readonly pieces: readonly (readonly ImagePoint[])[]
      readonly band: number
      readonly label: string
    }
  | { readonly kind: 'point'; readonly at: ImagePoint; readonly label: string; readonly tone: 'nipple' | 'mirror' }

type Painters = {
  readonly [K in AidMark['kind']]: (
    ctx: CanvasRenderingContext2D,
    mark: Extract<AidMark, { kind: K }>,
    m: Matrix,
  ) => void
}

const AMBER = '#ffc46b'
const BLUE = '#8ec5ff'
const HATCH = 9

function twice(ctx: CanvasRenderingContext2D, path: Path2D, colour: string, dash: number[]): void {
  ctx.setLineDash([])
  ctx.strokeStyle = 'rgba(0,0,0,0.7)'
  ctx.lineWidth = 3.5
  ctx.stroke(path)
  ctx.setLineDash(dash)
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.5
  ctx.stroke(path)
  ctx.setLineDash([])
}

function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  if (!text) return
  ctx.font = '12px system-ui, sans-serif'
  ctx.lineWidth = 3
  ctx.strokeStyle = 'rgba(0,0,0,0.8)'
  ctx.strokeText(text, x, y)
  ctx.fillStyle = colour
  ctx.fillText(text, x, y)
}

const PAINT: Painters = {
  cells(ctx, { grid, cell }, m) {
    const path = new Path2D()
    for (let y = 0; y < grid.height; y++)
      for (let x = 0; x < grid.width; x++) {
        if (grid.bits[y * grid.width + x] !== 1) continue
        const a = toView(m, imagePoint(x * cell, y * cell))
        const b = toView(m, imagePoint((x + 1) * cell, (y + 1) * cell))
        path.rect(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(b.x - a.x), Math.abs(b.y - a.y))
      }
    ctx.save()
    ctx.clip(path)
    ctx.fillStyle = 'rgba(255,196,107,0.14)'
    const { width, height } = ctx.canvas
    ctx.fillRect(0, 0, width, height)
    // Hatched too, so that colour is not the only sign.
    const lines = new Path2D()
    for (let at = -height; at < width; at += HATCH) {
      lines.moveTo(at, height)
      lines.lineTo(at + height, 0)
    }
    ctx.strokeStyle = 'rgba(255,196,107,0.4)'
    ctx.lineWidth = 1
    ctx.stroke(lines)
    ctx.restore()
  },
  arc(ctx, { pieces, band, label }, m) {
    const path = new Path2D()
    for (const piece of pieces)
      for (const [i, p] of piece.entries()) {
        const { x, y } = toView(m, p)
        if (i === 0) path.moveTo(x, y)
        else path.lineTo(x, y)
      }
    ctx.lineWidth = 2 * band * Math.hypot(m[0], m[1])
    ctx.strokeStyle = 'rgba(142,197,255,0.13)'
    if (band > 0) ctx.stroke(path)
    twice(ctx, path, BLUE, [7, 5])
    const [longest] = pieces
    const middle = longest?.[longest.length >> 1]
    if (!middle) return
    const at = toView(m, middle)
    write(ctx, label, at.x + 8, at.y - 8, BLUE)
  },
  point(ctx, { at, label, tone }, m) {
    const { x, y } = toView(m, at)
    const colour = tone === 'nipple' ? AMBER : BLUE
    const path = new Path2D()
    path.moveTo(x - 9, y)
    path.lineTo(x + 9, y)
    path.moveTo(x, y - 9)
    path.lineTo(x, y + 9)
    if (tone === 'mirror') {
      path.moveTo(x + 6, y)
      path.arc(x, y, 6, 0, 2 * Math.PI)
    }
    twice(ctx, path, colour, [])
    write(ctx, label, x + 12, y - 8, colour)
  },
}

export function paintMarks(ctx: CanvasRenderingContext2D, marks: readonly AidMark[], m: Matrix): void {
  const paint = <K extends AidMark['kind']>(mark: Extract<AidMark, { kind: K }>): void =>
    (PAINT[mark.kind] as Painters[K])(ctx, mark, m)
  for (const mark of marks) paint(mark)
}
