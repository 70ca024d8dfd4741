// The case of the cell in focus: its findings, and what was ever said of it, with day, sheet and person.
import { Button } from '@mantine/core'
import type { ClinicalRow, DatedValue } from '../../../shared/contract/clinical.ts'
import type { ClinicalVariable } from '../../../shared/domains/mammography/clinical.ts'
import { api } from '../../api/client.ts'
import { dayAndTime } from '../../app/format.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { useProject } from '../project/projectContext.ts'
import { FindingLines } from './FindingLines.tsx'

export function CaseDetail({ row, variable }: { row: ClinicalRow | null; variable: ClinicalVariable | null }) {
  const t = useText()
  const { project } = useProject()
  const key = row ? `${row.itemId} ${JSON.stringify(row.values)}` : null
  const history = useQuery(key, () => api.clinical.history({ projectId: project.id, itemId: row?.itemId ?? '' }))
  if (!row) return <aside className="clinical-detail quiet">{t('clinical.detail.none')}</aside>
  const newest = (history.data ?? []).toReversed()
  // What the cell in focus went through comes first.
  const told = [...newest.filter((v) => v.variable === variable), ...newest.filter((v) => v.variable !== variable)]
  return (
    <aside className="clinical-detail" aria-label={t('clinical.detail')}>
      <div className="row">
        <b className="grow cut">{row.item}</b>
        <Button variant="default" size="xs" onClick={() => goTo(projectRoute(project.id, 'items', row.itemId))}>
          {t('clinical.open')}
        </Button>
      </div>
      <h2 className="head">{t('clinical.findings')}</h2>
      {row.findings.length > 0 ? (
        <FindingLines findings={row.findings} />
      ) : (
        <p className="quiet small">{t('clinical.findings.none')}</p>
      )}
      <h2 className="head">{t('clinical.history')}</h2>
      {told.length === 0 && !history.loading ? <p className="quiet small">{t('clinical.history.none')}</p> : null}
      <ol className="clinical-history" aria-label={t('clinical.history')}>
        {told.map((v, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: counted from the oldest, which never moves
          <Said key={`${v.time} ${v.variable} ${told.length - i}`} value={v} isNow={isNewest(newest, v)} />
        ))}
      </ol>
    </aside>
  )
}

const isNewest = (newest: readonly DatedValue[], v: DatedValue): boolean =>
  newest.find((other) => other.variable === v.variable) === v

function Said({ value: v, isNow }: { value: DatedValue; isNow: boolean }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const from = v.undo ? t('clinical.history.undo') : v.sheet === '' ? t('clinical.history.hand') : v.sheet
  return (
    <li data-now={isNow || undefined}>
      <span className="row clinical-said">
        <span className="grow">
          <span className="quiet">{t(`clinical.var.${v.variable}`)}</span>{' '}
          <b>{v.value === '' ? t('clinical.history.gone') : v.value}</b>
        </span>
        {isNow ? (
          <span className="pill" data-tone="accent">
            {t('clinical.now')}
          </span>
        ) : null}
      </span>
      <span className="faint small">
        {[dayAndTime(v.time, language), from, project.users.find((u) => u.id === v.authorId)?.name]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}
