// `mammo-json` (requirement 09 A3): one file for each reader and case, nested reader -> case -> view -> lesion -> contour. The
// whole layout is in this file; docs/mammography.md explains it to those who receive it.
import { z } from 'zod'
import type { AttributeValue } from '../../../shared/annotation/model.ts'

export const CONTOUR = 'contour coordinate'
const yn = z.enum(['Y', 'N'])
const pair = z.tuple([z.number(), z.number()])
const contour = z.array(pair).min(3)
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
const values = z.record(z.string(), value)

export const lesionSchema = z.object({
  lesion_id: z.string(),
  /** mass, calcification, asymmetry, distortion, or a class of the project. */
  kind: z.string(),
  /** A lesion of several separate outlines has one entry for each, counted from 1. */
  part: z.number().int().positive().optional(),
  [CONTOUR]: contour,
  /** Outlines of what is cut out of the contour. */
  'hole coordinate': z.array(contour).optional(),
  attributes: values.optional(),
})
export const viewSchema = z.object({
  view_location: z.enum(['RCC', 'LCC', 'RMLO', 'LMLO']),
  file: z.string(),
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  sop_instance_uid: z.string().optional(),
  discard_yn: yn,
  labels: values,
  lesions: z.array(lesionSchema),
})
export const caseFileSchema = z.object({
  format: z.literal('pandok mammo-json'),
  version: z.literal(1),
  /** float: corners of pixels, pixel (0,0) covers 0 to 1. integer: the pixel that holds the vertex, from [0,0]. */
  coordinates: z.enum(['float', 'integer']),
  user_id: z.string(),
  /** Of the reading that two readers agreed on (`user_id` is `agreed`): who, and when. */
  consents: z.array(z.object({ user_id: z.string(), time: z.string() })).optional(),
  case_id: z.string(),
  discard_yn: yn,
  labels: values,
  views: z.array(viewSchema),
})
export type CaseFile = z.infer<typeof caseFileSchema>
export type LesionEntry = z.infer<typeof lesionSchema>

/** Attributes that are written beside `labels`, not in it. */
const APART: ReadonlySet<string> = new Set(['discard_yn', 'lesion_id'])

export const writtenValues = (attributes: Readonly<Record<string, AttributeValue>>): z.infer<typeof values> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([k, v]) => (v === null || APART.has(k) ? [] : [[k, v] as const])),
  )

/** Corner coordinates as pairs; integers name the pixel that holds the vertex. */
export function pairsOf(ring: readonly number[], grid: { width: number; height: number } | null): [number, number][] {
  const out: [number, number][] = []
  const pixel = (v: number, size: number) => Math.max(0, Math.min(size - 1, Math.floor(v)))
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [x, y] = [ring[i]!, ring[i + 1]!]
    out.push(grid ? [pixel(x, grid.width), pixel(y, grid.height)] : [x, y])
  }
  return out
}

/** Back: an integer means the centre of its pixel. */
export const ringOfPairs = (pairs: readonly (readonly [number, number])[], integer: boolean): number[] =>
  pairs.flatMap(([x, y]) => (integer ? [x + 0.5, y + 0.5] : [x, y]))
