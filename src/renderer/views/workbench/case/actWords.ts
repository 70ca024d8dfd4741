// What an act about the pictures of a case is called.
import type { CaseAct } from '../../../../shared/domains/mammography/caseActs.ts'
import { placeName } from '../../../../shared/text/caseSheet.ts'
import type { TextArguments, TextKey } from '../../../../shared/text/index.ts'
import type { Language } from '../../../../shared/text/text.ts'

type Say = <K extends TextKey>(key: K, ...params: TextArguments<K>) => string

/** `held`: places with a picture; a move onto one of them swaps. */
export function actWords(act: CaseAct, say: Say, held: readonly string[], language: Language): string {
  const name = (slot: string) => placeName(slot, language)
  if (act.do === 'move')
    return say(held.includes(act.to) ? 'case.act.swap' : 'case.act.move', {
      from: name(act.from),
      to: name(act.to),
    })
  if (act.do === 'setAside') return say('case.act.setAside', { from: name(act.from) })
  return say(act.do === 'exclude' ? 'case.act.exclude' : 'case.act.keep')
}
