import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Skipped } from '../../../shared/contract/basics.ts'
import { namedFormats } from '../../../shared/contract/formatNames.ts'
import { labelsPreviewSchema, labelsResultSchema } from '../../../shared/contract/job.ts'
import { api } from '../../api/client.ts'
import { count } from '../../app/format.ts'
import { useJob } from '../../app/useJob.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { LossList } from '../../ui/LossList.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { EndedFoot } from './EndedFoot.tsx'
import { fromRoot, pickedRoot } from './pickedRoot.ts'
import { ReadersFound } from './ReadersFound.tsx'
import { SkippedTable } from './SkippedTable.tsx'

function Out({ skipped, files }: { skipped: readonly Skipped[]; files: readonly string[] }) {
  const t = useText()
  const root = pickedRoot(files)
  return (
    <SkippedTable
      title={t('labelsIn.skipped', { count: skipped.length })}
      skipped={skipped}
      shown={(path) => fromRoot(path, root)}
    />
  )
}

export function LabelImport(p: { files: readonly string[]; onAgain(): void }) {
  const t = useText()
  const language = useLanguage()
  const { project, refresh } = useProject()
  const [previewId, setPreviewId] = useState<string | null>(null)
  const [runId, setRunId] = useState<string | null>(null)
  const preview = useJob(project.id, previewId)
  const run = useJob(project.id, runId)
  const input = { projectId: project.id, files: [...p.files], format: 'auto' as const }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was picked
  useEffect(() => {
    api.labels.preview(input).then((j) => setPreviewId(j.id), toastFault)
  }, [])
  const found = labelsPreviewSchema.safeParse(preview.job?.result)
  const result = labelsResultSchema.safeParse(run.job?.result)
  const ended = run.job !== null && run.job.state !== 'running'
  useEffect(() => {
    if (ended) refresh()
  }, [ended, refresh])
  if (runId)
    return (
      <section>
        <JobProgress followed={run} label={t('labelsIn.running')} />
        {ended && result.success ? (
          <>
            <h2 role="status">
              {t('labelsIn.done', { annotations: result.data.annotations, items: result.data.items })}
            </h2>
            <LossList losses={result.data.losses} title={t('labelsIn.losses')} />
            <Out skipped={result.data.skipped} files={p.files} />
          </>
        ) : null}
        {ended ? <EndedFoot projectId={project.id} onAgain={p.onAgain} /> : null}
      </section>
    )
  return (
    <section>
      <JobProgress followed={preview} label={t('labelsIn.looking')} />
      {found.success ? (
        <>
          <h2 role="status">
            {t('labelsIn.comes', {
              format: namedFormats(found.data.format),
              annotations: found.data.annotations,
              items: found.data.items,
            })}
          </h2>
          <div className="kinds">
            {found.data.classes.slice(0, 200).map((c) => (
              <span key={c.name} className="pill" data-tone={c.known ? 'plain' : 'accent'}>
                {c.name} <b className="numbers">{count(c.count, language)}</b>
                {c.known ? null : ` ${t('labelsIn.newClass')}`}
              </span>
            ))}
          </div>
          <ReadersFound readers={found.data.readers} apart={found.data.apart} />
          <LossList losses={found.data.losses} title={t('labelsIn.losses')} />
          <Out skipped={found.data.skipped} files={p.files} />
          <div className="page-foot">
            <span className="grow" />
            <Button variant="default" onClick={p.onAgain}>
              {t('app.cancel')}
            </Button>
            <Button
              disabled={found.data.annotations === 0}
              onClick={() => api.labels.run(input).then((j) => setRunId(j.id), toastFault)}
            >
              {t('labelsIn.accept', { count: found.data.annotations })}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  )
}
