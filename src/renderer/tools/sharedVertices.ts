// Borders that shapes have in common: a vertex that lies on vertices of neighbours takes them along.
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { type RingRef, replaceRing, ringOf } from '../../shared/geometry/polygon.ts'
import { moveVertex, vertexAt, vertexCount } from '../../shared/geometry/polyline.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { chainsOf } from './snapping.ts'
import type { ToolHost } from './toolMachine.ts'

/** Image pixels: what was snapped together is equal, what a file rounded to hundredths counts as equal. */
const SAME = 0.011

type Place = { readonly ref: RingRef | null; readonly index: number }
export type Mate = { readonly from: Annotation; readonly places: readonly Place[] }

/** Unlocked neighbours with a vertex at this place. */
export function matesAt(host: ToolHost, at: ImagePoint, not: string): Mate[] {
  if (!host.scene().sharing) return []
  const box = { x: at.x - SAME, y: at.y - SAME, width: 2 * SAME, height: 2 * SAME }
  return host.near(box).flatMap((from): Mate[] => {
    if (from.id === not || from.locked || (from.shape?.kind !== 'polygon' && from.shape?.kind !== 'polyline')) return []
    const places = chainsOf(from.shape).flatMap(({ points, ref }) => {
      const found: Place[] = []
      for (let index = 0; index < vertexCount(points); index++) {
        const v = vertexAt(points, index)
        if (Math.hypot(v.x - at.x, v.y - at.y) <= SAME) found.push({ ref, index })
      }
      return found
    })
    return places.length > 0 ? [{ from, places }] : []
  })
}

const withVertex = (shape: Shape, { ref, index }: Place, to: ImagePoint): Shape => {
  if (shape.kind === 'polyline') return { ...shape, points: moveVertex(shape.points, index, to) }
  const ring = shape.kind === 'polygon' && ref ? ringOf(shape.parts, ref) : undefined
  if (shape.kind !== 'polygon' || !ref || !ring) return shape
  return { ...shape, parts: replaceRing(shape.parts, ref, moveVertex(ring, index, to)) }
}

export function movedMate({ from, places }: Mate, to: ImagePoint): Annotation {
  let { shape } = from
  for (const place of places) shape = shape && withVertex(shape, place, to)
  return { ...from, shape }
}
