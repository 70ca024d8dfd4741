// The views of a case side by side: RCC LCC over RMLO LMLO, chest walls back to back, one physical scale, zoom, pan and window linked.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import {
  allPhysical,
  centreOf,
  type Extent,
  HANGING,
  type HungPicture,
  type LinkedView,
  linkedFrom,
  sharedScale,
  WHOLE,
} from '../../../../shared/domains/mammography/hanging.ts'
import type { MammoView } from '../../../../shared/domains/mammography/views.ts'
import { useShownSchema } from '../../../app/shownSchema.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import type { Scene } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { type CellView, HangingCell } from './HangingCell.tsx'
import { useHung } from './useHung.ts'
import './hanging.css'

export function Hanging({ detail, session }: { detail: ItemDetail; session: Session }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const schema = useShownSchema(project.schema)
  const view = useDeskStore()
  const step = useDesk((v) => v.hanging) ?? 'all'
  const tool = useDesk((v) => v.tool)
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const hidden = useStore(session.records, (s) => s.hidden)
  const host = useRef<HTMLDivElement>(null)
  const driver = useRef<MammoView | null>(null)
  const [size, setSize] = useState<Extent | null>(null)
  const [linked, setLinked] = useState<LinkedView>(WHOLE)

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  // Another step shows the whole views again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is the reason
  useEffect(() => setLinked(WHOLE), [step, detail.id])
  // Drawing is done in one view: the one under the pointer.
  const first = useRef(tool)
  useEffect(() => {
    if (tool !== 'select' && tool !== first.current)
      view.setState({ hanging: null, ...(driver.current ? { slot: driver.current } : {}) })
    first.current = tool
  }, [tool, view])

  const grid = HANGING[step]
  const pictures = useHung(detail.slots, project.id)
  const scenes = useMemo(
    () =>
      new Map(
        pictures.map((p): [MammoView, Scene] => [
          p.view,
          {
            annotations: [...records.values()].filter(
              (a) => a.shape !== null && a.target.kind === 'frame' && a.target.slot === p.view,
            ),
            schema,
            selection,
            hidden,
            writable: false,
            language,
            spacing: p.spacing,
          },
        ]),
      ),
    [pictures, records, schema, selection, hidden, language],
  )
  const shown = pictures.filter((p) => grid.some((pair) => pair.includes(p.view)))
  const cell = size && { width: size.width / 2, height: size.height / grid.length }
  const scale = cell && shown.length > 0 ? sharedScale(shown, cell) : 1
  const physical = allPhysical(shown)
  const unitOf = (p: HungPicture): number => (physical && p.spacing ? p.spacing.column : 1) * scale
  const moved = (of: MammoView, to: CellView): void => {
    const p = shown.find((s) => s.view === of)
    if (p && cell) setLinked(linkedFrom(p, p.hung.flip, cell, unitOf(p), to))
  }
  const open = (slot: MammoView): void => view.setState({ hanging: null, slot, frame: 0 })

  return (
    <section ref={host} className="hanging" data-rows={grid.length} aria-label={t('hanging.title')}>
      {grid.flat().map((slot) => {
        const p = shown.find((s) => s.view === slot)
        const scene = scenes.get(slot)
        return p && scene ? (
          <HangingCell
            key={p.frame.sourceId + slot}
            view={slot}
            frame={p.frame}
            scene={scene}
            hung={p.hung}
            place={cell && centreOf(p, p.hung.flip, cell, unitOf(p), linked)}
            driver={driver}
            moved={moved}
            select={session.records.select}
            open={open}
          />
        ) : (
          <div key={slot} className="hanging-cell hanging-empty" data-side={slot[0]}>
            <span className="hanging-name">{slot}</span>
            {t('views.missing', { slot })}
          </div>
        )
      })}
      <p className="hanging-scale numbers">
        {physical ? t('hanging.scale', { mm: (50 / (scale * linked.zoom)).toFixed(1) }) : t('hanging.noScale')}
      </p>
    </section>
  )
}
