import { Button, Checkbox, Radio } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Skipped } from '../../../shared/contract/basics.ts'
import type { ImportPreview } from '../../../shared/contract/job.ts'
import { importJobResultSchema, importPreviewSchema } from '../../../shared/contract/job.ts'
import { api } from '../../api/client.ts'
import { byteSize, count } from '../../app/format.ts'
import { useJob } from '../../app/useJob.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { LossList } from '../../ui/LossList.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { EndedFoot } from './EndedFoot.tsx'
import { fromRoot, pickedRoot } from './pickedRoot.ts'
import { SkippedTable } from './SkippedTable.tsx'
import type { Arrived } from './WindowDrop.tsx'

type ImageImportProps = {
  readonly arrived: Arrived
  onAgain(): void
  /** What was picked has no new picture and is labels of those that are here. */
  onLabels(paths: readonly string[]): void
}

/** Dry run, choice, run, result. Nothing is written before the person has seen what will come. */
export function ImageImport(p: ImageImportProps) {
  const t = useText()
  const language = useLanguage()
  const { project, refresh } = useProject()
  const [previewId, setPreviewId] = useState<string | null>(null)
  const [runId, setRunId] = useState<string | null>(null)
  const [mode, setMode] = useState<'reference' | 'copy'>(p.arrived.staged ? 'copy' : 'reference')
  const outList = useRef<HTMLDivElement>(null)
  const [withLabels, setWithLabels] = useState(true)
  const [group, setGroup] = useState<'series' | 'none'>('series')
  const preview = useJob(project.id, previewId)
  const run = useJob(project.id, runId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was picked and how it is grouped
  useEffect(() => {
    api.import
      .preview({ projectId: project.id, paths: [...p.arrived.paths], group })
      .then((j) => setPreviewId(j.id), toastFault)
  }, [group])
  const found = importPreviewSchema.safeParse(preview.job?.result)
  const result = importJobResultSchema.safeParse(run.job?.result)
  const ended = run.job !== null && run.job.state !== 'running'
  useEffect(() => {
    if (ended) refresh()
  }, [ended, refresh])
  const root = pickedRoot(p.arrived.paths)
  const shown = (path: string) => fromRoot(path, root)
  /** Label files beside the pictures come in with them; they are left out only when nobody wants them. */
  const out = (skipped: readonly Skipped[], labels: boolean) =>
    skipped.filter((s) => !labels || s.code !== 'label-file')
  const start = () => {
    const labels = withLabels && found.success && found.data.labels.length > 0
    api.import
      .run({ projectId: project.id, paths: [...p.arrived.paths], mode, labels, group })
      .then((j) => setRunId(j.id), toastFault)
  }
  if (runId)
    return (
      <section>
        <JobProgress followed={run} label={t('import.running')} />
        {run.job && run.job.state !== 'running' && result.success ? (
          <>
            <h2 role="status">
              {t('import.done', {
                items: result.data.items,
                skipped: out(result.data.skipped, result.data.labels !== null).length,
              })}
            </h2>
            {result.data.labels ? (
              <>
                <h2>
                  {t('labelsIn.done', {
                    annotations: result.data.labels.annotations,
                    items: result.data.labels.items,
                  })}
                </h2>
                <LossList losses={result.data.labels.losses} title={t('labelsIn.losses')} />
                <SkippedTable
                  title={t('labelsIn.skipped', { count: result.data.labels.skipped.length })}
                  skipped={result.data.labels.skipped}
                  shown={shown}
                />
              </>
            ) : null}
            <Out skipped={out(result.data.skipped, result.data.labels !== null)} shown={shown} />
          </>
        ) : null}
        {ended ? <EndedFoot projectId={project.id} onAgain={p.onAgain} /> : null}
      </section>
    )
  const staysOut = found.success ? out(found.data.skipped, withLabels && found.data.items > 0) : []
  return (
    <section>
      <JobProgress followed={preview} label={t('import.looking')} />
      {found.success ? (
        <>
          {/* Nobody knows the staging folder: dropped files go by the names they were dropped with. */}
          <Comes preview={found.data} root={p.arrived.staged ? null : root} />
          {found.data.labels.length > 0 && found.data.items > 0 ? (
            <Checkbox
              checked={withLabels}
              onChange={(e) => setWithLabels(e.currentTarget.checked)}
              label={t('import.withLabels', {
                formats: found.data.labels.map((l) => `${l.format} ${count(l.files, language)}`).join(', '),
              })}
              description={t('import.withLabels.hint')}
            />
          ) : null}
          {found.data.sources > found.data.items || group === 'none' ? (
            <Checkbox
              checked={group === 'series'}
              onChange={(e) => setGroup(e.currentTarget.checked ? 'series' : 'none')}
              label={t('import.group')}
              description={t('import.group.hint', { items: found.data.items, files: found.data.sources })}
            />
          ) : null}
          {p.arrived.staged ? (
            <p className="quiet">{t('import.staged')}</p>
          ) : (
            <Radio.Group
              label={t('import.mode')}
              value={mode}
              onChange={(v) => setMode(v === 'copy' ? 'copy' : 'reference')}
            >
              <div className="column import-modes">
                <Radio
                  value="reference"
                  label={t('import.mode.reference')}
                  description={t('import.mode.reference.hint')}
                />
                <Radio
                  value="copy"
                  label={t('import.mode.copy')}
                  description={t('import.mode.copy.hint', { size: byteSize(found.data.bytes) })}
                />
              </div>
            </Radio.Group>
          )}
          <Samples preview={found.data} shown={shown} />
          <div ref={outList}>
            <Out skipped={staysOut} shown={shown} />
          </div>
          <div className="page-foot">
            <span className="grow quiet small">{found.data.items === 0 ? t('import.nothing') : null}</span>
            {/* The list of them lies below everything that comes in, often out of sight. */}
            {found.data.items > 0 && staysOut.length > 0 ? (
              <Button
                variant="subtle"
                leftSection={<IconAlertTriangle size={15} aria-hidden />}
                onClick={() => outList.current?.scrollIntoView({ block: 'start' })}
              >
                {t('import.skipped', { count: staysOut.length })}
              </Button>
            ) : null}
            <Button variant="default" onClick={p.onAgain}>
              {t('app.cancel')}
            </Button>
            {found.data.items === 0 && found.data.labels.length > 0 ? (
              <Button onClick={() => p.onLabels(p.arrived.paths)}>{t('import.asLabels')}</Button>
            ) : (
              <Button disabled={found.data.items === 0} onClick={start}>
                {t('import.accept', { count: found.data.items })}
              </Button>
            )}
          </div>
        </>
      ) : null}
    </section>
  )
}

function Out(p: { skipped: readonly Skipped[]; shown(path: string): string }) {
  const t = useText()
  return <SkippedTable title={t('import.skipped', { count: p.skipped.length })} skipped={p.skipped} shown={p.shown} />
}

function Comes({ preview, root }: { preview: ImportPreview; root: string | null }) {
  const t = useText()
  const language = useLanguage()
  return (
    <>
      <h2 role="status">{t('import.comes', { items: preview.items, size: byteSize(preview.bytes) })}</h2>
      {root ? <p className="faint small path">{root}</p> : null}
      {preview.byKind.length > 0 ? (
        <div className="kinds">
          {preview.byKind.map((k) => (
            <span key={k.kind} className="pill">
              {k.kind} <b className="numbers">{count(k.files, language)}</b>
            </span>
          ))}
        </div>
      ) : null}
    </>
  )
}

function Samples({ preview, shown }: { preview: ImportPreview; shown(path: string): string }) {
  const t = useText()
  return (
    <>
      {preview.samples.length > 0 ? (
        <div className="framed scroll import-table">
          <table className="grid-table">
            <thead>
              <tr>
                <th>{t('import.file')}</th>
                <th>{t('fact.kind')}</th>
                <th className="right">{t('fact.size')}</th>
                <th className="right">{t('fact.depth')}</th>
                <th className="right">{t('fact.frames')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.samples.map((s) => (
                <tr key={s.path}>
                  <td className="path" title={s.path}>
                    {shown(s.path)}
                  </td>
                  <td>{s.kind}</td>
                  <td className="right numbers">
                    {s.width} × {s.height}
                  </td>
                  <td className="right numbers">
                    {s.bits} bit × {s.channels}
                  </td>
                  <td className="right numbers">{s.frames}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {preview.items > preview.samples.length ? (
        <p className="faint small">{t('import.samples', { count: preview.samples.length })}</p>
      ) : null}
    </>
  )
}
