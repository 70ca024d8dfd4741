// Labels made on the stored pixels of a picture that its EXIF orientation turns: brought into the upright grid.
import type { Shape } from '../../shared/annotation/model.ts'
import { maskFromSpans, spansOf } from '../../shared/geometry/mask.ts'
import { transposeSpans } from '../../shared/geometry/maskCoco.ts'
import { normalAngle } from '../../shared/geometry/turned.ts'
import type { ForeignLabel, Size } from './record.ts'

/** Stored point -> upright point for the four orientations that swap width and height; `stored` = size of the file's grid. */
const TURNS: Readonly<Record<number, (x: number, y: number, stored: Size) => [number, number]>> = {
  5: (x, y) => [y, x],
  6: (x, y, { height }) => [height - y, x],
  7: (x, y, { width, height }) => [height - y, width - x],
  8: (x, y, { width }) => [y, width - x],
}

export type Placement = 'same' | 'turned' | 'mismatch'

/** How the grid a label file states relates to the item's upright grid. A square picture cannot tell. */
export function placementOf(stated: Size | null, upright: Size, orientation: number): Placement {
  if (!stated || (stated.width === upright.width && stated.height === upright.height)) return 'same'
  const swapped = stated.width === upright.height && stated.height === upright.width
  return swapped && orientation in TURNS ? 'turned' : 'mismatch'
}

export function turnUpright(label: ForeignLabel, orientation: number, stored: Size): ForeignLabel {
  const turn = TURNS[orientation]
  if (!turn) return label
  const ring = (points: readonly number[]): number[] => {
    const out: number[] = []
    for (let i = 0; i < points.length; i += 2) out.push(...turn(points[i]!, points[i + 1]!, stored))
    return out
  }
  const keypoints = label.keypoints?.slice() ?? null
  for (let i = 0; keypoints && i + 2 < keypoints.length; i += 3) {
    // Not labelled: 0, 0, 0 says nothing about a place.
    if (keypoints[i + 2] === 0) continue
    const [x, y] = turn(keypoints[i]!, keypoints[i + 1]!, stored)
    keypoints[i] = x
    keypoints[i + 1] = y
  }
  return { ...label, keypoints, shape: label.shape && turnShape(label.shape, ring, orientation, stored) }
}

function turnShape(
  shape: Shape,
  ring: (points: readonly number[]) => number[],
  orientation: number,
  stored: Size,
): Shape {
  switch (shape.kind) {
    case 'box': {
      const [ax, ay, bx, by] = ring([shape.x, shape.y, shape.x + shape.width, shape.y + shape.height])
      return { kind: 'box', x: Math.min(ax!, bx!), y: Math.min(ay!, by!), width: shape.height, height: shape.width }
    }
    case 'polygon':
      return { kind: 'polygon', parts: shape.parts.map((p) => ({ outer: ring(p.outer), holes: p.holes.map(ring) })) }
    case 'polyline':
    case 'ruler':
    case 'angle':
      return { ...shape, points: ring(shape.points) }
    case 'oriented':
    case 'ellipse': {
      const [cx, cy] = ring([shape.cx, shape.cy])
      // The image of the shape's own x axis; a mirrored turn reverses the direction of the angle, the axis tells it anyway.
      const a = (shape.angle * Math.PI) / 180
      const [ex, ey] = ring([shape.cx + Math.cos(a), shape.cy + Math.sin(a)])
      const angle = normalAngle((Math.atan2(ey! - cy!, ex! - cx!) * 180) / Math.PI)
      return { ...shape, cx: cx!, cy: cy!, angle }
    }
    case 'point': {
      const [x, y] = ring([shape.x, shape.y])
      return { kind: 'point', x: x!, y: y! }
    }
    case 'mask': {
      // Mirrored at the diagonal (orientation 5), then the mirrored picture's columns or rows are turned round.
      const spans = transposeSpans(spansOf(shape))
      const flipX = orientation === 6 || orientation === 7
      const flipY = orientation === 7 || orientation === 8
      const rows: [number, number, number][] = []
      for (let i = 0; i < spans.length; i += 3) {
        const [y, from, to] = [spans[i]!, spans[i + 1]!, spans[i + 2]!]
        const row = flipY ? stored.width - 1 - y : y
        rows.push(flipX ? [row, stored.height - to, stored.height - from] : [row, from, to])
      }
      rows.sort((a, b) => a[0] - b[0] || a[1] - b[1])
      return maskFromSpans(rows.flat())
    }
  }
}
