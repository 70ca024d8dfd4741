// The way through a case: 4-up, CC pair, MLO pair, each view whole and then place by place at 1:1, the earlier examination.
import { slotsOf } from '../../../../shared/annotation/activeSlot.ts'
import { type HangingStep, OWN_STEPS } from '../../../../shared/domains/mammography/hanging.ts'
import { isMammoView } from '../../../../shared/domains/mammography/views.ts'
import { slotOrderOf } from '../../../../shared/domains/slotNames.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { DeskViewStore } from '../deskView.ts'
import type { OnDesk } from '../useItem.ts'
import { readingDesk } from './readingDesk.ts'

type Stop = { readonly hanging: HangingStep } | { readonly slot: string }

function stopsOf(detail: NonNullable<OnDesk['detail']>): Stop[] {
  const slots = slotsOf(detail.slots).sort((a, b) => slotOrderOf(a) - slotOrderOf(b))
  const views = slots.map((slot): Stop => ({ slot }))
  if (!slots.some(isMammoView)) return views
  const prior: Stop[] = readingDesk.getState().prior ? [{ hanging: 'priors' }] : []
  return [...OWN_STEPS.map((hanging): Stop => ({ hanging })), ...views, ...prior]
}

export function stepView(by: 1 | -1, detail: OnDesk['detail'], view: DeskViewStore, stage: Stage | null): void {
  if (!detail) return
  const { hanging } = view.getState()
  const slot = detail.slots[0]?.slot ?? ''
  if (!hanging && isMammoView(slot) && stepTile(by, stage)) return
  const stops = stopsOf(detail)
  const here = stops.findIndex((s) => ('hanging' in s ? s.hanging === hanging : !hanging && s.slot === slot))
  const next = stops[(here + by + stops.length) % stops.length]
  if (!next) return
  // Backwards a view is entered at its end.
  readingDesk.setState({ at: by < 0 && 'slot' in next ? -1 : null })
  view.setState('hanging' in next ? { hanging: next.hanging } : { hanging: null, slot: next.slot, frame: 0 })
}

/** False: the view has no further place in this direction. */
function stepTile(by: 1 | -1, stage: Stage | null): boolean {
  const { tiles, at } = readingDesk.getState()
  const next = (at ?? -1) + by
  if (next < -1 || next >= tiles.length) return false
  readingDesk.setState({ at: next < 0 ? null : next })
  if (next < 0) stage?.view.fit()
  return true
}
