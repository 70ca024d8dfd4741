// Is a label that comes in already there, perhaps as what a format made of it? Whoever exports and imports again, or gets his own
// delivery back, must not find everything twice. Pure.
import type { Annotation, AttributeValue, Shape } from '../../shared/annotation/model.ts'
import { clipMask, trimMask } from '../../shared/geometry/mask.ts'
import { shapeToMask } from '../../shared/geometry/maskShape.ts'
import { maskToPolygon } from '../../shared/geometry/maskTrace.ts'
import { smallestOriented } from '../../shared/geometry/rectangle.ts'
import { outlineRings, shapeBounds } from '../../shared/geometry/shapes.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { orientedCorners } from '../../shared/geometry/turned.ts'
import { clipBox, clipRing } from '../formats/clip.ts'
import type { LabelFormat, Size } from '../formats/record.ts'
import { canonicalJson } from '../store/canonicalJson.ts'

/** Image pixels: what writing and reading numbers costs. VOC writes boxes in whole pixels, at least one wide. */
const ROUNDING = 0.01
const VOC_ROUNDING = 1

type Held = { readonly annotation: Annotation; readonly bounds: Bounds | null }

/** The annotations of one reading, to ask about labels of one format. */
export class AlreadyThere {
  readonly #held: Held[]
  readonly #keys: ReadonlySet<string>
  readonly #grid: Size
  readonly #format: LabelFormat

  constructor(annotations: readonly Annotation[], grid: Size, format: LabelFormat) {
    this.#keys = new Set(annotations.map((a) => exactKey(a, format)))
    this.#held = annotations.map((a) => {
      const shape = trimmed(a.shape)
      return { annotation: { ...a, shape }, bounds: shape && shapeBounds(shape) }
    })
    this.#grid = grid
    this.#format = format
  }

  has(came: Annotation): boolean {
    if (this.#keys.has(exactKey(came, this.#format))) return true
    // Without class, region and attributes only the fields of its format say what it is.
    if (came.classId === null && came.shape === null && Object.keys(came.attributes).length === 0) return false
    const shape = trimmed(came.shape)
    const bounds = shape && shapeBounds(shape)
    return this.#held.some(
      ({ annotation: there, bounds: held }) =>
        there.classId === came.classId &&
        canonicalJson(there.target) === canonicalJson(came.target) &&
        sameMaker(there, came) &&
        this.#sameShape(there.shape, held, shape, bounds) &&
        samePoints(there, came) &&
        Object.entries(came.attributes).every(([name, value]) => holds(there.attributes[name] ?? null, value)),
    )
  }

  #sameShape(there: Shape | null, held: Bounds | null, came: Shape | null, bounds: Bounds | null): boolean {
    if (!there || !came || !held || !bounds) return there === came
    // Every form of a shape lies inside its bounds, but for boxes that are turned; a part of it may be smaller.
    const slack = came.kind === 'oriented' ? Math.max(held.width, held.height) : 1 + ROUNDING
    if (
      bounds.x < held.x - slack ||
      bounds.y < held.y - slack ||
      bounds.x + bounds.width > held.x + held.width + slack ||
      bounds.y + bounds.height > held.y + held.height + slack
    )
      return false
    return this.#formsOf(there, came.kind).some((form) => near(form, came, this.#tolerance(came)))
  }

  #tolerance(came: Shape): number {
    return this.#format === 'voc' && came.kind === 'box' ? VOC_ROUNDING : ROUNDING
  }

  /** What formats make of a shape when they write it as the kind that is asked for. */
  #formsOf(shape: Shape, kind: Shape['kind']): Shape[] {
    const own = shape.kind === kind ? [shape] : []
    switch (kind) {
      case 'box': {
        const whole = shapeBounds(shape)
        const inside = clipBox(whole, this.#grid)
        return [whole, ...(inside ? [inside] : [])].map((b) => ({ kind, ...b }))
      }
      case 'polygon':
        return [...own, ...polygonsOf(shape, this.#grid)]
      case 'oriented': {
        const outline = shape.kind === 'ellipse' ? null : ringsOf(shape)
        if (shape.kind === 'ellipse') return [{ ...shape, kind, width: 2 * shape.rx, height: 2 * shape.ry }]
        return [...own, ...(outline ? [smallestOriented(outline.flat())] : [])]
      }
      case 'mask': {
        const mask = shape.kind === 'mask' ? shape : shapeToMask(shape, this.#grid)
        return mask ? [trimMask(mask), trimMask(clipMask(mask, this.#grid))] : []
      }
      case 'polyline':
        return shape.kind === 'ruler' || shape.kind === 'angle' ? [{ kind, points: shape.points }] : own
      default:
        return own
    }
  }
}

const exactKey = (a: Annotation, format: string): string =>
  canonicalJson([a.classId, trimmed(a.shape), a.keypoints, a.attributes, a.target, a.extra[format] ?? null])

const trimmed = (shape: Shape | null): Shape | null => (shape?.kind === 'mask' ? trimMask(shape) : shape)

/** What a model says is no repetition of what a person drew. */
const sameMaker = (there: Annotation, came: Annotation): boolean =>
  came.origin.kind !== 'model' ||
  (there.origin.kind === 'model' &&
    // Where a file names no model, its score must do.
    (there.origin.model === came.origin.model || there.origin.score === came.origin.score))

function samePoints({ keypoints: there }: Annotation, { keypoints: came }: Annotation): boolean {
  if (!came || came.every((v) => v === 0)) return true
  // A set of poses fills up what is missing with zeros.
  return there !== null && came.every((v, i) => Math.abs(v - (there[i] ?? 0)) <= ROUNDING)
}

/** Formats write yes and no as words, and an unasked question as no. */
function holds(there: AttributeValue, came: AttributeValue): boolean {
  if (there === null) return came === null || came === false || came === ''
  return canonicalJson(there) === canonicalJson(came) || wordOf(there) === wordOf(came)
}
const wordOf = (value: AttributeValue): string => (Array.isArray(value) ? value.join(', ') : String(value)).trim()

function ringsOf(shape: Shape): number[][] | null {
  const polygon = shape.kind === 'mask' ? maskToPolygon(shape) : null
  const parts = shape.kind === 'mask' ? polygon?.parts : outlineRings(shape)
  return parts ? parts.map(({ outer }) => outer) : null
}

/** Whole, without holes, each part by itself, and all that cut at the border of the picture. */
function polygonsOf(shape: Shape, grid: Size): Shape[] {
  const rings = ringsOf(shape)
  if (!rings) return []
  const clipped = rings.map((ring) => clipRing(ring, grid)).filter((ring) => ring.length >= 6)
  const polygon = (list: readonly number[][]): Shape => ({
    kind: 'polygon',
    parts: list.map((outer) => ({ outer, holes: [] })),
  })
  const corners = shape.kind === 'oriented' ? [polygon([orientedCorners(shape)])] : []
  return [polygon(rings), polygon(clipped), ...corners, ...[...rings, ...clipped].map((ring) => polygon([ring]))]
}

function near(a: Shape, b: Shape, tolerance: number): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'mask' || b.kind === 'mask') return canonicalJson(trimmed(a)) === canonicalJson(trimmed(b))
  if (a.kind === 'oriented' && b.kind === 'oriented') return sameCorners(a, b, tolerance)
  if (a.kind === 'ellipse' && b.kind === 'ellipse' && a.rx === a.ry)
    return nearValue({ ...a, angle: 0 }, { ...b, angle: 0 }, tolerance)
  return nearValue(a, b, tolerance)
}

/** One box has four beginnings. */
function sameCorners(a: Shape & { kind: 'oriented' }, b: Shape & { kind: 'oriented' }, tolerance: number): boolean {
  const [p, q] = [orientedCorners(a), orientedCorners(b)]
  return [0, 2, 4, 6].some((shift) => p.every((v, i) => Math.abs(v - q[(i + shift) % 8]!) <= tolerance))
}

function nearValue(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= tolerance
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((v, i) => nearValue(v, b[i], tolerance))
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const other = new Map(Object.entries(b))
    return Object.entries(a).every(([key, value]) => nearValue(value, other.get(key), tolerance))
  }
  return Object.is(a, b)
}
