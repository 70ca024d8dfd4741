import type { Annotation } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'

/** Copies of a group are a group of their own; a copy of one member belongs to none. */
export function regrouped(copies: readonly Annotation[]): Annotation[] {
  const sizes = new Map<string, number>()
  for (const { group } of copies) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const fresh = new Map<string, string>()
  return copies.map((a) => {
    if (a.group === null) return a
    if ((sizes.get(a.group) ?? 0) < 2) return { ...a, group: null }
    const group = fresh.get(a.group) ?? newId()
    fresh.set(a.group, group)
    return { ...a, group }
  })
}
