// What one person is used to: keys, hand, eyes. Kept per person on this machine, never in a project.
import { z } from 'zod'
import { keySetSchema, PLAIN_KEYS } from '../commands/keySet.ts'
import { LANGUAGES } from '../text/text.ts'

export const WHEELS = ['zoom', 'frames', 'items'] as const
export const FINGERS = ['draw', 'pan'] as const
export const TOUCHPADS = ['auto', 'pan', 'off'] as const
export const TEXT_SIZES = ['s', 'm', 'l', 'xl'] as const
export const CONTRASTS = ['normal', 'high'] as const
export const PALETTES = ['own', 'safe'] as const
export const MOTIONS = ['system', 'reduced'] as const
export const THEMES = ['dark', 'light'] as const

const PLAIN_HAND = { wheel: 'zoom', finger: 'draw', touchpad: 'auto', palm: true } as const
/** Width of the tolerance band in image pixels: guidelines speak of 2 and 10. */
export const BAND_PIXELS = { least: 1, most: 100 } as const
export const DERIVED_BOXES = ['none', 'selected', 'all'] as const
const PLAIN_AIDS = { snapping: false, sharing: false, band: false, bandPixels: 2, boxes: 'selected' } as const
const PLAIN_DICOM = {
  bar: true,
  masked: false,
  sides: true,
  overlays: true,
  shutters: true,
  padding: true,
  pitch: null,
} as const
/** Millimetres of a CSS pixel: from a wall of screens to a telephone. */
export const PITCH = { least: 0.02, most: 5 } as const
const PLAIN_LOOK = {
  textSize: 'm',
  contrast: 'normal',
  palette: 'own',
  motion: 'system',
  theme: null,
  language: null,
} as const

const handSchema = z.object({
  /** What the wheel does over the picture; with Ctrl it always zooms. */
  wheel: z.enum(WHEELS).catch(PLAIN_HAND.wheel),
  /** What one finger does; two always move and pinch. */
  finger: z.enum(FINGERS).catch(PLAIN_HAND.finger),
  /** Two fingers on a touchpad: told from a wheel by the size of their steps, always, or never. */
  touchpad: z.enum(TOUCHPADS).catch(PLAIN_HAND.touchpad),
  /** Touches next to a pen are the hand that holds it. */
  palm: z.boolean().catch(PLAIN_HAND.palm),
})
const aidsSchema = z.object({
  /** Vertices hold on to what is near. */
  snapping: z.boolean().catch(PLAIN_AIDS.snapping),
  /** Vertices that shapes have in common move together. */
  sharing: z.boolean().catch(PLAIN_AIDS.sharing),
  /** The box around outlines, in projects that deliver it. */
  boxes: z.enum(DERIVED_BOXES).catch(PLAIN_AIDS.boxes).default(PLAIN_AIDS.boxes),
  band: z.boolean().catch(PLAIN_AIDS.band),
  bandPixels: z.number().min(BAND_PIXELS.least).max(BAND_PIXELS.most).catch(PLAIN_AIDS.bandPixels),
})
const dicomSchema = z.object({
  /** Who the patient is, above the picture. */
  bar: z.boolean().catch(PLAIN_DICOM.bar),
  /** What names the patient is covered. */
  masked: z.boolean().catch(PLAIN_DICOM.masked),
  /** Letters at the edges: which side of the patient it is. */
  sides: z.boolean().catch(PLAIN_DICOM.sides),
  overlays: z.boolean().catch(PLAIN_DICOM.overlays),
  shutters: z.boolean().catch(PLAIN_DICOM.shutters),
  /** Padding is black whatever the window; off = shown as if it were values. */
  padding: z.boolean().catch(PLAIN_DICOM.padding),
  /** Millimetres of a CSS pixel on this screen; null = never measured. */
  pitch: z.number().min(PITCH.least).max(PITCH.most).nullable().catch(PLAIN_DICOM.pitch),
})
const lookSchema = z.object({
  textSize: z.enum(TEXT_SIZES).catch(PLAIN_LOOK.textSize),
  contrast: z.enum(CONTRASTS).catch(PLAIN_LOOK.contrast),
  palette: z.enum(PALETTES).catch(PLAIN_LOOK.palette),
  motion: z.enum(MOTIONS).catch(PLAIN_LOOK.motion),
  /** Null = never chosen. */
  theme: z.enum(THEMES).nullable().catch(PLAIN_LOOK.theme),
  language: z.enum(LANGUAGES).nullable().catch(PLAIN_LOOK.language),
})

/** One damaged value never costs the others. */
export const habitsSchema = z.object({
  keys: keySetSchema.catch(PLAIN_KEYS),
  hand: handSchema.catch(PLAIN_HAND),
  look: lookSchema.catch(PLAIN_LOOK),
  aids: aidsSchema.catch(PLAIN_AIDS).default(PLAIN_AIDS),
  dicom: dicomSchema.catch(PLAIN_DICOM).default(PLAIN_DICOM),
  /** Packs whose first steps were shown. */
  tours: z.array(z.string().max(60)).max(100).catch([]),
})
export type Habits = z.infer<typeof habitsSchema>
export type Hand = Habits['hand']
export type Aids = Habits['aids']
export type DicomHabits = Habits['dicom']
export type Look = Habits['look']
export const PLAIN_HABITS: Habits = {
  keys: PLAIN_KEYS,
  hand: PLAIN_HAND,
  look: PLAIN_LOOK,
  aids: PLAIN_AIDS,
  dicom: PLAIN_DICOM,
  tours: [],
}

const login = z.string().min(1).max(60)
/** `last`: who worked here last; the start screen looks as this person likes it. */
export const machineHabitsSchema = z.object({
  last: login.nullable(),
  people: z.record(login, habitsSchema),
})
export type MachineHabits = z.infer<typeof machineHabitsSchema>
/** Habits of somebody who has not said who they are. */
export const NOBODY = '-'
export const saveHabitsSchema = z.object({ login, habits: habitsSchema })
