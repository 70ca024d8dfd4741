// Which attributes an annotation has, and which of them are asked for: by its target, its class and its other values.
import { type ClassTree, classTree, isWithin } from './classTree.ts'
import type { Condition } from './declaredRules.ts'
import type { AttributeDef, LabelSchema } from './labelSchema.ts'
import { type Annotation, type AttributeValue, isMeasurement } from './model.ts'

/** What a condition looks at. */
export type Subject = Pick<Annotation, 'classId' | 'attributes'>

export const isEmptyValue = (v: AttributeValue | undefined): boolean =>
  v === undefined || v === null || (typeof v === 'string' && v.trim() === '') || (Array.isArray(v) && v.length === 0)

/** Of several values at once (a multiple choice) one is enough. */
export const hasOneOf = (v: AttributeValue | undefined, oneOf: readonly (string | number | boolean)[]): boolean =>
  Array.isArray(v) ? v.some((x) => oneOf.includes(x)) : v !== undefined && v !== null && oneOf.includes(v)

export const conditionHolds = (when: Condition, a: Subject, tree: ClassTree): boolean =>
  when.kind === 'class' ? isWithin(tree, a.classId, when.oneOf) : hasOneOf(a.attributes[when.attribute], when.oneOf)

/** Without class and shape: the one record that holds the attributes of the item, or of one of its slots. */
export const isRecord = (a: Pick<Annotation, 'classId' | 'shape' | 'target'>): boolean =>
  a.classId === null && a.shape === null && a.target.kind !== 'frame'

/**
 * Every attribute the annotation may have; null = nobody can say, because its class is unknown. A class's own attribute
 * goes before one for all objects with the same id.
 */
export function definitionsOf(
  a: Pick<Annotation, 'classId' | 'shape' | 'target'>,
  schema: LabelSchema,
): readonly AttributeDef[] | null {
  if (isRecord(a)) return a.target.kind === 'item' ? schema.itemAttributes : schema.slotAttributes
  if (a.classId === null) return a.shape && !isMeasurement(a.shape) ? schema.objectAttributes : null
  const own = classTree(schema).byId.get(a.classId)?.attributes
  if (!own || a.shape === null || schema.objectAttributes.length === 0) return own ?? null
  return [...own, ...schema.objectAttributes.filter((d) => !own.some((o) => o.id === d.id))]
}

export const isAsked = (d: AttributeDef, a: Subject, tree: ClassTree): boolean =>
  d.when === null || conditionHolds(d.when, a, tree)

/** What is asked of the annotation now, in order. */
export const askedOf = (a: Annotation, schema: LabelSchema): AttributeDef[] => {
  const tree = classTree(schema)
  return (definitionsOf(a, schema) ?? []).filter((d) => isAsked(d, a, tree))
}
