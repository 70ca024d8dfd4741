// Where on the case sheet the answer to a problem is given.
import type { Annotation } from '../../annotation/model.ts'
import type { RuleProblem } from '../../annotation/problem.ts'
import { SIDE_TITLES } from './levels.ts'
import type { FoundProblem } from './readingRules.ts'
import { MAMMO_VIEWS } from './views.ts'

export type SignPlace =
  /** A field of the sheet: fieldId. */
  | { readonly kind: 'field'; readonly field: string }
  /** A finding about the pictures: findingKey. */
  | { readonly kind: 'finding'; readonly key: string }
  | { readonly kind: 'annotation'; readonly id: string }
  /** A picture of the case. */
  | { readonly kind: 'view'; readonly slot: string }
  /** The reasons why it cannot be used; null = the whole case. */
  | { readonly kind: 'discard'; readonly slot: string | null }

export const fieldId = (target: Annotation['target'], attribute: string): string =>
  target.kind === 'item' ? `item:${attribute}` : `${target.slot}:${attribute}`

export function placeOf({ problem, annotation }: FoundProblem): SignPlace | null {
  if (annotation !== null) return { kind: 'annotation', id: annotation }
  const field = FIELDS[problem.text]?.(problem.params)
  if (field) return { kind: 'field', field }
  const view = textOf(problem.params['view'])
  if (problem.text === 'rule.mammo.discard-reason' || problem.text === 'rule.mammo.discard-lesions')
    return { kind: 'discard', slot: view === '*' ? null : view }
  return view ? { kind: 'view', slot: view } : null
}

type Params = RuleProblem['params']
const textOf = (v: unknown): string => (typeof v === 'string' ? v : '')
const patient = (attribute: string) => () => `item:${attribute}`
const FIELDS: Readonly<Partial<Record<RuleProblem['text'], (params: Params) => string>>> = {
  'rule.mammo.missing-result': patient('result'),
  'rule.mammo.missing-birads': patient('birads'),
  'rule.mammo.missing-right': patient('right'),
  'rule.mammo.missing-left': patient('left'),
  'rule.mammo.missing-views': ({ views }) =>
    `${MAMMO_VIEWS.find((v) => textOf(views).split(', ').includes(v)) ?? ''}:result`,
  'rule.mammo.birads': patient('birads'),
  'rule.mammo.patient-breasts': patient('result'),
  'rule.mammo.breast-views': ({ side }) => (side === SIDE_TITLES.R ? 'item:right' : 'item:left'),
  'rule.mammo.malignant-unmarked': ({ view }) => `${textOf(view)}:result`,
}
