import { useMemo } from 'react'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { inSafeColours } from '../ui/safePalette.ts'
import { useHabits } from './habits.ts'

/** The schema in the colours of this person's screen: to look at, never to save. */
export function useShownSchema(schema: LabelSchema): LabelSchema {
  const palette = useHabits((h) => h.look.palette)
  return useMemo(() => (palette === 'safe' ? inSafeColours(schema) : schema), [schema, palette])
}
