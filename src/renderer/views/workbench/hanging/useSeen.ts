// What lies on screen at 1:1 or larger, and stays there long enough to be looked at, counts as seen.
import { useEffect } from 'react'
import { invert, mapBounds, type Size, viewMatrix } from '../../../../shared/geometry/transform.ts'
import type { Moved } from '../aids/Minimap.tsx'
import { noteSeen } from './readingDesk.ts'

/** Milliseconds; less is a picture that flies by. */
const LOOKED = 350
/** Covered by tabs above and the bar of the view below, CSS pixels. */
export const COVERED = { top: 66, bottom: 52 } as const
export const NOTHING_COVERED = { top: 0, bottom: 0 } as const

export function useSeen(p: {
  sourceId: string | null
  frame: Size | null
  moved: Moved | null
  /** Every stored value is there. */
  exact: boolean
  covered: { readonly top: number; readonly bottom: number }
}): void {
  const { sourceId, frame, moved, exact, covered } = p
  const [width, height] = [frame?.width ?? 0, frame?.height ?? 0]
  useEffect(() => {
    if (!sourceId || width === 0 || !moved || !exact || moved.view.scale * devicePixelRatio < 1 - 1e-6) return
    const { view, area } = moved
    const free = { x: 0, y: covered.top, width: area.width, height: area.height - covered.top - covered.bottom }
    const bounds = mapBounds(invert(viewMatrix(view, area, devicePixelRatio)), free)
    const timer = setTimeout(() => noteSeen(sourceId, { width, height }, bounds), LOOKED)
    return () => clearTimeout(timer)
  }, [sourceId, width, height, moved, exact, covered])
}
