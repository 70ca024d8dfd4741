// Between two states of a document or of one annotation: what differs, and the change that leads from one to the other.
import type { AnnotationDiff, AnnotationMap } from './diff.ts'
import type { Annotation } from './model.ts'

/** Equal as records, whatever the order of their keys. */
export function sameRecord(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((v, i) => sameRecord(v, b[i]))
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return (
    one.size === other.size && [...one].every(([key, value]) => other.has(key) && sameRecord(value, other.get(key)))
  )
}

/** The change that makes the document what it was. */
export function diffTo(now: AnnotationMap, then: readonly Annotation[]): AnnotationDiff {
  const diff: AnnotationDiff = { added: [], updated: [], removed: [] }
  const wanted = new Map(then.map((a) => [a.id, a]))
  for (const a of now.values()) if (!wanted.has(a.id)) diff.removed.push(a)
  for (const a of then) {
    const present = now.get(a.id)
    if (!present) diff.added.push(a)
    else if (!sameRecord(present, a)) diff.updated.push([present, a])
  }
  return diff
}

/** The change that gives these annotations the state they are handed over in, and leaves all others alone. */
export function restoreDiff(now: AnnotationMap, states: readonly Annotation[]): AnnotationDiff {
  const others = [...now.values()].filter((a) => !states.some((s) => s.id === a.id))
  return diffTo(now, [...others, ...states])
}

export type ChangedField =
  | { readonly kind: 'shape' | 'keypoints' | 'class' | 'order' | 'group' | 'lock' | 'place' | 'foreign' }
  | { readonly kind: 'attribute'; readonly id: string }

export function changedFields(before: Annotation, after: Annotation): ChangedField[] {
  const out: ChangedField[] = []
  const ask = (kind: Exclude<ChangedField['kind'], 'attribute'>, key: keyof Annotation) => {
    if (!sameRecord(before[key], after[key])) out.push({ kind })
  }
  ask('class', 'classId')
  ask('shape', 'shape')
  ask('keypoints', 'keypoints')
  for (const id of new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]))
    if (!sameRecord(before.attributes[id], after.attributes[id])) out.push({ kind: 'attribute', id })
  ask('order', 'z')
  ask('group', 'group')
  ask('lock', 'locked')
  ask('place', 'target')
  ask('foreign', 'extra')
  return out
}
