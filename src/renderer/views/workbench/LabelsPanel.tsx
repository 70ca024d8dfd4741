import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { type ClassTree, classTree } from '../../../shared/annotation/classTree.ts'
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useText } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { classSearch } from '../../ui/classSearch.ts'
import { useProject } from '../project/projectContext.ts'
import { ClassHelp } from './ClassHelp.tsx'
import { ClassTitle } from './ClassTitle.tsx'
import { takeClass, useDesk, useDeskStore } from './deskView.ts'
import { giveClass } from './giveClass.ts'
import { RecentItems } from './inspect/RecentItems.tsx'

const SEARCH_FROM = 12
type Row = { readonly c: ClassDef; readonly depth: number }

/** Every class below its parent. */
function rowsOf(tree: ClassTree): Row[] {
  const out: Row[] = []
  const walk = (c: ClassDef, depth: number) => {
    out.push({ c, depth })
    for (const child of tree.childrenOf(c.id)) walk(child, depth + 1)
  }
  for (const c of tree.roots) walk(c, 0)
  return out
}

export function LabelsPanel({ session }: { session: Session }) {
  const t = useText()
  const { project } = useProject()
  const view = useDeskStore()
  const active = useDesk((v) => v.activeClass)
  const records = useStore(session.records, (s) => s.records)
  const [query, setQuery] = useState('')
  const [pointed, setPointed] = useState<string | null>(null)
  const scroller = useRef<HTMLFieldSetElement>(null)
  const schema = useShownSchema(project.schema)
  const tree = classTree(schema)
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const a of records.values()) if (a.classId) found.set(a.classId, (found.get(a.classId) ?? 0) + 1)
    return found
  }, [records])
  const shown = useMemo(
    (): Row[] =>
      query.trim()
        ? classSearch(schema)
            .find(query)
            .map((c) => ({ c, depth: 0 }))
        : rowsOf(classTree(schema)),
    [query, schema],
  )
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 10,
  })
  const choose = (c: ClassDef) => {
    takeClass(view, c.id)
    // As with the digit keys: while drawing, the class of the next shape.
    if (view.getState().tool === 'select') giveClass(session, schema, c.id)
  }
  if (schema.classes.length === 0)
    return (
      <div className="panel-empty quiet">
        <p>{t('labels.none')}</p>
        <button type="button" className="plain-button link" onClick={() => goTo(projectRoute(project.id, 'classes'))}>
          {t('labels.make')}
        </button>
      </div>
    )
  const explained = tree.byId.get(pointed ?? active ?? '')
  return (
    <section className="panel-part panel-part-long">
      <RecentItems choose={choose} />
      {schema.classes.length >= SEARCH_FROM ? (
        <TextInput
          aria-label={t('labels.search')}
          placeholder={t('labels.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
          onKeyDown={(e) => {
            const first = shown[0]
            if (e.key === 'Enter' && !e.nativeEvent.isComposing && first) {
              choose(first.c)
              setQuery('')
              e.currentTarget.blur()
            }
          }}
        />
      ) : null}
      <fieldset
        ref={scroller}
        aria-label={t('labels.title')}
        className="class-list scroll"
        onPointerLeave={() => setPointed(null)}
      >
        <div className="class-list-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((v) => {
            const row = shown[v.index]
            if (!row) return null
            const { c, depth } = row
            return (
              <button
                key={c.id}
                type="button"
                aria-pressed={active === c.id}
                className="class-row class-row-placed"
                style={{ transform: `translateY(${v.start}px)`, paddingLeft: 12 + Math.min(depth, 8) * 12 }}
                onPointerEnter={() => setPointed(c.id)}
                onFocus={() => setPointed(c.id)}
                onBlur={() => setPointed(null)}
                onClick={() => choose(c)}
              >
                <ClassTitle c={c} grow />
                {c.code ? <span className="faint small cut class-code">{c.code}</span> : null}
                {counts.get(c.id) ? <span className="faint small numbers">{counts.get(c.id)}</span> : null}
                {c.key === null ? null : <kbd className="key">{c.key}</kbd>}
              </button>
            )
          })}
        </div>
        {shown.length === 0 ? <p className="quiet class-picker-none">{t('labels.noMatch')}</p> : null}
      </fieldset>
      {explained ? <ClassHelp c={explained} /> : null}
    </section>
  )
}
