// Attributes of an item as a whole are one annotation (shared/annotation/labelSchema.ts): imported ones join those that are there.
import type { Annotation, AttributeValue } from '../../shared/annotation/model.ts'
import { canonicalJson } from '../store/canonicalJson.ts'

export const isItemAttributes = (a: Annotation): boolean =>
  a.shape === null && a.classId === null && a.target.kind === 'item' && a.keypoints === null

type Joined = { added: Annotation[]; updated: [Annotation, Annotation][]; conflicts: number }

/** Values that are there stay; `conflicts` = how many the import wanted otherwise. */
export function joinItemAttributes(there: Annotation | null, made: readonly Annotation[]): Joined {
  const incoming = made.filter(isItemAttributes)
  const added = made.filter((a) => !isItemAttributes(a))
  if (!there || incoming.length === 0) return { added: [...made], updated: [], conflicts: 0 }
  const attributes: Record<string, AttributeValue> = { ...there.attributes }
  let conflicts = 0
  for (const [name, value] of incoming.flatMap((a) => Object.entries(a.attributes))) {
    const known = attributes[name] ?? null
    if (known === null) attributes[name] = value
    else if (canonicalJson(known) !== canonicalJson(value)) conflicts++
  }
  const extra = Object.assign({}, ...incoming.map((a) => a.extra), there.extra)
  const next = { ...there, attributes, extra }
  const same = canonicalJson(next) === canonicalJson(there)
  return { added, updated: same ? [] : [[there, next]], conflicts }
}
