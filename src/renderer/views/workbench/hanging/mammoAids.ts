// What helps to read mammograms and is on or off for this window; nothing of it is stored with the work.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CommandId } from '../../../../shared/commands/table.ts'
import type { Handler } from '../../../commands/registry.ts'

export type MammoAids = {
  /** Air around the breast is black. */
  readonly air: boolean
}
export const mammoAids = createStore<MammoAids>(() => ({ air: true }))
export const useMammo = <T>(pick: (m: MammoAids) => T): T => useStore(mammoAids, pick)

export const MAMMO_TOGGLES = { 'view.air': 'air' } as const satisfies Partial<Record<CommandId, keyof MammoAids>>

export function mammoAidHandlers(): Partial<Record<CommandId, Handler>> {
  const out: Partial<Record<CommandId, Handler>> = {}
  for (const [id, key] of Object.entries(MAMMO_TOGGLES) as [keyof typeof MAMMO_TOGGLES, keyof MammoAids][])
    out[id] = () => mammoAids.setState((m) => ({ [key]: !m[key] }))
  return out
}
