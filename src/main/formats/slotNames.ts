// A place of an item of several, as a picture of its own: `case/RCC.dcm`.
import { isMammoView, isSpare } from '../../shared/domains/mammography/views.ts'

export const slotName = (itemName: string, slot: string, ending: string): string => `${itemName}/${slot}${ending}`

export function readSlotName(name: string): { readonly item: string; readonly slot: string } | null {
  const [, item, slot] = /^(.+)\/([^/]+?)(?:\.[^./\\]*)?$/.exec(name.replaceAll('\\', '/')) ?? []
  // Only names of places: every other label file has folders before its pictures too.
  return item === undefined || slot === undefined || !(isMammoView(slot) || isSpare(slot)) ? null : { item, slot }
}
