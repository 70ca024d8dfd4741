import { useHabits } from '../app/habits.ts'
import { patternOf } from './safePalette.ts'

/** The colour of a class; with safe colours also a pattern. */
export function Swatch({ colour, role }: { colour: string; role?: 'object' | 'ignore' }) {
  const safe = useHabits((h) => h.look.palette) === 'safe'
  const pattern = safe ? patternOf(colour) : 0
  return (
    <span
      className="swatch"
      data-role={role}
      data-pattern={pattern > 0 ? pattern : undefined}
      style={{ backgroundColor: colour }}
      aria-hidden
    />
  )
}
