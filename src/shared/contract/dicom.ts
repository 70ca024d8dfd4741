// What a DICOM file says about itself, for the screen only: nothing of it is stored or logged.
import { z } from 'zod'

export type HeaderElement = {
  /** ggggeeee, lower case. */
  readonly tag: string
  readonly vr: string
  readonly keyword: string | null
  readonly private?: true | undefined
  /** Private elements name the creator whose dictionary explains them. */
  readonly privateCreator?: string | undefined
  readonly value?: readonly (string | number)[] | undefined
  readonly items?: readonly (readonly HeaderElement[])[] | undefined
  /** Values that are no text, or too long to be read. */
  readonly binary?: { readonly bytes: number; readonly sha256: string } | undefined
}
export const headerElementSchema: z.ZodType<HeaderElement> = z.object({
  tag: z.string(),
  vr: z.string(),
  keyword: z.string().nullable(),
  private: z.literal(true).optional(),
  privateCreator: z.string().optional(),
  value: z.array(z.union([z.string(), z.number()])).optional(),
  items: z.lazy(() => z.array(z.array(headerElementSchema)).optional()),
  binary: z.object({ bytes: z.number(), sha256: z.string() }).optional(),
})

export const dicomHeaderSchema = z.object({
  transferSyntax: z.string().nullable(),
  sopClass: z.string().nullable(),
  meta: z.array(headerElementSchema).readonly(),
  elements: z.array(headerElementSchema).readonly(),
  /** Why reading stopped before the end of the file, if it did. */
  problem: z.enum(['truncated', 'corrupt']).nullable(),
})
export type DicomHeader = z.infer<typeof dicomHeaderSchema>

/** Things to know before trusting a picture. */
export const dicomBadgeSchema = z.discriminatedUnion('kind', [
  /** `ratio` as the header states it, or reckoned from the bytes; null when neither is possible. */
  z.object({ kind: z.literal('lossy'), ratio: z.number().nullable(), stated: z.boolean() }),
  z.object({ kind: z.literal('derived') }),
  z.object({ kind: z.literal('processing') }),
  z.object({ kind: z.literal('spacing') }),
  z.object({ kind: z.literal('burned') }),
  /** Pixel data goes on behind the stated frames: they hide frames, or their number is wrong. */
  z.object({ kind: z.literal('surplus') }),
  z.object({
    kind: z.literal('photometric'),
    stated: z.string(),
    why: z.enum(['missing', 'unknown', 'samples', 'syntax', 'bits']),
  }),
])
export type DicomBadge = z.infer<typeof dicomBadgeSchema>

/** Letters A P L R H F (or what the file writes) that the rows and the columns run towards. */
export const sidesSchema = z.object({ row: z.string(), column: z.string() })
export type Sides = z.infer<typeof sidesSchema>

/** Image coordinates; several of them hide what any one of them hides (PS3.3 C.7.6.11). */
export const shutterSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rectangle'),
    left: z.number(),
    right: z.number(),
    upper: z.number(),
    lower: z.number(),
  }),
  z.object({ kind: z.literal('circle'), x: z.number(), y: z.number(), rx: z.number(), ry: z.number() }),
  z.object({ kind: z.literal('polygon'), points: z.array(z.number()) }),
  z.object({ kind: z.literal('bitmap'), group: z.number() }),
])
export type Shutter = z.infer<typeof shutterSchema>

export const overlaySchema = z.object({
  /** 0x6000 to 0x601e. */
  group: z.number(),
  kind: z.enum(['graphics', 'region']),
  label: z.string(),
  width: z.number(),
  height: z.number(),
  /** Image pixel under the first overlay pixel, counted from 0. */
  x: z.number(),
  y: z.number(),
  /** Frames it lies on; null = all. */
  on: z.object({ first: z.number(), count: z.number() }).nullable(),
  /** In unused bits of the stored words. */
  embedded: z.boolean(),
})
export type Overlay = z.infer<typeof overlaySchema>

export const AXIS_UNITS = [
  'none',
  '%',
  'dB',
  'cm',
  's',
  'Hz',
  'dB/s',
  'cm/s',
  'cm²',
  'cm²/s',
  'cm³',
  'cm³/s',
  '°',
] as const
/** A part of an ultrasound picture with a scale of its own (PS3.3 C.8.5.5); image coordinates. */
export const regionSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  unitX: z.enum(AXIS_UNITS),
  unitY: z.enum(AXIS_UNITS),
  /** Units of a pixel. */
  deltaX: z.number(),
  deltaY: z.number(),
  /** Wins where regions overlap. */
  priority: z.boolean(),
})
export type Region = z.infer<typeof regionSchema>

/** What is said around the picture of one file. */
export const dicomPictureSchema = z.object({
  patient: z.object({
    /** As written: component groups by =, components by ^. */
    name: z.string(),
    id: z.string(),
    sex: z.string(),
    age: z.string(),
    birthDate: z.string(),
  }),
  study: z.object({ date: z.string(), time: z.string(), description: z.string(), institution: z.string() }),
  series: z.object({
    modality: z.string(),
    number: z.string(),
    description: z.string(),
    view: z.string(),
    laterality: z.string(),
  }),
  badges: z.array(dicomBadgeSchema),
  /** By frame; one entry where all frames are alike. */
  sides: z.array(sidesSchema.nullable()),
  shutters: z.array(shutterSchema),
  /** 0 black to 1 white. */
  shutterLevel: z.number(),
  overlays: z.array(overlaySchema),
  regions: z.array(regionSchema),
})
export type DicomPicture = z.infer<typeof dicomPictureSchema>

/** Bits of an overlay, lowest bit first, rows without gaps, deflated and in base64. */
export const overlayBitsSchema = z.object({ width: z.number(), height: z.number(), bits: z.string() })
export type OverlayBits = z.infer<typeof overlayBitsSchema>
