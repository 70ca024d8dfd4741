// What was deleted from this item, by anybody and on any day: looked at on the picture, filtered, brought back.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { restoreDiff } from '../../../../shared/annotation/past.ts'
import type { RemovedAnnotation } from '../../../../shared/contract/past.ts'
import { annotationBounds } from '../../../../shared/geometry/shapes.ts'
import { api, toFault } from '../../../api/client.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import type { Fault } from '../../../document/transport.ts'
import { matchesSearch } from '../../../ui/hangulSearch.ts'
import { FaultNotice } from '../../../ui/states.tsx'
import { useProject } from '../../project/projectContext.ts'
import { useDeskStore } from '../deskView.ts'
import { markText, useMoments } from './moments.ts'

const PAGE = 100
type Bin = { removed: readonly RemovedAnnotation[]; next: string | null; fault: Fault | null }

export function RecycleBin({ session, stage }: { session: Session; stage: { readonly current: Stage | null } }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const view = useDeskStore()
  const { when, who, colourOf, nameOf, kindOf } = useMoments()
  const documentId = useStore(session.state, (s) => s.document.id)
  const revision = useStore(session.state, (s) => s.document.revision)
  const writable = useStore(session.state, (s) => s.writable)
  const records = useStore(session.records, (s) => s.records)
  const [bin, setBin] = useState<Bin | null>(null)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    let stopped = false
    if (revision === 0) return setBin({ removed: [], next: null, fault: null })
    api.document.removed({ projectId: project.id, documentId, limit: PAGE }).then(
      (page) => !stopped && setBin({ ...page, fault: null }),
      (error) => !stopped && setBin({ removed: [], next: null, fault: toFault(error) }),
    )
    return () => {
      stopped = true
    }
  }, [project.id, documentId, revision])
  useEffect(() => () => view.setState({ ghosts: [] }), [view])

  const more = () => {
    if (!bin?.next) return
    api.document.removed({ projectId: project.id, documentId, after: bin.next, limit: PAGE }).then(
      (page) => {
        // Something removed twice is told once, with its last state.
        const known = new Set(bin.removed.map((r) => r.annotation.id))
        const fresh = page.removed.filter((r) => !known.has(r.annotation.id))
        setBin({ removed: [...bin.removed, ...fresh], next: page.next, fault: null })
      },
      (error) => setBin({ ...bin, fault: toFault(error) }),
    )
  }
  const shown = useMemo(
    () =>
      (bin?.removed ?? [])
        // Brought back a moment ago, before the list was asked for again.
        .filter((r) => !records.has(r.annotation.id))
        .filter((r) => {
          const words = [nameOf(r.annotation), kindOf(r.annotation), who(r.authorId)?.name ?? '']
          return words.some((w) => matchesSearch(w, query))
        }),
    [bin, records, query, nameOf, kindOf, who],
  )
  const showing = useRef<string | null>(null)
  const ghost = (r: RemovedAnnotation | null) => {
    showing.current = r?.annotation.id ?? null
    view.setState({ ghosts: r ? [{ annotation: r.annotation, tone: 'removed' }] : [] })
  }
  const goTo = (r: RemovedAnnotation) => {
    const bounds = annotationBounds(r.annotation)
    if (r.annotation.target.kind === 'frame')
      view.setState({ frame: r.annotation.target.frame, slot: r.annotation.target.slot, hanging: null })
    if (bounds) stage.current?.view.showBounds(bounds)
  }
  const picked = shown.filter((r) => chosen.has(r.annotation.id))
  const restore = (list: readonly RemovedAnnotation[]) => {
    const states = list.map((r) => r.annotation)
    session.commit(restoreDiff(session.records.getState().records, states), 'shape.restore')
    session.records.select(new Set(states.map((a) => a.id)))
    setChosen(new Set())
    ghost(null)
  }
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  if (!bin) return null
  return (
    <>
      {bin.fault ? <FaultNotice fault={bin.fault} /> : null}
      {bin.removed.length === 0 && !bin.fault ? <p className="quiet">{t('bin.none')}</p> : null}
      {bin.removed.length > 0 ? (
        <div className="bin-head">
          <TextInput
            className="grow"
            aria-label={t('bin.search')}
            placeholder={t('bin.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={query}
            onChange={(e) => setQuery(e.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={!writable || shown.length === 0}
            onClick={() => restore(picked.length > 0 ? picked : shown)}
          >
            {picked.length > 0
              ? t('bin.restoreSome', { count: picked.length })
              : t('bin.restoreAll', { count: shown.length })}
          </Button>
        </div>
      ) : null}
      <ul className="history" aria-label={t('history.bin')}>
        {shown.map((r) => (
          <li
            key={r.annotation.id}
            className="history-entry"
            onPointerEnter={() => ghost(r)}
            onPointerLeave={() => ghost(null)}
            onFocus={() => ghost(r)}
            onBlur={() => ghost(null)}
          >
            <Checkbox
              size="xs"
              aria-label={t('bin.choose', { name: nameOf(r.annotation) })}
              checked={chosen.has(r.annotation.id)}
              onChange={() => toggle(r.annotation.id)}
            />
            <button type="button" className="plain-button grow bin-what" onClick={() => goTo(r)}>
              <span className="row">
                <span className="swatch" style={{ background: colourOf(r.annotation) }} />
                <span className="cut">{nameOf(r.annotation)}</span>
                <span className="faint small">{kindOf(r.annotation)}</span>
              </span>
              <span className="faint small history-who">
                {markText(r, language)} · {who(r.authorId)?.name ?? t('history.program')} · {when(r.time)}
              </span>
            </button>
            <Button size="compact-xs" variant="default" disabled={!writable} onClick={() => restore([r])}>
              {t('bin.restore')}
            </Button>
          </li>
        ))}
      </ul>
      {bin.next ? (
        <Button variant="subtle" color="gray" onClick={more}>
          {t('history.older')}
        </Button>
      ) : null}
    </>
  )
}
