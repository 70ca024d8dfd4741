// What can be done about a finding on the pictures of a case: the proposal first, then what else a manager may choose. Pure;
// every act is logged and can be taken back (main/store/caseActs.ts).
import type { RuleProblem } from '../../annotation/problem.ts'
import { isMammoView, isSpare, type MammoView } from './views.ts'

export type CaseAct =
  | { readonly do: 'move'; readonly from: string; readonly to: string }
  /** Out of its view, to the next free place beside the case. */
  | { readonly do: 'setAside'; readonly from: string }
  | { readonly do: 'exclude' }
  /** It is well as it is. */
  | { readonly do: 'keep' }
export type CaseChoice = { readonly proposal: CaseAct; readonly others: readonly CaseAct[] }

/** A finding is the same while the same picture lies in the same place. */
export const findingKey = ({ text, params }: Pick<RuleProblem, 'text' | 'params'>): string =>
  [text.replace('rule.mammo.', ''), params['view'], params['slot'], params['file']]
    .filter((part) => typeof part === 'string')
    .join('|')

const KEEP: CaseAct = { do: 'keep' }
const EXCLUDE: CaseAct = { do: 'exclude' }
const text = (v: unknown): string => (typeof v === 'string' ? v : '')

export function choiceOf({ text: code, params }: Pick<RuleProblem, 'text' | 'params'>): CaseChoice {
  const [slot, view] = [text(params['slot']), text(params['view'])]
  const to = (place: string): CaseAct => ({ do: 'move', from: slot, to: place })
  const inView = isMammoView(slot)
  switch (code) {
    case 'rule.mammo.incomplete':
      return { proposal: EXCLUDE, others: [KEEP] }
    case 'rule.mammo.incomplete-spare':
      return { proposal: to(view), others: [EXCLUDE, KEEP] }
    case 'rule.mammo.duplicate':
      // The better one was chosen at intake; the other one is one act away.
      return { proposal: KEEP, others: [to(view)] }
    case 'rule.mammo.spot':
    case 'rule.mammo.magnification':
    case 'rule.mammo.other-view':
    case 'rule.mammo.no-view':
      if (inView) return { proposal: { do: 'setAside', from: slot }, others: [KEEP] }
      return { proposal: KEEP, others: isMammoView(view) ? [to(view)] : [] }
    case 'rule.mammo.cr':
    case 'rule.mammo.film':
      // Data sets of DR only (requirement 09 A2): the picture goes, and with a view missing the case too.
      if (inView) return { proposal: EXCLUDE, others: [{ do: 'setAside', from: slot }, KEEP] }
      return { proposal: KEEP, others: isMammoView(view) ? [to(view)] : [] }
    case 'rule.mammo.processing':
      return { proposal: KEEP, others: inView ? [{ do: 'setAside', from: slot }] : isMammoView(view) ? [to(view)] : [] }
    case 'rule.mammo.moved':
      return { proposal: to(view), others: [KEEP] }
    case 'rule.mammo.named':
      return { proposal: KEEP, others: isMammoView(view) ? [to(view)] : [] }
    case 'rule.mammo.turned':
      return { proposal: KEEP, others: inView ? [to(OTHER_SIDE[slot])] : [] }
    default:
      return { proposal: KEEP, others: [] }
  }
}

const OTHER_SIDE: Readonly<Record<MammoView, MammoView>> = { RCC: 'LCC', LCC: 'RCC', RMLO: 'LMLO', LMLO: 'RMLO' }

export const isPlace = (slot: string): boolean => isMammoView(slot) || isSpare(slot)
