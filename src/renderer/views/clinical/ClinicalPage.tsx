// What hospitals say about the patients: a sheet comes in, is looked at first, and every value can be corrected and taken back.
import { Button } from '@mantine/core'
import { IconEyeOff, IconStethoscope, IconTable } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { SheetPreviewShown } from '../../../shared/contract/clinical.ts'
import { api } from '../../api/client.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { useText } from '../../app/useText.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { Blank } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { sheetArrivals } from '../import/WindowDrop.tsx'
import { useProject } from '../project/projectContext.ts'
import './clinical.css'
import { ClinicalTable } from './ClinicalTable.tsx'
import { SheetImport } from './SheetImport.tsx'
import { SheetRuns } from './SheetRuns.tsx'

export function ClinicalPage() {
  const t = useText()
  const { project, user, refresh } = useProject()
  const [picking, setPicking] = useState(false)
  const [path, setPath] = useState<string | null>(() => sheetArrivals.getState().waiting)
  const [applied, setApplied] = useState<SheetPreviewShown | null>(null)
  const [turn, setTurn] = useState(0)
  const [hidden, setHidden] = useState(false)
  const able = user !== null && project.mode === 'write'
  useEffect(() => {
    sheetArrivals.setState({ waiting: null })
    return sheetArrivals.subscribe(({ waiting }) => {
      if (waiting === null) return
      setApplied(null)
      setPath(waiting)
      sheetArrivals.setState({ waiting: null })
    })
  }, [])
  const changed = () => setTurn((n) => n + 1)
  return (
    <div className="page clinical">
      <h1>{t('command.project.clinical')}</h1>
      <p className="quiet">{t('clinical.hint')}</p>
      {able ? null : (
        <div className="notice" data-tone="warn">
          {t('import.readOnly')}
        </div>
      )}
      {project.counts.items === 0 ? (
        <Blank
          icon={<IconStethoscope size={40} stroke={1.2} className="faint" aria-hidden />}
          title={t('clinical.noCases')}
          action={
            <Button onClick={() => goTo(projectRoute(project.id, 'import'))}>{t('command.project.import')}</Button>
          }
        >
          {t('clinical.noCases.hint')}
        </Blank>
      ) : (
        <>
          <div className="row">
            <Button disabled={!able} leftSection={<IconTable size={16} aria-hidden />} onClick={() => setPicking(true)}>
              {t('clinical.pick')}
            </Button>
            <span className="faint small">{t('clinical.drop')}</span>
          </div>
          {applied && !path ? (
            <div className="notice" role="status">
              {t('clinical.applied', { changed: applied.changed, values: applied.values })}
            </div>
          ) : null}
          {path ? (
            <SheetImport
              key={path}
              path={path}
              onCancel={() => {
                setPath(null)
                api.clinical.putAway({ projectId: project.id, path }).catch(toastFault)
              }}
              onDone={(report) => {
                setApplied(report)
                setPath(null)
                changed()
              }}
            />
          ) : hidden ? (
            <Blank
              icon={<IconEyeOff size={40} stroke={1.2} className="faint" aria-hidden />}
              title={t('clinical.hidden')}
              action={
                <Button
                  variant="default"
                  disabled={!able}
                  onClick={() =>
                    api.clinical.reveal({ projectId: project.id }).then(() => {
                      setHidden(false)
                      changed()
                    }, toastFault)
                  }
                >
                  {t('clinical.reveal')}
                </Button>
              }
            >
              {t('clinical.hidden.hint')}
            </Blank>
          ) : (
            <ClinicalTable key={turn} able={able} onHidden={() => setHidden(true)} />
          )}
          {path ? null : <SheetRuns turn={turn} able={able} onUndone={changed} />}
        </>
      )}
      <FilePicker
        opened={picking}
        title={t('clinical.pick')}
        show="sheets"
        want="file"
        confirm={t('clinical.pick.confirm')}
        onClose={() => setPicking(false)}
        onPick={([picked]) => {
          setPicking(false)
          setApplied(null)
          setPath(picked ?? null)
          refresh()
        }}
      />
    </div>
  )
}
