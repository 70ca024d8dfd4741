import { ActionIcon } from '@mantine/core'
import { IconEye, IconEyeOff, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { type Annotation, isMeasurement } from '../../../shared/annotation/model.ts'
import { keypointCount, labelledPoints } from '../../../shared/geometry/keypoints.ts'
import { measuredText, type Spacing } from '../../../shared/geometry/measure.ts'
import { annotationBounds, shapeArea, shapeUse } from '../../../shared/geometry/shapes.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useScale } from '../../app/useLook.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { labelNow } from '../../commands/keymap.ts'
import type { Session } from '../../document/session.ts'
import { deleteDiff, lockDiff } from '../../tools/diffs.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { useProject } from '../project/projectContext.ts'
import { useDeskStore } from './deskView.ts'

const ROW = 30

export function ObjectsPanel(p: { session: Session; stage: RefObject<Stage | null>; spacing: Spacing | null }) {
  const { session, stage, spacing } = p
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const view = useDeskStore()
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const hidden = useStore(session.records, (s) => s.hidden)
  const writable = useStore(session.state, (s) => s.writable)
  const scroller = useRef<HTMLDivElement>(null)
  const schema = useShownSchema(project.schema)
  const classes = useMemo(() => new Map(schema.classes.map((c) => [c.id, c])), [schema])
  const scale = useScale()
  const list = useMemo(() => [...records.values()].filter((a) => a.shape).sort((a, b) => b.z - a.z), [records])
  const rows = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * scale,
    overscan: 10,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => rows.measure(), [scale])
  const anchor = useRef(0)

  const only = selection.size === 1 ? [...selection][0] : undefined
  useEffect(() => {
    const at = only ? list.findIndex((a) => a.id === only) : -1
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [only, list, rows])

  const choose = (a: Annotation, index: number, e: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => {
    const next = new Set(e.ctrlKey || e.metaKey ? selection : [])
    if (e.shiftKey) {
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
      for (const x of list.slice(from, to + 1)) next.add(x.id)
    } else if (next.has(a.id)) next.delete(a.id)
    else next.add(a.id)
    if (!e.shiftKey) anchor.current = index
    if (a.target.kind === 'frame') view.setState({ frame: a.target.frame })
    session.records.select(next)
  }
  const show = (a: Annotation) => {
    const bounds = annotationBounds(a)
    if (bounds) stage.current?.view.showBounds(bounds)
  }
  const hide = (a: Annotation) => {
    const next = new Set(hidden)
    if (!next.delete(a.id)) next.add(a.id)
    session.records.hide(next)
  }
  const nameOf = (a: Annotation) => {
    const c = a.classId ? classes.get(a.classId) : undefined
    if (a.shape && isMeasurement(a.shape)) return t(`shape.${a.shape.kind}`)
    return c ? title(c.title) : t('objects.noClass')
  }
  /** What kind of thing it is and how large; of a measurement the value, of a skeleton how much of it is there. */
  const factsOf = (a: Annotation): string => {
    const measured = measuredText(a.shape, spacing)
    if (measured !== null) return measured
    const kind = t(`shape.${shapeUse(a)}`)
    if (a.keypoints) return `${kind} · ${labelledPoints(a.keypoints).length / 2}/${keypointCount(a.keypoints)}`
    const area = a.shape ? Math.round(shapeArea(a.shape)) : 0
    return area > 0 ? `${kind} · ${t('objects.area', { area })}` : kind
  }
  if (list.length === 0)
    return (
      <div className="panel-empty quiet">
        {t('objects.none', { box: labelNow('tool.box'), polygon: labelNow('tool.polygon') })}
      </div>
    )
  return (
    <section className="panel-part panel-part-long">
      <div ref={scroller} className="object-scroll scroll">
        <div
          role="listbox"
          aria-multiselectable
          aria-label={t('panel.objects')}
          className="list-rows"
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((v) => {
            const a = list[v.index]
            if (!a?.shape) return null
            const name = nameOf(a)
            return (
              <div
                key={a.id}
                className="object-row"
                data-hidden={hidden.has(a.id) || undefined}
                data-selected={selection.has(a.id) || undefined}
                style={{ transform: `translateY(${v.start}px)` }}
              >
                <button
                  type="button"
                  role="option"
                  aria-selected={selection.has(a.id)}
                  className="plain-button object-main"
                  onClick={(e) => choose(a, v.index, e)}
                  onDoubleClick={() => show(a)}
                >
                  <Swatch colour={(a.classId && classes.get(a.classId)?.colour) || 'var(--text-3)'} />
                  <span className="cut">{name}</span>
                  <span className="faint small cut">{factsOf(a)}</span>
                </button>
                <ActionIcon
                  size="sm"
                  aria-label={t(hidden.has(a.id) ? 'objects.show' : 'objects.hide', { name })}
                  onClick={() => hide(a)}
                >
                  {hidden.has(a.id) ? <IconEyeOff size={15} /> : <IconEye size={15} />}
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={!writable}
                  aria-label={t(a.locked ? 'objects.unlock' : 'objects.lock', { name })}
                  onClick={() =>
                    session.commit(lockDiff(records, [a.id], !a.locked), a.locked ? 'shape.unlock' : 'shape.lock')
                  }
                >
                  {a.locked ? <IconLock size={15} className="warn" /> : <IconLockOpen size={15} />}
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={!writable || a.locked}
                  aria-label={t('objects.delete', { name })}
                  onClick={() => session.commit(deleteDiff(records, [a.id]), 'shape.delete')}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </div>
            )
          })}
        </div>
      </div>
    </section>
  )
}
