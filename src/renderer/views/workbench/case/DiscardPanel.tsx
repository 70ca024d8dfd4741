// discard_yn with its reasons, of the whole case or of one image: digits choose, Enter stores both as one step.
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useText, useTitle } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { ITEM, recordOf } from '../itemLabels.ts'
import { saidDiff } from './caseDiffs.ts'
import { caseDesk } from './caseStore.ts'
import { toPicture } from './focusPlace.ts'

export function DiscardPanel(p: { session: Session; slots: readonly string[]; slot: string | null }) {
  const t = useText()
  const title = useTitle()
  const { session, slot } = p
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const whole = slot === null ? ITEM : ({ kind: 'slot', slot } as const)
  const defs = slot === null ? project.schema.itemAttributes : project.schema.slotAttributes
  const type = defs.find((d) => d.id === 'discard_reason')?.type
  const options = type?.kind === 'multi' ? type.options : []
  const titles = type?.kind === 'multi' ? type.titles : {}
  const values = recordOf(records, whole)?.attributes ?? {}
  const stored = values['discard_reason']
  const [chosen, setChosen] = useState<readonly string[]>(Array.isArray(stored) ? stored : [])
  const [missing, setMissing] = useState(false)
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [])
  const toggle = (option: string) =>
    setChosen((c) => (c.includes(option) ? c.filter((o) => o !== option) : [...c, option]))
  const close = () => {
    caseDesk.setState({ discarding: null })
    toPicture()
  }
  const targets = [null, ...p.slots]
  const confirm = () => {
    if (chosen.length === 0) return setMissing(true)
    const reasons = options.filter((o) => chosen.includes(o))
    session.commit(
      saidDiff(records, [
        { whole, attribute: 'discard_yn', value: true },
        { whole, attribute: 'discard_reason', value: reasons },
      ]),
      'case.discard',
    )
    close()
  }
  const clear = () => {
    session.commit(
      saidDiff(records, [
        { whole, attribute: 'discard_yn', value: undefined },
        { whole, attribute: 'discard_reason', value: undefined },
      ]),
      'case.usable',
    )
    close()
  }
  return (
    <section
      ref={section}
      className="case-part asking"
      aria-label={t('case.discard.title')}
      tabIndex={-1}
      onKeyDown={(e) => {
        const option = options[Number(/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1]) - 1]
        const step = { ArrowRight: 1, ArrowLeft: -1 }[e.code]
        if (option !== undefined) toggle(option)
        else if (step !== undefined) {
          const to = targets[(targets.indexOf(slot) + step + targets.length) % targets.length]
          caseDesk.setState({ discarding: { slot: to ?? null } })
        } else if (e.key === 'Enter' && !(e.target instanceof HTMLButtonElement)) confirm()
        else if (e.key === 'Escape') close()
        else return
        e.preventDefault()
        e.stopPropagation()
      }}
    >
      <h3 className="head">{t('case.discard.title')}</h3>
      <div className="tag-list">
        {targets.map((target) => (
          <button
            key={target ?? ''}
            type="button"
            className="chip"
            aria-pressed={target === slot}
            onClick={() => caseDesk.setState({ discarding: { slot: target } })}
          >
            {target ?? t('case.discard.whole')}
          </button>
        ))}
      </div>
      <div className="tag-list">
        {options.map((option, i) => (
          <button
            key={option}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(option)}
            onClick={() => toggle(option)}
          >
            {titles[option] ? title(titles[option]) : option} <kbd className="key">{i + 1}</kbd>
          </button>
        ))}
      </div>
      {missing && chosen.length === 0 ? (
        <p className="bad small" role="alert">
          {t('case.discard.need')}
        </p>
      ) : null}
      <div className="row">
        <Button size="compact-sm" variant="subtle" color="gray" onClick={close}>
          {t('case.cancel')}
        </Button>
        <span className="grow" />
        {values['discard_yn'] === true ? (
          <Button size="compact-sm" variant="default" onClick={clear}>
            {t('case.discard.clear')}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="default" onClick={confirm}>
          {t('case.discard.confirm')} <kbd className="key">Enter</kbd>
        </Button>
      </div>
    </section>
  )
}
