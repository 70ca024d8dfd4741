// Shapes as flat arrays: quick to hand to the painting worker, small to keep twice.
import type { Annotation, ShapeKind, ShapeOf } from '../../shared/annotation/model.ts'
import { SHAPE_KINDS } from '../../shared/annotation/model.ts'
import { signedArea } from '../../shared/geometry/polygon.ts'
import { ellipseRing, orientedCorners } from '../../shared/geometry/turned.ts'

/** Colour and name of a class as painted. */
export type PaintStyle = {
  readonly colour: string
  readonly label: string
  /** Lines between keypoints: pairs of indices. */
  readonly edges: readonly (readonly [number, number])[]
  /** A region that is not annotated. */
  readonly hatched?: boolean
}

export type PackedShapes = {
  readonly ids: readonly string[]
  readonly z: Float64Array
  readonly style: Uint16Array
  readonly kind: Uint8Array
  /** Rings of shape i: ringAt[i] .. ringAt[i + 1]. */
  readonly ringAt: Uint32Array
  /** Numbers of ring r: coordAt[r] .. coordAt[r + 1] in coords. */
  readonly coordAt: Uint32Array
  readonly coords: Float32Array
  readonly masks: readonly (ShapeOf<'mask'> | null)[]
  readonly keypoints: readonly (readonly number[] | null)[]
  /** Value of a measurement, as written beside it. */
  readonly texts: readonly (string | null)[]
}

/** Outer rings clockwise, holes counter-clockwise: overlapping shapes can then share one non-zero fill. */
const wound = (ring: number[], clockwise: boolean): number[] => {
  if (signedArea(ring) > 0 === clockwise) return ring
  const out: number[] = []
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i]!, ring[i + 1]!)
  return out
}

const ringsToPaint = (shape: NonNullable<Annotation['shape']>): number[][] => {
  switch (shape.kind) {
    case 'box':
    case 'mask': {
      const { x, y, width, height } = shape
      return [[x, y, x + width, y, x + width, y + height, x, y + height]]
    }
    case 'polygon':
      return shape.parts.flatMap((part) => [wound(part.outer, true), ...part.holes.map((hole) => wound(hole, false))])
    case 'oriented':
      return [wound(orientedCorners(shape), true)]
    case 'ellipse':
      return [wound(ellipseRing(shape), true)]
    case 'polyline':
    case 'ruler':
    case 'angle':
      return [shape.points]
    case 'point':
      return [[shape.x, shape.y]]
  }
}

export function packShapes(
  annotations: readonly Annotation[],
  styleOf: (a: Annotation) => number,
  textOf: (a: Annotation) => string | null,
): PackedShapes {
  const shown = annotations.filter((a) => a.shape !== null)
  const rings = shown.map((a) => (a.shape ? ringsToPaint(a.shape) : []))
  let ringCount = 0
  let numbers = 0
  for (const list of rings) {
    ringCount += list.length
    for (const ring of list) numbers += ring.length
  }
  const out: PackedShapes = {
    ids: shown.map((a) => a.id),
    z: Float64Array.from(shown, (a) => a.z),
    style: Uint16Array.from(shown, styleOf),
    kind: Uint8Array.from(shown, (a) => (a.shape ? SHAPE_KINDS.indexOf(a.shape.kind) : 0)),
    ringAt: new Uint32Array(shown.length + 1),
    coordAt: new Uint32Array(ringCount + 1),
    coords: new Float32Array(numbers),
    masks: shown.map((a) => (a.shape?.kind === 'mask' ? a.shape : null)),
    keypoints: shown.map((a) => a.keypoints),
    texts: shown.map(textOf),
  }
  let r = 0
  let c = 0
  rings.forEach((list, i) => {
    out.ringAt[i] = r
    for (const ring of list) {
      out.coordAt[r++] = c
      out.coords.set(ring, c)
      c += ring.length
    }
  })
  out.ringAt[shown.length] = r
  out.coordAt[ringCount] = c
  return out
}

export const kindAt = (packed: PackedShapes, i: number): ShapeKind => SHAPE_KINDS[packed.kind[i]!] ?? 'point'
