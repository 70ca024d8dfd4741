import type { ReactNode } from 'react'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { changedFields } from '../../../shared/annotation/past.ts'
import type { BulkPreview, BulkResult } from '../../../shared/contract/bulk.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { pointAt } from '../check/pointAt.ts'
import { useProject } from '../project/projectContext.ts'

type Counts = Omit<BulkResult, 'runId'>

/** The numbers, and what is left as it is with the reason. */
export function BulkCounts({ title, counts }: { title: string; counts: Counts }) {
  const t = useText()
  const { left, leftTotal } = counts
  return (
    <>
      <h2 className="bulk-count">{title}</h2>
      {counts.locked > 0 ? <p className="warn small">{t('bulk.locked', { count: counts.locked })}</p> : null}
      {counts.notAllowed > 0 ? (
        <p className="warn small">{t('bulk.notAllowed', { count: counts.notAllowed })}</p>
      ) : null}
      {leftTotal > 0 ? (
        <details className="bulk-left">
          <summary className="warn">{t('bulk.left', { count: leftTotal })}</summary>
          <ul>
            {left.map((l) => (
              <li key={`${l.itemId} ${l.reason}`}>
                <ItemLink itemId={l.itemId}>{l.item}</ItemLink>{' '}
                <span className="faint small">
                  {t(`bulk.left.${l.reason}`)} · {t('list.objects', { count: l.count })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

export function PreviewTables({ preview }: { preview: BulkPreview }) {
  const t = useText()
  if (preview.annotations === 0) return <p className="quiet">{t('bulk.nothing')}</p>
  return (
    <div className="bulk-tables">
      <section>
        <h3 className="head">{t('bulk.examples')}</h3>
        <ul className="bulk-list framed">
          {preview.examples.map((e) => (
            <li key={e.before.id}>
              <ItemLink itemId={e.itemId} annotationId={e.before.id}>
                {e.item}
              </ItemLink>
              <Difference before={e.before} after={e.after} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="head">{t('bulk.perItem')}</h3>
        <ul className="bulk-list framed scroll">
          {preview.rows.map((r) => (
            <li key={r.itemId}>
              <ItemLink itemId={r.itemId}>{r.item}</ItemLink>
              <span className="numbers quiet">{r.count}</span>
            </li>
          ))}
          {preview.items > preview.rows.length ? (
            <li className="faint small">{t('bulk.more', { count: preview.items - preview.rows.length })}</li>
          ) : null}
        </ul>
      </section>
    </div>
  )
}

function ItemLink(p: { itemId: string; annotationId?: string; children: ReactNode }) {
  const { project } = useProject()
  return (
    <button
      type="button"
      className="plain-button link cut"
      onClick={() => {
        if (p.annotationId) pointAt(p.itemId, p.annotationId)
        goTo(projectRoute(project.id, 'items', p.itemId))
      }}
    >
      {p.children}
    </button>
  )
}

function Difference({ before, after }: { before: Annotation; after: Annotation | null }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const nameOf = (id: string | null) => {
    const found = project.schema.classes.find((c) => c.id === id)
    return found ? title(found.title) : (id ?? t('objects.noClass'))
  }
  if (!after)
    return (
      <span className="quiet small">
        {nameOf(before.classId)} → {t('bulk.remove')}
      </span>
    )
  const words = changedFields(before, after).map((f) => {
    if (f.kind === 'class') return `${nameOf(before.classId)} → ${nameOf(after.classId)}`
    if (f.kind !== 'attribute') return ''
    const def = project.schema.classes.flatMap((c) => c.attributes).find((d) => d.id === f.id)
    const say = (a: Annotation) => {
      const v = a.attributes[f.id]
      return v === undefined || v === null ? '–' : Array.isArray(v) ? v.join(', ') : String(v)
    }
    return `${def ? title(def.title) : f.id}: ${say(before)} → ${say(after)}`
  })
  return <span className="quiet small">{words.filter(Boolean).join(' · ')}</span>
}
