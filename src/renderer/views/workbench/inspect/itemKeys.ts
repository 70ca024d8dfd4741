// Digits for the items used last. A digit keeps its item for as long as it can: hands learn places, not lists.
import type { LabelSchema } from '../../../../shared/annotation/labelSchema.ts'

const DIGITS = 9

/** `recent` newest first. A class without a digit takes the first free one, else that of the class not used for longest. */
export function withItemKey(keys: readonly string[], recent: readonly string[]): readonly string[] {
  const [newest] = recent
  if (newest === undefined || keys.includes(newest)) return keys
  if (keys.length < DIGITS) return [...keys, newest]
  const age = (id: string) => {
    const at = recent.indexOf(id)
    return at < 0 ? Number.POSITIVE_INFINITY : at
  }
  const oldest = keys.reduce((worst, id) => (age(id) > age(worst) ? id : worst))
  return keys.map((id) => (id === oldest ? newest : id))
}

/** Where classes have digits of their own, those count. */
export const usesItemKeys = ({ classes }: LabelSchema): boolean =>
  classes.length > 0 && classes.every((c) => c.key === null)
