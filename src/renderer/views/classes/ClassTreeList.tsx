import { TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type ClassTree, classTree } from '../../../shared/annotation/classTree.ts'
import type { ClassDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { classSearch } from '../../ui/classSearch.ts'
import { ClassTitle } from '../workbench/ClassTitle.tsx'
import { indent, moveClass, outdent, reparent } from './schemaEdits.ts'

type Row = { readonly c: ClassDef; readonly depth: number; readonly parent: boolean }

function rowsOf(tree: ClassTree, closed: ReadonlySet<string>): Row[] {
  const out: Row[] = []
  const walk = (c: ClassDef, depth: number) => {
    const children = tree.childrenOf(c.id)
    out.push({ c, depth, parent: children.length > 0 })
    if (!closed.has(c.id)) for (const child of children) walk(child, depth + 1)
  }
  for (const c of tree.roots) walk(c, 0)
  return out
}

/** Arrows walk and open; Alt with an arrow moves the class: up, down, below the one above, out beside its parent. */
export function ClassTreeList(p: {
  schema: LabelSchema
  chosen: string | null
  disabled: boolean
  onChoose(id: string): void
  onChange(next: LabelSchema): void
  onEnter(): void
}) {
  const t = useText()
  const title = useTitle()
  const { schema, chosen, disabled } = p
  const [query, setQuery] = useState('')
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [over, setOver] = useState<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const tree = classTree(schema)
  const rows = useMemo(
    (): Row[] =>
      query.trim()
        ? classSearch(schema)
            .find(query)
            .map((c) => ({ c, depth: 0, parent: false }))
        : rowsOf(classTree(schema), closed),
    [schema, closed, query],
  )
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  })
  const at = rows.findIndex((r) => r.c.id === chosen)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the chosen class, not every change of the rows
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [chosen])
  const toggle = (id: string, shut: boolean) => {
    const next = new Set(closed)
    if (shut) next.add(id)
    else next.delete(id)
    setClosed(next)
  }
  const move = (key: string): LabelSchema | null => {
    if (chosen === null || disabled) return null
    if (key === 'ArrowUp') return moveClass(schema, chosen, -1)
    if (key === 'ArrowDown') return moveClass(schema, chosen, 1)
    if (key === 'ArrowRight') return indent(schema, chosen)
    if (key === 'ArrowLeft') return outdent(schema, chosen)
    return null
  }
  const steer = (e: KeyboardEvent) => {
    const row = rows[at]
    if (e.altKey) {
      const next = move(e.key)
      if (!next) return
      e.preventDefault()
      return p.onChange(next)
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }[e.key]
    if (step) p.onChoose(rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.c.id ?? '')
    else if (e.key === 'Home') p.onChoose(rows[0]?.c.id ?? '')
    else if (e.key === 'End') p.onChoose(rows.at(-1)?.c.id ?? '')
    else if (e.key === 'ArrowRight' && row?.parent) toggle(row.c.id, false)
    else if (e.key === 'ArrowLeft' && row) {
      if (row.parent && !closed.has(row.c.id)) toggle(row.c.id, true)
      else if (row.c.parent && tree.byId.has(row.c.parent)) p.onChoose(row.c.parent)
    } else if (e.key === 'Enter') p.onEnter()
    else return
    e.preventDefault()
  }
  const drop = (e: React.DragEvent, parent: string | null) => {
    e.preventDefault()
    e.stopPropagation()
    setOver(null)
    const id = e.dataTransfer.getData('text/x-pandok-class')
    if (id && id !== parent) p.onChange(reparent(schema, id, parent))
  }
  return (
    <>
      {schema.classes.length > 8 ? (
        <TextInput
          aria-label={t('labels.search')}
          placeholder={t('labels.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
          onKeyDown={(e) => {
            const first = rows[0]
            if (e.key === 'Enter' && !e.nativeEvent.isComposing && first) p.onChoose(first.c.id)
          }}
        />
      ) : null}
      <div
        ref={scroller}
        className="scroll classes-rows"
        role="tree"
        aria-label={t('classes.list')}
        aria-describedby="classes-keys"
        aria-activedescendant={at >= 0 ? `class-${chosen}` : undefined}
        tabIndex={0}
        onKeyDown={steer}
        onDragOver={(e) => e.preventDefault()}
        onDrop={(e) => drop(e, null)}
      >
        {schema.classes.length === 0 ? <p className="quiet classes-none">{t('classes.none')}</p> : null}
        <div className="class-list-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((v) => {
            const row = rows[v.index]
            if (!row) return null
            const { c, depth, parent } = row
            const Fold = closed.has(c.id) ? IconChevronRight : IconChevronDown
            return (
              <div
                key={c.id}
                id={`class-${c.id}`}
                role="treeitem"
                tabIndex={-1}
                aria-level={depth + 1}
                aria-selected={c.id === chosen}
                aria-current={c.id === chosen || undefined}
                {...(parent ? { 'aria-expanded': !closed.has(c.id) } : {})}
                className="class-row class-row-placed"
                data-over={over === c.id || undefined}
                style={{ transform: `translateY(${v.start}px)`, paddingLeft: 6 + Math.min(depth, 10) * 14 }}
                draggable={!disabled}
                onDragStart={(e) => e.dataTransfer.setData('text/x-pandok-class', c.id)}
                onDragOver={(e) => {
                  e.preventDefault()
                  setOver(c.id)
                }}
                onDragLeave={() => setOver(null)}
                onDrop={(e) => drop(e, c.id)}
                onClick={() => p.onChoose(c.id)}
                onKeyDown={steer}
              >
                {parent ? (
                  <button
                    type="button"
                    className="plain-button class-fold"
                    tabIndex={-1}
                    aria-label={t(closed.has(c.id) ? 'classes.unfold' : 'classes.fold', { class: title(c.title) })}
                    onClick={(e) => {
                      e.stopPropagation()
                      toggle(c.id, !closed.has(c.id))
                    }}
                  >
                    <Fold size={14} aria-hidden />
                  </button>
                ) : (
                  <span className="class-fold" />
                )}
                <ClassTitle c={c} grow />
                {c.code ? <span className="faint small cut class-code">{c.code}</span> : null}
                {c.key === null ? null : <kbd className="key">{c.key}</kbd>}
              </div>
            )
          })}
        </div>
      </div>
      <p id="classes-keys" className="faint small classes-keys">
        {t('classes.keys')}
      </p>
    </>
  )
}
