// The tolerance band: how far a guideline lets the outline be off, drawn on both sides of it in image pixels.
import { ringsOf } from '../../shared/geometry/polygon.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import type { Matrix } from '../../shared/geometry/transform.ts'
import type { EditModel } from './fabricLayer.ts'

/** More shapes than this under a band would only colour the picture. */
const BANDS_AT_MOST = 50

export function paintBand(ctx: CanvasRenderingContext2D, model: EditModel, device: Matrix): void {
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
  // Below the outlines, which are already there.
  ctx.globalCompositeOperation = 'destination-over'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 2 * model.band
  ctx.strokeStyle = 'rgba(255,210,74,0.32)'
  ctx.stroke(path)
  ctx.restore()
}
