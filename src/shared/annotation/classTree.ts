// The classes of a schema as a tree. Parents may be missing and may run in circles (imported data); both end at the top.
import type { ClassDef, LabelSchema } from './labelSchema.ts'

export type ClassTree = {
  readonly byId: ReadonlyMap<string, ClassDef>
  /** Classes without a known parent, in the order of the schema. */
  readonly roots: readonly ClassDef[]
  childrenOf(id: string): readonly ClassDef[]
  /** The class itself, then its parent, and so on up. */
  lineOf(id: string): ReadonlySet<string>
}

const built = new WeakMap<readonly ClassDef[], ClassTree>()

/** Built once for a list of classes that is never changed in place. */
export function classTree({ classes }: Pick<LabelSchema, 'classes'>): ClassTree {
  const known = built.get(classes)
  if (known) return known
  const tree = build(classes)
  built.set(classes, tree)
  return tree
}

function build(classes: readonly ClassDef[]): ClassTree {
  const byId = new Map(classes.map((c) => [c.id, c]))
  const lines = new Map<string, ReadonlySet<string>>()
  const lineOf = (id: string): ReadonlySet<string> => {
    const known = lines.get(id)
    if (known) return known
    const line = new Set<string>()
    for (let at: string | null = id; at !== null && !line.has(at); at = byId.get(at)?.parent ?? null) line.add(at)
    lines.set(id, line)
    return line
  }
  const children = new Map<string, ClassDef[]>()
  const roots: ClassDef[] = []
  for (const c of classes) {
    const parent = c.parent !== null && byId.has(c.parent) && !inCircle(c, byId) ? c.parent : null
    if (parent === null) roots.push(c)
    else {
      const siblings = children.get(parent)
      if (siblings) siblings.push(c)
      else children.set(parent, [c])
    }
  }
  return { byId, roots, childrenOf: (id) => children.get(id) ?? [], lineOf }
}

function inCircle(c: ClassDef, byId: ReadonlyMap<string, ClassDef>): boolean {
  const seen = new Set<string>()
  for (let at = c.parent; at !== null && !seen.has(at); at = byId.get(at)?.parent ?? null) {
    if (at === c.id) return true
    seen.add(at)
  }
  return false
}

/** The class is one of `of` or lies below one of them. */
export const isWithin = (tree: ClassTree, id: string | null, of: readonly string[]): boolean => {
  if (id === null) return false
  const line = tree.lineOf(id)
  return of.some((o) => line.has(o))
}
