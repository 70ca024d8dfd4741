// The first steps of a pack: data like the pack itself. Shown once per person, beside the picture, never over it.
import { z } from 'zod'
import { bilingualSchema } from '../annotation/labelSchema.ts'

/** Parts of the workbench a step can point at; marked there with `data-tour`. */
export const TOUR_PLACES = ['tools', 'list', 'picture', 'panel', 'submit'] as const
export type TourPlace = (typeof TOUR_PLACES)[number]

export const tourSchema = z.object({
  pack: z.string(),
  steps: z
    .array(z.object({ at: z.enum(TOUR_PLACES), title: bilingualSchema, text: bilingualSchema }))
    .min(1)
    .max(5),
})
export type Tour = z.infer<typeof tourSchema>
