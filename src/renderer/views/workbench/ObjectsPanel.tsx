// The objects of the item: as many as there are, ordered, filtered, chosen with mouse and keyboard.
import { Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Annotation } from '../../../shared/annotation/model.ts'
import type { Spacing } from '../../../shared/geometry/measure.ts'
import { annotationBounds } from '../../../shared/geometry/shapes.ts'
import { count } from '../../app/format.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useScale } from '../../app/useLook.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { labelNow } from '../../commands/keymap.ts'
import type { Session } from '../../document/session.ts'
import { withGroups } from '../../tools/grouping.ts'
import { matchesSearch } from '../../ui/hangulSearch.ts'
import { useProject } from '../project/projectContext.ts'
import { useDeskStore } from './deskView.ts'
import { ObjectRow } from './ObjectRow.tsx'
import { chosenRows, OBJECT_ORDERS, type ObjectOrder, objectList } from './objectList.ts'

const ROW = 30

export function ObjectsPanel(p: { session: Session; stage: RefObject<Stage | null>; spacing: Spacing | null }) {
  const { session, stage, spacing } = p
  const t = useText()
  const title = useTitle()
  const language = useLanguage()
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
  const [query, setQuery] = useState('')
  const [order, setOrder] = useState<ObjectOrder>('front')
  const noClass = t('objects.noClass')
  const { list, total, groups } = useMemo(() => {
    const nameOf = (id: string | null) => {
      const c = id === null ? undefined : classes.get(id)
      return c ? title(c.title) : (id ?? noClass)
    }
    const wanted = (id: string | null) => query === '' || matchesSearch(nameOf(id), query)
    return objectList(records.values(), order, nameOf, wanted)
  }, [records, order, query, classes, title, noClass])
  const rows = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * scale,
    overscan: 10,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => rows.measure(), [scale])
  const anchor = useRef(0)
  const cursor = useRef(0)

  const only = selection.size === 1 ? [...selection][0] : undefined
  useEffect(() => {
    const at = only ? list.findIndex((a) => a.id === only) : -1
    if (at < 0) return
    rows.scrollToIndex(at, { align: 'auto' })
    cursor.current = at
  }, [only, list, rows])

  const choose = (index: number, how: { range: boolean; toggle: boolean; alone: boolean }) => {
    const a = list[index]
    if (!a) return
    const next = chosenRows(list, selection, anchor.current, index, how)
    if (!how.range) anchor.current = index
    cursor.current = index
    if (a.target.kind === 'frame') view.setState({ frame: a.target.frame, slot: a.target.slot, hanging: null })
    // As on the picture: one of a group means the group, Alt means the one.
    session.records.select(how.alone || how.range || how.toggle ? next : withGroups(records, next))
  }
  const show = (a: Annotation) => {
    const bounds = annotationBounds(a)
    if (bounds) stage.current?.view.showBounds(bounds)
  }
  const key = (e: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / (ROW * scale)) - 1)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -list.length,
      End: list.length,
    }
    const step = steps[e.key]
    const a = list[cursor.current]
    if (e.key === 'Enter' && a) {
      e.preventDefault()
      return show(a)
    }
    if (e.key === ' ' && a) {
      e.preventDefault()
      return choose(cursor.current, { range: false, toggle: true, alone: false })
    }
    if (step === undefined || list.length === 0) return
    e.preventDefault()
    e.stopPropagation()
    const to = Math.min(list.length - 1, Math.max(0, cursor.current + step))
    choose(to, { range: e.shiftKey, toggle: false, alone: true })
    rows.scrollToIndex(to, { align: 'auto' })
    // The row may only be made by the scroll.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"]`)?.focus())
  }

  if (total === 0)
    return (
      <div className="panel-empty quiet">
        {t('objects.none', { box: labelNow('tool.box'), polygon: labelNow('tool.polygon') })}
      </div>
    )
  return (
    <section className="panel-part panel-part-long">
      <div className="object-head">
        <TextInput
          className="grow"
          aria-label={t('objects.filter')}
          placeholder={t('objects.filter')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
        />
        <Select
          className="object-order"
          aria-label={t('objects.order')}
          data={OBJECT_ORDERS.map((value) => ({ value, label: t(`objects.order.${value}`) }))}
          value={order}
          allowDeselect={false}
          onChange={(v) => setOrder(OBJECT_ORDERS.find((o) => o === v) ?? 'front')}
        />
      </div>
      {query !== '' || hidden.size > 0 ? (
        <p className="faint small object-count">
          {query === ''
            ? ''
            : t('objects.shown', { shown: count(list.length, language), total: count(total, language) })}
          {hidden.size > 0 ? (
            <button type="button" className="plain-button link" onClick={() => session.records.hide(new Set())}>
              {t('objects.hidden', { count: hidden.size })}
            </button>
          ) : null}
        </p>
      ) : null}
      <div ref={scroller} className="object-scroll scroll">
        <ul
          aria-label={t('panel.objects')}
          className="list-rows plain-list"
          style={{ height: rows.getTotalSize() }}
          onKeyDown={key}
          // Reached with Tab: the keys are about the row that has the focus.
          onFocus={(e) => {
            const row = e.target.closest<HTMLElement>('[data-row]')?.dataset.row
            if (row !== undefined) cursor.current = Number(row)
          }}
        >
          {rows.getVirtualItems().map((v) => {
            const a = list[v.index]
            if (!a) return null
            return (
              <ObjectRow
                key={a.id}
                annotation={a}
                index={v.index}
                start={v.start}
                def={a.classId === null ? undefined : classes.get(a.classId)}
                group={a.group === null ? null : (groups.get(a.group) ?? null)}
                hidden={hidden.has(a.id)}
                selected={selection.has(a.id)}
                writable={writable}
                session={session}
                spacing={spacing}
                choose={choose}
                show={show}
              />
            )
          })}
        </ul>
      </div>
    </section>
  )
}
