// "Put mine on top of theirs": the same intention, expressed against what the other side left behind.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'

/** A change of something they deleted brings it back; a deletion of something already gone is nothing. */
export function rebaseDiff(diff: AnnotationDiff, theirs: AnnotationMap): AnnotationDiff {
  const out: AnnotationDiff = { added: [], updated: [], removed: [] }
  for (const to of [...diff.added, ...diff.updated.map(([, after]) => after)]) {
    const from = theirs.get(to.id)
    if (from) out.updated.push([from, to])
    else out.added.push(to)
  }
  for (const a of diff.removed) {
    const from = theirs.get(a.id)
    if (from) out.removed.push(from)
  }
  return out
}
