// Which functions of the console were on while an item was looked at: collected in the window, written with its submit.
import { z } from 'zod'
import { XRAY_FUNCTION_IDS } from '../imaging/xray/functions.ts'

export const viewingUseSchema = z.object({
  function: z.enum(XRAY_FUNCTION_IDS),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  ms: z.number().int().nonnegative().max(86_400_000),
  /** Held down to look, or locked by a short press. */
  how: z.enum(['hold', 'lock']),
})
export type ViewingUse = z.infer<typeof viewingUseSchema>

export const MOST_USES = 2000
export const viewingSchema = z.array(viewingUseSchema).max(MOST_USES)
