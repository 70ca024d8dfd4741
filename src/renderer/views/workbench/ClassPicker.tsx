import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { classTree } from '../../../shared/annotation/classTree.ts'
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { classSearch } from '../../ui/classSearch.ts'
import { useProject } from '../project/projectContext.ts'
import { ClassHelp } from './ClassHelp.tsx'
import { ClassTitle } from './ClassTitle.tsx'
import { useDesk, useDeskStore } from './deskView.ts'

/** Over the picture: type, Enter, on. The classes used last come first. */
export function ClassPicker({ choose }: { choose(classId: string): void }) {
  const open = useDesk((v) => v.finding)
  return open ? <Picker choose={choose} /> : null
}

function Picker({ choose }: { choose(classId: string): void }) {
  const t = useText()
  const title = useTitle()
  const view = useDeskStore()
  const schema = useShownSchema(useProject().project.schema)
  const recent = useDesk((v) => v.recentClasses)
  const listId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const tree = classTree(schema)
  const shown = useMemo((): readonly ClassDef[] => {
    if (query.trim()) return classSearch(schema).find(query)
    const first = recent.flatMap((id) => tree.byId.get(id) ?? [])
    return [...first, ...schema.classes.filter((c) => !recent.includes(c.id))]
  }, [query, recent, schema, tree])
  const index = Math.min(at, shown.length - 1)
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 30,
    overscan: 6,
  })
  useEffect(() => {
    const before = document.activeElement
    input.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const close = () => view.setState({ finding: false })
  const take = (c: ClassDef | undefined) => {
    if (!c) return
    close()
    choose(c.id)
  }
  const mark = (to: number) => {
    setAt(to)
    rows.scrollToIndex(to)
  }
  const steer = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[e.key]
    if (step && shown.length > 0) mark(Math.max(0, Math.min(shown.length - 1, index + step)))
    else if (e.key === 'Enter') take(shown[index])
    else if (e.key === 'Escape') close()
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  const marked = shown[index]
  return (
    <div
      className="class-picker"
      role="dialog"
      aria-label={t('command.class.find')}
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) close()
      }}
    >
      <TextInput
        ref={input}
        leftSection={<IconSearch size={15} aria-hidden />}
        placeholder={t('labels.search')}
        aria-label={t('labels.search')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={marked ? `${listId}-${index}` : undefined}
        value={query}
        onChange={(e) => {
          setQuery(e.currentTarget.value)
          mark(0)
        }}
        onKeyDown={steer}
      />
      <div ref={scroller} id={listId} role="listbox" tabIndex={-1} className="class-picker-list scroll">
        <div className="class-picker-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((v) => {
            const c = shown[v.index]
            if (!c) return null
            const above = [...tree.lineOf(c.id)].slice(1).reverse()
            return (
              <div
                key={c.id}
                id={`${listId}-${v.index}`}
                role="option"
                tabIndex={-1}
                aria-selected={v.index === index}
                className="class-picker-row"
                style={{ transform: `translateY(${v.start}px)` }}
                onPointerMove={() => setAt(v.index)}
                onPointerDown={(e) => e.preventDefault()}
                onClick={() => take(c)}
                onKeyDown={steer}
              >
                <ClassTitle c={c} />
                <span className="faint small cut grow">
                  {above.map((id) => title(tree.byId.get(id)?.title ?? { ko: id, en: id })).join(' › ')}
                </span>
                {!query.trim() && recent.includes(c.id) ? (
                  <span className="faint small">{t('labels.recent')}</span>
                ) : null}
                {c.code ? <span className="faint small numbers">{c.code}</span> : null}
                {c.key === null ? null : <kbd className="key">{c.key}</kbd>}
              </div>
            )
          })}
        </div>
        {shown.length === 0 ? <p className="quiet class-picker-none">{t('labels.noMatch')}</p> : null}
      </div>
      {marked ? <ClassHelp c={marked} /> : null}
    </div>
  )
}
