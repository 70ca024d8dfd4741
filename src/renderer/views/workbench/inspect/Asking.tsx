import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../../../app/useText.ts'

export type Choice = { readonly id: string; readonly name: string; readonly chosen: boolean }

/** A question beside the picture: reasons on digits, free words, Enter to answer, Escape to leave. Not a dialog. */
export function Asking(p: {
  title: string
  hint?: ReactNode
  choices: readonly Choice[]
  choose: (id: string) => void
  text: { name: string; value: string; set: (text: string) => void }
  answer: { name: string; ready: boolean; give: () => void }
  close: () => void
}) {
  const t = useText()
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.querySelector<HTMLElement>('button, input')?.focus(), [])
  return (
    <section
      ref={section}
      className="asking"
      aria-label={p.title}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return
        const inText = e.target instanceof HTMLInputElement
        const picked = inText ? undefined : p.choices[Number(/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1]) - 1]
        if (picked) p.choose(picked.id)
        else if (e.key === 'Enter' && p.answer.ready) p.answer.give()
        else if (e.key === 'Escape') p.close()
        else return
        e.preventDefault()
        e.stopPropagation()
      }}
    >
      <h3 className="head">{p.title}</h3>
      {p.hint}
      {p.choices.length > 0 ? (
        <div className="tag-list">
          {p.choices.map((choice, i) => (
            <button
              key={choice.id}
              type="button"
              className="chip"
              aria-pressed={choice.chosen}
              onClick={() => p.choose(choice.id)}
            >
              {choice.name} <kbd className="key">{i + 1}</kbd>
            </button>
          ))}
        </div>
      ) : null}
      <TextInput
        aria-label={p.text.name}
        placeholder={p.text.name}
        value={p.text.value}
        onChange={(e) => p.text.set(e.currentTarget.value)}
      />
      <div className="row">
        <Button variant="subtle" color="gray" onClick={p.close}>
          {t('exclude.cancel')}
        </Button>
        <span className="grow" />
        <Button variant="default" disabled={!p.answer.ready} onClick={p.answer.give}>
          {p.answer.name} <kbd className="key">Enter</kbd>
        </Button>
      </div>
    </section>
  )
}
