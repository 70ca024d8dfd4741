import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { REVIEW_REASONS, type ReviewReason } from '../../../../shared/contract/review.ts'
import { useText } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { useDeskStore } from '../deskView.ts'
import { answers } from './answers.ts'

/** Why an inspector sends the item back: a reason of the list on a digit, on the selected objects or on the image. */
export function ReturnPanel({ session }: { session: Session }) {
  const t = useText()
  const view = useDeskStore()
  const selection = useStore(session.records, (s) => s.selection)
  const [reason, setReason] = useState<ReviewReason | null>(null)
  const [text, setText] = useState('')
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.querySelector<HTMLElement>('button')?.focus(), [])
  const close = () => view.setState({ asking: null })
  const confirm = () => {
    if (!reason) return
    const on = selection.size > 0 ? [...selection] : [null]
    close()
    answers.sendBack(on.map((annotationId) => ({ annotationId, reason, text: text.trim() })))
  }
  return (
    <section
      ref={section}
      className="asking"
      aria-label={t('return.title')}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return
        const inText = e.target instanceof HTMLInputElement
        const chosen = inText ? undefined : REVIEW_REASONS[Number(/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1]) - 1]
        if (chosen) setReason(chosen)
        else if (e.key === 'Enter' && reason) confirm()
        else if (e.key === 'Escape') close()
        else return
        e.preventDefault()
        e.stopPropagation()
      }}
    >
      <h3 className="head">{t('return.title')}</h3>
      <p className="small quiet">
        {selection.size > 0 ? t('return.object', { count: selection.size }) : t('return.image')}
      </p>
      <div className="tag-list">
        {REVIEW_REASONS.map((id, i) => (
          <button key={id} type="button" className="chip" aria-pressed={reason === id} onClick={() => setReason(id)}>
            {t(`reason.${id}`)} <kbd className="key">{i + 1}</kbd>
          </button>
        ))}
      </div>
      <TextInput
        aria-label={t('return.text')}
        placeholder={t('return.text')}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
      />
      <div className="row">
        <Button variant="subtle" color="gray" onClick={close}>
          {t('exclude.cancel')}
        </Button>
        <span className="grow" />
        <Button variant="default" disabled={!reason} onClick={confirm}>
          {t('return.confirm')} <kbd className="key">Enter</kbd>
        </Button>
      </div>
    </section>
  )
}
