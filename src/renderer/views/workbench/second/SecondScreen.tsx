// The second monitor: the earlier examination beside the case that is read in the first window, or all of its views. Only looked at.
import { useEffect, useLayoutEffect, useState } from 'react'
import { isMammoView } from '../../../../shared/domains/mammography/views.ts'
import { useText } from '../../../app/useText.ts'
import { useCommands } from '../../../commands/registry.ts'
import { Blank, Waiting } from '../../../ui/states.tsx'
import { useProject } from '../../project/projectContext.ts'
import { aidHandlers } from '../aids/aids.ts'
import { createDeskView, DeskViewProvider, useDesk, useDeskStore } from '../deskView.ts'
import { useAbout } from '../dicom/about.ts'
import { dicomHandlers } from '../dicom/dicomCommands.ts'
import { PatientBar } from '../dicom/PatientBar.tsx'
import { Hanging } from '../hanging/Hanging.tsx'
import { HangingTabs } from '../hanging/HangingTabs.tsx'
import { mammoAidHandlers } from '../hanging/mammoAids.ts'
import { nextPrior, useReading, useReadingDesk } from '../hanging/readingDesk.ts'
import { useItem } from '../useItem.ts'
import { useHeardCase } from './caseChannel.ts'
import './second.css'

/** Commands of this window move no picture. */
const NO_STAGE = { current: null }

export function SecondScreen() {
  const [view] = useState(createDeskView)
  return (
    <DeskViewProvider value={view}>
      <SecondDesk />
    </DeskViewProvider>
  )
}

function SecondDesk() {
  const t = useText()
  const { project, user } = useProject()
  const heard = useHeardCase(project.id)
  const view = useDeskStore()
  const step = useDesk((v) => v.hanging)
  const { detail, session } = useItem({
    projectId: project.id,
    userId: user?.id ?? null,
    itemId: heard?.itemId ?? null,
    where: '',
    schemaVersion: project.schema.version,
  })
  useReadingDesk(project.id, detail, session)
  const source = detail ? (detail.slots[0]?.source ?? null) : undefined
  useAbout(project.id, detail?.id ?? '', source ?? null)
  const prior = useReading((r) => r.prior !== null)
  // Marks made in the first window.
  const revision = heard?.revision ?? 0
  useEffect(() => {
    if (session && session.state.getState().document.revision < revision) void session.takeTheirs()
  }, [session, revision])
  // What the first monitor has no room for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case starts anew
  useLayoutEffect(() => view.setState({ hanging: prior ? 'priors' : 'all' }), [prior, detail?.id, view])
  // A view is opened large in the first window.
  useEffect(() => {
    if (step === null) view.setState({ hanging: 'all' })
  }, [step, view])
  const invert = () => view.setState((v) => ({ display: { ...v.display, invert: !v.display.invert } }))
  const { 'view.patientBar': bar, 'view.patientMask': mask } = dicomHandlers(NO_STAGE, () => null)
  const another = () =>
    void nextPrior().then(
      (found) => found && view.setState({ hanging: 'priors' }),
      () => undefined,
    )
  useCommands(
    {
      'view.nextPrior': another,
      ...aidHandlers(),
      ...mammoAidHandlers(),
      'view.invert': invert,
      'view.patientBar': bar,
      'view.patientMask': mask,
    },
    { workbench: true, inCase: true, storedValues: true },
  )

  const isCase = detail?.slots.some((s) => isMammoView(s.slot)) ?? false
  return (
    <main className="second-screen">
      <PatientBar source={source} />
      <div className="second-picture">
        {heard === null || heard.itemId === null ? <Blank title={t('second.waiting')}>{t('second.hint')}</Blank> : null}
        {heard?.itemId && !detail ? <Waiting /> : null}
        {detail && !isCase ? <Blank title={t('second.noCase')}>{t('second.hint')}</Blank> : null}
        <Hanging detail={isCase ? detail : null} session={session} />
        {isCase ? (
          <div className="view-tabs" role="toolbar" aria-label={t('views.title')}>
            <HangingTabs />
            <span className="view-tab quiet">{detail?.name}</span>
          </div>
        ) : null}
      </div>
    </main>
  )
}
