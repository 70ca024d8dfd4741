// How far the look at a view has come: which place of how many, and how much of the breast was seen at 1:1.
import { useStore } from 'zustand'
import { breastCells, shareSeen } from '../../../../shared/domains/mammography/coverage.ts'
import type { Size } from '../../../../shared/geometry/transform.ts'
import { useText } from '../../../app/useText.ts'
import { breasts } from '../../../canvas/breasts.ts'
import { useReading } from './readingDesk.ts'

type Pictured = { readonly sourceId: string } & Size

/** Null until the breast was looked for. */
export function useShareSeen({ sourceId, width, height }: Pictured): number | null {
  const breast = useStore(breasts, (b) => b.get(sourceId))
  const seen = useReading((r) => r.seen.get(sourceId) ?? null)
  return breast === undefined ? null : shareSeen(seen, breastCells(breast?.mask ?? null, { width, height }))
}

/** Not rounded up: a whole hundred means everything. */
export const percentSeen = (share: number): number => Math.floor(share * 100 + 1e-9)

export function SeenShare(p: Pictured) {
  const t = useText()
  const share = useShareSeen(p)
  if (!share) return null
  return (
    <span className="quiet numbers small" title={t('coverage.title')}>
      {t('coverage.share', { share: percentSeen(share) })}
    </span>
  )
}

export function TileFact() {
  const t = useText()
  const at = useReading((r) => r.at)
  const count = useReading((r) => r.tiles.length)
  if (at === null || at < 0 || at >= count) return null
  return <span>{t('tiles.at', { index: at + 1, total: count })}</span>
}
