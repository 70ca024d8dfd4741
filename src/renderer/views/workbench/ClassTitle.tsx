import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { useTitle } from '../../app/useText.ts'

/** Swatch and name, wherever a class is named; an ignore region is hatched, so that colour is not the only sign. */
export function ClassTitle({ c, grow }: { c: ClassDef; grow?: boolean }) {
  const title = useTitle()
  return (
    <>
      <span className="swatch" data-role={c.role} style={{ background: c.colour }} aria-hidden />
      <span className={grow ? 'cut grow' : 'cut'}>{title(c.title) || c.id}</span>
    </>
  )
}
