// The one type of change: live store, undo, network, change log and "what changed" all speak it.
import { z } from 'zod'
import { type Annotation, annotationSchema } from './model.ts'

export const annotationDiffSchema = z.object({
  added: z.array(annotationSchema),
  /** [from, to]: the complete record before and after; both carry the same id. */
  updated: z.array(z.tuple([annotationSchema, annotationSchema])),
  removed: z.array(annotationSchema),
})
export type AnnotationDiff = z.infer<typeof annotationDiffSchema>

export const emptyDiff: AnnotationDiff = { added: [], updated: [], removed: [] }

export const isEmptyDiff = (d: AnnotationDiff): boolean =>
  d.added.length === 0 && d.updated.length === 0 && d.removed.length === 0

export const invertDiff = (d: AnnotationDiff): AnnotationDiff => ({
  added: d.removed,
  updated: d.updated.map(([from, to]) => [to, from]),
  removed: d.added,
})

export type AnnotationMap = ReadonlyMap<string, Annotation>

/** Returns a new map. Later entries win; ids that are missing are simply added or ignored (writes are idempotent). */
export function applyDiff(map: AnnotationMap, d: AnnotationDiff): Map<string, Annotation> {
  const next = new Map(map)
  for (const a of d.removed) next.delete(a.id)
  for (const a of d.added) next.set(a.id, a)
  for (const [, to] of d.updated) next.set(to.id, to)
  return next
}

/** One diff with the same effect as `first` then `second`; what cancels out is gone. */
export function squashDiffs(first: AnnotationDiff, second: AnnotationDiff): AnnotationDiff {
  type Net = { from: Annotation | null; to: Annotation | null }
  const net = new Map<string, Net>()
  for (const d of [first, second]) {
    const note = (id: string, from: Annotation | null, to: Annotation | null) => {
      const seen = net.get(id)
      net.set(id, { from: seen ? seen.from : from, to })
    }
    for (const a of d.removed) note(a.id, a, null)
    for (const a of d.added) note(a.id, null, a)
    for (const [from, to] of d.updated) note(to.id, from, to)
  }
  const out: AnnotationDiff = { added: [], updated: [], removed: [] }
  for (const { from, to } of net.values()) {
    if (from && to) {
      if (from !== to && JSON.stringify(from) !== JSON.stringify(to)) out.updated.push([from, to])
    } else if (to) out.added.push(to)
    else if (from) out.removed.push(from)
  }
  return out
}
