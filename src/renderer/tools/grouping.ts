// Groups: annotations that carry the same group id are chosen, moved and deleted together.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'
import { updateDiff } from './diffs.ts'

const sameFrame = (a: Annotation, b: Annotation): boolean =>
  a.target.kind === 'frame' &&
  b.target.kind === 'frame' &&
  a.target.slot === b.target.slot &&
  a.target.frame === b.target.frame

/** The annotations with everything that shares a group with one of them on the same frame. */
export function withGroups(all: AnnotationMap, ids: Iterable<string>): Set<string> {
  const out = new Set(ids)
  const asked = new Map<string, Annotation>()
  for (const id of out) {
    const a = all.get(id)
    if (a?.group) asked.set(a.group, a)
  }
  if (asked.size === 0) return out
  for (const a of all.values()) {
    const member = a.group === null ? undefined : asked.get(a.group)
    if (member && a.shape && sameFrame(a, member)) out.add(a.id)
  }
  return out
}

const unlocked = (all: AnnotationMap, ids: Iterable<string>): Annotation[] =>
  [...ids].flatMap((id) => {
    const a = all.get(id)
    return a?.shape && !a.locked ? [a] : []
  })

/** One new group of two or more; whoever was in another group changes over. */
export function groupDiff(all: AnnotationMap, ids: Iterable<string>): AnnotationDiff {
  const members = unlocked(all, ids)
  const [first] = members
  if (!first || members.length < 2) return updateDiff([])
  const together = first.group !== null && members.every((a) => a.group === first.group)
  const whole = together && withGroups(all, [first.id]).size === members.length
  if (whole) return updateDiff([])
  const group = newId()
  return updateDiff(members.map((a) => [a, { ...a, group }]))
}

export const ungroupDiff = (all: AnnotationMap, ids: Iterable<string>): AnnotationDiff =>
  updateDiff(
    unlocked(all, ids)
      .filter((a) => a.group !== null)
      .map((a) => [a, { ...a, group: null }]),
  )
