// Do the levels of a reading agree with each other and with its lesions (MMG-5)? Pure. What pathology says stays out: a
// reader must not learn it from the checks.

import { isRecord } from '../../annotation/attributes.ts'
import type { Annotation, AttributeValue } from '../../annotation/model.ts'
import type { RuleProblem } from '../../annotation/problem.ts'
import { BIRADS_OF, isResult, RESULT_TITLES, type Result, SIDE_TITLES, worst } from './levels.ts'
import { isCraniocaudal, isMammoView, MAMMO_VIEWS, type MammoView, sideOf } from './views.ts'

export type FoundProblem = { readonly problem: RuleProblem; readonly annotation: string | null }
type Values = Readonly<Record<string, AttributeValue>>
const NOTHING: Values = {}

export function mammoReadingProblems(
  annotations: readonly Annotation[],
  views: ReadonlySet<string>,
  decided: boolean,
): FoundProblem[] {
  const out: FoundProblem[] = []
  const say = (
    annotation: string | null,
    severity: RuleProblem['severity'],
    text: RuleProblem['text'],
    params: RuleProblem['params'] = {},
    rule: RuleProblem['rule'] = 'mammo-levels',
  ) => out.push({ problem: { rule, severity, text, params }, annotation })

  const records = annotations.filter(isRecord)
  const patient = records.find((a) => a.target.kind === 'item')?.attributes ?? NOTHING
  const viewValues = (view: string): Values =>
    records.find((a) => a.target.kind === 'slot' && a.target.slot === view)?.attributes ?? NOTHING
  const lesions = annotations.filter((a) => a.shape !== null && a.classId !== null && viewOf(a) !== null)

  const sayDiscard = (values: Values, view: string, marked: number): boolean => {
    const discarded = values['discard_yn'] === true
    const reasons = values['discard_reason']
    if (discarded && !(Array.isArray(reasons) && reasons.length > 0))
      say(null, 'error', 'rule.mammo.discard-reason', { view }, 'mammo-discard')
    if (discarded && marked > 0)
      say(null, 'warning', 'rule.mammo.discard-lesions', { view, count: marked }, 'mammo-discard')
    return discarded
  }
  if (sayDiscard(patient, '*', lesions.length)) return out

  const usable = MAMMO_VIEWS.filter((view) => {
    const own = lesions.filter((a) => viewOf(a) === view)
    return views.has(view) && !sayDiscard(viewValues(view), view, own.length)
  })
  const said = new Map<string, Result>()
  for (const view of usable) {
    const result = viewValues(view)['result']
    const own = lesions.filter((a) => viewOf(a) === view)
    const malignant = own.filter((a) => a.attributes['nature'] === 'malignant')
    if (isResult(result)) said.set(view, result)
    if (result === '정상')
      for (const a of own.filter((l) => l.attributes['nature'] !== undefined && l.attributes['nature'] !== null))
        say(a.id, 'error', 'rule.mammo.normal-lesion', { view })
    if (result === '양성') for (const a of malignant) say(a.id, 'error', 'rule.mammo.benign-malignant', { view })
    if (result === '악성' && own.length === 0) say(null, 'error', 'rule.mammo.malignant-unmarked', { view })
  }
  const breasts = new Map<string, Result>()
  for (const [side, attribute] of [
    ['R', 'right'],
    ['L', 'left'],
  ] as const) {
    const stated = patient[attribute]
    const parts = usable.filter((v) => sideOf(v) === side).flatMap((v) => said.get(v) ?? [])
    const whole = worst(parts)
    if (isResult(stated)) {
      breasts.set(side, stated)
      if (whole && whole !== stated)
        say(null, 'error', 'rule.mammo.breast-views', {
          side: SIDE_TITLES[side],
          stated: RESULT_TITLES[stated],
          views: RESULT_TITLES[whole],
        })
    } else if (whole) breasts.set(side, whole)
  }
  const result = patient['result']
  const whole = worst([...breasts.values()])
  if (isResult(result) && whole && whole !== result)
    say(null, 'error', 'rule.mammo.patient-breasts', {
      stated: RESULT_TITLES[result],
      breasts: RESULT_TITLES[whole],
    })
  const birads = patient['birads']
  if (isResult(result) && typeof birads === 'string' && !BIRADS_OF[result].some((b) => b === birads))
    say(null, 'error', 'rule.mammo.birads', { birads, result: RESULT_TITLES[result] })
  lesionPairs(lesions, say)
  if (!decided) return out
  for (const id of ['result', 'birads', 'right', 'left'] as const)
    if (typeof patient[id] !== 'string') say(null, 'error', `rule.mammo.missing-${id}`)
  const open = usable.filter((v) => !said.has(v))
  if (open.length > 0) say(null, 'error', 'rule.mammo.missing-views', { views: open.join(', ') })
  return out
}

function lesionPairs(
  lesions: readonly Annotation[],
  say: (
    annotation: string | null,
    severity: RuleProblem['severity'],
    text: RuleProblem['text'],
    params?: RuleProblem['params'],
    rule?: RuleProblem['rule'],
  ) => void,
): void {
  const byId = new Map<string, Annotation[]>()
  for (const a of lesions) {
    const id = a.attributes['lesion_id']
    if (typeof id === 'string' && id.trim() !== '') byId.set(id.trim(), [...(byId.get(id.trim()) ?? []), a])
  }
  for (const [lesion, all] of byId) {
    const views = all.map((a) => viewOf(a)!)
    const first = all[0]!
    if (new Set(views.map(sideOf)).size > 1)
      say(all.at(-1)!.id, 'error', 'rule.mammo.lesion-sides', { lesion }, 'mammo-lesion')
    if (new Set(all.map((a) => a.classId)).size > 1)
      say(all.at(-1)!.id, 'warning', 'rule.mammo.lesion-kinds', { lesion }, 'mammo-lesion')
    if (new Set(all.map((a) => a.attributes['nature'] ?? null)).size > 1)
      say(all.at(-1)!.id, 'warning', 'rule.mammo.lesion-natures', { lesion }, 'mammo-lesion')
    if (new Set(views.map(isCraniocaudal)).size === 1 && first.attributes['nature'] === 'malignant')
      say(first.id, 'info', 'rule.mammo.lesion-one-view', { lesion, view: views[0]! }, 'mammo-lesion')
  }
}

export const viewOf = (a: Annotation): MammoView | null =>
  a.target.kind !== 'item' && isMammoView(a.target.slot) ? a.target.slot : null
