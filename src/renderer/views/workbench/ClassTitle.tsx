import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { useTitle } from '../../app/useText.ts'
import { Swatch } from '../../ui/Swatch.tsx'

/** Swatch and name, wherever a class is named; an ignore region is hatched, so that colour is not the only sign. */
export function ClassTitle({ c, grow }: { c: ClassDef; grow?: boolean }) {
  const title = useTitle()
  return (
    <>
      <Swatch colour={c.colour} role={c.role} />
      <span className={grow ? 'cut grow' : 'cut'}>{title(c.title) || c.id}</span>
    </>
  )
}
