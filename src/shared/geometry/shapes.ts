// One table of what can be asked of a shape, whatever its kind.
import type { AllowedShape } from '../annotation/labelSchema.ts'
import type { Annotation, Shape, ShapeKind, ShapeOf } from '../annotation/model.ts'
import { boundsContainPoint, boundsOfAll, boundsOfPoints } from './box.ts'
import { polygonCrossesItself } from './crossing.ts'
import { polygonArea, polygonContains, polygonEdgeDistance, ringArea, ringsOf } from './polygon.ts'
import { movePoints, nearestEdge, polylineLength } from './polyline.ts'
import type { Bounds, ImagePoint } from './spaces.ts'
import { ellipseBounds, ellipseRing, orientedCorners, toOwnAxes } from './turned.ts'

export type ShapeProblem = 'degenerate' | 'self-crossing'

type Operations<K extends ShapeKind> = {
  bounds(s: ShapeOf<K>): Bounds
  area(s: ShapeOf<K>): number
  move(s: ShapeOf<K>, dx: number, dy: number): ShapeOf<K>
  problem(s: ShapeOf<K>): ShapeProblem | null
  /** Inside, for kinds that have an inside. */
  contains(s: ShapeOf<K>, p: ImagePoint): boolean
  /** To the outline, in image pixels. */
  distance(s: ShapeOf<K>, p: ImagePoint): number
}

const boxRing = (b: Bounds): number[] => [
  b.x,
  b.y,
  b.x + b.width,
  b.y,
  b.x + b.width,
  b.y + b.height,
  b.x,
  b.y + b.height,
]

const maskArea = (counts: readonly number[]): number =>
  counts.reduce((sum, count, i) => (i % 2 === 1 ? sum + count : sum), 0)

const maskContains = (s: ShapeOf<'mask'>, p: ImagePoint): boolean => {
  const x = Math.floor(p.x) - s.x
  const y = Math.floor(p.y) - s.y
  if (x < 0 || y < 0 || x >= s.width || y >= s.height) return false
  let left = y * s.width + x
  for (let i = 0; i < s.counts.length; i++) {
    left -= s.counts[i]!
    if (left < 0) return i % 2 === 1
  }
  return false
}

/** Pixels. A turned side drawn with no width at all still comes out at a rounding error. */
const LEAST = 1e-6

const distanceToRing = (ring: number[], p: ImagePoint) =>
  nearestEdge(ring, p, true)?.distance ?? Number.POSITIVE_INFINITY

/** Open chains of points. */
type Chain = ShapeOf<'polyline' | 'ruler' | 'angle'>
function chainOperations<K extends Chain['kind']>(): Operations<K> {
  const operations: Operations<Chain['kind']> = {
    bounds: (s) => boundsOfPoints(s.points),
    area: () => 0,
    move: (s, dx, dy) => ({ ...s, points: movePoints(s.points, dx, dy) }),
    problem: (s) => (polylineLength(s.points) > 0 ? null : 'degenerate'),
    contains: () => false,
    distance: (s, p) => nearestEdge(s.points, p, false)?.distance ?? Number.POSITIVE_INFINITY,
  }
  // The three kinds have the same fields; TypeScript does not see that K is one of them.
  return operations as unknown as Operations<K>
}

const OPERATIONS: { readonly [K in ShapeKind]: Operations<K> } = {
  box: {
    bounds: ({ x, y, width, height }) => ({ x, y, width, height }),
    area: (s) => s.width * s.height,
    move: (s, dx, dy) => ({ ...s, x: s.x + dx, y: s.y + dy }),
    problem: (s) => (s.width > LEAST && s.height > LEAST ? null : 'degenerate'),
    contains: (s, p) => boundsContainPoint(s, p),
    distance: (s, p) => distanceToRing(boxRing(s), p),
  },
  polygon: {
    // Holes too: in imported data they may stick out, and what is drawn must be found and repainted.
    bounds: (s) => boundsOfAll(ringsOf(s.parts).map(({ ring }) => boundsOfPoints(ring))) ?? boundsOfPoints([]),
    area: (s) => polygonArea(s.parts),
    move: (s, dx, dy) => ({
      ...s,
      parts: s.parts.map((part) => ({
        outer: movePoints(part.outer, dx, dy),
        holes: part.holes.map((hole) => movePoints(hole, dx, dy)),
      })),
    }),
    // Crossing first: a bow tie has no area either, and "crosses itself" is the sentence that helps.
    problem: (s) =>
      polygonCrossesItself(s.parts)
        ? 'self-crossing'
        : ringsOf(s.parts).some(({ ring }) => ringArea(ring) <= 1e-9)
          ? 'degenerate'
          : null,
    contains: (s, p) => polygonContains(s.parts, p),
    distance: (s, p) => polygonEdgeDistance(s.parts, p),
  },
  polyline: chainOperations<'polyline'>(),
  point: {
    bounds: (s) => ({ x: s.x, y: s.y, width: 0, height: 0 }),
    area: () => 0,
    move: (s, dx, dy) => ({ ...s, x: s.x + dx, y: s.y + dy }),
    problem: () => null,
    contains: () => false,
    distance: (s, p) => Math.hypot(s.x - p.x, s.y - p.y),
  },
  mask: {
    bounds: ({ x, y, width, height }) => ({ x, y, width, height }),
    area: (s) => maskArea(s.counts),
    // Masks live on whole pixels.
    move: (s, dx, dy) => ({ ...s, x: s.x + Math.round(dx), y: s.y + Math.round(dy) }),
    problem: (s) => (maskArea(s.counts) > 0 ? null : 'degenerate'),
    contains: maskContains,
    distance: (s, p) => (maskContains(s, p) ? 0 : Number.POSITIVE_INFINITY),
  },
  oriented: {
    bounds: (s) => boundsOfPoints(orientedCorners(s)),
    area: (s) => s.width * s.height,
    move: (s, dx, dy) => ({ ...s, cx: s.cx + dx, cy: s.cy + dy }),
    problem: (s) => (s.width > LEAST && s.height > LEAST ? null : 'degenerate'),
    contains: (s, p) => {
      const own = toOwnAxes(s, p)
      return Math.abs(own.dx) <= s.width / 2 && Math.abs(own.dy) <= s.height / 2
    },
    distance: (s, p) => distanceToRing(orientedCorners(s), p),
  },
  ellipse: {
    bounds: ellipseBounds,
    area: (s) => Math.PI * s.rx * s.ry,
    move: (s, dx, dy) => ({ ...s, cx: s.cx + dx, cy: s.cy + dy }),
    problem: (s) => (s.rx > LEAST && s.ry > LEAST ? null : 'degenerate'),
    contains: (s, p) => {
      const own = toOwnAxes(s, p)
      return s.rx > 0 && s.ry > 0 && (own.dx / s.rx) ** 2 + (own.dy / s.ry) ** 2 <= 1
    },
    distance: (s, p) => distanceToRing(ellipseRing(s), p),
  },
  ruler: chainOperations<'ruler'>(),
  angle: chainOperations<'angle'>(),
}

// The table is exact per kind; TypeScript cannot follow the link between a union member and its row.
const operationsOf = (s: Shape): Operations<ShapeKind> => OPERATIONS[s.kind] as Operations<ShapeKind>

export const shapeBounds = (s: Shape): Bounds => operationsOf(s).bounds(s)
export const shapeArea = (s: Shape): number => operationsOf(s).area(s)
export const shapeContains = (s: Shape, p: ImagePoint): boolean => operationsOf(s).contains(s, p)
export const shapeDistance = (s: Shape, p: ImagePoint): number => operationsOf(s).distance(s, p)
/** What a class has to allow for this annotation: the kind of its shape, `skeleton` with keypoints, `tag` without a shape. */
export const shapeUse = (a: Pick<Annotation, 'shape' | 'keypoints'>): AllowedShape =>
  a.shape === null ? 'tag' : a.keypoints !== null ? 'skeleton' : a.shape.kind

/** Rings that cover the same pixels, for what knows only polygons; null for kinds without an inside and for masks. */
export function outlineRings(s: Shape): ShapeOf<'polygon'>['parts'] | null {
  switch (s.kind) {
    case 'box':
      return [{ outer: boxRing(s), holes: [] }]
    case 'oriented':
      return [{ outer: orientedCorners(s), holes: [] }]
    case 'ellipse':
      return [{ outer: ellipseRing(s), holes: [] }]
    case 'polygon':
      return s.parts
    case 'mask':
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      return null
  }
}

/** Null = a shape that may be kept. */
export const validateShape = (s: Shape): ShapeProblem | null => operationsOf(s).problem(s)

/** The annotation moved as a whole: shape and keypoints. Keypoints that are not labelled (visibility 0) stay at 0,0. */
export const moveShape = (a: Annotation, dx: number, dy: number): Annotation => {
  if (!a.shape) return a
  const shape = operationsOf(a.shape).move(a.shape, dx, dy)
  const whole = a.shape.kind === 'mask'
  const kx = whole ? Math.round(dx) : dx
  const ky = whole ? Math.round(dy) : dy
  const keypoints =
    a.keypoints?.map((v, i, all) => (i % 3 === 2 || all[i - (i % 3) + 2] === 0 ? v : v + (i % 3 === 0 ? kx : ky))) ??
    null
  return { ...a, shape, keypoints }
}

/** Bounds of shape and labelled keypoints; null for a label without a region. */
export const annotationBounds = (a: Annotation): Bounds | null => {
  if (!a.shape) return null
  const all = [shapeBounds(a.shape)]
  for (let i = 0; a.keypoints && i + 2 < a.keypoints.length; i += 3)
    if (a.keypoints[i + 2] !== 0) all.push({ x: a.keypoints[i]!, y: a.keypoints[i + 1]!, width: 0, height: 0 })
  return boundsOfAll(all)
}
