// The objects of the list: which ones, in which order, and which group each belongs to. Pure, for ten thousand of them.
import type { Annotation } from '../../../shared/annotation/model.ts'
import { shapeArea } from '../../../shared/geometry/shapes.ts'

export const OBJECT_ORDERS = ['front', 'class', 'size', 'newest'] as const
export type ObjectOrder = (typeof OBJECT_ORDERS)[number]

export type ObjectList = {
  readonly list: readonly Annotation[]
  readonly total: number
  /** Number of a group, counted from 1 in the order of the list. */
  readonly groups: ReadonlyMap<string, number>
}

export function objectList(
  records: Iterable<Annotation>,
  order: ObjectOrder,
  nameOf: (classId: string | null) => string,
  wanted: (classId: string | null) => boolean,
): ObjectList {
  const all = [...records].filter((a) => a.shape)
  const names = new Map<string | null, string>()
  const asked = new Map<string | null, boolean>()
  const name = (id: string | null) => {
    const known = names.get(id) ?? nameOf(id)
    names.set(id, known)
    return known
  }
  const isWanted = (id: string | null) => {
    const known = asked.get(id) ?? wanted(id)
    asked.set(id, known)
    return known
  }
  const list = all.filter((a) => isWanted(a.classId))
  const front = (a: Annotation, b: Annotation) => b.z - a.z
  if (order === 'size') {
    const areas = new Map(list.map((a) => [a.id, a.shape ? shapeArea(a.shape) : 0]))
    list.sort((a, b) => (areas.get(b.id) ?? 0) - (areas.get(a.id) ?? 0) || front(a, b))
  } else if (order === 'class') {
    const ranks = new Map(
      [...new Set(list.map((a) => name(a.classId)))].sort((a, b) => a.localeCompare(b)).map((n, i) => [n, i]),
    )
    const rank = (a: Annotation) => ranks.get(name(a.classId)) ?? 0
    list.sort((a, b) => rank(a) - rank(b) || front(a, b))
  } else if (order === 'newest') list.sort((a, b) => (a.id < b.id ? 1 : -1))
  else list.sort(front)
  const groups = new Map<string, number>()
  for (const { group } of list) if (group !== null && !groups.has(group)) groups.set(group, groups.size + 1)
  return { list, total: all.length, groups }
}

/** What lies in the picture; labels of the item as a whole are not among them. */
export function countObjects(records: ReadonlyMap<string, Annotation>): number {
  let n = 0
  for (const a of records.values()) if (a.shape) n++
  return n
}

/** What is chosen after a step through the list by keyboard or a click on a row. */
export function chosenRows(
  list: readonly Annotation[],
  selection: ReadonlySet<string>,
  anchor: number,
  to: number,
  how: { readonly range: boolean; readonly toggle: boolean },
): Set<string> {
  const next = new Set(how.toggle ? selection : [])
  const id = list[to]?.id
  if (id === undefined) return next
  if (how.range) for (const a of list.slice(Math.min(anchor, to), Math.max(anchor, to) + 1)) next.add(a.id)
  else if (!next.delete(id)) next.add(id)
  return next
}
