// The views of a case as they hang: which picture, how large, and which way round, as its header and its breast say.
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { type Hung, type HungPicture, hungAs } from '../../../../shared/domains/mammography/hanging.ts'
import { isMammoView } from '../../../../shared/domains/mammography/views.ts'
import type { Spacing } from '../../../../shared/geometry/measure.ts'
import { breasts } from '../../../canvas/breasts.ts'
import type { FrameRef } from '../../../canvas/stage.ts'

export type HungView = HungPicture & {
  readonly hung: Hung
  readonly frame: FrameRef
  readonly sourceId: string
  readonly spacing: Spacing | null
}

/** Every place of the case: its newest picture. */
export function useHung(slots: ItemDetail['slots'], projectId: string): readonly HungView[] {
  const found = useStore(breasts)
  const placed = useMemo(
    () =>
      slots.flatMap(({ slot, source }) => {
        if (!isMammoView(slot)) return []
        const { id, width, height, spacing, bodyAxes } = source
        const frame = { projectId, sourceId: id, frame: 0, index: 0, slot, width, height }
        return [{ view: slot, width, height, spacing, bodyAxes, sourceId: id, frame }]
      }),
    [slots, projectId],
  )
  return useMemo(
    () => placed.map((p) => ({ ...p, hung: hungAs(p.view, p.bodyAxes, found.get(p.sourceId)?.lie ?? null) })),
    [placed, found],
  )
}
