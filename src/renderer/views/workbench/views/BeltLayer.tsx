import type { Size } from '../../../../shared/geometry/transform.ts'
import type { Moved } from '../aids/Minimap.tsx'
import { type Belt, type Strip, stripOnScreen } from './beltStrip.ts'

/** The strip over one of the two pictures; nothing of it takes the pointer. */
export function BeltLayer(p: { strip: Strip | null; moved: Moved | null; size: Size; belt: Belt; half: boolean }) {
  const { strip, moved } = p
  if (!strip || !moved) return null
  const b = stripOnScreen(strip, p.size, p.belt, moved.view, moved.area)
  return (
    <div className="belt-layer" data-split={p.half || undefined} aria-hidden>
      <div className="belt-strip" style={{ left: b.x, top: b.y, width: b.width, height: b.height }} />
    </div>
  )
}
