// What a project of security X-ray images can change besides its classes: makers with their palettes, scenarios, items'
// codes and samples, targets. Part of the project's copy of the pack (requirement 08).
import { z } from 'zod'

const bilingual = z.object({ ko: z.string(), en: z.string() })
const colour = z.string().regex(/^#[0-9a-f]{6}$/)

/**
 * One row of the colour table: atomic numbers and the colour of the material at half density. Organic matter to dense metal
 * in ascending order; what lets nothing through is black.
 */
export const materialSchema = z.object({
  id: z.enum(['organic', 'low-inorganic', 'high-inorganic', 'light-metal', 'heavy-metal', 'dense-metal']),
  title: bilingual,
  /** Atomic numbers from (inclusive) and to (exclusive). */
  from: z.number().nonnegative(),
  to: z.number().positive(),
  colour,
})
export type Material = z.infer<typeof materialSchema>

export const makerSchema = z.object({
  /** Folder name of the delivery. */
  id: z.string().regex(/^[\w-]+$/),
  title: z.string(),
  model: z.string(),
  /** Further spellings of the folder, compared without case, spaces and punctuation. */
  names: z.array(z.string()),
  materials: z.array(materialSchema).length(6),
  /** Of machines that store two energies: atomic number and ratio of the logarithms low / high, ascending. */
  calibration: z
    .array(z.tuple([z.number().positive(), z.number().positive()]))
    .min(2)
    .optional(),
})
export type Maker = z.infer<typeof makerSchema>

export const scenarioSchema = z.object({
  id: z.string().min(1),
  title: bilingual,
  /** Part of all images, 0 to 1. */
  share: z.number().min(0).max(1),
  /** Images of it carry `_M` (multiple) in their name. */
  marked: z.boolean(),
  rule: bilingual,
})
export type Scenario = z.infer<typeof scenarioSchema>

export const xrayItemSchema = z.object({
  /** Class of the label schema; its code is the HS code. */
  classId: z.string().min(1),
  /** Folder name of the delivery. */
  folder: z.string().min(1),
  kind: z.enum(['H', 'S']),
  /** First and last sample number. */
  samples: z.tuple([z.number().int().positive(), z.number().int().positive()]),
})
export type XrayItem = z.infer<typeof xrayItemSchema>

/** How maker, item and scenario are read from a path: pathTemplate.ts. */
export const placeRuleSchema = z.object({
  /** `{maker}/{item}/{scenario}/{dataid}`; null = known names are looked for in the last folders. */
  template: z.string().max(500).nullable(),
  /** Regular expression a field has to meet. */
  patterns: z.record(z.string().max(40), z.string().max(200)),
})
export type PlaceRule = z.infer<typeof placeRuleSchema>

/** Scanners with two generators: how the views of one bag are named and along which side of the image the belt runs. */
export const viewRuleSchema = z.object({
  names: z.array(z.string().min(1).max(20)).max(20),
  belt: z.enum(['x', 'y']),
})
export type ViewRule = z.infer<typeof viewRuleSchema>
export const USUAL_VIEWS: ViewRule = {
  // OL and SD of the DvXray set; the others as people write them.
  names: ['OL', 'SD', 'top', 'side', 'view1', 'view2', 'v1', 'v2'],
  belt: 'x',
}

export const xraySettingsSchema = z.object({
  makers: z.array(makerSchema).min(1),
  scenarios: z.array(scenarioSchema).min(1),
  items: z.array(xrayItemSchema),
  /** Class of an object that is hidden or cut through its middle. */
  unknownClass: z.string(),
  ordinaryGoods: z.array(bilingual),
  /** Facts every image has to meet (XRS-2); null = any. */
  image: z.object({
    width: z.number().int().positive().nullable(),
    height: z.number().int().positive().nullable(),
    bits: z.number().int().positive().nullable(),
    channels: z.number().int().positive().nullable(),
  }),
  place: placeRuleSchema.default({ template: null, patterns: {} }),
  views: viewRuleSchema.default(USUAL_VIEWS),
  /** Images of each item. */
  target: z.object({ least: z.number().int().nonnegative(), most: z.number().int().positive() }),
})
export type XraySettings = z.infer<typeof xraySettingsSchema>
