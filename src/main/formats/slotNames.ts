// A place of an item of several, as a picture of its own: `case/RCC.dcm`, or a file whose name says the view.
import { isMammoView, isSpare, type MammoView, splitViewName } from '../../shared/domains/mammography/views.ts'

export const slotName = (itemName: string, slot: string, ending: string): string => `${itemName}/${slot}${ending}`

export function readSlotName(name: string): { readonly item: string; readonly slot: string } | null {
  const [, item, slot] = /^(.+)\/([^/]+?)(?:\.[^./\\]*)?$/.exec(name.replaceAll('\\', '/')) ?? []
  // Only names of places: every other label file has folders before its pictures too.
  return item === undefined || slot === undefined || !(isMammoView(slot) || isSpare(slot)) ? null : { item, slot }
}

/** What a name says that holds a view: `0_R-CC_benign` is the RCC of case 0, and benign. */
export type ViewName = {
  readonly slot: MammoView
  /** '' where the name says nothing but the view. */
  readonly caseName: string
  readonly nature: 'benign' | 'malignant' | null
}

const NATURES: readonly (readonly [RegExp, ViewName['nature']])[] = [
  [/(?:^|[_. -])(benign|양성)(?=$|[_. -])/i, 'benign'],
  [/(?:^|[_. -])(malignant|cancer|악성)(?=$|[_. -])/i, 'malignant'],
]
const WORDS_OF_MASKS = /(?:^|[_. -]+)(mask|masks|seg|gt|label|labels|roi|lesion)(?=$|[_. -])/gi
/** Several masks of one view are counted. */
const COUNTED = /^\d{1,2}$/

export function readViewName(stem: string): ViewName | null {
  const found = splitViewName(stem.normalize('NFC'))
  if (!found) return null
  const nature = NATURES.find(([pattern]) => pattern.test(found.after))
  const after = found.after
    .replace(nature?.[0] ?? /$^/, '')
    .replace(WORDS_OF_MASKS, '')
    .replace(/^[_. -]+|[_. -]+$/g, '')
  return {
    slot: found.view,
    caseName: found.before || (COUNTED.test(after) ? '' : after),
    nature: nature?.[1] ?? null,
  }
}
