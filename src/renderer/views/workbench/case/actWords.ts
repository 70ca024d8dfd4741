// What an act about the pictures of a case is called.
import type { CaseAct } from '../../../../shared/domains/mammography/caseActs.ts'
import type { TextArguments, TextKey } from '../../../../shared/text/index.ts'

type Say = <K extends TextKey>(key: K, ...params: TextArguments<K>) => string

/** `held`: places with a picture; a move onto one of them swaps. */
export function actWords(act: CaseAct, say: Say, held: readonly string[]): string {
  if (act.do === 'move')
    return say(held.includes(act.to) ? 'case.act.swap' : 'case.act.move', { from: act.from, to: act.to })
  if (act.do === 'setAside') return say('case.act.setAside', { from: act.from })
  return say(act.do === 'exclude' ? 'case.act.exclude' : 'case.act.keep')
}
