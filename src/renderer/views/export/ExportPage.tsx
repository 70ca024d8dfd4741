import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { lossSchema } from '../../../shared/contract/basics.ts'
import { type PictureKind, XRAY_CHOICES } from '../../../shared/contract/exportOptions.ts'
import { type ExportReport, exportReportSchema } from '../../../shared/contract/job.ts'
import { EXPORTER_IDS, type ExporterId } from '../../../shared/domains/domainPack.ts'
import { packs } from '../../../shared/domains/index.ts'
import { api, toFault } from '../../api/client.ts'
import { useJob } from '../../app/useJob.ts'
import { useText } from '../../app/useText.ts'
import type { Fault } from '../../document/transport.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { LossList } from '../../ui/LossList.tsx'
import { FaultNotice } from '../../ui/states.tsx'
import { toast, toastFault } from '../../ui/toast.ts'
import '../import/import.css'
import { useProject } from '../project/projectContext.ts'
import { DeliveryNotes } from './DeliveryNotes.tsx'
import { FormatList } from './FormatList.tsx'
import { type Choices, hasChoices, MammoChoices, USUAL } from './MammoChoices.tsx'
import { PictureChoice, TAKES_PICTURES } from './PictureChoice.tsx'
import { XrayChoices, type XrayChoiceValues } from './XrayChoices.tsx'

const previewSchema = z.object({ items: z.number(), annotations: z.number(), losses: z.array(lossSchema) })

export function ExportPage() {
  const t = useText()
  const { project } = useProject()
  const formats = packs[project.domain]?.exporters ?? EXPORTER_IDS
  const [format, setFormat] = useState<ExporterId>(formats[0] ?? 'coco')
  const [where, setWhere] = useState('')
  const [choices, setChoices] = useState<Choices>(USUAL)
  const [xray, setXray] = useState<XrayChoiceValues>(XRAY_CHOICES)
  const [pictures, setPictures] = useState<PictureKind>('none')
  const [folder, setFolder] = useState<string | null>(null)
  const [picking, setPicking] = useState(false)
  const [preview, setPreview] = useState<{ id: string | null; fault: Fault | null }>({ id: null, fault: null })
  const [runId, setRunId] = useState<string | null>(null)
  /** What goes out and what does not, below the list of formats. */
  const told = useRef<HTMLElement>(null)
  const looked = useJob(project.id, preview.id)
  const run = useJob(project.id, runId)

  useEffect(() => {
    let stopped = false
    const timer = setTimeout(() => {
      api.export.preview({ projectId: project.id, format, ...(where.trim() ? { where: where.trim() } : {}) }).then(
        (j) => !stopped && setPreview({ id: j.id, fault: null }),
        (error) => !stopped && setPreview({ id: null, fault: toFault(error) }),
      )
    }, 300)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [project.id, format, where])

  const found = previewSchema.safeParse(looked.job?.result)
  const parted = project.mammo !== null && hasChoices(format)
  const report = exportReportSchema.safeParse(run.job?.result)
  const start = () => {
    if (!folder) return
    api.export
      .run({
        projectId: project.id,
        format,
        outDir: folder,
        ...(where.trim() ? { where: where.trim() } : {}),
        ...(parted ? { mammo: choices } : {}),
        ...(format === 'xray-delivery' ? { xray } : {}),
        ...(TAKES_PICTURES.has(format) ? { pictures } : {}),
      })
      .then((j) => setRunId(j.id), toastFault)
  }
  if (runId)
    return (
      <div className="page">
        <h1>{t('command.project.export')}</h1>
        <JobProgress followed={run} label={t('export.running')} />
        {run.job?.state === 'done' && report.success ? <Report report={report.data} folder={folder ?? ''} /> : null}
        {run.job && run.job.state !== 'running' ? (
          <div className="page-foot">
            <span className="grow" />
            <Button
              variant="default"
              onClick={() => {
                setRunId(null)
                setFolder(null)
              }}
            >
              {t('export.again')}
            </Button>
          </div>
        ) : null}
      </div>
    )
  const why =
    found.success && found.data.items === 0 ? t('export.needItems') : folder === null ? t('export.needFolder') : null
  const lossy = found.success && found.data.losses.length > 0
  return (
    <div className="page">
      <h1>{t('command.project.export')}</h1>
      <p className="quiet">{t('export.hint')}</p>
      <FormatList
        formats={formats}
        value={format}
        onChange={setFormat}
        choices={
          parted ? (
            <MammoChoices format={format} value={choices} onChange={setChoices} />
          ) : format === 'xray-delivery' ? (
            <XrayChoices value={xray} onChange={setXray} />
          ) : null
        }
      />
      {TAKES_PICTURES.has(format) ? <PictureChoice value={pictures} onChange={setPictures} /> : null}
      <TextInput
        label={t('export.filter')}
        description={t('export.filter.hint')}
        value={where}
        onChange={(e) => setWhere(e.currentTarget.value)}
      />
      <div className="row">
        <TextInput
          className="grow"
          label={t('export.folder')}
          readOnly
          value={folder ?? ''}
          placeholder={t('export.folder.none')}
        />
        <Button variant="default" mt={22} aria-label={t('export.folder.pick')} onClick={() => setPicking(true)}>
          {t('app.choose')}
        </Button>
      </div>
      <section aria-live="polite" ref={told}>
        {preview.fault ? <FaultNotice fault={preview.fault} /> : null}
        {preview.id ? <JobProgress followed={looked} label={t('export.counting')} /> : null}
        {found.success ? (
          <>
            <h2>{t('export.contains', { items: found.data.items, annotations: found.data.annotations })}</h2>
            {lossy ? (
              <LossList losses={found.data.losses} title={t('export.losses')} />
            ) : (
              <p className="ok">{t('export.noLosses')}</p>
            )}
          </>
        ) : null}
      </section>
      <div className="page-foot">
        {found.success ? (
          <button
            type="button"
            className="plain-button small"
            onClick={() => told.current?.scrollIntoView({ block: 'start' })}
          >
            <span className="numbers">
              {t('export.contains', { items: found.data.items, annotations: found.data.annotations })}
            </span>
            {lossy ? (
              <span className="warn"> · {t('export.lossCount', { count: found.data.losses.length })}</span>
            ) : null}
          </button>
        ) : null}
        <span className="grow quiet small" id="export-why">
          {why}
        </span>
        <Button
          aria-describedby={why ? 'export-why' : undefined}
          disabled={!folder || !found.success || found.data.items === 0}
          onClick={start}
        >
          {t(lossy ? 'export.accept' : 'export.run')}
        </Button>
      </div>
      <FilePicker
        opened={picking}
        title={t('export.folder.pick')}
        show="folders"
        want="folder"
        confirm={t('export.folder.confirm')}
        onClose={() => setPicking(false)}
        onPick={([path]) => {
          setPicking(false)
          setFolder(path ?? null)
        }}
      />
    </div>
  )
}

function Report({ report, folder }: { report: ExportReport; folder: string }) {
  const t = useText()
  const reveal = async () => {
    try {
      const { opened } = await api.app.reveal({ path: folder })
      if (opened) return
      await navigator.clipboard.writeText(folder)
      toast(t('app.copied'), 'good')
    } catch (error) {
      toastFault(error)
    }
  }
  const { compared } = report
  const all = compared ? compared.equal + compared.different : 0
  return (
    <section>
      <h2 className="ok" role="status">
        {t('export.done')}. {t('export.contains', { items: report.items, annotations: report.annotations })}.{' '}
        {t('export.files', { count: report.files.length })}
      </h2>
      <div className="row">
        <span className="grow path">{folder}</span>
        <Button variant="default" onClick={reveal}>
          {t('export.reveal')}
        </Button>
      </div>
      <h2>{t('export.compared')}</h2>
      {compared ? (
        <>
          <div
            className="state-bar"
            role="img"
            aria-label={`${t('export.equal')} ${compared.equal}, ${t('export.different')} ${compared.different}`}
          >
            <span style={{ flex: compared.equal, background: 'var(--ok)' }} />
            <span style={{ flex: compared.different, background: 'var(--bad)' }} />
          </div>
          <p className={compared.different === 0 ? 'ok' : 'bad'}>
            {compared.different === 0
              ? t('export.compared.ok')
              : t('export.compared.bad', { count: compared.different })}{' '}
            <span className="quiet numbers">
              {compared.equal} / {all}
            </span>
          </p>
          {compared.examples.length > 0 ? <p className="small quiet path">{compared.examples.join(', ')}</p> : null}
        </>
      ) : (
        <p className="quiet">{t('export.compared.none')}</p>
      )}
      <DeliveryNotes report={report} />
      <LossList losses={report.losses} title={t('export.losses')} />
      <details>
        <summary>{t('export.files', { count: report.files.length })}</summary>
        <ul className="small">
          {report.files.slice(0, 200).map((f) => (
            <li key={f} className="path">
              {f}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
