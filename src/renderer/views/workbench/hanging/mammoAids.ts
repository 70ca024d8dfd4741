// What helps to read mammograms and is on or off for this window; nothing of it is stored with the work.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CommandId } from '../../../../shared/commands/table.ts'
import type { Handler } from '../../../commands/registry.ts'

export type MammoAids = {
  /** Air around the breast is black. */
  readonly air: boolean
  /** What was not seen at 1:1 yet is hatched. */
  readonly coverage: boolean
  /** Nipples, and the arc of a lesion's distance. */
  readonly arc: boolean
  /** The pointer is shown in the other breast. */
  readonly mirror: boolean
  /** What was marked in the earlier examination. */
  readonly priorMarks: boolean
}
export const mammoAids = createStore<MammoAids>(() => ({
  air: true,
  coverage: false,
  arc: true,
  mirror: false,
  priorMarks: true,
}))
export const useMammo = <T>(pick: (m: MammoAids) => T): T => useStore(mammoAids, pick)

export const MAMMO_TOGGLES = {
  'view.air': 'air',
  'view.coverage': 'coverage',
  'view.arc': 'arc',
  'view.mirror': 'mirror',
  'view.priorMarks': 'priorMarks',
} as const satisfies Partial<Record<CommandId, keyof MammoAids>>

export function mammoAidHandlers(): Partial<Record<CommandId, Handler>> {
  const out: Partial<Record<CommandId, Handler>> = {}
  for (const [id, key] of Object.entries(MAMMO_TOGGLES) as [keyof typeof MAMMO_TOGGLES, keyof MammoAids][])
    out[id] = () => mammoAids.setState((m) => ({ [key]: !m[key] }))
  return out
}
