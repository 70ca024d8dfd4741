// One change to many annotations: which ones, what becomes of each, and how it is taken back later without undoing what
// was done since. Pure; the job that walks the project is in main/jobs/bulk.ts.
import { z } from 'zod'
import { type Annotation, attributeValueSchema } from './model.ts'

const attributeId = z.string().min(1).max(200)
export const BULK_TESTS = ['is', 'isNot', 'set', 'unset'] as const

export const bulkConditionSchema = z.object({
  /** Null = any class; null in the list = without a class. */
  classIds: z.array(z.string().nullable()).max(1000).nullable(),
  attribute: z.object({ id: attributeId, test: z.enum(BULK_TESTS), value: attributeValueSchema }).nullable(),
})
export type BulkCondition = z.infer<typeof bulkConditionSchema>

export const bulkChangeSchema = z
  .object({
    /** Undefined keeps the class. */
    classId: z.string().nullable().optional(),
    set: z.record(attributeId, attributeValueSchema),
    clear: z.array(attributeId).max(200),
    remove: z.boolean(),
  })
  .refine((c) => c.remove || c.classId !== undefined || Object.keys(c.set).length > 0 || c.clear.length > 0)
export type BulkChange = z.infer<typeof bulkChangeSchema>

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const isSet = (v: unknown): boolean => v !== undefined && v !== null && v !== ''

/** Measurements and notes about the whole picture have no class of their own and are never meant. */
export function bulkMatches(a: Annotation, { classIds, attribute }: BulkCondition): boolean {
  if (a.shape === null && a.classId === null) return false
  if (classIds !== null && !classIds.includes(a.classId)) return false
  if (attribute === null) return true
  const value = a.attributes[attribute.id]
  const tests = {
    is: () => same(value, attribute.value),
    isNot: () => !same(value, attribute.value),
    set: () => isSet(value),
    unset: () => !isSet(value),
  }
  return tests[attribute.test]()
}

/** The annotation as it becomes; the same object when nothing changes. Removal is not asked here. */
export function bulkChanged(a: Annotation, change: BulkChange): Annotation {
  const attributes = { ...a.attributes, ...change.set }
  for (const id of change.clear) delete attributes[id]
  const next: Annotation = {
    ...a,
    classId: change.classId === undefined ? a.classId : change.classId,
    attributes,
  }
  const keys = new Set([...Object.keys(a.attributes), ...Object.keys(attributes)])
  const changed = next.classId !== a.classId || [...keys].some((k) => !same(a.attributes[k], attributes[k]))
  return changed ? next : a
}

/** `now` with what went `from` to `to` put back, where nobody has changed it since. */
export function bulkTakenBack(from: Annotation, to: Annotation, now: Annotation): Annotation {
  const attributes = { ...now.attributes }
  let changed = false
  for (const id of new Set([...Object.keys(from.attributes), ...Object.keys(to.attributes)])) {
    const [was, became] = [from.attributes[id], to.attributes[id]]
    if (same(was, became) || !same(now.attributes[id], became)) continue
    changed = true
    if (was === undefined) delete attributes[id]
    else attributes[id] = was
  }
  const classId = from.classId !== to.classId && now.classId === to.classId ? from.classId : now.classId
  return changed || classId !== now.classId ? { ...now, classId, attributes } : now
}
