// Two readings of the same items: how the project is read, the cross-check with its tables, and the items that differ.
import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { type AgreeAsked, agreeResultSchema } from '../../../shared/contract/agree.ts'
import { api } from '../../api/client.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useJob } from '../../app/useJob.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { Blank } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { AgreeRows } from './AgreeRows.tsx'
import { CompareItem } from './CompareItem.tsx'
import { Figures } from './Figures.tsx'
import { labelsOf } from './labels.ts'
import { PolicyPart } from './PolicyPart.tsx'
import './agree.css'

type Kind = 'pairs' | 'rounds' | 'readers'
type Sides = Pick<AgreeAsked, 'a' | 'b' | 'iou'>

export function AgreementPage({ itemId }: { itemId: string | null }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const labels = useMemo(() => labelsOf(project.schema, language, (key) => t(key)), [project.schema, language, t])
  const [sides, setSides] = useState<Sides>({ a: null, b: null, iou: project.review.iou })
  const [jobId, setJobId] = useState<string | null>(null)
  const followed = useJob(project.id, jobId)
  const result = useMemo(() => agreeResultSchema.safeParse(followed.job?.result), [followed.job?.result])
  const rows = result.success ? result.data.rows : []
  const run = (asked: Sides) => {
    setSides(asked)
    api.agree.run({ projectId: project.id, ...asked }).then((job) => setJobId(job.id), toastFault)
  }
  if (itemId)
    return (
      <CompareItem
        key={itemId}
        itemId={itemId}
        sides={sides}
        labels={labels}
        listed={rows.map((r) => r.itemId)}
        changed={() => jobId && run(sides)}
      />
    )
  return (
    <div className="page agree">
      <h1>{t('command.project.agree')}</h1>
      <p className="quiet">{t('agree.hint')}</p>
      <PolicyPart key={JSON.stringify(project.review)} />
      <Chooser run={run} busy={followed.job?.state === 'running'} />
      {jobId ? <JobProgress followed={followed} label={t('agree.running')} /> : null}
      {result.success ? (
        <>
          <Figures result={result.data} labels={labels} />
          {result.data.items === 0 ? (
            <Blank icon={<IconArrowsDiff size={36} aria-hidden />} title={t('agree.none')}>
              {t(sides.a === null ? 'agree.none.hint' : 'agree.none.sides')}
            </Blank>
          ) : (
            <AgreeRows
              rows={rows}
              total={result.data.rowsTotal}
              open={(id) => goTo(projectRoute(project.id, 'agree', id))}
            />
          )}
        </>
      ) : null}
    </div>
  )
}

function Chooser(p: { run(asked: Sides): void; busy: boolean }) {
  const t = useText()
  const { project } = useProject()
  const own = project.reading === 'independent'
  const [kind, setKind] = useState<Kind>(own ? 'pairs' : 'readers')
  const [picked, setPicked] = useState<Readonly<Record<Kind, readonly [string | null, string | null]>>>({
    pairs: [null, null],
    rounds: [
      project.rounds[0] ? String(project.rounds[0].number) : null,
      project.rounds[1] ? String(project.rounds[1].number) : null,
    ],
    readers: [project.users[0]?.login ?? null, project.users[1]?.login ?? null],
  })
  const [iou, setIou] = useState(project.review.iou)
  const data =
    kind === 'rounds'
      ? project.rounds.map((r) => ({ value: String(r.number), label: t('agree.round', { number: String(r.number) }) }))
      : project.users.map((u) => ({ value: u.login, label: u.name === u.login ? u.login : `${u.name} (${u.login})` }))
  const [a, b] = picked[kind]
  const ready = kind === 'pairs' || (a !== null && b !== null && a !== b)
  const pick = (side: 0 | 1) => (value: string | null) =>
    setPicked({ ...picked, [kind]: side === 0 ? [value, b] : [a, value] })
  const kinds: Kind[] = own ? ['pairs', 'rounds', 'readers'] : ['rounds', 'readers']
  return (
    <section className="agree-choose" aria-label={t('agree.which')}>
      <h2>{t('agree.which')}</h2>
      <div className="row wrap agree-foot">
        <SegmentedControl
          aria-label={t('agree.which')}
          value={kind}
          data={kinds.map((k) => ({ value: k, label: t(`agree.which.${k}`) }))}
          onChange={(k) => setKind(kinds.find((known) => known === k) ?? kind)}
        />
        {kind === 'pairs' ? null : (
          <>
            <Select label={t('agree.side.a')} data={data} value={a} onChange={pick(0)} />
            <Select label={t('agree.side.b')} data={data} value={b} onChange={pick(1)} />
          </>
        )}
        <NumberInput
          className="agree-iou"
          label="IoU"
          value={iou}
          min={0.05}
          max={1}
          step={0.05}
          decimalScale={2}
          onChange={(v) => typeof v === 'number' && v >= 0.01 && v <= 1 && setIou(v)}
        />
        <Button
          disabled={!ready || p.busy}
          onClick={() => p.run(kind === 'pairs' ? { a: null, b: null, iou } : { a, b, iou })}
        >
          {t('agree.run')}
        </Button>
      </div>
    </section>
  )
}
