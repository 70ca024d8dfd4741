import { SegmentedControl } from '@mantine/core'
import { useText } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import type { Session } from '../../document/session.ts'
import { HISTORY_VIEWS, useDesk, useDeskStore } from './deskView.ts'
import { ChangeLog } from './history/ChangeLog.tsx'
import { ObjectHistory } from './history/ObjectHistory.tsx'
import { RecycleBin } from './history/RecycleBin.tsx'
import './history/history.css'

/** The past of this document, read from the store and never from memory. */
export function HistoryPanel({ session, stage }: { session: Session; stage: { readonly current: Stage | null } }) {
  const t = useText()
  const view = useDeskStore()
  const shown = useDesk((v) => v.historyView)
  return (
    <div className="panel-part panel-part-long scroll">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('panel.history')}
        data={HISTORY_VIEWS.map((value) => ({ value, label: t(`history.${value}`) }))}
        value={shown}
        onChange={(value) =>
          view.setState({ historyView: HISTORY_VIEWS.find((v) => v === value) ?? 'changes', ghosts: [] })
        }
      />
      {shown === 'changes' ? <ChangeLog session={session} /> : null}
      {shown === 'object' ? <ObjectHistory session={session} /> : null}
      {shown === 'bin' ? <RecycleBin session={session} stage={stage} /> : null}
    </div>
  )
}
