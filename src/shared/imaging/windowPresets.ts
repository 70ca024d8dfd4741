// The windows a reader can choose by name: those of the file, the full range, and what is usual for the modality.
import type { GreyDisplay } from './greyDisplay.ts'
import { fileWindows, type ValueRange, type Window, windowOf } from './voi.ts'

export const CT_PRESETS = {
  abdomen: { centre: 40, width: 400 },
  lung: { centre: -600, width: 1500 },
  mediastinum: { centre: 50, width: 450 },
  bone: { centre: 400, width: 1800 },
  brain: { centre: 40, width: 80 },
  liver: { centre: 30, width: 150 },
} as const satisfies Record<string, { centre: number; width: number }>
/** Parts of the values that occur, where the modality has no absolute scale (CR, DX, MG, MR, ...). */
const PARTS = { middle: [0.25, 0.75], lower: [0, 0.5], upper: [0.5, 1], steep: [0.4, 0.6] } as const

export type PresetId = keyof typeof CT_PRESETS | keyof typeof PARTS | 'full' | 'file'
export type Preset = {
  readonly id: PresetId
  /** Explanation that the file gives; empty without one. */
  readonly name: string
  /** Null = what the picture opens with. */
  readonly window: Window | null
}

const named = (id: PresetId, window: Window): Preset => ({ id, name: '', window })

/** In menu order. The one the file opens with comes first, then the full range. */
export function presetsOf(grey: GreyDisplay, range: ValueRange): Preset[] {
  const own = fileWindows({ grey }).map(
    (window, i): Preset => ({ id: 'file', name: grey.voi[i]?.name ?? '', window: i === 0 ? null : window }),
  )
  const first: Preset = own[0] ?? { id: 'file', name: '', window: null }
  return [first, named('full', windowOf(range)), ...own.slice(1), ...usual(grey, range)]
}

function usual(grey: GreyDisplay, { low, high }: ValueRange): Preset[] {
  // CT numbers are absolute; a table or another unit makes them something else.
  if (grey.device === 'CT' && grey.unit === 'HU')
    return Object.entries(CT_PRESETS).map(([id, w]) =>
      named(id as keyof typeof CT_PRESETS, { ...w, function: 'LINEAR' }),
    )
  return Object.entries(PARTS).map(([id, [from, to]]) =>
    named(id as keyof typeof PARTS, windowOf({ low: low + from * (high - low), high: low + to * (high - low) })),
  )
}

/** What the keys Alt+1 ... Alt+8 choose: on CT the usual windows stay on their keys, however many the file brings. */
export function keyedPresets(presets: readonly Preset[]): Preset[] {
  const [first, full, ...rest] = presets
  const kept = rest.some((p) => p.id in CT_PRESETS) ? rest.filter((p) => p.id !== 'file') : rest
  return [first, full, ...kept].filter((p) => p !== undefined).slice(0, 8)
}
