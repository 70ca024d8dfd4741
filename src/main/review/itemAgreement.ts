// Where items stand between their two readers: what the gate of the deliveries, the check and the agreement page ask.
import { type Comparison, compareReadings } from '../../shared/agreement/compare.ts'
import { countsOf, type ItemCounts } from '../../shared/agreement/tally.ts'
import type { AgreementState } from '../../shared/review/policy.ts'
import { type Agreed, agreedOf } from '../store/agreed.ts'
import { NOBODY, policyOf, type Sight } from '../store/blind.ts'
import { type ReadableDb, row, rows } from '../store/db.ts'
import { type Chooser, type ReadDocument, readingsOf, type TwoReadings } from '../store/doublyRead.ts'
import { readSchema } from '../store/schemas.ts'

const HANDED_IN = `SELECT d.no FROM documents d JOIN change_log c ON c.document_no = d.no AND c.kind = 'submit'
  WHERE d.no IN (SELECT value FROM json_each(?)) GROUP BY d.no ORDER BY max(c.seq)`

/** The two readings that were handed in first, in the newest round that has two of them. */
export const pairChooser =
  (db: ReadableDb): Chooser =>
  (documents) => {
    const handedIn = documents.filter((d) => d.author_id !== null && d.state === 'submitted')
    for (const [, all] of Map.groupBy(handedIn, (d) => d.round)) {
      if (all.length < 2) continue
      const inOrder = rows<{ no: number }>(db, HANDED_IN, JSON.stringify(all.map((d) => d.no)))
      const at = new Map(inOrder.map(({ no }, i) => [no, i]))
      const [a, b] = [...all].sort((p, q) => (at.get(p.no) ?? p.no) - (at.get(q.no) ?? q.no))
      if (a && b) return [a, b]
    }
    return null
  }

export type ItemAgreement = {
  readonly state: AgreementState
  readonly readings: TwoReadings
  readonly comparison: Comparison
  readonly counts: ItemCounts
  readonly agreed: Agreed | null
}

export const roundIdOf = (db: ReadableDb, d: ReadDocument): string =>
  row<{ round_id: string }>(db, 'SELECT round_id FROM documents WHERE no = ?', d.no)?.round_id ?? ''

export function agreementOf(db: ReadableDb, readings: TwoReadings, iou = policyOf(db).iou): ItemAgreement {
  const { a, b, diagonal } = readings
  const comparison = compareReadings(a, b, { threshold: iou, schema: readSchema(db), diagonal })
  const counts = countsOf(comparison)
  const agreed = agreedOf(db, readings.itemId, roundIdOf(db, readings.documents[0]))
  const state: AgreementState =
    agreed?.document.state === 'submitted' ? 'settled' : counts.agreed ? 'agreed' : agreed ? 'proposed' : 'differs'
  return { state, readings, comparison, counts, agreed }
}

/** Null while two readers have not handed the item in. */
export function itemAgreement(db: ReadableDb, itemId: string, sight: Sight = NOBODY): ItemAgreement | null {
  const no = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)?.no
  if (no === undefined) return null
  for (const readings of readingsOf(db, [no], pairChooser(db), sight)) return agreementOf(db, readings)
  return null
}

/** State of each item; asked one by one as a delivery walks the project. */
export const agreementState = (db: ReadableDb, itemId: string): AgreementState =>
  itemAgreement(db, itemId)?.state ?? 'reading'

/** Readings handed in, in the newest round of the item: how many, not whose and not what. */
export const handedIn = (db: ReadableDb, itemId: string): number =>
  row<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM documents d JOIN items i ON i.no = d.item_no JOIN rounds r ON r.id = d.round_id
     WHERE i.id = ? AND d.author_id IS NOT NULL AND d.state = 'submitted'
       AND r.number = (SELECT max(q.number) FROM documents e JOIN rounds q ON q.id = e.round_id WHERE e.item_no = i.no)`,
    itemId,
  )?.n ?? 0
