import type { ClassDef, LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { LossTally } from '../formats/losses.ts'

/** English title, or the Korean one where there is none: for imported classes both are the foreign name. */
export const classTitle = (c: ClassDef): string => c.title.en.trim() || c.title.ko.trim() || c.id

/** One name a class, for formats that know classes by name. */
export function uniqueClassNames(schema: LabelSchema, losses: LossTally): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const c of schema.classes) {
    const title = classTitle(c)
    let name = title
    for (let n = 2; taken.has(name); n++) name = `${title} ${n}`
    if (name !== title) losses.add('class-name-changed', name)
    taken.add(name)
    names.set(c.id, name)
  }
  return names
}
