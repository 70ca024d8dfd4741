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

/** The delivery of security X-ray images; what is not said is the default of the guideline. */
export const xrayChoicesSchema = z.object({
  /** Images as JPG instead of a copy of the source (XRS-16). */
  jpeg: z.boolean().optional(),
  /** Part of the images for validation. */
  validation: z.number().min(0).max(1).optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Images go out in parts of at most this many bytes. */
  partBytes: z.number().int().min(1).optional(),
})
export type XrayChoices = z.infer<typeof xrayChoicesSchema>
/** Requirement 08: 369,000 to 36,900, one in eleven; parts of 10 GB. */
export const XRAY_CHOICES = { jpeg: false, validation: 1 / 11, seed: 1, partBytes: 10e9 } as const

/** What lies beside the labels: nothing, the files as they are, or DICOM frames as PNG of 8 or 16 bits and the rest as it is. */
export const PICTURE_KINDS = ['none', 'copy', 'png8', 'png16'] as const
export type PictureKind = (typeof PICTURE_KINDS)[number]
