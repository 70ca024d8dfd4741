import { Button } from '@mantine/core'
import type { BulkRun } from '../../../shared/contract/bulk.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { dayAndTime } from '../../app/format.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import { useProject } from '../project/projectContext.ts'

/** Every bulk change of the project so far; each can be taken back, also after a restart. */
export function BulkRuns(p: { runs: readonly BulkRun[]; disabled: boolean; undo(runId: string): void }) {
  const t = useText()
  const language = useLanguage()
  const title = useTitle()
  const { project } = useProject()
  if (p.runs.length === 0) return null
  const className = (id: string | null | undefined) => {
    const found = project.schema.classes.find((c) => c.id === id)
    return found ? title(found.title) : (id ?? t('objects.noClass'))
  }
  const words = ({ input }: BulkRun) => {
    const { condition, change, where } = input
    const which = [
      where,
      condition.classIds?.map(className).join(', ') ?? '',
      condition.attribute ? `${condition.attribute.id} ${t(`bulk.test.${condition.attribute.test}`)}` : '',
    ]
    const what = change.remove
      ? [t('bulk.remove')]
      : [
          change.classId === undefined ? '' : className(change.classId),
          ...Object.entries(change.set).map(([id, v]) => `${id} = ${String(v)}`),
          ...change.clear.map((id) => `${id} = –`),
        ]
    return `${which.filter(Boolean).join(' · ') || t('bulk.everything')} → ${what.filter(Boolean).join(' · ')}`
  }
  return (
    <section className="bulk-runs">
      <h2>{t('bulk.runs')}</h2>
      <ul className="bulk-list framed">
        {p.runs.map((r) => (
          <li key={r.runId}>
            <span className="grow">
              {words(r)}
              <span className="faint small bulk-sub">
                {dayAndTime(r.startedAt, language)} · {project.users.find((u) => u.id === r.authorId)?.name ?? ''} ·{' '}
                {r.annotations === null
                  ? (translateCode(language, `jobstate.${r.state}`) ?? r.state)
                  : t('bulk.counts', { annotations: r.annotations, items: r.items ?? 0 })}
              </span>
            </span>
            {r.undone ? (
              <span className="faint small">{t('bulk.undone')}</span>
            ) : (
              <Button
                variant="default"
                disabled={p.disabled || r.state === 'running' || r.annotations === 0}
                onClick={() => p.undo(r.runId)}
              >
                {t('bulk.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
