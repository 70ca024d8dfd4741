// Items by what their DICOM header says about them.
import { type ReadableDb, rows } from './db.ts'
import type { NamedItem } from './namedItems.ts'

export type DicomItem = NamedItem & {
  /** Frames of the slot before the source that was found, and of that source. */
  readonly firstFrame: number
  readonly sourceFrames: number
  readonly facts: Readonly<Record<string, unknown>>
}

const FOUND = `SELECT i.id, i.name, s.slot, o.path, o.width, o.height, o.orientation, i.frames, o.facts,
    s.first_frame AS firstFrame, o.frames AS sourceFrames
  FROM sources o JOIN item_slots s ON s.source_no = o.no JOIN items i ON i.no = s.item_no WHERE o.kind = 'dicom' AND`
/** Instances have an index (every file of an intake is looked up), spaces have none: there are few look-ups. */
const BY_FACT = {
  sopInstanceUid: `${FOUND} CASE WHEN json_valid(o.facts) THEN json_extract(o.facts, '$.sopInstanceUid') END = ? ORDER BY i.no, s.no`,
  frameOfReferenceUid: `${FOUND} json_extract(o.facts, '$.frameOfReferenceUid') = ? ORDER BY i.no, s.no`,
} as const

export const dicomItems = (
  db: ReadableDb,
  fact: 'sopInstanceUid' | 'frameOfReferenceUid',
  value: string,
): DicomItem[] =>
  rows<Omit<DicomItem, 'facts'> & { facts: string }>(db, BY_FACT[fact], value).map((r) => ({
    ...r,
    facts: JSON.parse(r.facts),
  }))
