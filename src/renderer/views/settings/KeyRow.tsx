import { Button } from '@mantine/core'
import { IconArrowBackUp, IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type Command, commandTitle } from '../../../shared/commands/command.ts'
import { giveKey, type KeySet, type ResolvedKeys, resetKeys, rivals, takeKey } from '../../../shared/commands/keySet.ts'
import { formatKeys, keptByBrowser, keyLabel } from '../../../shared/commands/keys.ts'
import { type CommandId, commands } from '../../../shared/commands/table.ts'
import { bridge } from '../../app/leaving.ts'
import { useText, useTitle } from '../../app/useText.ts'

const MODIFIER =
  /^(Shift|Control|Alt|Meta|OS)(Left|Right)$|^(CapsLock|NumLock|Lang\d|HangulMode|Hanja|Convert|NonConvert)$/
const CODE = /^[A-Za-z][A-Za-z0-9]{0,30}$/

/** The physical key, whatever an input method makes of it; null while only modifiers are down. */
const pressed = ({ nativeEvent: e }: KeyboardEvent): string | null =>
  !CODE.test(e.code) || MODIFIER.test(e.code)
    ? null
    : formatKeys({ ctrl: e.ctrlKey || e.metaKey, alt: e.altKey, shift: e.shiftKey, code: e.code })

export function KeyRow(p: {
  id: CommandId
  set: KeySet
  keys: ResolvedKeys
  recording: boolean
  onRecord(on: boolean): void
  onChange(set: KeySet): void
}) {
  const t = useText()
  const title = useTitle()
  const { id, set, keys } = p
  const [asked, setAsked] = useState<{ key: string; by: CommandId[] } | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  const command: Command = commands[id]
  const name = title(commandTitle(id))
  const own = keys.of[id]

  const record = (e: KeyboardEvent) => {
    if (!p.recording) return
    if (e.nativeEvent.code === 'Tab') return p.onRecord(false)
    e.preventDefault()
    e.stopPropagation()
    if (e.nativeEvent.code === 'Escape') return p.onRecord(false)
    const key = pressed(e)
    if (!key) return
    p.onRecord(false)
    if (own.includes(key)) return
    const by = rivals(keys, id, key)
    if (by.length > 0) setAsked({ key, by })
    else p.onChange(giveKey(set, id, key))
  }
  const answer = (take: boolean) => {
    if (asked && take) p.onChange(giveKey(set, id, asked.key))
    setAsked(null)
    add.current?.focus()
  }
  return (
    <div className="key-row" data-changed={set.changes[id] !== undefined || undefined}>
      <div className="row">
        <span className="grow">
          {name}
          {command.hold ? <span className="faint small"> · {t('keys.hold')}</span> : null}
        </span>
        {own.map((key) => (
          <span key={key} className="key-chip" data-kept={(!bridge() && keptByBrowser(key)) || undefined}>
            <kbd className="key" title={!bridge() && keptByBrowser(key) ? t('keys.browser') : undefined}>
              {keyLabel(key)}
            </kbd>
            <button
              type="button"
              className="plain-button key-remove"
              aria-label={t('keys.remove', { key: keyLabel(key), name })}
              onClick={() => {
                p.onChange(takeKey(set, id, key))
                add.current?.focus()
              }}
            >
              <IconX size={12} aria-hidden />
            </button>
          </span>
        ))}
        {own.length === 0 && !p.recording ? <span className="faint small">{t('keys.unassigned')}</span> : null}
        <button
          ref={add}
          type="button"
          className="plain-button key-add"
          data-recording={p.recording || undefined}
          // Escape ends the recording, not the dialog.
          data-mantine-stop-propagation={p.recording || undefined}
          aria-label={p.recording ? `${t('keys.press')}. ${t('keys.press.hint')}` : t('keys.add', { name })}
          onClick={() => p.onRecord(!p.recording)}
          onKeyDown={record}
          onBlur={() => p.recording && p.onRecord(false)}
        >
          {p.recording ? (
            <span className="small">
              {t('keys.press')} · {t('keys.press.hint')}
            </span>
          ) : (
            <IconPlus size={14} aria-hidden />
          )}
        </button>
        <button
          type="button"
          className="plain-button key-reset"
          aria-label={t('keys.reset', { name })}
          hidden={set.changes[id] === undefined}
          onClick={() => {
            p.onChange(resetKeys(set, id))
            add.current?.focus()
          }}
        >
          <IconArrowBackUp size={14} aria-hidden />
        </button>
      </div>
      {asked ? (
        <div className="row key-asked" role="alert">
          <span className="grow">
            {t('keys.taken', {
              key: keyLabel(asked.key),
              name: asked.by.map((other) => title(commandTitle(other))).join(', '),
            })}
          </span>
          <Button data-autofocus autoFocus onClick={() => answer(true)}>
            {t('keys.takeOver')}
          </Button>
          <Button variant="default" onClick={() => answer(false)}>
            {t('app.cancel')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
