import { Button, SegmentedControl } from '@mantine/core'
import { IconFolder, IconTag } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { ImageImport } from './ImageImport.tsx'
import './import.css'
import { LabelImport } from './LabelImport.tsx'
import { type Arrived, arrivals } from './WindowDrop.tsx'

/** Two kinds of things come in: pictures, and labels that others made for pictures that are already here. */
export function ImportPage() {
  const t = useText()
  const { project, user } = useProject()
  const [kind, setKind] = useState<'images' | 'labels'>('images')
  const [picking, setPicking] = useState(false)
  const [images, setImages] = useState<Arrived | null>(() => arrivals.getState().waiting)
  const [labels, setLabels] = useState<readonly string[] | null>(null)
  const can = project.mode === 'write' && user !== null
  useEffect(() => {
    arrivals.setState({ waiting: null })
    // A second drop while this screen is open.
    return arrivals.subscribe(({ waiting }) => {
      if (!waiting) return
      setKind('images')
      setImages(waiting)
      arrivals.setState({ waiting: null })
    })
  }, [])
  return (
    <div className="page">
      <h1>{t('command.project.import')}</h1>
      <p className="quiet">{t(kind === 'images' ? 'import.hint' : 'labelsIn.hint')}</p>
      {can ? null : (
        <div className="notice" data-tone="warn">
          {t('import.readOnly')}
        </div>
      )}
      <div className="row">
        <SegmentedControl
          aria-label={t('import.kind')}
          value={kind}
          onChange={(v) => setKind(v === 'labels' ? 'labels' : 'images')}
          data={[
            { value: 'images', label: t('import.images') },
            { value: 'labels', label: t('import.labels') },
          ]}
        />
        <Button
          disabled={!can}
          leftSection={kind === 'images' ? <IconFolder size={16} aria-hidden /> : <IconTag size={16} aria-hidden />}
          onClick={() => setPicking(true)}
        >
          {t(kind === 'images' ? 'import.pick' : 'labelsIn.pick')}
        </Button>
      </div>
      <Interrupted />
      {kind === 'images' ? (
        images ? (
          <ImageImport
            key={images.paths.join('\n')}
            arrived={images}
            onAgain={() => setImages(null)}
            onLabels={(paths) => {
              setImages(null)
              setKind('labels')
              setLabels(paths)
            }}
          />
        ) : (
          <div className="drop-zone">{t('import.dropZone')}</div>
        )
      ) : labels ? (
        <LabelImport key={labels.join('\n')} files={labels} onAgain={() => setLabels(null)} />
      ) : (
        <div className="drop-zone">{t('labelsIn.zone')}</div>
      )}
      <FilePicker
        opened={picking}
        title={t(kind === 'images' ? 'import.pick' : 'labelsIn.pick')}
        show={kind === 'images' ? 'images' : 'labels'}
        want="any"
        confirm={t('import.look')}
        onClose={() => setPicking(false)}
        onPick={(paths) => {
          setPicking(false)
          if (kind === 'images') setImages({ paths, staged: false })
          else setLabels(paths)
        }}
      />
    </div>
  )
}

/** A crash in the middle of an import: what came in is in; starting again goes on behind it. */
function Interrupted() {
  const t = useText()
  const { project } = useProject()
  const [resumed, setResumed] = useState<ReadonlySet<string>>(new Set())
  const jobs = useQuery(`${project.id}/jobs`, () => api.jobs.list({ projectId: project.id }))
  const newest = (jobs.data ?? []).find((j) => j.kind === 'import' || j.kind === 'labels')
  if (newest?.state !== 'interrupted' || resumed.has(newest.id)) return null
  return (
    <div className="notice" data-tone="warn" role="status">
      <span className="grow">{t('import.interrupted', { done: newest.done })}</span>
      <Button
        variant="default"
        onClick={() => {
          setResumed(new Set([...resumed, newest.id]))
          api.jobs.resume({ projectId: project.id, jobId: newest.id }).then(jobs.reload, toastFault)
        }}
      >
        {t('import.resume')}
      </Button>
    </div>
  )
}
