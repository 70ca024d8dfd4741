// What is asked before a case is signed: a table. A row that blocks needs an answer or a written reason; a row that asks needs one
// more Enter. The first thing said is shown in one line and its place gets the focus.

import { isRecord } from '../../../../shared/annotation/attributes.ts'
import type { AnnotationMap } from '../../../../shared/annotation/diff.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import type { Finding } from '../../../../shared/contract/basics.ts'
import type { CaseSheet } from '../../../../shared/contract/cases.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { ENOUGH_SEEN } from '../../../../shared/domains/mammography/coverage.ts'
import { RESULTS } from '../../../../shared/domains/mammography/levels.ts'
import { mammoReadingProblems } from '../../../../shared/domains/mammography/readingRules.ts'
import { placeOf, type SignPlace } from '../../../../shared/domains/mammography/signPlaces.ts'
import { isMammoView, type MammoView } from '../../../../shared/domains/mammography/views.ts'
import { translate } from '../../../../shared/text/index.ts'
import { problemText } from '../../../../shared/text/problems.ts'
import type { Language } from '../../../../shared/text/text.ts'

export type SignFacts = {
  readonly detail: ItemDetail
  readonly records: AnnotationMap
  readonly sheet: CaseSheet | null
  /** Of the store, for the reading as it is stored now. */
  readonly findings: readonly Finding[]
  readonly language: Language
  /** Share of each view that was seen at 1:1; a view that is missing here is not asked about. */
  readonly looked?: ReadonlyMap<MammoView, number>
}
export type SignSaid = {
  readonly kind: 'blocks' | 'asks'
  readonly message: string
  readonly place: SignPlace | null
  /** A field nobody has filled in: the sheet shows it empty already. */
  readonly empty?: true
}
export type SignCheck = (facts: SignFacts) => readonly SignSaid[]

const said = (severity: Finding['severity'], message: string, place: SignPlace | null): SignSaid[] =>
  severity === 'info' ? [] : [{ kind: severity === 'error' ? 'blocks' : 'asks', message, place }]

export const isDiscarded = (records: AnnotationMap): boolean =>
  [...records.values()].some((a) => isRecord(a) && a.target.kind === 'item' && a.attributes['discard_yn'] === true)

/** Pictures that are missing, doubtful or not for reading, until somebody decides. A case that cannot be used needs none. */
const pictures: SignCheck = ({ sheet, records }) =>
  isDiscarded(records)
    ? []
    : (sheet?.findings ?? []).flatMap((f) =>
        f.kept ? [] : said(f.severity, f.short, { kind: 'finding', key: f.keys[0] ?? '' }),
      )

/** Levels that are missing or contradict each other, lesions that do not fit them. */
const levels: SignCheck = ({ detail, records, language }) => {
  const views = new Set(detail.slots.flatMap(({ slot }) => (isMammoView(slot) ? [slot] : [])))
  return mammoReadingProblems([...records.values()], views, true).flatMap((found) =>
    said(found.problem.severity, problemText(found.problem, language), placeOf(found)).map((s) =>
      found.problem.text.startsWith('rule.mammo.missing-') ? { ...s, empty: true as const } : s,
    ),
  )
}

/** Rules of the label schema and of every project; those of the case are asked above. */
const rules: SignCheck = ({ findings }) =>
  findings.flatMap((f) =>
    f.rule.startsWith('mammo-')
      ? []
      : said(f.severity, f.message, f.annotation === null ? null : { kind: 'annotation', id: f.annotation }),
  )

const [NORMAL] = RESULTS

/** Nobody calls normal what was never looked at closely, without being asked. */
const coverage: SignCheck = ({ records, looked, language }) => {
  const resultOf = (target: Annotation['target']) =>
    [...records.values()].find((a) => isRecord(a) && JSON.stringify(a.target) === JSON.stringify(target))?.attributes[
      'result'
    ]
  const open = [...(looked ?? [])].filter(
    ([view, share]) => share < ENOUGH_SEEN && resultOf({ kind: 'slot', slot: view }) === NORMAL,
  )
  const [first] = open
  if (!first || isDiscarded(records)) return []
  const views = open.map(([view, share]) => `${view} ${Math.floor(share * 100)} %`).join(', ')
  return [
    { kind: 'asks', message: translate(language, 'sign.coverage', { views }), place: { kind: 'view', slot: first[0] } },
  ]
}

export const SIGN_CHECKS: Readonly<Record<string, SignCheck>> = { pictures, levels, rules, coverage }

/** What blocks comes first, in the order of the table. */
export function signSaid(facts: SignFacts): SignSaid[] {
  const all = Object.values(SIGN_CHECKS).flatMap((check) => check(facts))
  return [...all.filter((s) => s.kind === 'blocks'), ...all.filter((s) => s.kind === 'asks')]
}
