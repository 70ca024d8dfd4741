import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { api } from '../../api/client.ts'
import { count, dayAndTime } from '../../app/format.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { type Difference, schemaDifference } from './schemaDifference.ts'

const SHOWN = 60

/** Every version with who, when, why and what; any of them can come back, with the labels as they were. */
export function VersionsPanel(p: { disabled: boolean; onRestore(version: number, schema: LabelSchema): void }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const [open, setOpen] = useState<number | null>(null)
  const query = useQuery(`versions ${project.id} ${project.schema.version}`, () =>
    api.schema.versions({ projectId: project.id }),
  )
  const restore = (version: number) =>
    api.schema.version({ projectId: project.id, version }).then((schema) => p.onRestore(version, schema), toastFault)
  if (query.fault) return <FaultNotice fault={query.fault} retry={query.reload} />
  if (!query.data) return <Waiting />
  return (
    <ol className="versions">
      {query.data.map((v) => (
        <li key={v.version} className="version">
          <div className="row">
            <b className="numbers">{t('versions.version', { version: v.version })}</b>
            <span className="quiet small grow">
              {project.users.find((u) => u.id === v.authorId)?.name ?? t('history.program')} ·{' '}
              {dayAndTime(v.time, language)}
            </span>
            <span className="faint small numbers">
              {t('versions.counts', { classes: count(v.classes, language), documents: count(v.documents, language) })}
            </span>
            {v.version > 1 ? (
              <Button
                variant="subtle"
                color="gray"
                aria-expanded={open === v.version}
                onClick={() => setOpen(open === v.version ? null : v.version)}
              >
                {t('versions.diff')}
              </Button>
            ) : null}
            {v.version === project.schema.version ? (
              <span className="pill">{t('versions.present')}</span>
            ) : (
              <Button variant="default" disabled={p.disabled} onClick={() => restore(v.version)}>
                {t('versions.restore')}
              </Button>
            )}
          </div>
          {v.reason ? <p className="small version-reason">{v.reason}</p> : null}
          {open === v.version ? <Differences projectId={project.id} version={v.version} /> : null}
        </li>
      ))}
    </ol>
  )
}

function Differences({ projectId, version }: { projectId: string; version: number }) {
  const t = useText()
  const title = useTitle()
  const [found, setFound] = useState<readonly Difference[] | null>(null)
  useEffect(() => {
    let stopped = false
    const ask = (n: number) => api.schema.version({ projectId, version: n })
    Promise.all([ask(version - 1), ask(version)]).then(
      ([a, b]) => !stopped && setFound(schemaDifference(a, b)),
      toastFault,
    )
    return () => {
      stopped = true
    }
  }, [projectId, version])
  const sentence = (d: Difference): string => {
    if (d.kind === 'renamed') return t('difference.renamed', { from: d.of ? title(d.of) : '', to: title(d.name) })
    const name = d.of ? `${title(d.of)} › ${title(d.name)}` : title(d.name)
    return t(`difference.${d.kind}`, { what: t(`difference.${d.what}`), name })
  }
  if (!found) return null
  if (found.length === 0) return <p className="faint small">{t('versions.same')}</p>
  return (
    <ul className="version-diff small">
      {found.slice(0, SHOWN).map((d, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
        <li key={i} data-kind={d.kind}>
          {sentence(d)}
        </li>
      ))}
      {found.length > SHOWN ? <li>{t('versions.more', { count: found.length - SHOWN })}</li> : null}
    </ul>
  )
}
