// Which viewing aids are on. Kept for this window, across items and pages; nothing of it is stored with the work.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CommandId } from '../../../../shared/commands/table.ts'
import type { Window } from '../../../../shared/imaging/voi.ts'
import type { Handler } from '../../../commands/registry.ts'

export type AidsState = {
  readonly loupe: boolean
  /** The key is down. */
  readonly loupeHeld: boolean
  readonly magnification: number
  /** Null follows the window of the picture. */
  readonly loupeWindow: Window | null
  readonly loupeSide: 'left' | 'right'
  readonly histogram: boolean
  readonly logScale: boolean
  readonly crosshair: boolean
  readonly grid: boolean
  readonly minimap: boolean
  readonly split: boolean
  readonly linked: boolean
  /** Contrast evened out part by part, for display. */
  readonly clahe: boolean
  /** The other view of the bag, where there is one. */
  readonly views: boolean
}
export const aids = createStore<AidsState>(() => ({
  loupe: false,
  loupeHeld: false,
  magnification: 4,
  loupeWindow: null,
  loupeSide: 'left',
  histogram: false,
  logScale: true,
  crosshair: false,
  grid: false,
  minimap: true,
  split: false,
  linked: true,
  clahe: false,
  views: true,
}))
export const useAids = <T>(pick: (a: AidsState) => T): T => useStore(aids, pick)
export const setAids = (change: Partial<AidsState>): void => aids.setState(change)

export const MAGNIFICATIONS = { least: 2, most: 8 } as const

type Toggle = { [K in keyof AidsState]: AidsState[K] extends boolean ? K : never }[keyof AidsState]
const toggle = (key: Toggle) => () => aids.setState((a) => ({ [key]: !a[key] }))

export const AID_TOGGLES = {
  'view.loupeToggle': 'loupe',
  'view.histogram': 'histogram',
  'view.crosshair': 'crosshair',
  'view.grid': 'grid',
  'view.minimap': 'minimap',
  'view.split': 'split',
  'view.clahe': 'clahe',
} as const satisfies Partial<Record<CommandId, Toggle>>

export function aidHandlers(): Partial<Record<CommandId, Handler>> {
  return {
    'view.loupe': {
      press: () => aids.setState({ loupeHeld: true }),
      release: () => aids.setState({ loupeHeld: false }),
    },
    'view.loupeToggle': toggle('loupe'),
    'view.histogram': toggle('histogram'),
    'view.crosshair': toggle('crosshair'),
    'view.grid': toggle('grid'),
    'view.minimap': toggle('minimap'),
    'view.split': toggle('split'),
    'view.clahe': toggle('clahe'),
    'view.link': toggle('linked'),
    'view.views': toggle('views'),
  }
}
