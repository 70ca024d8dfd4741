// Items by their exact names, many at once: the first look of a label import with half a million images.
import { type ReadableDb, rows } from './db.ts'

/** What a label needs to know about an item: its first picture. */
export type NamedItem = {
  readonly id: string
  readonly name: string
  readonly slot: string
  /** Absolute, or relative to the project when copied in. */
  readonly path: string
  readonly width: number
  readonly height: number
  readonly orientation: number
  /** Of the slot. */
  readonly frames: number
}

const BY_NAME = `SELECT i.id, i.name, s.slot, o.path, o.width, o.height, o.orientation, i.frames
  FROM items i JOIN item_slots s ON s.item_no = i.no JOIN sources o ON o.no = s.source_no
  WHERE i.name IN (SELECT value FROM json_each(?)) ORDER BY i.no, s.no`

export function itemsNamed(db: ReadableDb, names: readonly string[]): Map<string, NamedItem[]> {
  const out = new Map<string, NamedItem[]>()
  for (const found of rows<NamedItem>(db, BY_NAME, JSON.stringify(names))) {
    const known = out.get(found.name)
    if (!known) out.set(found.name, [found])
    else if (known[known.length - 1]?.id !== found.id) known.push(found)
  }
  return out
}
