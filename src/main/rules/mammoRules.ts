// The checks of a mammography project over one stored case.

import { isRecord } from '../../shared/annotation/attributes.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { caseProblems } from '../../shared/domains/mammography/caseRules.ts'
import { clinicalProblems, groupOf } from '../../shared/domains/mammography/clinical.ts'
import { isResult, RESULT_TITLES, type Result } from '../../shared/domains/mammography/levels.ts'
import { mammoReadingProblems } from '../../shared/domains/mammography/readingRules.ts'
import { isMammoView } from '../../shared/domains/mammography/views.ts'
import { keptBy } from '../store/caseActs.ts'
import { readClinical } from '../store/clinical.ts'
import type { ReadableDb } from '../store/db.ts'
import { listDocuments, readAnnotations } from '../store/documents.ts'
import { readItemFields } from '../store/itemFields.ts'
import type { ItemRecord } from '../store/items.ts'
import { baseName } from '../store/names.ts'
import { readProject } from '../store/project.ts'
import type { ItemCheck } from './itemCheck.ts'

export const imagesOf = (item: Pick<ItemRecord, 'slots'>) =>
  item.slots.map(({ slot, source }) => ({ slot, fileName: baseName(source.path), facts: source.facts }))

/** What somebody decided to keep as it is stays in the list and stands in nobody's way. */
function pictures(db: ReadableDb, record: ItemRecord): RuleProblem[] {
  if (record.state === 'excluded') return []
  const problems = caseProblems(imagesOf(record))
  if (problems.every((p) => p.severity === 'info')) return problems
  const kept = keptBy(db, record.id)
  return problems.map((p) => (kept(p) ? { ...p, severity: 'info' } : p))
}

const reading = (record: ItemRecord, annotations: readonly Annotation[]) =>
  mammoReadingProblems(
    annotations,
    new Set(record.slots.flatMap(({ slot }) => (isMammoView(slot) ? [slot] : []))),
    record.state === 'submitted' || record.state === 'done',
  )

export function mammoCheck(db: ReadableDb): ItemCheck {
  const settings = readProject(db).pack.mammo
  return {
    item: (record) => pictures(db, record),
    reading,
    unread: () => [],
    settled: (annotations) =>
      annotations.some((a) => isRecord(a) && a.target.kind === 'item' && a.attributes['discard_yn'] === true),
    behind(record) {
      if (!settings || record.state === 'excluded') return []
      const values = readClinical(db, record.id)
      return [
        ...clinicalProblems(values, readItemFields(db, record.id).studydate, settings),
        ...readingAgainst(db, record, groupOf(values.grp)),
      ]
    },
  }
}

/** Once every reading of the case is handed in. */
function readingAgainst(db: ReadableDb, record: ItemRecord, group: Result | null): RuleProblem[] {
  const documents = listDocuments(db, record.id)
  if (!group || documents.length === 0 || documents.some((d) => d.state !== 'submitted')) return []
  return documents.flatMap((d): RuleProblem[] => {
    const patient = readAnnotations(db, d.id).find((a) => isRecord(a) && a.target.kind === 'item')?.attributes['result']
    if (!isResult(patient) || patient === group) return []
    const params = { reading: RESULT_TITLES[patient], group: RESULT_TITLES[group] }
    return [{ rule: 'mammo-clinical', severity: 'error', text: 'rule.clinical.reading', params }]
  })
}
