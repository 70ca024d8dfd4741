// One question of the sheet on single keys: the row has the focus, a key chooses, and the hand goes on to the next open row.
import { type KeyboardEvent, useState } from 'react'
import { optionKey, pickOption, signOfCode } from '../../../../shared/annotation/optionKeys.ts'
import { useTitle } from '../../../app/useText.ts'
import type { SheetRow } from './caseFields.ts'
import { atSheet, focusNextOpen, stepRow, toPicture } from './focusPlace.ts'

export function ChoiceRow(p: {
  row: SheetRow
  disabled: boolean
  set(value: string | undefined): void
  /** The hand is on this row, or on one option of it. */
  explain(option: string | null): void
}) {
  const title = useTitle()
  const { row } = p
  const [pending, setPending] = useState('')
  const choose = (value: string | undefined, goOn: boolean) => {
    setPending('')
    p.set(value)
    if (goOn && value !== undefined) focusNextOpen(row.id)
  }
  const keys = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return
    const sign = signOfCode(e.code)
    const pick = p.disabled ? null : pickOption(row.options, pending, sign)
    if (pick && 'value' in pick) choose(pick.value, true)
    else if (pick) setPending(pick.pending)
    else if (e.code === 'ArrowDown' || e.code === 'ArrowUp') stepRow(row.id, e.code === 'ArrowDown' ? 1 : -1)
    else if (e.code === 'Delete' || e.code === 'Backspace') choose(undefined, false)
    else if (e.code === 'Escape') {
      if (pending === '') toPicture()
      setPending('')
    } else if (!/^[0-9]$/.test(sign) && pending === '') return // a digit never chooses a class from here
    e.preventDefault()
    e.stopPropagation()
  }
  const name = title(row.title)
  return (
    <div
      className="case-row"
      role="radiogroup"
      aria-label={name}
      tabIndex={0}
      data-case={atSheet('field', row.id)}
      // A mark that is not set is an answer.
      data-open={(row.value === undefined && row.options.length > 1) || undefined}
      data-pending={pending || undefined}
      onKeyDown={keys}
      onFocus={() => p.explain(null)}
      onBlur={() => setPending('')}
    >
      <span className="case-row-name cut" title={name}>
        {name}
      </span>
      <span className="case-options" data-many={row.options.length > 5 || undefined}>
        {row.options.map((option, i) => {
          const said = row.titles[option]
          const label = said ? title(said) : option
          const key = optionKey(row.options, i)
          return (
            // biome-ignore lint/a11y/useSemanticElements: a radio input cannot look like a chip
            <button
              key={option}
              type="button"
              role="radio"
              tabIndex={-1}
              className="plain-button case-option"
              aria-checked={row.value === option}
              aria-label={label}
              title={`${label} · ${key}`}
              disabled={p.disabled}
              data-hint={pending !== '' && option.startsWith(pending) ? '' : undefined}
              // The row keeps the focus, so that Enter signs and does not press the chip again.
              onMouseDown={(e) => {
                e.preventDefault()
                e.currentTarget.closest<HTMLElement>('.case-row')?.focus()
              }}
              onMouseEnter={() => p.explain(option)}
              onClick={() => choose(row.value === option ? undefined : option, false)}
            >
              {option.length <= 2 && key === option ? option : label}
              {key === option ? null : <kbd className="case-key">{key}</kbd>}
            </button>
          )
        })}
      </span>
    </div>
  )
}
