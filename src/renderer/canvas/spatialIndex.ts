// Where the shapes are: finds the few that matter for a point or a rectangle. The only import of rbush.
import RBush from 'rbush'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { boundsContain } from '../../shared/geometry/box.ts'
import { annotationBounds, shapeArea, shapeContains, shapeDistance } from '../../shared/geometry/shapes.ts'
import type { Bounds, ImagePoint } from '../../shared/geometry/spaces.ts'

export type IndexEntry<T> = { minX: number; minY: number; maxX: number; maxY: number; value: T }

export type BoundsIndex<T> = {
  load(entries: IndexEntry<T>[]): void
  insert(entry: IndexEntry<T>): void
  remove(entry: IndexEntry<T>): void
  search(b: Bounds): T[]
  clear(): void
}

export const entryOf = <T>(b: Bounds, value: T): IndexEntry<T> => ({
  minX: b.x,
  minY: b.y,
  maxX: b.x + b.width,
  maxY: b.y + b.height,
  value,
})

export function createBoundsIndex<T>(): BoundsIndex<T> {
  const tree = new RBush<IndexEntry<T>>()
  return {
    load: (entries) => void tree.load(entries),
    insert: (entry) => void tree.insert(entry),
    remove: (entry) => void tree.remove(entry),
    search: (b) =>
      tree.search({ minX: b.x, minY: b.y, maxX: b.x + b.width, maxY: b.y + b.height }).map((entry) => entry.value),
    clear: () => void tree.clear(),
  }
}

type Indexed = { annotation: Annotation; shape: Shape; area: number; entry: IndexEntry<string> }

export type Changes = { readonly upserted: readonly Annotation[]; readonly removed: readonly string[] }

/** Brings `map` in line with `next` and says what differed. Records are compared by identity: one look-up each. */
export function follow(map: Map<string, Annotation>, next: readonly Annotation[]): Changes {
  const upserted: Annotation[] = []
  for (const a of next) {
    if (map.get(a.id) === a) continue
    map.set(a.id, a)
    upserted.push(a)
  }
  const removed: string[] = []
  if (map.size > next.length) {
    const present = new Set(next.map((a) => a.id))
    for (const id of map.keys()) if (!present.has(id)) removed.push(id)
    for (const id of removed) map.delete(id)
  }
  return { upserted, removed }
}

export type SpatialIndex = {
  /** Returns where something looks different now. */
  apply(changes: Changes): Bounds[]
  /** Under the point: hits on an outline and inside alike, smallest first, front first among equals. */
  pick(p: ImagePoint, reach: number, skip: (id: string) => boolean): string[]
  /** Those whose bounds meet `b`. */
  near(b: Bounds, skip: (id: string) => boolean): Annotation[]
  /** Front first. */
  within(b: Bounds, skip: (id: string) => boolean): string[]
}

export function createSpatialIndex(): SpatialIndex {
  const index = createBoundsIndex<string>()
  const known = new Map<string, Indexed>()

  const boundsOf = ({ entry }: Indexed): Bounds => ({
    x: entry.minX,
    y: entry.minY,
    width: entry.maxX - entry.minX,
    height: entry.maxY - entry.minY,
  })
  const indexed = (annotation: Annotation): Indexed | null => {
    const bounds = annotationBounds(annotation)
    if (!bounds || !annotation.shape) return null
    return {
      annotation,
      shape: annotation.shape,
      area: shapeArea(annotation.shape),
      entry: entryOf(bounds, annotation.id),
    }
  }

  return {
    apply({ upserted, removed }) {
      const changed: Bounds[] = []
      const fresh: IndexEntry<string>[] = []
      const drop = (id: string) => {
        const old = known.get(id)
        if (!old) return
        index.remove(old.entry)
        known.delete(id)
        changed.push(boundsOf(old))
      }
      for (const id of removed) drop(id)
      for (const annotation of upserted) {
        drop(annotation.id)
        const next = indexed(annotation)
        if (!next) continue
        known.set(annotation.id, next)
        fresh.push(next.entry)
        changed.push(boundsOf(next))
      }
      if (fresh.length > 100) index.load(fresh)
      else for (const entry of fresh) index.insert(entry)
      return changed
    },
    pick(p, reach, skip) {
      const hits: Indexed[] = []
      for (const id of index.search({ x: p.x - reach, y: p.y - reach, width: 2 * reach, height: 2 * reach })) {
        const item = known.get(id)
        if (!item || skip(id)) continue
        if (shapeContains(item.shape, p) || shapeDistance(item.shape, p) <= reach) hits.push(item)
      }
      hits.sort((a, b) => a.area - b.area || b.annotation.z - a.annotation.z)
      return hits.map((hit) => hit.annotation.id)
    },
    near: (b, skip) => index.search(b).flatMap((id) => (skip(id) ? [] : (known.get(id)?.annotation ?? []))),
    within(b, skip) {
      return index
        .search(b)
        .flatMap((id) => known.get(id) ?? [])
        .filter((item) => !skip(item.annotation.id) && boundsContain(b, boundsOf(item)))
        .sort((one, other) => other.annotation.z - one.annotation.z)
        .map((item) => item.annotation.id)
    },
  }
}
