// The rectangle between two points of a gesture, with the modifiers all corner tools share.

import { boxFromCorners } from '../../shared/geometry/box.ts'
import { type Bounds, type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'

/** Shift: as wide as high. Alt: `from` is the centre. It stays on the frame and keeps what the modifiers promise. */
export function spanned(
  from: ImagePoint,
  to: ImagePoint,
  keys: { readonly shift: boolean; readonly alt: boolean },
  frame: Size | null,
): Bounds {
  const room = (at: number, d: number, length: number | undefined): number => {
    if (length === undefined) return Number.POSITIVE_INFINITY
    if (keys.alt) return Math.min(at, length - at)
    return d < 0 ? at : length - at
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const [roomX, roomY] = [room(from.x, dx, frame?.width), room(from.y, dy, frame?.height)]
  const side = Math.max(Math.abs(dx), Math.abs(dy))
  const width = Math.min(keys.shift ? Math.min(side, roomY) : Math.abs(dx), roomX)
  const height = Math.min(keys.shift ? Math.min(side, roomX) : Math.abs(dy), roomY)
  if (keys.alt) return { x: from.x - width, y: from.y - height, width: 2 * width, height: 2 * height }
  return boxFromCorners(from, imagePoint(from.x + (dx < 0 ? -width : width), from.y + (dy < 0 ? -height : height)))
}
