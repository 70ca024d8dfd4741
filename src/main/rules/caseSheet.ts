// The case sheet: findings about the pictures with what is proposed and what was decided.

import type { CaseFinding, CaseSheet } from '../../shared/contract/cases.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { choiceOf, findingKey } from '../../shared/domains/mammography/caseActs.ts'
import { caseProblems } from '../../shared/domains/mammography/caseRules.ts'
import { problemText } from '../../shared/text/problems.ts'
import type { Language } from '../../shared/text/text.ts'
import { caseStacks, keptFindings, type LoggedAct } from '../store/caseActs.ts'
import { readClinical } from '../store/clinical.ts'
import { type ReadableDb, row } from '../store/db.ts'
import { listDocuments } from '../store/documents.ts'
import { getItem, type ItemRecord } from '../store/items.ts'
import { readProject } from '../store/project.ts'
import { imagesOf } from './mammoRules.ts'

const ORDER = { error: 0, warning: 1, info: 2 } as const
const textOr = (v: unknown): string | null => (typeof v === 'string' ? v : null)

/** Items of other packs have places too, but no views that could be missing. */
export const holdsCases = (db: ReadableDb): boolean => readProject(db).pack.item.kind === 'case'

export function caseFindings(db: ReadableDb, item: ItemRecord, language: Language): CaseFinding[] {
  if (item.state === 'excluded' || !holdsCases(db)) return []
  const kept = keptFindings(db, item.id)
  return caseProblems(imagesOf(item))
    .map((problem): CaseFinding => {
      const key = findingKey(problem)
      const decided = kept.get(key)
      const { proposal, others } = choiceOf(problem)
      return {
        key,
        rule: problem.rule,
        severity: problem.severity,
        message: problemText(problem, language),
        slot: textOr(problem.params['slot']),
        view: textOr(problem.params['view']),
        proposal,
        others: [...others],
        kept: decided ? { by: decided.author, time: decided.time, reason: decided.reason } : null,
      }
    })
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}

export function caseSheet(db: ReadableDb, itemId: string, reader: string | null, language: Language): CaseSheet {
  const item = getItem(db, itemId)
  const no = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)?.no
  if (!item || no === undefined) throw new PandokError('not-found', 'no such item')
  const { undo, redo } = caseStacks(db, no)
  const clinical = Object.keys(readClinical(db, itemId))
  const handedIn = listDocuments(db, itemId).some((d) => d.authorId === reader && d.state === 'submitted')
  return {
    findings: caseFindings(db, item, language),
    undo: decided(undo.at(-1)),
    redo: decided(redo.at(-1)),
    clinical: { there: clinical.length > 0, filled: handedIn ? clinical : null },
  }
}

const decided = (act: LoggedAct | undefined): CaseSheet['undo'] =>
  act ? { time: act.time, mark: act.mark, from: act.payload.from ?? null, to: act.payload.to ?? null } : null
