import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Finding } from '../../../../shared/contract/basics.ts'
import { useText } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import { useDeskStore } from '../deskView.ts'
import { answers } from './answers.ts'
import { FindingList } from './FindingList.tsx'

/** Errors need a reason, warnings one more key press. */
export function SubmitPanel(p: { findings: readonly Finding[]; go(annotationId: string): void }) {
  const t = useText()
  const view = useDeskStore()
  const input = useRef<HTMLInputElement>(null)
  const [reason, setReason] = useState('')
  const errors = p.findings.filter((f) => f.severity === 'error').length
  useEffect(() => {
    if (errors > 0) input.current?.focus()
  }, [errors])
  const close = () => view.setState({ asking: null })
  const send = () => {
    if (errors > 0 && !reason.trim()) return input.current?.focus()
    close()
    answers.submit(reason.trim())
  }
  return (
    <section className="asking" data-tone={errors > 0 ? 'bad' : 'warn'} aria-label={t('check.submit')}>
      <h3 className="head">{t('check.submit')}</h3>
      <p className={errors > 0 ? 'bad small' : 'warn small'} role="alert">
        {errors > 0
          ? t('check.submit.errors', { count: errors })
          : t('check.submit.warnings', { count: p.findings.length })}
      </p>
      <FindingList findings={p.findings} go={p.go} />
      {errors > 0 ? (
        <TextInput
          ref={input}
          aria-label={t('check.reason')}
          placeholder={t('check.reason.hint')}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.nativeEvent.isComposing) return
            if (e.key === 'Enter') send()
            else if (e.key === 'Escape') close()
          }}
        />
      ) : null}
      <div className="row">
        <Button variant="subtle" color="gray" onClick={close}>
          {t('check.back')} <Key id="edit.cancel" />
        </Button>
        <span className="grow" />
        <Button variant="default" disabled={errors > 0 && !reason.trim()} onClick={send}>
          {t('check.submit.anyway')}
        </Button>
      </div>
    </section>
  )
}
