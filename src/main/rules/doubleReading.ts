// Where a project has its items read twice: what is still missing until both readers say the same.
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { isThrough } from '../../shared/review/policy.ts'
import { handedIn, itemAgreement } from '../review/itemAgreement.ts'
import { policyOf } from '../store/blind.ts'
import type { ReadableDb } from '../store/db.ts'
import type { ItemRecord } from '../store/items.ts'

export function doubleReading(db: ReadableDb, item: ItemRecord): RuleProblem[] {
  const { blind, gate } = policyOf(db)
  if ((!blind && !gate) || item.state === 'excluded') return []
  const say = (
    part: 'waiting' | 'differs' | 'proposed',
    count: number,
    severity: RuleProblem['severity'],
  ): RuleProblem[] => [{ rule: 'double-reading', severity, text: `rule.double-reading.${part}`, params: { count } }]
  const found = itemAgreement(db, item.id)
  if (!found) return say('waiting', Math.min(handedIn(db, item.id), 2), 'warning')
  if (isThrough(found.state)) return []
  const { onlyA, onlyB, labelMismatch, attributeMismatch } = found.counts
  return found.state === 'proposed'
    ? say('proposed', found.agreed?.consents.length ?? 0, 'error')
    : say('differs', onlyA + onlyB + labelMismatch + attributeMismatch, 'error')
}
