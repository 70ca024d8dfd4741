// The tolerance band: how far a guideline lets the outline be off, drawn on both sides of it in image pixels.
import { ringsOf } from '../../shared/geometry/polygon.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import type { Matrix } from '../../shared/geometry/transform.ts'
import type { EditModel } from './fabricLayer.ts'

/** More shapes than this under a band would only colour the picture. */
const BANDS_AT_MOST = 50

/** Painted first, on an empty canvas: it is carved out of itself. */
export function paintBand(ctx: CanvasRenderingContext2D, model: EditModel, device: Matrix, dpr: number): void {
  if (model.band === null) return
  const path = new Path2D()
  for (const { annotation, role } of model.items.slice(0, BANDS_AT_MOST)) {
    const { shape } = annotation
    if (!shape || role === 'hover') continue
    const { dx, dy } = role === 'moving' ? model.offset : { dx: 0, dy: 0 }
    const closed = outlineRings(shape)
    const chains = closed ? ringsOf(closed).map(({ ring }) => ring) : 'points' in shape ? [shape.points] : []
    for (const chain of chains) {
      for (let i = 0; i + 1 < chain.length; i += 2) {
        if (i === 0) path.moveTo(chain[i]! + dx, chain[i + 1]! + dy)
        else path.lineTo(chain[i]! + dx, chain[i + 1]! + dy)
      }
      if (closed) path.closePath()
    }
  }
  ctx.save()
  ctx.setTransform(device[0], device[1], device[2], device[3], device[4], device[5])
  ctx.lineJoin = 'round'
  const pixel = dpr / Math.hypot(device[0], device[1])
  const stroke = (width: number, colour: string) => {
    ctx.lineWidth = width
    ctx.strokeStyle = colour
    ctx.stroke(path)
  }
  // Two edges of one CSS pixel where the tolerance ends, on bright and dark ground alike; between them a tint.
  stroke(2 * model.band + 4 * pixel, 'rgba(0,0,0,0.6)')
  stroke(2 * model.band + 2 * pixel, '#ffd24a')
  ctx.globalCompositeOperation = 'destination-out'
  stroke(2 * model.band, '#000000')
  ctx.globalCompositeOperation = 'source-over'
  stroke(2 * model.band, 'rgba(255,210,74,0.35)')
  ctx.restore()
}
