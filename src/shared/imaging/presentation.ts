// How a presentation state wants an image to be shown (PS3.3 C.11.8, C.11.6, C.10.6, C.10.4, C.9.2, C.7.6.11): kept with the label that its
// file became, applied to the view when a person chooses it.
import { z } from 'zod'
import type { Annotation } from '../annotation/model.ts'
import { overlaySchema, shutterSchema } from '../contract/dicom.ts'
import type { Rotation } from '../geometry/transform.ts'
import { type Lut, lutSchema, VOI_FUNCTIONS } from './greyDisplay.ts'
import type { Window } from './voi.ts'

export const GSPS_FORMAT = 'dicom-gsps'

const rotationSchema = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])
export const presentationSchema = z.object({
  name: z.string(),
  /** In modality values; a table decides where there is one, and the numbers say which values it covers. */
  window: z
    .object({ centre: z.number(), width: z.number(), function: z.enum(VOI_FUNCTIONS), lut: lutSchema.optional() })
    .nullable(),
  /** The smallest value is white, whatever the image says of itself. null = not stated. */
  inverse: z.boolean().nullable(),
  /** Clockwise, and before the flip. */
  rotation: rotationSchema,
  flip: z.boolean(),
  /** Image pixels; null = the whole image. */
  area: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  /** It holds for every frame of its image. */
  allFrames: z.boolean(),
  /** Behind window or table. */
  output: lutSchema.optional(),
  /** Instead of those of the image. A bitmap is one of the overlays. */
  shutters: z.array(shutterSchema).optional(),
  /** 0 black to 1 white. */
  shutterLevel: z.number().optional(),
  /** Bits lowest first, rows without gaps, deflated and in base64. */
  overlays: z
    .array(
      overlaySchema
        .pick({ group: true, kind: true, label: true, width: true, height: true, x: true, y: true })
        .extend({ bits: z.string() }),
    )
    .optional(),
})
export type Presentation = z.infer<typeof presentationSchema>

/** The label of a presentation state has no region and no class: it only carries this. */
function presentationIn(a: Annotation): Presentation | null {
  if (a.shape !== null || a.origin.kind !== 'import' || a.origin.format !== GSPS_FORMAT) return null
  const known = readBefore.get(a)
  if (known !== undefined) return known
  const read = presentationSchema.safeParse(a.extra[GSPS_FORMAT])
  const state = read.success ? read.data : null
  readBefore.set(a, state)
  return state
}
/** A label that did not change is the same state: what it shows is not painted again. */
const readBefore = new WeakMap<Annotation, Presentation | null>()

/** Those of one frame, one of each name; what names the frame itself comes before what holds for all frames. */
export function presentationsOf(all: Iterable<Annotation>, slot: string, frame: number): Presentation[] {
  const found = new Map<string, { exact: boolean; state: Presentation }>()
  for (const a of all) {
    if (a.target.kind !== 'frame' || a.target.slot !== slot) continue
    const exact = a.target.frame === frame
    const state = presentationIn(a)
    if (!state || !(exact || state.allFrames)) continue
    if (exact || !found.has(state.name)) found.set(state.name, { exact, state })
  }
  return [...found.values()].map((f) => f.state)
}

export type PresentedDisplay = {
  readonly window: Window | null
  readonly invert: boolean
  readonly rotation: Rotation
  readonly flipX: boolean
}

/**
 * The view flips first and turns then, the standard the other way round: a turn behind a flip goes backwards. `inverted`:
 * the picture itself shows its smallest value white. `first`: the window it opens with.
 */
export const displayFor = (p: Presentation, inverted: boolean, first: Window | null = null): PresentedDisplay => ({
  window: p.output ? withOutput(p.window ?? first, p.output) : p.window,
  invert: p.inverse !== null && p.inverse !== inverted,
  rotation: p.flip ? BACK[p.rotation] : p.rotation,
  flipX: p.flip,
})
const withOutput = (window: Window | null, output: Lut): Window | null => window && { ...window, output }
const BACK: Readonly<Record<Rotation, Rotation>> = { 0: 0, 90: 270, 180: 180, 270: 90 }

/** A view shows a picture in this way; how large it is and where it is does not count. */
export function showsAs(now: PresentedDisplay, wanted: PresentedDisplay): boolean {
  const [a, b] = [now.window, wanted.window]
  const sameWindow =
    a === null || b === null
      ? a === b
      : a.centre === b.centre &&
        a.width === b.width &&
        (a.function ?? 'LINEAR_EXACT') === (b.function ?? 'LINEAR_EXACT') &&
        a.table === b.table &&
        JSON.stringify([a.lut?.data, a.output?.data]) === JSON.stringify([b.lut?.data, b.output?.data])
  return sameWindow && now.invert === wanted.invert && now.rotation === wanted.rotation && now.flipX === wanted.flipX
}
