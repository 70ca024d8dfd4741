// What follows from what a reader has said already: a view without a lesion is normal, a breast is the worst of its views, the
// patient the worst of both breasts. Only what is still open is filled; nothing that was said is overwritten.
import { isRecord } from '../../annotation/attributes.ts'
import type { Annotation, AttributeValue, Target } from '../../annotation/model.ts'
import { isResult, type Result, worst } from './levels.ts'
import { viewOf } from './readingRules.ts'
import { MAMMO_VIEWS, type MammoView, sideOf } from './views.ts'

export type Whole = Exclude<Target, { kind: 'frame' }>
export type Said = { readonly whole: Whole; readonly attribute: string; readonly value: AttributeValue }

const PATIENT: Whole = { kind: 'item' }
const BREASTS = [
  ['R', 'right'],
  ['L', 'left'],
] as const

/** Null = the lesions leave it open: one of them is not judged. */
function ofLesions(natures: readonly unknown[]): Result | null {
  if (natures.includes('malignant')) return '악성'
  if (natures.length === 0) return '정상'
  return natures.every((n) => n === 'benign') ? '양성' : null
}

export function conclusionOf(annotations: readonly Annotation[], views: ReadonlySet<string>): Said[] {
  const out: Said[] = []
  const valuesOf = (holds: (t: Target) => boolean) =>
    annotations.find((a) => isRecord(a) && holds(a.target))?.attributes ?? {}
  const patient = valuesOf((t) => t.kind === 'item')
  if (patient['discard_yn'] === true) return out
  const results = new Map<MammoView, Result | null>()
  for (const view of MAMMO_VIEWS) {
    const values = valuesOf((t) => t.kind === 'slot' && t.slot === view)
    if (!views.has(view) || values['discard_yn'] === true) continue
    const stated = values['result']
    const lesions = annotations.filter((a) => a.shape !== null && a.classId !== null && viewOf(a) === view)
    const result = isResult(stated) ? stated : ofLesions(lesions.map((a) => a.attributes['nature']))
    results.set(view, result)
    if (!isResult(stated) && result)
      out.push({ whole: { kind: 'slot', slot: view }, attribute: 'result', value: result })
  }
  const breasts = BREASTS.map(([side, attribute]) => {
    const stated = patient[attribute]
    if (isResult(stated)) return stated
    const parts = [...results].flatMap(([view, result]) => (sideOf(view) === side ? [result] : []))
    const whole = parts.includes(null) ? null : worst(parts.flatMap((r) => r ?? []))
    if (whole) out.push({ whole: PATIENT, attribute, value: whole })
    return whole
  })
  const stated = patient['result']
  const whole = isResult(stated) ? stated : breasts.includes(null) ? null : worst(breasts.flatMap((r) => r ?? []))
  if (!isResult(stated) && whole) out.push({ whole: PATIENT, attribute: 'result', value: whole })
  if (whole === '정상' && typeof patient['birads'] !== 'string')
    out.push({ whole: PATIENT, attribute: 'birads', value: '1' })
  return out
}
