// What a project of mammograms can change besides its classes: the days of the group rules (requirement 09 A1).
import { z } from 'zod'

const days = z.number().int().positive()
export const mammoSettingsSchema = z.object({
  /** Treated in house: most days from pathology to surgery, and from mammogram to surgery. */
  inHouse: z.object({ pathology: days, mammogram: days }),
  /** Diagnosed outside: most days of both. */
  outside: days,
  /** Benign and normal: least days from mammogram to the last look. */
  followUp: days,
})
export type MammoSettings = z.infer<typeof mammoSettingsSchema>

export const MAMMO_SETTINGS: MammoSettings = {
  inHouse: { pathology: 210, mammogram: 300 },
  outside: 90,
  followUp: 365,
}
