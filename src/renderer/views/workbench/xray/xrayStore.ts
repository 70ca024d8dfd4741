// What the console shows now and what was used on each item; kept for this window.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ViewingUse } from '../../../../shared/contract/viewing.ts'
import {
  PLAIN_XRAY,
  worksOn,
  type XrayFunctionId,
  type XrayInput,
  type XraySettingsOfView,
} from '../../../../shared/imaging/xray/functions.ts'
import type { XrayModel } from '../../../../shared/imaging/xray/render.ts'
import type { XrayLook } from '../../../canvas/stage.ts'
import { momentOf } from '../../../commands/registry.ts'
import { type Console, press, putBack, RESTING, release, standard, takeUses } from './holdLock.ts'

export type XrayState = {
  readonly console: Console
  readonly set: XraySettingsOfView
  /** Null outside of a project of X-ray images. */
  readonly picture: {
    readonly itemId: string
    readonly input: XrayInput
    readonly model: XrayModel
    /** Largest value a sample can have. */
    readonly most: number
    /** The maker's own calibration of two energies, not the usual one. */
    readonly calibrated: boolean
  } | null
  /** What the functions make of a picture; null = the stored one. */
  readonly look: XrayLook | null
}
export const xray = createStore<XrayState>(() => ({ console: RESTING, set: PLAIN_XRAY, picture: null, look: null }))
export const useXray = <T>(pick: (x: XrayState) => T): T => useStore(xray, pick)

const waiting = new Map<string, readonly ViewingUse[]>()
/** The clock of the keys, so that a use never ends before it began. */
const now = () => momentOf({ timeStamp: performance.now() })
const change = (to: (c: Console) => Console) => xray.setState((x) => ({ console: to(x.console) }))

/** Each picture opens in the standard view; what was used on the one before waits for its submit. */
export function openPicture(next: XrayState['picture']): void {
  const { picture, console: before } = xray.getState()
  if (picture?.itemId === next?.itemId) {
    xray.setState({ picture: next })
    return
  }
  if (picture) {
    const { uses } = takeUses(standard(before, now()), now())
    if (uses.length > 0) waiting.set(picture.itemId, uses)
  }
  const known = next ? (waiting.get(next.itemId) ?? []) : []
  if (next) waiting.delete(next.itemId)
  xray.setState({ picture: next, console: putBack(RESTING, known) })
}

export const holdFunction = (id: XrayFunctionId) => ({
  press(at: number) {
    const { picture } = xray.getState()
    if (picture && worksOn(id, picture.input)) change((c) => press(c, id, at))
  },
  release: (at: number) => change((c) => release(c, id, at)),
})
export const toStandard = (): void => change((c) => standard(c, now()))

/** For the submit of an item; call `failed` when it was not stored. */
export function usesForSubmit(itemId: string): { viewing?: ViewingUse[]; failed(): void } {
  const { picture, console: c } = xray.getState()
  if (picture?.itemId !== itemId) return { failed: () => undefined }
  const { uses, rest } = takeUses(c, now())
  if (uses.length === 0) return { failed: () => undefined }
  xray.setState({ console: rest })
  return {
    viewing: [...uses],
    failed() {
      if (xray.getState().picture?.itemId === itemId) change((x) => putBack(x, uses))
      else waiting.set(itemId, uses)
    },
  }
}

export const setXray = (to: Partial<XraySettingsOfView>): void => xray.setState((x) => ({ set: { ...x.set, ...to } }))
