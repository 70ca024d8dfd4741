// What is wrong with the pictures of a case (MMG-3), and what is proposed. Pure; nothing is dropped by it.
import type { RuleProblem } from '../../annotation/problem.ts'
import { isMammoView, isSpare, MAMMO_VIEWS, type MammoFlaw, readView, type ViewFacts } from './views.ts'

export type CaseImage = {
  readonly slot: string
  readonly fileName: string
  readonly facts: ViewFacts
}
type Code = `rule.mammo.${string}` & RuleProblem['text']

const FLAW_TEXTS: Readonly<Record<MammoFlaw, Code>> = {
  spot: 'rule.mammo.spot',
  magnification: 'rule.mammo.magnification',
  processing: 'rule.mammo.processing',
  cr: 'rule.mammo.cr',
  film: 'rule.mammo.film',
  'other-view': 'rule.mammo.other-view',
  'no-view': 'rule.mammo.no-view',
}

export function caseProblems(images: readonly CaseImage[]): RuleProblem[] {
  const out: RuleProblem[] = []
  const say = (
    rule: RuleProblem['rule'],
    severity: RuleProblem['severity'],
    text: Code,
    params: RuleProblem['params'],
  ) => out.push({ rule, severity, text, params })
  const held = new Map(images.map((image) => [image.slot, image]))
  const read = new Map(images.map((image) => [image, readView(image.facts, image.fileName)]))
  const spare = images.filter((image) => isSpare(image.slot))
  for (const view of MAMMO_VIEWS) {
    if (held.has(view)) continue
    // A picture of that view that was set aside can be put there.
    const own = spare.find((image) => read.get(image)?.view === view)
    const unclear = own ?? spare.find((image) => read.get(image)?.view === null)
    // A wrong side in the header: the name still says where the picture belongs.
    const named = images.find((image) => read.get(image)?.named === view)
    const found = own ?? named ?? unclear
    if (found)
      say('mammo-case', 'error', 'rule.mammo.incomplete-spare', { view, file: found.fileName, slot: found.slot })
    else say('mammo-case', 'error', 'rule.mammo.incomplete', { view })
  }
  for (const image of images) {
    const { slot, fileName: file } = image
    const r = read.get(image)!
    const inView = isMammoView(slot)
    // Set aside already: only said. In a view: somebody has to decide.
    for (const flaw of r.flaws)
      say('mammo-image', inView ? (flaw === 'processing' ? 'warning' : 'error') : 'info', FLAW_TEXTS[flaw], {
        slot,
        file,
        view: r.other ?? r.view ?? '?',
      })
    if (!inView && r.view && held.has(r.view) && r.flaws.length === 0)
      say('mammo-duplicate', 'warning', 'rule.mammo.duplicate', {
        view: r.view,
        slot,
        file,
        kept: held.get(r.view)?.fileName ?? '',
      })
    if (inView && r.view && r.view !== slot)
      say('mammo-view', 'warning', 'rule.mammo.moved', { slot, file, view: r.view })
    if (inView && r.named && r.named !== slot)
      say('mammo-view', 'warning', 'rule.mammo.named', { slot, file, view: r.named })
    if (inView && r.view === slot && r.turned) say('mammo-view', 'warning', 'rule.mammo.turned', { slot, file })
    if (inView && r.from === 'orientation') say('mammo-view', 'info', 'rule.mammo.by-orientation', { slot, file })
    if (inView && r.from === 'name' && image.facts['modality'] !== undefined)
      say('mammo-view', 'info', 'rule.mammo.by-name', { slot, file })
  }
  return out
}
