// Labels without a region: tags of the item or of one slot, and the one record of each that holds its attributes.
import { type AnnotationDiff, type AnnotationMap, emptyDiff } from '../../../shared/annotation/diff.ts'
import type { Annotation, AttributeValue, Target } from '../../../shared/annotation/model.ts'
import { newId } from '../../../shared/ids.ts'

/** What a label without a region is about. */
export type Whole = Exclude<Target, { kind: 'frame' }>
export const ITEM: Whole = { kind: 'item' }

const isOn = (a: Annotation, whole: Whole): boolean =>
  a.shape === null &&
  a.target.kind === whole.kind &&
  (a.target.kind !== 'slot' || whole.kind !== 'slot' || a.target.slot === whole.slot)
const find = (all: AnnotationMap, whole: Whole, classId: string | null): Annotation | null => {
  for (const a of all.values()) if (a.classId === classId && isOn(a, whole)) return a
  return null
}
export const tagOf = (all: AnnotationMap, classId: string, whole: Whole = ITEM): Annotation | null =>
  find(all, whole, classId)
export const recordOf = (all: AnnotationMap, whole: Whole = ITEM): Annotation | null => find(all, whole, null)

const blank = (classId: string | null, target: Whole): Annotation => ({
  id: newId(),
  target,
  classId,
  shape: null,
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})

export const blankRecord = (target: Whole): Annotation => blank(null, target)

export function toggleTag(all: AnnotationMap, classId: string, whole: Whole = ITEM): AnnotationDiff {
  const known = tagOf(all, classId, whole)
  return known ? { ...emptyDiff, removed: [known] } : { ...emptyDiff, added: [blank(classId, whole)] }
}

/** Undefined takes the value away; a record without any value left goes too. */
export function setRecordAttribute(
  all: AnnotationMap,
  id: string,
  value: AttributeValue | undefined,
  whole: Whole = ITEM,
): AnnotationDiff {
  const known = recordOf(all, whole)
  const { [id]: _old, ...rest } = known?.attributes ?? {}
  const attributes = value === undefined ? rest : { ...rest, [id]: value }
  if (!known) return value === undefined ? emptyDiff : { ...emptyDiff, added: [{ ...blank(null, whole), attributes }] }
  if (Object.keys(attributes).length === 0) return { ...emptyDiff, removed: [known] }
  return { ...emptyDiff, updated: [[known, { ...known, attributes }]] }
}
