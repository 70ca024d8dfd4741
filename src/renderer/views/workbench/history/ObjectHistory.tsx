// The life of the selected annotation: every change with its state before and after, drawn on the picture on request.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Annotation, AttributeValue } from '../../../../shared/annotation/model.ts'
import { type ChangedField, changedFields, restoreDiff, sameRecord } from '../../../../shared/annotation/past.ts'
import type { AnnotationStep } from '../../../../shared/contract/past.ts'
import { shapeArea, shapeBounds } from '../../../../shared/geometry/shapes.ts'
import { api, toFault } from '../../../api/client.ts'
import { useLanguage, useText, useTitle } from '../../../app/useText.ts'
import type { Ghost } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import type { Fault } from '../../../document/transport.ts'
import { FaultNotice } from '../../../ui/states.tsx'
import { useProject } from '../../project/projectContext.ts'
import { useDeskStore } from '../deskView.ts'
import { markText, useMoments } from './moments.ts'

const PAGE = 50
type Life = { id: string; steps: readonly AnnotationStep[]; next: string | null; fault: Fault | null }

export function ObjectHistory({ session }: { session: Session }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const view = useDeskStore()
  const { when, who } = useMoments()
  const documentId = useStore(session.state, (s) => s.document.id)
  const revision = useStore(session.state, (s) => s.document.revision)
  const writable = useStore(session.state, (s) => s.writable)
  const only = useStore(session.records, (s) => (s.selection.size === 1 ? [...s.selection][0] : undefined))
  const now = useStore(session.records, (s) => (only === undefined ? undefined : s.records.get(only)))
  const [life, setLife] = useState<Life | null>(null)

  useEffect(() => {
    if (only === undefined || revision === 0) return setLife(null)
    let stopped = false
    api.document.historyOf({ projectId: project.id, documentId, annotationId: only, limit: PAGE }).then(
      (page) => !stopped && setLife({ id: only, ...page, fault: null }),
      (error) => !stopped && setLife({ id: only, steps: [], next: null, fault: toFault(error) }),
    )
    return () => {
      stopped = true
    }
  }, [project.id, documentId, revision, only])
  useEffect(() => () => view.setState({ ghosts: [] }), [view])

  if (only === undefined) return <p className="quiet">{t('life.select')}</p>
  if (life?.id !== only) return null
  const more = () => {
    if (!life.next) return
    const page = { after: life.next, limit: PAGE }
    api.document.historyOf({ projectId: project.id, documentId, annotationId: only, ...page }).then(
      (next) => setLife({ ...life, steps: [...life.steps, ...next.steps], next: next.next }),
      (error) => setLife({ ...life, fault: toFault(error) }),
    )
  }
  const ghost = (s: AnnotationStep | null) => {
    const ghosts: Ghost[] = []
    if (s?.before) ghosts.push({ annotation: s.before, tone: 'before' })
    if (s?.after) ghosts.push({ annotation: s.after, tone: 'after' })
    view.setState({ ghosts })
  }
  const restore = (state: Annotation) =>
    session.commit(restoreDiff(session.records.getState().records, [state]), 'shape.restore')
  return (
    <>
      {life.fault ? <FaultNotice fault={life.fault} /> : null}
      <p className="faint small life-legend">
        <span className="ghost-line" data-tone="before" aria-hidden /> {t('life.before')}
        <span className="ghost-line" data-tone="after" aria-hidden /> {t('life.after')}
      </p>
      <ol className="history" aria-label={t('history.object')}>
        {life.steps.map((s) => (
          <li
            key={s.seq}
            className="history-entry"
            onPointerEnter={() => ghost(s)}
            onPointerLeave={() => ghost(null)}
            onFocus={() => ghost(s)}
            onBlur={() => ghost(null)}
          >
            <span className="dot" style={{ background: who(s.authorId)?.colour ?? 'var(--text-3)' }} aria-hidden />
            <span className="grow">
              {markText(s, language)}
              <span className="faint small history-who">
                {who(s.authorId)?.name ?? t('history.program')} · {when(s.time)}
              </span>
              {s.reason && s.mark.startsWith('import.') ? (
                <span className="quiet small history-who">{s.reason}</span>
              ) : null}
              {s.before && s.after
                ? changedFields(s.before, s.after).map((f) => (
                    <FieldChange
                      key={f.kind === 'attribute' ? `attribute ${f.id}` : f.kind}
                      field={f}
                      before={s.before}
                      after={s.after}
                    />
                  ))
                : null}
            </span>
            {s.after && now && !sameRecord(s.after, now) ? (
              <RestoreButton disabled={!writable} state={s.after} moment={when(s.time)} restore={restore} />
            ) : null}
          </li>
        ))}
      </ol>
      {life.next ? (
        <Button variant="subtle" color="gray" onClick={more}>
          {t('history.older')}
        </Button>
      ) : null}
    </>
  )
}

function RestoreButton(p: { disabled: boolean; state: Annotation; moment: string; restore(a: Annotation): void }) {
  const t = useText()
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={p.disabled}
      aria-label={t('life.restoreAt', { moment: p.moment })}
      onClick={() => p.restore(p.state)}
    >
      {t('life.restore')}
    </Button>
  )
}

function FieldChange(p: { field: ChangedField; before: Annotation | null; after: Annotation | null }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const { nameOf } = useMoments()
  const { field, before, after } = p
  if (!before || !after) return null
  const say = (v: AttributeValue | undefined) =>
    v === undefined || v === null || v === '' ? '–' : Array.isArray(v) ? v.join(', ') : String(v)
  const measure = (a: Annotation) => {
    if (!a.shape) return '–'
    const { x, y, width, height } = shapeBounds(a.shape)
    const area = Math.round(shapeArea(a.shape))
    const place = `${Math.round(x)},${Math.round(y)} ${Math.round(width)}×${Math.round(height)}`
    return area > 0 ? `${place} (${t('objects.area', { area })})` : place
  }
  const pairs: Readonly<Record<Exclude<ChangedField['kind'], 'attribute'>, readonly [string, string] | null>> = {
    class: [nameOf(before), nameOf(after)],
    shape: [measure(before), measure(after)],
    order: [String(before.z), String(after.z)],
    keypoints: null,
    group: null,
    lock: null,
    place: null,
    foreign: null,
  }
  const pair =
    field.kind === 'attribute'
      ? ([say(before.attributes[field.id]), say(after.attributes[field.id])] as const)
      : pairs[field.kind]
  const definition =
    field.kind === 'attribute'
      ? project.schema.classes.flatMap((c) => c.attributes).find((d) => d.id === field.id)
      : undefined
  const name =
    field.kind === 'attribute' ? (definition ? title(definition.title) : field.id) : t(`life.field.${field.kind}`)
  return (
    <span className="quiet small history-who">
      {name}
      {pair ? `: ${pair[0]} → ${pair[1]}` : ''}
    </span>
  )
}
