import { Button, TextInput, Tooltip } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { ITEM_STATES, type ItemRow } from '../../../shared/contract/item.ts'
import { isMammoView } from '../../../shared/domains/mammography/views.ts'
import { count } from '../../app/format.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { changeSettings, useSettings } from '../../app/settings.ts'
import { useScale } from '../../app/useLook.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { PanelEdge } from '../../ui/PanelEdge.tsx'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { useProject } from '../project/projectContext.ts'
import { useDesk, useDeskStore } from './deskView.ts'
import type { ItemRows } from './itemRows.ts'
import { hasTerm, toggleTerm } from './whereTerms.ts'

const ROW = 50
/** What came back is first: somebody waits for it. */
const STATES = ['returned', ...ITEM_STATES.filter((s) => s !== 'returned')] as const
const CHIPS = [...STATES.map((s) => `state:${s}`), 'no:annotations'] as const
const CASE_CHIPS = [...CHIPS, 'case:incomplete'] as const

export function ItemList(p: {
  rows: ItemRows
  index: number | null
  itemId: string | null
  search: RefObject<HTMLInputElement | null>
}) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const isCase = project.slots.some(isMammoView)
  const view = useDeskStore()
  const where = useDesk((v) => v.where)
  const { total, rows, fault } = useStore(p.rows)
  const width = useSettings((s) => s.leftWidth)
  const [text, setText] = useState(where)
  const scroller = useRef<HTMLDivElement>(null)
  const scale = useScale()
  const list = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * scale,
    overscan: 6,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => list.measure(), [scale])
  const visible = list.getVirtualItems()
  const [from, to] = [visible[0]?.index ?? 0, (visible.at(-1)?.index ?? 0) + 1]

  useEffect(() => p.rows.ensure(from, to), [p.rows, from, to])
  useEffect(() => setText(where), [where])
  // The current item stays in view, also when the keys move it.
  const { index } = p
  const known = total !== null
  useEffect(() => {
    if (index !== null && known) list.scrollToIndex(index, { align: 'auto' })
  }, [index, known, list])
  useEffect(() => {
    if (text.trim() === where) return
    const timer = setTimeout(() => view.setState({ where: text.trim() }), 250)
    return () => clearTimeout(timer)
  }, [text, where, view])
  const apply = (next: string) => view.setState({ where: next })

  return (
    <aside className="desk-left" data-tour="list" aria-label={t('list.title')}>
      <div className="list-search">
        <Tooltip
          label={t('list.search.hint')}
          multiline
          w={300}
          position="right-start"
          events={{ hover: true, focus: true, touch: false }}
        >
          <TextInput
            ref={p.search}
            type="search"
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={
              text ? (
                <button
                  type="button"
                  className="plain-button list-clear"
                  aria-label={t('list.clear')}
                  onClick={() => apply('')}
                >
                  <IconX size={14} aria-hidden />
                </button>
              ) : null
            }
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
            onKeyDown={(e) => {
              if (e.key === 'Escape') {
                apply('')
                e.currentTarget.blur()
              } else if (e.key === 'Enter' && !e.nativeEvent.isComposing) apply(text.trim())
            }}
          />
        </Tooltip>
        <fieldset className="list-chips" aria-label={t('list.filter')}>
          {(isCase ? CASE_CHIPS : CHIPS).map((term) => (
            <button
              key={term}
              type="button"
              className="chip"
              aria-pressed={hasTerm(where, term)}
              onClick={() => apply(toggleTerm(where, term))}
            >
              {chipText(term, t)}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="list-count faint small numbers" role="status">
        {total === null ? '' : t(where ? 'list.matches' : 'list.count', { count: count(total, language) })}
      </div>
      {fault ? (
        <div className="list-note">
          {fault.code === 'bad-request' ? (
            <span className="warn">{t('list.badFilter')}</span>
          ) : (
            <FaultNotice fault={fault} retry={p.rows.refresh} />
          )}
        </div>
      ) : null}
      {total === null && !fault ? <Waiting /> : null}
      {total === 0 ? (
        <div className="list-note quiet">
          <p>{t('list.none')}</p>
          <Button variant="default" onClick={() => apply('')}>
            {t('list.clear')}
          </Button>
        </div>
      ) : null}
      <div ref={scroller} className="list-scroll scroll" tabIndex={-1}>
        <div
          role="listbox"
          aria-label={t('list.title')}
          data-keys="picture"
          className="list-rows"
          style={{ height: list.getTotalSize() }}
        >
          {visible.map((v) => (
            <div key={v.index} className="list-slot" style={{ transform: `translateY(${v.start}px)` }}>
              <Row
                row={rows.get(v.index) ?? null}
                place={v.index + 1}
                total={total ?? 0}
                current={rows.get(v.index)?.id === p.itemId}
                isCase={isCase}
                open={(id) => goTo(projectRoute(project.id, 'items', id))}
              />
            </div>
          ))}
        </div>
      </div>
      <PanelEdge
        side="right"
        width={width}
        min={200}
        max={420}
        label={t('list.resize')}
        onChange={(leftWidth) => changeSettings({ leftWidth })}
      />
    </aside>
  )
}

const chipText = (term: string, t: ReturnType<typeof useText>): string =>
  term === 'no:annotations'
    ? t('list.noAnnotations')
    : term === 'case:incomplete'
      ? t('list.incomplete')
      : t(`state.${stateOf(term)}`)
const stateOf = (term: string) => ITEM_STATES.find((s) => `state:${s}` === term) ?? 'todo'

/** A plain title, not a tooltip of the library: hundreds of rows come and go while scrolling. */
function Row(p: {
  row: ItemRow | null
  place: number
  total: number
  current: boolean
  isCase: boolean
  open(id: string): void
}) {
  const t = useText()
  const { row } = p
  if (!row) return <div className="list-row list-row-empty" aria-hidden />
  // The folder is in the tooltip; in a narrow list the end of a file name is what tells two apart.
  const name = row.name.slice(row.name.lastIndexOf('/') + 1)
  const cut = Math.max(0, name.length - 14)
  const facts = [
    t(`state.${row.state}`),
    row.annotations > 0 ? t('list.objects', { count: row.annotations }) : '',
    row.frames > 1 ? t('list.frames', { count: row.frames }) : '',
  ]
  return (
    <button
      type="button"
      title={row.name}
      role="option"
      aria-selected={p.current}
      aria-setsize={p.total}
      aria-posinset={p.place}
      aria-label={`${row.name}, ${facts.filter(Boolean).join(', ')}`}
      className="list-row"
      onClick={(e) => {
        // A mouse that chose a case leaves the keys to its picture: Enter signs there.
        if (e.detail > 0 && p.isCase) e.currentTarget.blur()
        p.open(row.id)
      }}
    >
      <img className="list-thumb" src={row.thumbUrl} alt="" loading="lazy" decoding="async" draggable={false} />
      <span className="list-text">
        <span className="list-name">
          <span className="cut">{name.slice(0, cut)}</span>
          <span className="list-tail">{name.slice(cut)}</span>
        </span>{' '}
        <span className="faint small cut">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span className="dot state-dot" data-state={row.state} aria-hidden />
    </button>
  )
}
