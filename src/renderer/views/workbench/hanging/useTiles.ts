// The view on screen, place by place at 1:1: which places there are, and going to the one that was chosen.
import { type RefObject, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { breastCells } from '../../../../shared/domains/mammography/coverage.ts'
import { tilesOf } from '../../../../shared/domains/mammography/tiles.ts'
import { breasts } from '../../../canvas/breasts.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Moved } from '../aids/Minimap.tsx'
import { readingDesk, useReading } from './readingDesk.ts'
import type { HungView } from './useHung.ts'
import { COVERED } from './useSeen.ts'

export function useTiles(hung: HungView | null, moved: Moved | null, stage: RefObject<Stage | null>): void {
  const found = useStore(breasts)
  const breast = hung ? found.get(hung.sourceId) : undefined
  const [width, height] = [moved?.area.width ?? 0, moved?.area.height ?? 0]
  const tiles = useMemo(() => {
    if (!hung || width === 0 || breast === undefined) return []
    const window = {
      width: width * devicePixelRatio,
      height: (height - COVERED.top - COVERED.bottom) * devicePixelRatio,
    }
    return tilesOf(breastCells(breast?.mask ?? null, hung), hung, window, hung.hung.flip)
  }, [hung, breast, width, height])
  useEffect(() => {
    readingDesk.setState((r) => ({ tiles, at: r.at === -1 && tiles.length > 0 ? tiles.length - 1 : r.at }))
  }, [tiles])

  const at = useReading((r) => r.at)
  const tile = at === null ? null : tiles[at]
  const down = hung?.hung.flip.y ? -1 : 1
  useEffect(() => {
    if (!tile) return
    // The middle of what is free lies a little lower than that of the picture area.
    const off = ((COVERED.top - COVERED.bottom) / 2) * devicePixelRatio * down
    stage.current?.view.show({ x: tile.x, y: tile.y - off, scale: 1 / devicePixelRatio })
  }, [tile, down, stage])
}
