// Beside the picture, above the buttons that hand an item on: what stands in the way, why it goes, what the inspector said.
import type { RefObject } from 'react'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { annotationBounds } from '../../../../shared/geometry/shapes.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { isCaseDetail } from '../case/caseCommands.ts'
import { useDesk } from '../deskView.ts'
import { ExcludePanel } from './ExcludePanel.tsx'
import { FindingList } from './FindingList.tsx'
import './inspect.css'
import { NotesPanel } from './NotesPanel.tsx'
import { ReturnPanel } from './ReturnPanel.tsx'
import { SubmitPanel } from './SubmitPanel.tsx'
import { useFindings } from './useFindings.ts'
import { VerdictButtons } from './VerdictButtons.tsx'

/** With more the panel would hide the list of items. */
const SHOWN = 6

export function InspectPanel(p: { session: Session; detail: ItemDetail; stage: RefObject<Stage | null> }) {
  const { session, stage } = p
  const { project } = useProject()
  const asking = useDesk((v) => v.asking)
  // The sheet of a case has both in their places.
  const onSheet = useDesk((v) => v.tab === 'case') && isCaseDetail(p.detail)
  useFindings(session)
  const go = (annotationId: string) => {
    const found = session.records.getState().records.get(annotationId)
    if (!found) return
    session.records.select(new Set([annotationId]))
    const bounds = annotationBounds(found)
    if (bounds) stage.current?.view.showBounds(bounds)
  }
  return (
    <div className="inspect scroll">
      <NotesPanel session={session} go={go} />
      {asking === null && project.desk.selfCheck && !onSheet ? <Now go={go} /> : null}
      {project.desk.verdict && !onSheet ? <VerdictButtons session={session} /> : null}
      {asking?.kind === 'submit' ? <SubmitPanel findings={asking.findings} go={go} /> : null}
      {asking?.kind === 'exclude' ? <ExcludePanel session={session} /> : null}
      {asking?.kind === 'return' ? <ReturnPanel session={session} /> : null}
    </div>
  )
}

/** While work goes on only what is there can be wrong; what is missing is asked for at the end. */
function Now({ go }: { go(annotationId: string): void }) {
  const t = useText()
  const findings = useDesk((v) => v.findings)
  const shown = findings.filter((f) => f.severity !== 'info' && f.annotation !== null)
  if (shown.length === 0) return null
  return (
    <section aria-label={t('check.now')} role="status">
      <h3 className="head">
        {t('check.now')} <span className="numbers">{shown.length}</span>
      </h3>
      <FindingList findings={shown.slice(0, SHOWN)} go={go} />
    </section>
  )
}
