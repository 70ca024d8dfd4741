// What is said about the slice on screen: its number and its place, as the file tells them.
import { frameAt } from '../../../shared/annotation/slotParts.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import type { useText } from '../../app/useText.ts'

/** Of an item of one file the frame number says it all. */
export function sliceFacts(detail: ItemDetail, frame: number, t: ReturnType<typeof useText>): string[] {
  const first = detail.slots[0]
  const at = first && first.source.frames < detail.frames ? frameAt(detail.slots, first.slot, frame) : null
  if (!at) return []
  const { instance, position } = at.source.slice
  return [
    ...(instance === null ? [] : [t('desk.instance', { instance })]),
    ...(position === null ? [] : [t('desk.slicePosition', { position: position.toFixed(1) })]),
  ]
}
