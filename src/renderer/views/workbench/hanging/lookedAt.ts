// How much of each view was seen at 1:1, for the question before signing.
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { breastCells, shareSeen } from '../../../../shared/domains/mammography/coverage.ts'
import { isMammoView, type MammoView } from '../../../../shared/domains/mammography/views.ts'
import { breasts } from '../../../canvas/breasts.ts'
import { readingDesk } from './readingDesk.ts'

/** Empty while nothing is recorded: somebody looks who does not read. */
export function lookedAt(detail: ItemDetail): ReadonlyMap<MammoView, number> {
  const { seen, recording, place } = readingDesk.getState()
  if (!recording || place?.itemId !== detail.id) return new Map()
  const found = breasts.getState()
  return new Map(
    detail.slots.flatMap(({ slot, source }) =>
      isMammoView(slot)
        ? [
            [
              slot,
              shareSeen(seen.get(source.id) ?? null, breastCells(found.get(source.id)?.mask ?? null, source)),
            ] as const,
          ]
        : [],
    ),
  )
}
