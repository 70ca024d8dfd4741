// Picks files and folders inside the program, over the folders the backend allows; the same in both hosts.
import { Button, Modal, TextInput } from '@mantine/core'
import { IconChevronRight, IconDatabase, IconFile, IconFolder, IconFolderPlus } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { FileEntry } from '../../shared/contract/files.ts'
import { api } from '../api/client.ts'
import { byteSize, dayAndTime } from '../app/format.ts'
import { useScale } from '../app/useLook.ts'
import { useQuery } from '../app/useQuery.ts'
import { useLanguage, useText } from '../app/useText.ts'
import './filePicker.css'
import { FaultNotice } from './states.tsx'
import { toastFault } from './toast.ts'

export type PickerWish = {
  readonly title: string
  readonly show: 'folders' | 'images' | 'labels' | 'sheets' | 'all'
  /** folder: exactly one folder (the open one counts). project: a *.pandok. any: files and folders. */
  readonly want: 'folder' | 'project' | 'file' | 'files' | 'any'
  readonly confirm: string
}
const LAST = 'pandok.lastFolder'

export function FilePicker(p: PickerWish & { opened: boolean; onClose(): void; onPick(paths: string[]): void }) {
  return (
    <Modal opened={p.opened} onClose={p.onClose} title={p.title} size={760}>
      {p.opened ? <PickerBody {...p} /> : null}
    </Modal>
  )
}

const ENTRY_ICONS = { folder: IconFolder, file: IconFile, project: IconDatabase } as const

function PickerBody(p: PickerWish & { onClose(): void; onPick(paths: string[]): void }) {
  const t = useText()
  const language = useLanguage()
  const listId = useId()
  const [path, setPath] = useState<string | null>(() => localStorage.getItem(LAST))
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(0)
  const [naming, setNaming] = useState<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const roots = useQuery('roots', () => api.files.roots(undefined))
  const listing = useQuery(path, () => api.files.list({ path: path ?? '', show: p.show }))
  // The folder used last may be gone: start again at the roots.
  useEffect(() => {
    if (listing.fault && path === localStorage.getItem(LAST)) {
      localStorage.removeItem(LAST)
      setPath(null)
    }
  }, [listing.fault, path])

  const many = p.want === 'files' || p.want === 'any'
  const all: readonly FileEntry[] = path ? (listing.data?.entries ?? []) : (roots.data ?? [])
  const shown = all.filter((e) => e.name.toLowerCase().includes(filter.trim().toLowerCase()))
  const index = Math.min(at, Math.max(0, shown.length - 1))
  const scale = useScale()
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 30 * scale,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => rows.measure(), [scale])

  const pickable = (e: FileEntry) =>
    p.want === 'project'
      ? e.kind === 'project'
      : p.want === 'any'
        ? path !== null
        : p.want === 'folder'
          ? e.kind === 'folder'
          : e.kind === 'file'
  const enter = (to: string | null) => {
    setPath(to)
    setFilter('')
    setAt(0)
    setChosen(new Set())
    if (to) localStorage.setItem(LAST, to)
    scroller.current?.scrollTo({ top: 0 })
  }
  const toggle = (e: FileEntry, add: boolean) => {
    if (!pickable(e)) return setChosen(new Set())
    const next = new Set(many && add ? chosen : [])
    if (chosen.has(e.path) && add) next.delete(e.path)
    else next.add(e.path)
    setChosen(next)
  }
  const activate = (e: FileEntry) => {
    if (e.kind === 'folder' || (e.kind === 'project' && p.want !== 'project')) enter(e.path)
    else if (pickable(e)) p.onPick([e.path])
  }
  const result = (): string[] => {
    if (chosen.size > 0) return [...chosen]
    return (p.want === 'folder' || p.want === 'any') && path ? [path] : []
  }
  const steer = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return
    const current = shown[index]
    const jump = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 10, PageUp: index - 10 }[e.key]
    if (jump !== undefined) {
      e.preventDefault()
      const to = Math.max(0, Math.min(shown.length - 1, jump))
      setAt(to)
      rows.scrollToIndex(to)
      const entry = shown[to]
      if (entry && e.shiftKey) toggle(entry, true)
    } else if (e.key === 'Enter' && current) {
      e.preventDefault()
      if (chosen.size > 0 && !chosen.has(current.path)) p.onPick(result())
      else activate(current)
    } else if (e.key === ' ' && current && filter === '') {
      e.preventDefault()
      toggle(current, true)
    } else if (e.key === 'Backspace' && filter === '') {
      e.preventDefault()
      enter(listing.data?.parent ?? null)
    }
  }
  const makeFolder = async () => {
    if (!path || !naming?.trim()) return
    try {
      const made = await api.files.makeFolder({ parent: path, name: naming.trim() })
      setNaming(null)
      enter(made.path)
    } catch (error) {
      toastFault(error)
    }
  }
  const fault = path ? listing.fault : roots.fault
  const ready = result()
  return (
    <div className="column">
      <nav className="picker-crumbs" aria-label={t('picker.crumbs')}>
        <button type="button" className="plain-button quiet" onClick={() => enter(null)}>
          {t('picker.roots')}
        </button>
        {(path ? (listing.data?.crumbs ?? []) : []).map((c) => (
          <span key={c.path} className="row picker-crumb">
            <IconChevronRight size={14} className="faint" aria-hidden />
            <button type="button" className="plain-button" onClick={() => enter(c.path)}>
              {c.name}
            </button>
          </span>
        ))}
      </nav>
      <TextInput
        data-autofocus
        placeholder={t('picker.filter')}
        aria-label={t('picker.filter')}
        aria-controls={listId}
        value={filter}
        onChange={(e) => {
          setFilter(e.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={steer}
      />
      <div ref={scroller} className="picker-list scroll">
        {fault ? <FaultNotice fault={fault} retry={path ? listing.reload : roots.reload} /> : null}
        {!fault && shown.length === 0 && !listing.loading && !roots.loading ? (
          <p className="picker-none quiet">{t(filter ? 'picker.noMatch' : 'picker.empty')}</p>
        ) : null}
        <div
          id={listId}
          role="listbox"
          aria-label={t('picker.list')}
          aria-multiselectable={many}
          tabIndex={0}
          onKeyDown={steer}
          className="picker-rows"
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((v) => {
            const e = shown[v.index]
            if (!e) return null
            const Icon = ENTRY_ICONS[e.kind]
            return (
              <div
                key={e.path}
                role="option"
                tabIndex={-1}
                aria-selected={chosen.has(e.path)}
                title={e.name}
                data-current={v.index === index || undefined}
                className="picker-row"
                style={{ transform: `translateY(${v.start}px)` }}
                onClick={(event) => {
                  setAt(v.index)
                  toggle(e, event.ctrlKey || event.metaKey || event.shiftKey)
                }}
                onDoubleClick={() => activate(e)}
                onKeyDown={steer}
              >
                <Icon size={16} className={e.kind === 'file' ? 'faint' : 'quiet'} aria-hidden />
                <span className="grow cut">{e.name}</span>{' '}
                <span className="faint small numbers">{e.bytes === null ? '' : byteSize(e.bytes)}</span>{' '}
                <span className="faint small picker-time">
                  {e.modifiedAt ? dayAndTime(e.modifiedAt, language) : ''}
                </span>
              </div>
            )
          })}
        </div>
      </div>
      {listing.data?.truncated && path ? <p className="warn small picker-note">{t('picker.truncated')}</p> : null}
      <div className="row">
        {path && p.want === 'folder' ? (
          naming === null ? (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconFolderPlus size={16} aria-hidden />}
              onClick={() => setNaming('')}
            >
              {t('picker.newFolder')}
            </Button>
          ) : (
            <form
              className="row"
              onSubmit={(e) => {
                e.preventDefault()
                void makeFolder()
              }}
            >
              <TextInput
                autoFocus
                aria-label={t('picker.folderName')}
                placeholder={t('picker.folderName')}
                value={naming}
                onChange={(e) => setNaming(e.currentTarget.value)}
              />
              <Button type="submit" variant="default">
                {t('picker.make')}
              </Button>
            </form>
          )
        ) : null}
        <span className="grow quiet small">
          {chosen.size > 0 ? t('picker.chosen', { count: chosen.size }) : t('picker.hint')}
        </span>
        <Button variant="default" onClick={p.onClose}>
          {t('app.cancel')}
        </Button>
        <Button disabled={ready.length === 0} onClick={() => p.onPick(ready)}>
          {p.confirm}
        </Button>
      </div>
    </div>
  )
}
