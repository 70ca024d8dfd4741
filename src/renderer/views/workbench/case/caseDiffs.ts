// Several values of a case as one change: one durable operation, one step to undo.
import { type AnnotationDiff, type AnnotationMap, emptyDiff } from '../../../../shared/annotation/diff.ts'
import type { Annotation, AttributeValue } from '../../../../shared/annotation/model.ts'
import type { Whole } from '../../../../shared/domains/mammography/conclusion.ts'
import { blankRecord, recordOf } from '../itemLabels.ts'

export type Value = { readonly whole: Whole; readonly attribute: string; readonly value: AttributeValue | undefined }

/** Undefined takes a value away; a record without any value left goes too. */
export function saidDiff(all: AnnotationMap, values: readonly Value[]): AnnotationDiff {
  const changes = new Map<
    string,
    { whole: Whole; known: Annotation | null; attributes: Record<string, AttributeValue> }
  >()
  for (const { whole, attribute, value } of values) {
    const key = JSON.stringify(whole)
    const known = recordOf(all, whole)
    const change = changes.get(key) ?? { whole, known, attributes: { ...known?.attributes } }
    changes.set(key, change)
    if (value === undefined) delete change.attributes[attribute]
    else change.attributes[attribute] = value
  }
  let diff = emptyDiff
  for (const { whole, known, attributes } of changes.values()) {
    const left = Object.keys(attributes).length > 0
    if (known && JSON.stringify(known.attributes) === JSON.stringify(attributes)) continue
    if (!known && left) diff = { ...diff, added: [...diff.added, { ...blankRecord(whole), attributes }] }
    else if (known && left) diff = { ...diff, updated: [...diff.updated, [known, { ...known, attributes }]] }
    else if (known) diff = { ...diff, removed: [...diff.removed, known] }
  }
  return diff
}
