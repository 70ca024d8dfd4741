import { Button, TextInput } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconChecks, IconInfoCircle } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { type Finding, findingSchema } from '../../../shared/contract/basics.ts'
import { isMammoView } from '../../../shared/domains/mammography/views.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { api } from '../../api/client.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useJob } from '../../app/useJob.ts'
import { useScale } from '../../app/useLook.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import './check.css'
import { OpenCases } from './OpenCases.tsx'
import { pointAt } from './pointAt.ts'

const findingsSchema = z.array(findingSchema)
const SIGNS = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle } as const
const TONES = { error: 'bad', warning: 'warn', info: 'quiet' } as const

export function CheckPage() {
  const t = useText()
  const { project, user } = useProject()
  const [jobId, setJobId] = useState<string | null>(null)
  const followed = useJob(project.id, jobId)
  const findings = useMemo(() => findingsSchema.safeParse(followed.job?.result), [followed.job?.result])
  return (
    <div className="page check">
      <h1>{t('command.project.check')}</h1>
      <p className="quiet">{t('check.hint')}</p>
      {project.slots.some(isMammoView) ? <OpenCases /> : null}
      <div className="row">
        <Button
          disabled={!user || followed.job?.state === 'running'}
          onClick={() => api.check.run({ projectId: project.id }).then((j) => setJobId(j.id), toastFault)}
        >
          {t('check.run')}
        </Button>
      </div>
      {jobId ? <JobProgress followed={followed} label={t('check.running')} /> : null}
      {findings.success ? <Findings findings={findings.data} /> : null}
    </div>
  )
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const [query, setQuery] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const ruleName = (rule: string) => translateCode(language, `ruleName.${rule}`) ?? rule
  const shown = findings.filter((f) =>
    `${f.rule} ${translateCode(language, `ruleName.${f.rule}`) ?? ''} ${f.item ?? ''} ${f.message}`
      .toLowerCase()
      .includes(query.trim().toLowerCase()),
  )
  const scale = useScale()
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44 * scale,
    overscan: 8,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => rows.measure(), [scale])
  if (findings.length === 0)
    return (
      <div className="notice" role="status">
        <IconChecks size={18} className="ok" aria-hidden />
        <span>
          <b>{t('check.none')}</b> {t('check.none.hint')}
        </span>
      </div>
    )
  const go = (f: Finding) => {
    if (!f.itemId) return
    if (f.annotation) pointAt(f.itemId, f.annotation)
    goTo(projectRoute(project.id, 'items', f.itemId))
  }
  return (
    <>
      <div className="row">
        <h2 role="status">{t('check.found', { count: findings.length })}</h2>
        <TextInput
          className="grow"
          aria-label={t('check.filter')}
          placeholder={t('check.filter')}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
        />
      </div>
      <div ref={scroller} className="framed scroll check-list">
        <ul
          className="list-rows check-rows"
          aria-label={t('command.project.check')}
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((v) => {
            const f = shown[v.index]
            if (!f) return null
            const Sign = SIGNS[f.severity]
            return (
              <li key={v.index} className="check-row" style={{ transform: `translateY(${v.start}px)` }}>
                <button
                  type="button"
                  className="plain-button check-go"
                  disabled={!f.itemId}
                  aria-label={`${t(`severity.${f.severity}`)}: ${f.message}. ${f.item ? t('check.go', { item: f.item }) : ''}`}
                  onClick={() => go(f)}
                >
                  <Sign size={18} className={TONES[f.severity]} aria-hidden />
                  <span className="check-severity small">{t(`severity.${f.severity}`)}</span>
                  <span className="grow cut">
                    {f.message}
                    <span className="faint small check-sub">
                      {ruleName(f.rule)} · {f.item ?? ''}
                    </span>
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}
