import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useText, useTitle } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDeskStore } from '../deskView.ts'
import { ITEM, recordOf, setRecordAttribute } from '../itemLabels.ts'
import { answers } from './answers.ts'

/** Why an item leaves the work: reasons of the pack on digits, free words for any pack. */
export function ExcludePanel({ session }: { session: Session }) {
  const t = useText()
  const title = useTitle()
  const view = useDeskStore()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const def = project.schema.itemAttributes.find((d) => d.id === project.desk.excluded)
  const type = def?.type.kind === 'multi' ? def.type : null
  const stored = def ? recordOf(records, ITEM)?.attributes[def.id] : undefined
  const [chosen, setChosen] = useState<readonly string[]>(Array.isArray(stored) ? stored : [])
  const [text, setText] = useState('')
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.querySelector<HTMLElement>('button, input')?.focus(), [])
  const toggle = (option: string) =>
    setChosen((c) => (c.includes(option) ? c.filter((o) => o !== option) : [...c, option]))
  const close = () => view.setState({ asking: null })
  const confirm = () => {
    if (def && type && writable && (chosen.length > 0 || stored !== undefined))
      session.commit(
        setRecordAttribute(records, def.id, chosen.length > 0 ? [...chosen] : undefined, ITEM),
        'attribute.set',
      )
    close()
    answers.exclude([...chosen, text.trim()].filter(Boolean).join(' · '))
  }
  return (
    <section
      ref={section}
      className="asking"
      aria-label={t('exclude.title')}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return
        const inText = e.target instanceof HTMLInputElement
        const option = inText ? undefined : type?.options[Number(/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1]) - 1]
        if (option !== undefined) toggle(option)
        else if (e.key === 'Enter') confirm()
        else if (e.key === 'Escape') close()
        else return
        e.preventDefault()
        e.stopPropagation()
      }}
    >
      <h3 className="head">{t('exclude.title')}</h3>
      {type ? (
        <div className="tag-list">
          {type.options.map((option, i) => (
            <button
              key={option}
              type="button"
              className="chip"
              aria-pressed={chosen.includes(option)}
              onClick={() => toggle(option)}
            >
              {type.titles[option] ? title(type.titles[option]) : option} <kbd className="key">{i + 1}</kbd>
            </button>
          ))}
        </div>
      ) : null}
      <TextInput
        aria-label={t('exclude.reason')}
        placeholder={t('exclude.reason')}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
      />
      <div className="row">
        <Button variant="subtle" color="gray" onClick={close}>
          {t('exclude.cancel')}
        </Button>
        <span className="grow" />
        <Button variant="default" onClick={confirm}>
          {t('exclude.confirm')} <kbd className="key">Enter</kbd>
        </Button>
      </div>
    </section>
  )
}
