// The case on the desk beside its reading: what is found on its pictures, what is being asked, what stands in the way of signing.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CaseSheet } from '../../../../shared/contract/cases.ts'
import type { CaseAct } from '../../../../shared/domains/mammography/caseActs.ts'
import type { SignSaid } from './signChecks.ts'

export type CaseDesk = {
  readonly itemId: string | null
  /** Null until it is here. */
  readonly sheet: CaseSheet | null
  /** A picture was picked up by keys and waits for its place. */
  readonly picked: string | null
  /** A picture is dragged to another place, on the sheet or on the hanging; screen pixels. */
  readonly drag: { readonly from: string; readonly x: number; readonly y: number; readonly over: string | null } | null
  /** An act waits for its reason. */
  readonly asking: { readonly act: CaseAct; readonly keys: readonly string[] } | null
  /** Why something cannot be used is being said; null slot = the whole case. */
  readonly discarding: { readonly slot: string | null } | null
  /** What the last try to sign was told; empty = nothing. */
  readonly said: readonly SignSaid[]
  /** What was taken back in this window, newest last: the pictures or the reading. */
  readonly undone: readonly ('case' | 'reading')[]
}
const NOTHING: CaseDesk = {
  itemId: null,
  sheet: null,
  picked: null,
  drag: null,
  asking: null,
  discarding: null,
  said: [],
  undone: [],
}
export const caseDesk = createStore<CaseDesk>(() => NOTHING)
export const useCase = <T>(pick: (c: CaseDesk) => T): T => useStore(caseDesk, pick)
/** Another case: nothing of the one before stays. */
export const openCase = (itemId: string | null): void => {
  if (caseDesk.getState().itemId !== itemId) caseDesk.setState({ ...NOTHING, itemId })
}
export const closeQuestions = (): void => caseDesk.setState({ picked: null, asking: null, discarding: null, said: [] })
/** Esc: what is being asked is left; false when nothing was asked. */
export function leavesQuestion(): boolean {
  const { picked, asking, discarding, said } = caseDesk.getState()
  if (picked === null && asking === null && discarding === null && said.length === 0) return false
  closeQuestions()
  return true
}
