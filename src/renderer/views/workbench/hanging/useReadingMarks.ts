// Signs over a view that belong to reading: what was not seen yet, the nipple, the arc of a lesion's distance, the mirrored pointer.
import { type RefObject, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { AnnotationMap } from '../../../../shared/annotation/diff.ts'
import { breastCells, CELL } from '../../../../shared/domains/mammography/coverage.ts'
import {
  arcInside,
  BAND_MM,
  millimetres,
  mirrored,
  mirrorOf,
  NIPPLE,
  type Placed,
  partnerOf,
  readNipple,
} from '../../../../shared/domains/mammography/nipple.ts'
import { isMammoView, type MammoView } from '../../../../shared/domains/mammography/views.ts'
import { annotationBounds } from '../../../../shared/geometry/shapes.ts'
import { type ImagePoint, imagePoint } from '../../../../shared/geometry/spaces.ts'
import { useText } from '../../../app/useText.ts'
import { breasts } from '../../../canvas/breasts.ts'
import type { AidMark, Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { recordOf } from '../itemLabels.ts'
import { useMammo } from './mammoAids.ts'
import { pointed } from './pointed.ts'
import { useReading } from './readingDesk.ts'
import type { HungView } from './useHung.ts'

const NONE: readonly AidMark[] = []

export const nippleOf = (records: AnnotationMap, view: MammoView): ImagePoint | null =>
  readNipple(recordOf(records, { kind: 'slot', slot: view })?.attributes[NIPPLE])

const placedOf = (v: HungView, records: AnnotationMap): Placed => ({
  ...v,
  flip: v.hung.flip,
  nipple: nippleOf(records, v.view),
})

/** The lesion that is chosen, or else under the pointer: its view and its middle. */
export function lesionAt(records: AnnotationMap, id: string | undefined): { view: MammoView; at: ImagePoint } | null {
  const found = id === undefined ? undefined : records.get(id)
  const bounds = found?.shape ? annotationBounds(found) : null
  if (!found || !bounds || found.target.kind !== 'frame' || !isMammoView(found.target.slot)) return null
  return { view: found.target.slot, at: imagePoint(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2) }
}

/** Null view: nothing is drawn. */
export function useReadingMarks(own: HungView | null, all: readonly HungView[], session: Session): readonly AidMark[] {
  const t = useText()
  const records = useStore(session.records, (s) => s.records)
  const [chosen] = useStore(session.records, (s) => s.selection)
  const aids = useMammo((m) => m)
  const hoverMark = useStore(pointed, (p) => p.now?.mark ?? undefined)
  const pointerView = useStore(pointed, (p) => p.now?.view ?? null)
  // Only the view that mirrors the pointer follows its every move.
  const follows = own !== null && aids.mirror && pointerView === mirrorOf(own.view)
  const at = useStore(pointed, (p) => (follows ? (p.now?.at ?? null) : null))
  const seen = useReading((r) => (own ? (r.seen.get(own.sourceId) ?? null) : null))
  const breast = useStore(breasts, (b) => (own ? b.get(own.sourceId) : undefined))

  const unseen = useMemo((): readonly AidMark[] => {
    if (!own || !aids.coverage || breast === undefined) return NONE
    const cells = breastCells(breast?.mask ?? null, own)
    return [
      {
        kind: 'cells',
        cell: CELL,
        grid: { ...cells, bits: cells.bits.map((bit, i) => (bit === 1 && seen?.bits[i] !== 1 ? 1 : 0)) },
      },
    ]
  }, [own, aids.coverage, breast, seen])

  const fixed = useMemo((): readonly AidMark[] => {
    if (!own || !aids.arc) return NONE
    const nipple = nippleOf(records, own.view)
    if (!nipple) return NONE
    const out: AidMark[] = [{ kind: 'point', at: nipple, label: t('nipple.name'), tone: 'nipple' }]
    const lesion = lesionAt(records, chosen ?? hoverMark)
    const from = lesion && all.find((v) => v.view === lesion.view)
    const start = lesion && nippleOf(records, lesion.view)
    const near = lesion && (lesion.view === own.view || partnerOf(lesion.view) === own.view)
    if (!near || !from?.spacing || !start || !own.spacing) return out
    const mm = millimetres(lesion.at, start, from.spacing)
    const pieces = arcInside(nipple, mm, { ...own, spacing: own.spacing }, breast?.mask ?? null)
    // Where the lesion is marked it has its place already.
    const band = lesion.view === own.view ? 0 : BAND_MM / own.spacing.column
    return [...out, { kind: 'arc', pieces, band, label: `${mm.toFixed(1)} mm` }]
  }, [own, all, aids.arc, records, chosen, hoverMark, breast, t])

  const mirror = useMemo((): readonly AidMark[] => {
    const from = own && all.find((v) => v.view === mirrorOf(own.view))
    if (!own || !at || !from) return NONE
    return [
      { kind: 'point', at: mirrored(placedOf(from, records), placedOf(own, records), at), label: '', tone: 'mirror' },
    ]
  }, [own, all, at, records])

  return useMemo(() => {
    const marks = [...unseen, ...fixed, ...mirror]
    return marks.length === 0 ? NONE : marks
  }, [unseen, fixed, mirror])
}

/** `made`: the stage may be made later than the marks. */
export function useMarksOn(stage: RefObject<Stage | null>, marks: readonly AidMark[], made: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stage that is made gets them too
  useEffect(() => stage.current?.setAids({ marks }), [stage, marks, made])
}
