// What the commands about the surroundings of a DICOM picture do: each is remembered for the next picture and the next day.
import type { RefObject } from 'react'
import type { CommandId } from '../../../../shared/commands/table.ts'
import type { DicomHabits } from '../../../../shared/contract/habits.ts'
import type { Spacing } from '../../../../shared/geometry/measure.ts'
import { changeDicom, habits } from '../../../app/habits.ts'
import { sayNow } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Handler } from '../../../commands/registry.ts'
import { toast } from '../../../ui/toast.ts'

type Toggle = { [K in keyof DicomHabits]: DicomHabits[K] extends boolean ? K : never }[keyof DicomHabits]

export const DICOM_TOGGLES = {
  'view.patientBar': 'bar',
  'view.patientMask': 'masked',
  'view.sides': 'sides',
  'view.overlays': 'overlays',
  'view.shutters': 'shutters',
  'view.padding': 'padding',
} as const satisfies Partial<Record<CommandId, Toggle>>

const toggle = (key: Toggle) => () => changeDicom({ [key]: !habits.getState().habits.dicom[key] })

/** How many times larger than in reality it is on screen; null while the screen or the picture has no scale. */
export const enlargement = (zoom: number, spacing: Spacing | null, pitch: number | null): number | null =>
  spacing && pitch !== null ? (zoom * pitch) / spacing.column : null

export function dicomHandlers(stage: RefObject<Stage | null>, spacing: () => Spacing | null) {
  return {
    'view.patientBar': toggle('bar'),
    'view.patientMask'() {
      const { masked } = habits.getState().habits.dicom
      // Whoever covers or uncovers it wants to see that it worked.
      changeDicom({ masked: !masked, bar: true })
    },
    'view.sides': toggle('sides'),
    'view.overlays': toggle('overlays'),
    'view.shutters': toggle('shutters'),
    'view.padding': toggle('padding'),
    'view.trueSize'() {
      const scale = spacing()
      const { pitch } = habits.getState().habits.dicom
      if (!scale) return toast(sayNow('trueSize.noSpacing'), 'plain', 'trueSize')
      if (pitch === null) return toast(sayNow('trueSize.noPitch'), 'plain', 'trueSize')
      stage.current?.view.scaleTo(scale.column / pitch)
    },
  } satisfies Partial<Record<CommandId, Handler>>
}
