// The case sheet: findings about the pictures with what is proposed and what was decided.

import type { RuleProblem } from '../../shared/annotation/problem.ts'
import type { CaseFinding, CaseSheet } from '../../shared/contract/cases.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { choiceOf, findingKey } from '../../shared/domains/mammography/caseActs.ts'
import { caseProblems } from '../../shared/domains/mammography/caseRules.ts'
import { placeName } from '../../shared/text/caseSheet.ts'
import { translateCode } from '../../shared/text/index.ts'
import { problemText } from '../../shared/text/problems.ts'
import type { Language } from '../../shared/text/text.ts'
import { caseStacks, keptBy, type LoggedAct } from '../store/caseActs.ts'
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

type Open = { readonly problem: RuleProblem; readonly kept: LoggedAct | null }

/** Findings of one kind about several pictures are one decision: four CR images exclude a case once. */
function together(all: readonly Open[]): Open[][] {
  const groups = new Map<string, Open[]>()
  for (const open of all) {
    const { problem, kept } = open
    const { proposal } = choiceOf(problem)
    const alone = proposal.do === 'move' || proposal.do === 'setAside' || problem.text === 'rule.mammo.duplicate'
    const key = alone ? findingKey(problem) : `${problem.text} ${problem.severity} ${proposal.do} ${kept?.opId ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), open])
  }
  return [...groups.values()]
}

export function caseFindings(db: ReadableDb, item: ItemRecord, language: Language): CaseFinding[] {
  if (item.state === 'excluded' || !holdsCases(db)) return []
  const kept = keptBy(db, item.id)
  return together(caseProblems(imagesOf(item)).map((problem) => ({ problem, kept: kept(problem) })))
    .map((group) => findingOf(group, language))
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}

function findingOf(group: readonly Open[], language: Language): CaseFinding {
  const problems = group.map((g) => g.problem)
  const [{ problem, kept }] = group as readonly [Open]
  const slots = problems.flatMap((p) => textOr(p.params['slot']) ?? [])
  const { proposal, others } = choiceOf(problem)
  const named = (key: string) => [...new Set(problems.flatMap((p) => textOr(p.params[key]) ?? []))].join(', ')
  const words = {
    view: named('view'),
    slot: slots.map((s) => placeName(s, language)).join(', '),
    file: named('file'),
    kept: named('kept'),
  }
  return {
    keys: problems.map(findingKey),
    rule: problem.rule,
    severity: problem.severity,
    message: problems.map((p) => problemText(p, language)).join('\n'),
    short:
      translateCode(language, problem.text.replace('rule.mammo.', 'short.'), words) ?? problemText(problem, language),
    slots,
    view: problems.length === 1 ? textOr(problem.params['view']) : null,
    proposal,
    others: problems.length === 1 ? [...others] : others.filter((o) => o.do === 'keep' || o.do === 'exclude'),
    kept: kept ? { by: kept.author, time: kept.time, reason: kept.reason } : null,
  }
}

export function caseSheet(db: ReadableDb, itemId: string, reader: string | null, language: Language): CaseSheet {
  const item = getItem(db, itemId)
  const no = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)?.no
  if (!item || no === undefined) throw new PandokError('not-found', 'no such item')
  const { undo, redo } = caseStacks(db, no)
  const clinical = Object.keys(readClinical(db, itemId))
  const handedIn = listDocuments(db, itemId, { viewer: reader }).some(
    (d) => d.authorId === reader && d.state === 'submitted',
  )
  return {
    findings: caseFindings(db, item, language),
    undo: decided(undo.at(-1)),
    redo: decided(redo.at(-1)),
    clinical: { there: clinical.length > 0, filled: handedIn ? clinical : null },
  }
}

const decided = (act: LoggedAct | undefined): CaseSheet['undo'] =>
  act ? { time: act.time, mark: act.mark, from: act.payload.from ?? null, to: act.payload.to ?? null } : null
