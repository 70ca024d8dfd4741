// The header of the file behind the slice on screen: searched, opened, copied from. It is asked for when it is looked at.
import { ActionIcon, TextInput } from '@mantine/core'
import { IconCopy, IconSearch, IconX } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { frameAt } from '../../../../shared/annotation/slotParts.ts'
import type { DicomHeader, HeaderElement } from '../../../../shared/contract/dicom.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { translateCode } from '../../../../shared/text/index.ts'
import { api } from '../../../api/client.ts'
import { byteSize, count } from '../../../app/format.ts'
import { useHabits } from '../../../app/habits.ts'
import { useScale } from '../../../app/useLook.ts'
import { useQuery } from '../../../app/useQuery.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import { FaultNotice, Waiting } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk } from '../deskView.ts'
import { HeaderLine } from './HeaderLine.tsx'
import { copyText, headerRows, namesPatient, nameText, tagText, valueText } from './headerRows.ts'
import './dicom.css'

const ROW = 26

export function HeaderPanel({ detail }: { detail: ItemDetail }) {
  const t = useText()
  const { project } = useProject()
  const frame = useDesk((v) => v.frame)
  const first = detail.slots[0]
  const source = first && (frameAt(detail.slots, first.slot, frame)?.source ?? first.source)
  const asked = source?.kind === 'dicom' ? `${project.id} ${source.id}` : null
  const header = useQuery(asked, (signal) =>
    api.dicom.header({ projectId: project.id, sourceId: source?.id ?? '' }, signal),
  )
  // Scrolling through a series keeps the lines on screen until the next file has answered.
  const [shown, setShown] = useState<DicomHeader | null>(null)
  useEffect(() => {
    if (header.data) setShown(header.data)
  }, [header.data])
  if (!asked) return <div className="panel-empty quiet">{t('header.none')}</div>
  if (header.fault)
    return (
      <div className="panel-part">
        <FaultNotice fault={header.fault} retry={header.reload} />
      </div>
    )
  return shown ? <HeaderTree header={shown} /> : <Waiting />
}

function HeaderTree({ header }: { header: DicomHeader }) {
  const t = useText()
  const language = useLanguage()
  const scale = useScale()
  const [query, setQuery] = useState('')
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const masked = useHabits((h) => h.dicom.masked)
  const { rows, found } = useMemo(() => headerRows(header, { turned, query }), [header, turned, query])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * scale,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => list.measure(), [scale])
  const index = Math.max(
    0,
    rows.findIndex((r) => r.key === at),
  )
  const current = rows[index]
  const chosen = at !== null && current?.key === at && current.kind === 'element' ? current.element : null

  const turn = (key: string) =>
    setTurned((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  const go = (to: number) => {
    const row = rows[to]
    if (!row) return
    setAt(row.key)
    list.scrollToIndex(to, { align: 'auto' })
    // The line may only be made by the scroll.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"]`)?.focus())
  }
  // A sequence would carry names of patients along.
  const mayCopy = (e: HeaderElement) => !masked || (!e.items && !namesPatient(e))
  const copy = (e: HeaderElement) =>
    navigator.clipboard.writeText(copyText(e)).then(
      () => toast(t('header.copied', { name: e.keyword ? nameText(e.keyword) : tagText(e.tag) }), 'good', 'copied'),
      () => toast(t('header.notCopied'), 'bad', 'copied'),
    )
  const key = (e: KeyboardEvent) => {
    if (!current) return
    if ((e.ctrlKey || e.metaKey) && e.code === 'KeyC' && chosen && mayCopy(chosen) && !getSelection()?.toString()) {
      e.preventDefault()
      e.stopPropagation()
      return void copy(chosen)
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / (ROW * scale)) - 1)
    const parent = rows.findIndex((r) => r.key === current.parent)
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(Math.min(rows.length - 1, index + 1)),
      ArrowUp: () => go(Math.max(0, index - 1)),
      PageDown: () => go(Math.min(rows.length - 1, index + page)),
      PageUp: () => go(Math.max(0, index - page)),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => (current.open === false ? turn(current.key) : current.open ? go(index + 1) : undefined),
      ArrowLeft: () => (current.open && query.trim() === '' ? turn(current.key) : parent >= 0 ? go(parent) : undefined),
      Enter: () => current.open !== null && turn(current.key),
      Space: () => current.open !== null && turn(current.key),
    }
    const move = e.ctrlKey || e.altKey || e.metaKey ? undefined : moves[e.code]
    if (!move) return
    e.preventDefault()
    e.stopPropagation()
    move()
  }
  return (
    <div className="header-panel">
      <div className="header-search">
        <TextInput
          type="search"
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
          placeholder={t('header.search')}
          aria-label={t('header.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={
            query ? (
              <button
                type="button"
                className="plain-button list-clear"
                aria-label={t('list.clear')}
                onClick={() => setQuery('')}
              >
                <IconX size={14} aria-hidden />
              </button>
            ) : null
          }
        />
        <span className="faint small numbers" role="status">
          {query.trim() === ''
            ? t('header.count', { count: count(header.meta.length + header.elements.length, language) })
            : t('header.found', { count: count(found, language) })}
        </span>
      </div>
      {header.problem ? (
        <p className="warn small header-problem">
          {t('header.problem', { reason: translateCode(language, `error.${header.problem}`) ?? header.problem })}
        </p>
      ) : null}
      {rows.length === 0 ? <p className="quiet header-problem">{t('header.noneFound')}</p> : null}
      <div
        ref={scroller}
        className="scroll header-scroll"
        role="tree"
        aria-label={t('header.title')}
        onKeyDown={key}
        tabIndex={-1}
      >
        <div className="list-rows" style={{ height: list.getTotalSize() }} role="none">
          {list.getVirtualItems().map((v) => {
            const row = rows[v.index]
            if (!row) return null
            return (
              <HeaderLine
                key={row.key}
                row={row}
                index={v.index}
                top={v.start}
                height={v.size}
                current={v.index === index}
                selected={row.key === at}
                onPick={() => {
                  setAt(row.key)
                  if (row.open !== null && query.trim() === '') turn(row.key)
                }}
              />
            )
          })}
        </div>
      </div>
      {chosen ? <Chosen element={chosen} onCopy={mayCopy(chosen) ? () => void copy(chosen) : null} /> : null}
    </div>
  )
}

/** One element in full: lines cut what is longer than the panel is wide. */
function Chosen({ element: e, onCopy }: { element: HeaderElement; onCopy: (() => void) | null }) {
  const t = useText()
  const masked = useHabits((h) => h.dicom.masked) && namesPatient(e)
  return (
    <section className="header-chosen" aria-label={t('header.chosen')}>
      <div className="row">
        <b className="cut grow">{e.keyword ? nameText(e.keyword) : t('header.unknown')}</b>
        {onCopy ? (
          <ActionIcon size="sm" aria-label={t('header.copy')} title={t('header.copy')} onClick={onCopy}>
            <IconCopy size={15} />
          </ActionIcon>
        ) : null}
      </div>
      <p className="faint small numbers">
        {tagText(e.tag)} · {e.vr}
        {e.private ? ` · ${t('header.private')}` : ''}
        {e.privateCreator ? ` · ${e.privateCreator}` : ''}
        {e.value && e.value.length > 1 ? ` · ${t('header.values', { count: e.value.length })}` : ''}
      </p>
      {e.binary ? (
        <p className="header-value numbers">
          {byteSize(e.binary.bytes)} · SHA-256 {e.binary.sha256}
        </p>
      ) : null}
      {e.items ? <p className="header-value">{t('header.items', { count: e.items.length })}</p> : null}
      {e.value ? (
        <p className="header-value scroll">{masked ? t('header.masked') : valueText(e) || t('header.empty')}</p>
      ) : null}
    </section>
  )
}
