// The one record everything else speaks about. View state (selected, hovered, hidden) never lives here.
import { z } from 'zod'
import { idSchema } from '../ids.ts'

/** Coordinates are image space (see geometry/spaces.ts). Values outside the frame are legal: clipping is an export's business. */
const coordinate = z.number().finite()
const ring = z.array(coordinate).refine((r) => r.length % 2 === 0, 'a ring holds x,y pairs')

export const boxSchema = z.object({
  kind: z.literal('box'),
  x: coordinate,
  y: coordinate,
  width: coordinate.nonnegative(),
  height: coordinate.nonnegative(),
})
/** Multi-part polygon: each part is an outer ring with holes; even-odd inside a part, union over parts. */
export const polygonSchema = z.object({
  kind: z.literal('polygon'),
  parts: z.array(z.object({ outer: ring.min(6), holes: z.array(ring.min(6)) })).min(1),
})
export const polylineSchema = z.object({ kind: z.literal('polyline'), points: ring.min(4) })
export const pointSchema = z.object({ kind: z.literal('point'), x: coordinate, y: coordinate })
/**
 * Run-length mask over the window x, y, width, height (whole pixels): row by row, counts alternate outside/inside
 * starting with outside (may be 0), sum = width * height.
 */
export const maskSchema = z.object({
  kind: z.literal('mask'),
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  counts: z.array(z.number().int().nonnegative()),
})
/** Degrees, clockwise on the screen (y points down): from the image's x axis to the shape's own width axis. */
const degrees = z.number().finite()
/** Oriented box about its centre; `width` runs along the turned x axis. */
export const orientedSchema = z.object({
  kind: z.literal('oriented'),
  cx: coordinate,
  cy: coordinate,
  width: coordinate.nonnegative(),
  height: coordinate.nonnegative(),
  angle: degrees,
})
/** Ellipse about its centre with half axes; a circle has rx = ry. */
export const ellipseSchema = z.object({
  kind: z.literal('ellipse'),
  cx: coordinate,
  cy: coordinate,
  rx: coordinate.nonnegative(),
  ry: coordinate.nonnegative(),
  angle: degrees,
})
/** A measured distance: two ends. Measurements need no class. */
export const rulerSchema = z.object({ kind: z.literal('ruler'), points: ring.length(4) })
/** A measured angle: end, corner, end. */
export const angleSchema = z.object({ kind: z.literal('angle'), points: ring.length(6) })
export const shapeSchema = z.discriminatedUnion('kind', [
  boxSchema,
  polygonSchema,
  polylineSchema,
  pointSchema,
  maskSchema,
  orientedSchema,
  ellipseSchema,
  rulerSchema,
  angleSchema,
])
export type Shape = z.infer<typeof shapeSchema>
export type ShapeOf<K extends Shape['kind']> = Extract<Shape, { kind: K }>
export type ShapeKind = Shape['kind']
export const SHAPE_KINDS = [
  'box',
  'polygon',
  'polyline',
  'point',
  'mask',
  'oriented',
  'ellipse',
  'ruler',
  'angle',
] as const satisfies readonly ShapeKind[]
/** Measurements: they stand for a number, not for a thing, and carry no class. */
export const isMeasurementKind = (kind: string | undefined): kind is 'ruler' | 'angle' =>
  kind === 'ruler' || kind === 'angle'
export const isMeasurement = (s: Shape | null): boolean => isMeasurementKind(s?.kind)

/** What the annotation is about: a region of a frame, or (without a shape) a frame, a slot, or the whole item. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('frame'), slot: z.string(), frame: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('slot'), slot: z.string() }),
  z.object({ kind: z.literal('item') }),
])
export type Target = z.infer<typeof targetSchema>

export const attributeValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
export type AttributeValue = z.infer<typeof attributeValueSchema>

export const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('manual') }),
  z.object({ kind: z.literal('import'), format: z.string() }),
  z.object({ kind: z.literal('model'), model: z.string(), score: z.number().nullable() }),
])

export const annotationSchema = z.object({
  id: idSchema,
  target: targetSchema,
  /** Id of a class of the project's label schema; null while undecided or for attributes of the item alone. */
  classId: z.string().nullable(),
  /** null = a label without a region (image-level, slot-level). */
  shape: shapeSchema.nullable(),
  /**
   * COCO order x, y, visibility (0 not labelled, 1 occluded, 2 visible), flat, in the order of the class's skeleton; moves
   * with the shape. Keypoints always come with a shape: a skeleton drawn here has the box of its labelled points.
   */
  keypoints: z.array(z.number()).nullable(),
  attributes: z.record(z.string(), attributeValueSchema),
  /** Paint order inside the frame: higher is in front. */
  z: z.number(),
  group: z.string().nullable(),
  locked: z.boolean(),
  origin: originSchema,
  /** Fields of a foreign format that have no place here, by format name; written back on export to that format. */
  extra: z.record(z.string(), z.unknown()),
})
export type Annotation = z.infer<typeof annotationSchema>

export const IMAGE_SLOT = 'image'
