// The part of the belt that both views of a bag share: what lies at one place along the belt in one view lies there in the
// other. Across the belt the views know nothing of each other.
import { type Bounds, imagePoint } from '../../../../shared/geometry/spaces.ts'
import { mapBounds, type Size, type View, viewMatrix } from '../../../../shared/geometry/transform.ts'

export type Belt = 'x' | 'y'
/** Along the belt, as a part of its length: 0 to 1. */
export type Strip = { readonly from: number; readonly to: number }

/** Half of the strip around a pointer, part of the length. */
const AROUND = 0.012

const lengthOf = (size: Size, belt: Belt): number => (belt === 'x' ? size.width : size.height)

export function stripOf(bounds: Bounds, size: Size, belt: Belt): Strip {
  const length = lengthOf(size, belt)
  const [from, extent] = belt === 'x' ? [bounds.x, bounds.width] : [bounds.y, bounds.height]
  return { from: from / length, to: (from + extent) / length }
}
export function stripAround(point: { readonly x: number; readonly y: number }, size: Size, belt: Belt): Strip | null {
  const at = (belt === 'x' ? point.x : point.y) / lengthOf(size, belt)
  return at < 0 || at > 1 ? null : { from: at - AROUND, to: at + AROUND }
}

/** The strip over a view of `size`, in pixels of its area. */
export function stripOnScreen(strip: Strip, size: Size, belt: Belt, view: View, area: Size): Bounds {
  const length = lengthOf(size, belt)
  const [from, extent] = [strip.from * length, (strip.to - strip.from) * length]
  const bounds =
    belt === 'x'
      ? { x: from, y: 0, width: extent, height: size.height }
      : { x: 0, y: from, width: size.width, height: extent }
  return mapBounds(viewMatrix(view, area), bounds)
}

/** Where the other view has to look: the same place along the belt in the same size, its own place across. */
export function follow(
  from: { readonly view: View; readonly size: Size },
  to: { readonly view: View; readonly size: Size },
  belt: Belt,
): { readonly x: number; readonly y: number; readonly scale: number } {
  const ratio = lengthOf(to.size, belt) / lengthOf(from.size, belt)
  const { centre } = from.view
  const own = to.view.centre
  return {
    ...(belt === 'x' ? imagePoint(centre.x * ratio, own.y) : imagePoint(own.x, centre.y * ratio)),
    scale: from.view.scale / ratio,
  }
}
