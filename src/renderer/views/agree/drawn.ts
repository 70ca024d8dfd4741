// Shapes as outlines of an SVG in image pixels, for two readings over one picture.
import type { Annotation, Shape } from '../../../shared/annotation/model.ts'
import { maskToPolygon } from '../../../shared/geometry/maskTrace.ts'
import { outlineRings, shapeBounds } from '../../../shared/geometry/shapes.ts'
import type { Bounds, Ring } from '../../../shared/geometry/spaces.ts'

const chain = (ring: Ring, closed: boolean): string => {
  let out = ''
  for (let i = 0; i + 1 < ring.length; i += 2) out += `${i === 0 ? 'M' : 'L'}${ring[i]} ${ring[i + 1]}`
  return closed ? `${out}Z` : out
}

/** `size`: arm of the cross that stands for a point, in image pixels. */
export function pathOf(shape: Shape, size: number): string {
  if (shape.kind === 'point') {
    const { x, y } = shape
    return `M${x - size} ${y}L${x + size} ${y}M${x} ${y - size}L${x} ${y + size}`
  }
  const parts = shape.kind === 'mask' ? (maskToPolygon(shape)?.parts ?? []) : outlineRings(shape)
  if (parts) return parts.map((p) => [p.outer, ...p.holes].map((ring) => chain(ring, true)).join('')).join('')
  return 'points' in shape ? chain(shape.points, false) : ''
}

/** What lies on one frame of one slot. */
export const onFrame = (all: readonly Annotation[], slot: string, frame: number): Annotation[] =>
  all.filter((a) => a.shape !== null && a.target.kind === 'frame' && a.target.slot === slot && a.target.frame === frame)

/** Where to look for a difference; null for what has no place. */
export function placeOf(annotations: readonly (Annotation | undefined)[]): Bounds | null {
  const all = annotations.flatMap((a) => (a?.shape ? [shapeBounds(a.shape)] : []))
  const [first, ...rest] = all
  if (!first) return null
  return rest.reduce<Bounds>((sum, b) => {
    const [x, y] = [Math.min(sum.x, b.x), Math.min(sum.y, b.y)]
    return {
      x,
      y,
      width: Math.max(sum.x + sum.width, b.x + b.width) - x,
      height: Math.max(sum.y + sum.height, b.y + b.height) - y,
    }
  }, first)
}
