// Items by what their DICOM header says about them.
import { type ReadableDb, rows } from './db.ts'
import type { NamedItem } from './namedItems.ts'

export type DicomItem = NamedItem & { readonly facts: Readonly<Record<string, unknown>> }

/** The fact is looked up in every DICOM source: there are few look-ups and no index is worth its room. */
const BY_FACT = `SELECT i.id, i.name, s.slot, o.path, o.width, o.height, o.orientation, o.frames, o.facts
  FROM sources o JOIN item_slots s ON s.source_no = o.no JOIN items i ON i.no = s.item_no
  WHERE o.kind = 'dicom' AND json_extract(o.facts, ?) = ? ORDER BY i.no, s.no`

export const dicomItems = (
  db: ReadableDb,
  fact: 'sopInstanceUid' | 'frameOfReferenceUid',
  value: string,
): DicomItem[] =>
  rows<NamedItem & { facts: string }>(db, BY_FACT, `$.${fact}`, value).map((r) => ({
    ...r,
    facts: JSON.parse(r.facts),
  }))
