// Labels without a region: tags of the whole item, and the one record that holds its attributes.
import { type AnnotationDiff, type AnnotationMap, emptyDiff } from '../../../shared/annotation/diff.ts'
import type { Annotation, AttributeValue } from '../../../shared/annotation/model.ts'
import { newId } from '../../../shared/ids.ts'

const onItem = (a: Annotation) => a.target.kind === 'item' && a.shape === null
export const tagOf = (all: AnnotationMap, classId: string): Annotation | null =>
  [...all.values()].find((a) => onItem(a) && a.classId === classId) ?? null
export const itemRecord = (all: AnnotationMap): Annotation | null =>
  [...all.values()].find((a) => onItem(a) && a.classId === null) ?? null

const blank = (classId: string | null): Annotation => ({
  id: newId(),
  target: { kind: 'item' },
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

export function toggleTag(all: AnnotationMap, classId: string): AnnotationDiff {
  const known = tagOf(all, classId)
  return known ? { ...emptyDiff, removed: [known] } : { ...emptyDiff, added: [blank(classId)] }
}

/** Undefined takes the value away; a record without any value left goes too. */
export function setItemAttribute(all: AnnotationMap, id: string, value: AttributeValue | undefined): AnnotationDiff {
  const known = itemRecord(all)
  const { [id]: _old, ...rest } = known?.attributes ?? {}
  const attributes = value === undefined ? rest : { ...rest, [id]: value }
  if (!known) return value === undefined ? emptyDiff : { ...emptyDiff, added: [{ ...blank(null), attributes }] }
  if (Object.keys(attributes).length === 0) return { ...emptyDiff, removed: [known] }
  return { ...emptyDiff, updated: [[known, { ...known, attributes }]] }
}
