import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { setClassDiff } from '../../tools/diffs.ts'
import { matchesSearch } from '../../ui/hangulSearch.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { useProject } from '../project/projectContext.ts'
import { useDesk, useDeskStore } from './deskView.ts'

const SEARCH_FROM = 12
const SHOWN = 400

export function LabelsPanel({ session }: { session: Session }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const view = useDeskStore()
  const active = useDesk((v) => v.activeClass)
  const records = useStore(session.records, (s) => s.records)
  const [query, setQuery] = useState('')
  const { classes } = useShownSchema(project.schema)
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const a of records.values()) if (a.classId) found.set(a.classId, (found.get(a.classId) ?? 0) + 1)
    return found
  }, [records])
  const shown = classes.filter((c) => matchesSearch(c.title.ko, query) || matchesSearch(c.title.en, query))
  const choose = (c: ClassDef) => {
    view.setState({ activeClass: c.id })
    const { selection } = session.records.getState()
    // As with the digit keys: while drawing, the class of the next shape.
    if (selection.size > 0 && view.getState().tool === 'select')
      session.commit(setClassDiff(records, selection, c.id), 'class.set')
  }
  if (classes.length === 0)
    return (
      <div className="panel-empty quiet">
        <p>{t('labels.none')}</p>
        <button type="button" className="plain-button link" onClick={() => goTo(projectRoute(project.id, 'classes'))}>
          {t('labels.make')}
        </button>
      </div>
    )
  return (
    <section className="panel-part panel-part-long">
      {classes.length >= SEARCH_FROM ? (
        <TextInput
          aria-label={t('labels.search')}
          placeholder={t('labels.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
          onKeyDown={(e) => {
            const first = shown[0]
            if (e.key === 'Enter' && !e.nativeEvent.isComposing && first) {
              choose(first)
              setQuery('')
              e.currentTarget.blur()
            }
          }}
        />
      ) : null}
      <fieldset aria-label={t('labels.title')} className="class-list scroll">
        {shown.slice(0, SHOWN).map((c) => (
          <button
            key={c.id}
            type="button"
            aria-pressed={active === c.id}
            className="class-row"
            onClick={() => choose(c)}
          >
            <Swatch colour={c.colour} />
            <span className="cut grow">{title(c.title)}</span>
            {counts.get(c.id) ? <span className="faint small numbers">{counts.get(c.id)}</span> : null}
            {c.key === null ? null : <kbd className="key">{c.key}</kbd>}
          </button>
        ))}
        {shown.length > SHOWN ? (
          <p className="faint small">{t('labels.more', { count: shown.length - SHOWN })}</p>
        ) : null}
        {shown.length === 0 ? <p className="quiet">{t('labels.noMatch')}</p> : null}
      </fieldset>
    </section>
  )
}
