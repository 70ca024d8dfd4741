import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import { ITEM_STATES, type ItemState } from '../../../shared/contract/item.ts'
import { verifyResultSchema } from '../../../shared/contract/job.ts'
import { api } from '../../api/client.ts'
import { byteSize, count, dayAndTime } from '../../app/format.ts'
import { useJob } from '../../app/useJob.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { FaultNotice } from '../../ui/states.tsx'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from './projectContext.ts'
import { Readers } from './Readers.tsx'
import { ReportPart } from './ReportPart.tsx'

const STATE_COLOURS: Readonly<Record<ItemState, string>> = {
  todo: 'var(--line)',
  working: 'var(--accent)',
  submitted: 'color-mix(in srgb, var(--ok) 55%, var(--raised))',
  returned: 'var(--bad)',
  done: 'var(--ok)',
  excluded: 'var(--text-3)',
}

export function OverviewPage() {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const { items, sources, annotations } = project.counts
  const facts = [
    [items, t('overview.items')],
    [sources, t('overview.sources')],
    [annotations, t('overview.annotations')],
  ] as const
  return (
    <div className="page">
      <h1>{project.title}</h1>
      <section aria-label={t('overview.counts')}>
        <div className="facts">
          {facts.map(([n, name]) => (
            <div key={name} className="fact">
              <b className="numbers">{count(n, language)}</b>
              <span className="quiet">{name}</span>
            </div>
          ))}
        </div>
      </section>
      <StateBar />
      <ReportPart />
      <Readers />
      <Safety />
      <Jobs />
    </div>
  )
}

function StateBar() {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const states = useQuery(`${project.id}/states/${project.counts.items}`, async () =>
    Promise.all(
      ITEM_STATES.map(async (state) => ({
        state,
        total: (await api.items.page({ projectId: project.id, where: `state:${state}`, limit: 1 })).total,
      })),
    ),
  )
  if (states.fault) return <FaultNotice fault={states.fault} retry={states.reload} />
  const shown = (states.data ?? []).filter((s) => s.total > 0)
  if (shown.length === 0) return null
  const words = shown.map((s) => `${t(`state.${s.state}`)} ${count(s.total, language)}`)
  return (
    <section>
      <h2>{t('overview.progress')}</h2>
      <div className="state-bar" role="img" aria-label={`${t('overview.progress.bar')}: ${words.join(', ')}`}>
        {shown.map((s) => (
          <span key={s.state} style={{ flex: s.total, background: STATE_COLOURS[s.state] }} />
        ))}
      </div>
      <div className="state-legend small" aria-hidden>
        {shown.map((s) => (
          <span key={s.state} className="row">
            <span className="swatch" style={{ background: STATE_COLOURS[s.state] }} />
            {t(`state.${s.state}`)} <b className="numbers">{count(s.total, language)}</b>
          </span>
        ))}
      </div>
    </section>
  )
}

const relocatedSchema = z.object({ moved: z.number(), missing: z.number() })

function Safety() {
  const t = useText()
  const language = useLanguage()
  const { project, user } = useProject()
  const [verifyId, setVerifyId] = useState<string | null>(null)
  const [relocateId, setRelocateId] = useState<string | null>(null)
  const [picking, setPicking] = useState(false)
  const [pack, setPack] = useState<string | null>(null)
  const verify = useJob(project.id, verifyId)
  const relocate = useJob(project.id, relocateId)
  const backups = useQuery(project.path, () => api.project.backups({ path: project.path }))
  const verified = verifyResultSchema.safeParse(verify.job?.result)
  const relocated = relocatedSchema.safeParse(relocate.job?.result)
  const reveal = async () => {
    try {
      const { opened } = await api.app.reveal({ path: project.path })
      if (opened) return
      await navigator.clipboard.writeText(project.path)
      toast(t('app.copied'), 'good')
    } catch (error) {
      toastFault(error)
    }
  }
  return (
    <>
      <section>
        <h2>{t('overview.place')}</h2>
        <div className="row">
          <span className="grow path">{project.path}</span>
          <Button variant="default" onClick={reveal}>
            {t('overview.place.reveal')}
          </Button>
        </div>
      </section>
      <section>
        <h2>{t('overview.safety')}</h2>
        <div className="row">
          <span className="grow">
            {t('overview.verify')} <span className="faint small">{t('overview.verify.hint')}</span>
          </span>
          <Button
            variant="default"
            onClick={() => api.project.verify({ projectId: project.id }).then((j) => setVerifyId(j.id), toastFault)}
          >
            {t('overview.verify')}
          </Button>
        </div>
        {verifyId ? <JobProgress followed={verify} label={t('overview.verify')} /> : null}
        {verified.success ? (
          verified.data.ok ? (
            <p className="ok" role="status">
              <IconCheck size={15} aria-hidden /> {t('overview.verify.ok')}
            </p>
          ) : (
            <div className="notice" data-tone="bad" role="alert">
              <div className="column">
                <b>{t('overview.verify.bad', { count: verified.data.problems.length })}</b>
                {verified.data.problems.slice(0, 50).map((x) => (
                  <span key={`${x.code}${x.subject}${x.message}`}>{x.message}</span>
                ))}
              </div>
            </div>
          )
        ) : null}
        <div className="row">
          <span className="grow">
            {t('overview.relocate')} <span className="faint small">{t('overview.relocate.hint')}</span>
          </span>
          <Button variant="default" disabled={project.mode !== 'write' || !user} onClick={() => setPicking(true)}>
            {t('overview.relocate')}
          </Button>
        </div>
        {relocateId ? <JobProgress followed={relocate} label={t('overview.relocate')} /> : null}
        {relocated.success ? (
          <p className={relocated.data.missing > 0 ? 'warn' : 'ok'} role="status">
            {t('overview.relocate.done', { count: relocated.data.moved, missing: relocated.data.missing })}
          </p>
        ) : null}
        <div className="row">
          <span className="grow">
            {t('overview.support')} <span className="faint small">{t('overview.support.hint')}</span>
          </span>
          <Button
            variant="default"
            onClick={() => api.app.supportPack(undefined).then((x) => setPack(x.path), toastFault)}
          >
            {t('overview.support')}
          </Button>
        </div>
        {pack ? (
          <p className="ok path" role="status">
            {t('overview.support.made', { path: pack })}
          </p>
        ) : null}
      </section>
      <section>
        <h2>{t('overview.backups')}</h2>
        {backups.fault ? <FaultNotice fault={backups.fault} retry={backups.reload} /> : null}
        {backups.data?.length === 0 ? <p className="quiet">{t('overview.backups.none')}</p> : null}
        {(backups.data ?? []).map((b) => (
          <div key={b.file} className="row">
            <span className="grow">{dayAndTime(b.time, language)}</span>
            <span className="faint numbers">{byteSize(b.bytes)}</span>
          </div>
        ))}
        <p className="faint small">{t('overview.backups.hint')}</p>
      </section>
      <FilePicker
        opened={picking}
        title={t('overview.relocate.pick')}
        show="folders"
        want="folder"
        confirm={t('overview.relocate.confirm')}
        onClose={() => setPicking(false)}
        onPick={([folder]) => {
          setPicking(false)
          if (folder)
            api.project.relocate({ projectId: project.id, folder }).then((j) => setRelocateId(j.id), toastFault)
        }}
      />
    </>
  )
}

function Jobs() {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const jobs = useQuery(project.id, () => api.jobs.list({ projectId: project.id }))
  const shown = (jobs.data ?? []).filter((j) => !j.kind.endsWith('-preview')).slice(0, 12)
  return (
    <section>
      <h2>{t('overview.jobs')}</h2>
      {jobs.fault ? <FaultNotice fault={jobs.fault} retry={jobs.reload} /> : null}
      {jobs.data && shown.length === 0 ? <p className="quiet">{t('overview.jobs.none')}</p> : null}
      {shown.map((j) => (
        <div key={j.id} className="row">
          <span className="grow">{t(`jobkind.${j.kind}`)}</span>
          <span className={j.state === 'failed' || j.state === 'interrupted' ? 'warn' : 'quiet'}>
            {t(`jobstate.${j.state}`)}
          </span>
          <span className="faint small">{dayAndTime(j.startedAt, language)}</span>
        </div>
      ))}
    </section>
  )
}
