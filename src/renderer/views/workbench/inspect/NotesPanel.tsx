import { IconArrowBackUp } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { ReviewNote } from '../../../../shared/contract/review.ts'
import { api } from '../../../api/client.ts'
import { useText } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { toastFault } from '../../../ui/toast.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk, useDeskStore } from '../deskView.ts'

/** Why the item came back, until the inspector agrees. */
export function NotesPanel(p: { session: Session; go(annotationId: string): void }) {
  const t = useText()
  const view = useDeskStore()
  const { project, user } = useProject()
  const notes = useDesk((v) => v.notes)
  const records = useStore(p.session.records, (s) => s.records)
  const shown = notes.filter((n) => n.decision !== 'closed')
  if (shown.length === 0) return null
  const nameOf = (id: string) => project.users.find((u) => u.id === id)?.name ?? ''
  const mark = (note: ReviewNote) => {
    const decision: ReviewNote['decision'] = note.decision === 'open' ? 'fixed' : 'open'
    const ask = { projectId: project.id, itemId: p.session.itemId, ids: [note.id], decision }
    api.review.resolve(ask).then((next) => view.setState({ notes: next }), toastFault)
  }
  return (
    <section aria-label={t('note.open')}>
      <h3 className="head bad">
        <IconArrowBackUp size={15} aria-hidden /> {t('note.open')}
      </h3>
      <ul className="finding-list">
        {shown.map((n) => {
          const there = n.annotationId !== null && records.has(n.annotationId)
          return (
            <li key={n.id} className="note" data-state={n.decision}>
              <button
                type="button"
                className="plain-button finding"
                disabled={!there}
                onClick={() => n.annotationId && p.go(n.annotationId)}
              >
                <span>
                  <b>{t(`reason.${n.reason}`)}</b> {n.text}
                  <span className="faint small note-by">
                    {[
                      n.annotationId === null ? t('note.image') : '',
                      nameOf(n.authorId),
                      n.decision === 'fixed' ? t('note.fixed') : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </button>
              <button type="button" className="chip" disabled={!user} onClick={() => mark(n)}>
                {t(n.decision === 'open' ? 'note.done' : 'note.again')}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
