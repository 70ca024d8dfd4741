// Where a project asks for agreement, an item leaves it only when its two readers agree in everything or have settled.
import { isThrough } from '../../shared/review/policy.ts'
import { policyOf } from '../store/blind.ts'
import type { ReadableDb } from '../store/db.ts'
import { agreementState } from './itemAgreement.ts'

/** Asked for each item on its way out. */
export const deliveryGate = (db: ReadableDb): ((itemId: string) => boolean) =>
  policyOf(db).gate ? (itemId) => isThrough(agreementState(db, itemId)) : () => true
