// Cases at intake: what is wrong with their pictures, and pictures that belong to a case which is there already.
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { assignViews } from '../../shared/domains/mammography/assign.ts'
import { caseProblems } from '../../shared/domains/mammography/caseRules.ts'
import { imagesOf } from '../rules/mammoRules.ts'
import { findCase } from '../store/cases.ts'
import type { ReadableDb } from '../store/db.ts'
import { getItem, type ItemRecord } from '../store/items.ts'
import { baseName } from '../store/names.ts'
import { candidateOf } from './cases.ts'
import type { Group } from './collector.ts'

/** The case of the project that these pictures belong to; null when they make one of their own. */
export function caseThere(db: ReadableDb, { slices }: Group): ItemRecord | null {
  const { study, patient } = slices[0]?.probe.itemFields ?? {}
  const id = study ? findCase(db, study, patient ?? null) : null
  return id === null ? null : getItem(db, id)
}

/** Places for pictures that join a case; what is in a view stays there. */
export const joinedSlots = (there: ItemRecord, { slices }: Group): string[] =>
  assignViews(slices.map(candidateOf), new Set(there.slots.map((s) => s.slot)))

export const groupProblems = ({ slices, slots = [] }: Group, there: ItemRecord | null): RuleProblem[] =>
  caseProblems([
    ...(there ? imagesOf(there) : []),
    ...slices.map((p, i) => ({ slot: slots[i] ?? '', fileName: baseName(p.name), facts: p.probe.facts })),
  ])
