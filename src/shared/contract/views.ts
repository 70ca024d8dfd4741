import { z } from 'zod'

const finite = z.number().finite()

/** How a picture was last looked at by one person. `place` null = fitted to whatever room there is. */
export const rememberedViewSchema = z.object({
  place: z.object({ x: finite, y: finite, scale: finite.positive() }).nullable(),
  window: z.object({ centre: finite, width: finite.positive() }).nullable(),
  invert: z.boolean(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  flipX: z.boolean(),
})
export type RememberedView = z.infer<typeof rememberedViewSchema>
