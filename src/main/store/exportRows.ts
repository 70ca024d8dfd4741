// What an export takes of many items at once: one query a page instead of three an item.
import type { Annotation } from '../../shared/annotation/model.ts'
import { NOBODY } from './blind.ts'
import { blindList } from './blindList.ts'
import { type ReadableDb, rows } from './db.ts'
import { parseRecord } from './documents.ts'

export type ExportedReading = {
  readonly annotations: readonly Annotation[]
  /** Readings with annotations that are left aside. */
  readonly others: number
}

const records = (
  document: string,
): string => `SELECT i.id AS item, a.no, a.record FROM items i JOIN annotations a ON a.document_no = ${document}
  WHERE i.id IN (SELECT value FROM json_each(?))`
const others = (
  document: string,
  seen: string,
): string => `SELECT i.id AS item, count(*) AS n FROM items i JOIN documents d ON d.item_no = i.no
  WHERE i.id IN (SELECT value FROM json_each(?)) AND d.no IS NOT ${document} AND d.annotations > 0 AND ${seen} GROUP BY i.id`

/** Annotations in the order in which they were made. Items without a reading are not in the map. */
export function exportedReadings(db: ReadableDb, itemIds: readonly string[]): Map<string, ExportedReading> {
  const list = JSON.stringify(itemIds)
  const blind = blindList(db, NOBODY)
  const document = blind?.shown ?? 'i.document_no'
  const leftAside = new Map(
    rows<{ item: string; n: number }>(db, others(document, blind?.seen ?? 'TRUE'), list).map((r) => [r.item, r.n]),
  )
  const found = rows<{ item: string; no: number; record: string }>(db, records(document), list).sort(
    (a, b) => a.no - b.no,
  )
  const byItem = Map.groupBy(found, (r) => r.item)
  const out = new Map<string, ExportedReading>()
  for (const id of new Set([...byItem.keys(), ...leftAside.keys()])) {
    const annotations = (byItem.get(id) ?? []).map((r) => parseRecord(r.record))
    out.set(id, { annotations, others: leftAside.get(id) ?? 0 })
  }
  return out
}
