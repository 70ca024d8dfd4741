// Choices of a delivery beside its format.
import { z } from 'zod'

/** Deliveries of mammography cases; what is not said is the default of the guideline. */
export const mammoChoicesSchema = z.object({
  /** Whole pixels instead of corner coordinates. */
  integer: z.boolean().optional(),
  /** Share of the patients of each group. */
  validation: z.number().min(0).max(0.9).optional(),
  folds: z.number().int().min(2).max(100).optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
})
export type MammoChoices = z.infer<typeof mammoChoicesSchema>
/** Requirement 09 A5: 80 to 20, n folds. */
export const MAMMO_CHOICES = { integer: false, validation: 0.2, folds: 5, seed: 1 } as const

/** What lies beside the labels: nothing, the files as they are, or DICOM frames as PNG of 8 or 16 bits and the rest as it is. */
export const PICTURE_KINDS = ['none', 'copy', 'png8', 'png16'] as const
export type PictureKind = (typeof PICTURE_KINDS)[number]
