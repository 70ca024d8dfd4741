// What is filled in on the bulk page, and the order it makes.
import type { BULK_TESTS } from '../../../shared/annotation/bulk.ts'
import type { AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { AttributeValue } from '../../../shared/annotation/model.ts'
import type { BulkInput } from '../../../shared/contract/bulk.ts'

export type BulkTest = (typeof BULK_TESTS)[number]
export type BulkForm = {
  readonly where: string
  readonly classIds: readonly string[]
  readonly attribute: string | null
  readonly test: BulkTest
  readonly value: AttributeValue | undefined
  readonly remove: boolean
  /** Null keeps the class. */
  readonly newClass: string | null
  /** Undefined takes the attribute away. */
  readonly changes: ReadonlyMap<string, AttributeValue | undefined>
}
export const EMPTY_FORM: BulkForm = {
  where: '',
  classIds: [],
  attribute: null,
  test: 'is',
  value: undefined,
  remove: false,
  newClass: null,
  changes: new Map(),
}
/** In the lists of classes: objects without one. */
export const WITHOUT_CLASS = ''

/** Every attribute an object may have, the first definition of an id standing for all. */
export function attributesOf(schema: LabelSchema): AttributeDef[] {
  const found = new Map<string, AttributeDef>()
  for (const def of [...schema.classes.flatMap((c) => c.attributes), ...schema.objectAttributes])
    if (!found.has(def.id)) found.set(def.id, def)
  return [...found.values()]
}

/** Null while the form does not say what should change, or compares with nothing. */
export function orderOf(form: BulkForm): Omit<BulkInput, 'projectId'> | null {
  const compares = form.test === 'is' || form.test === 'isNot'
  if (form.attribute !== null && compares && form.value === undefined) return null
  const set: Record<string, AttributeValue> = {}
  const clear: string[] = []
  for (const [id, value] of form.changes) {
    if (value === undefined) clear.push(id)
    else set[id] = value
  }
  if (!form.remove && form.newClass === null && form.changes.size === 0) return null
  return {
    where: form.where.trim(),
    condition: {
      classIds: form.classIds.length === 0 ? null : form.classIds.map((id) => (id === WITHOUT_CLASS ? null : id)),
      attribute:
        form.attribute === null
          ? null
          : { id: form.attribute, test: form.test, value: compares ? (form.value ?? null) : null },
    },
    change: form.remove
      ? { set: {}, clear: [], remove: true }
      : {
          ...(form.newClass === null ? {} : { classId: form.newClass === WITHOUT_CLASS ? null : form.newClass }),
          set,
          clear,
          remove: false,
        },
  }
}
