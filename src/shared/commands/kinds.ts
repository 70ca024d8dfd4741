// Kinds of commands: rows of the table that differ in a key or a picture only.
import type { Command } from './command.ts'

export type Row = Omit<Command, 'id'>
export const DESK = 'workbench && !dialog'
/** Two readings of one item are on screen. */
export const AGREEING = 'agreeing && !workbench && !dialog'

export const digit = (n: number): Row => ({
  keys: [`Digit${n % 10}`, `Numpad${n % 10}`],
  // On a keypoint 0, 1 and 2 are its visibility.
  when: n % 10 <= 2 ? `${DESK} && !drawing && !atKeypoint` : `${DESK} && !drawing`,
  group: 'class',
  icon: null,
  keyOnly: true,
})
export const visibility = (n: number, ...others: string[]): Row => ({
  keys: [`Digit${n}`, `Numpad${n}`, ...others],
  when: `${DESK} && writable && atKeypoint`,
  group: 'edit',
  icon: null,
  keyOnly: true,
})
export const nudge = (code: string, far = false): Row => ({
  keys: [far ? `Shift+${code}` : code],
  when: `${DESK} && hasSelection && writable && !drawing && !trial`,
  group: 'edit',
  icon: null,
  repeat: true,
  keyOnly: true,
})

/** Changes of the outlines of what is selected. */
export const outline = (keys: string, icon: string): Row => ({
  keys: [keys],
  when: `${DESK} && hasSelection && writable && !drawing`,
  group: 'outline',
  icon,
})
/** The image as a whole, in packs that ask for it. */
export const verdict = (n: number): Row => ({
  keys: [`Shift+Digit${n}`],
  when: `${DESK} && hasVerdict && writable && !drawing`,
  group: 'item',
  icon: null,
})
export const turn = (key: string): Row => ({
  keys: [key],
  when: `${DESK} && hasSelection && writable && !drawing`,
  group: 'edit',
  icon: 'rotate',
  repeat: true,
})
/** While a change of the outline is tried out. */
export const trial = (...keys: string[]): Row => ({
  keys,
  when: `${DESK} && hasSelection && !drawing && trial`,
  group: 'outline',
  icon: null,
  keyOnly: true,
})

/** Of an operator console: held down to look, pressed shortly to stay. A text field or a dropdown is no reason to reload the page. */
export const operator = (key: string): Row => ({
  keys: [key],
  when: `${DESK} && xray`,
  group: 'xray',
  icon: null,
  inText: true,
})

/** A window for stored values means nothing on an ordinary photograph. */
export const windowPreset = (n: number): Row => ({
  keys: [`Alt+Digit${n}`],
  when: `${DESK} && storedValues`,
  group: 'view',
  icon: null,
})

/** What a DICOM file brings along around its pixels. */
export const dicom = (key: string, icon: string): Row => ({
  keys: [key],
  when: `${DESK} && storedValues`,
  group: 'view',
  icon,
})

/** Reading mammograms. */
export const mammo = (key: string, icon: string | null = null): Row => ({
  keys: [key],
  when: `${DESK} && inCase && !drawing`,
  group: 'view',
  icon,
})

/** Arrows move the cross of the keys while a drawing tool is in hand; what is selected keeps them otherwise. */
export const PEN = `${DESK} && writable && toolInHand && !trial && (drawing || !hasSelection)`
export const pen = (code: string, far = false): Row => ({
  keys: [far ? `Shift+${code}` : code],
  when: PEN,
  group: 'tool',
  icon: null,
  repeat: true,
  keyOnly: true,
})
