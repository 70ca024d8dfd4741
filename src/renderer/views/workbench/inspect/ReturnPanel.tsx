import { useState } from 'react'
import { useStore } from 'zustand'
import { REVIEW_REASONS, type ReviewReason } from '../../../../shared/contract/review.ts'
import { useText } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { useDeskStore } from '../deskView.ts'
import { Asking } from './Asking.tsx'
import { answers } from './answers.ts'

/** Why an inspector sends the item back: a reason of the list on a digit, on the selected objects or on the image. */
export function ReturnPanel({ session }: { session: Session }) {
  const t = useText()
  const view = useDeskStore()
  const selection = useStore(session.records, (s) => s.selection)
  const [reason, setReason] = useState<ReviewReason | null>(null)
  const [text, setText] = useState('')
  const close = () => view.setState({ asking: null })
  const confirm = () => {
    if (!reason) return
    const on = selection.size > 0 ? [...selection] : [null]
    close()
    answers.sendBack(on.map((annotationId) => ({ annotationId, reason, text: text.trim() })))
  }
  return (
    <Asking
      title={t('return.title')}
      hint={
        <p className="small quiet">
          {selection.size > 0 ? t('return.object', { count: selection.size }) : t('return.image')}
        </p>
      }
      choices={REVIEW_REASONS.map((id) => ({ id, name: t(`reason.${id}`), chosen: reason === id }))}
      choose={(id) => setReason(REVIEW_REASONS.find((r) => r === id) ?? null)}
      text={{ name: t('return.text'), value: text, set: setText }}
      answer={{ name: t('return.confirm'), ready: reason !== null, give: confirm }}
      close={close}
    />
  )
}
