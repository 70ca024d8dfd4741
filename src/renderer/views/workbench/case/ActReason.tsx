// Why a picture is moved, set aside or kept: asked in line, on digits or in own words; Enter does it, Esc leaves everything.
import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useLanguage, useText } from '../../../app/useText.ts'
import { actWords } from './actWords.ts'
import { caseWork } from './caseCommands.ts'
import { caseDesk, useCase } from './caseStore.ts'
import { toPicture } from './focusPlace.ts'

const REASONS = {
  move: ['case.reason.mislabelled', 'case.reason.fitter', 'case.reason.special', 'case.reason.checked'],
  setAside: ['case.reason.special', 'case.reason.unfit', 'case.reason.fitter', 'case.reason.mislabelled'],
  exclude: ['case.reason.incomplete', 'case.reason.unfit'],
  keep: ['case.reason.checked', 'case.reason.fitter', 'case.reason.special'],
} as const

export function ActReason({ held }: { held: readonly string[] }) {
  const t = useText()
  const language = useLanguage()
  const asking = useCase((c) => c.asking)
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    setText('')
    setMissing(false)
    if (asking) input.current?.focus()
  }, [asking])
  if (!asking) return null
  const leave = () => {
    caseDesk.setState({ asking: null })
    toPicture()
  }
  const go = (reason: string) => {
    if (reason.trim() === '') {
      setMissing(true)
      return input.current?.focus()
    }
    caseDesk.setState({ asking: null })
    toPicture()
    void caseWork.act(asking.act, asking.keys, reason.trim())
  }
  const reasons = REASONS[asking.act.do]
  return (
    <section
      className="case-part asking"
      aria-label={t('case.reason')}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return
        // Digits choose as long as nothing was written.
        const reason = text === '' ? reasons[Number(/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1]) - 1] : undefined
        if (reason) go(t(reason))
        else if (e.key === 'Enter' && !(e.target instanceof HTMLButtonElement)) go(text)
        else if (e.key === 'Escape') leave()
        else return
        e.preventDefault()
        e.stopPropagation()
      }}
    >
      <h3 className="head">{actWords(asking.act, t, held, language)}</h3>
      <div className="tag-list">
        {reasons.map((reason, i) => (
          <button key={reason} type="button" className="chip" onClick={() => go(t(reason))}>
            {t(reason)} <kbd className="key">{i + 1}</kbd>
          </button>
        ))}
      </div>
      <TextInput
        ref={input}
        aria-label={t('case.reason')}
        placeholder={t('case.reason.why')}
        error={missing ? t('case.reason.why') : undefined}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
      />
      <div className="row">
        <Button size="compact-sm" variant="subtle" color="gray" onClick={leave}>
          {t('case.cancel')}
        </Button>
        <span className="grow" />
        <Button size="compact-sm" variant="default" onClick={() => go(text)}>
          {t('case.reason.do')}
        </Button>
      </div>
    </section>
  )
}
