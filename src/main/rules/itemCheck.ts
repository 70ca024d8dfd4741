// What the pack of a project checks on an item besides the rules of every project.
import type { Annotation } from '../../shared/annotation/model.ts'
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import type { RuleId } from '../../shared/domains/domainPack.ts'
import type { ReadableDb } from '../store/db.ts'
import type { ItemRecord } from '../store/items.ts'
import { mammoCheck } from './mammoRules.ts'
import { xrayCheck } from './xrayRules.ts'

export type Found = { readonly problem: RuleProblem; readonly annotation: string | null }
export type ItemCheck = {
  /** About the pictures themselves. */
  item(item: ItemRecord): RuleProblem[]
  reading(item: ItemRecord, annotations: readonly Annotation[]): Found[]
  /** The reading says that the item cannot be used: what is wrong with its pictures needs no answer any more. */
  settled?(annotations: readonly Annotation[]): boolean
  /** What only those who check the project may know: a reader must not learn it before reading. */
  behind?(item: ItemRecord): RuleProblem[]
  /** An item that nobody has opened has no reading and may still lack its objects. */
  unread(item: ItemRecord): Found[]
}

/** Null where the pack has no checks of its own. */
export function itemCheck(db: ReadableDb, rules: readonly RuleId[]): ItemCheck | null {
  if (rules.some((id) => id.startsWith('xray-'))) return xrayCheck(db)
  return rules.some((id) => id.startsWith('mammo-')) ? mammoCheck(db) : null
}
