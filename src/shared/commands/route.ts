// Which command a key press means, if any. Pure, so the rules about text fields and input methods are testable.
import type { Command } from './command.ts'
import { PLAIN_KEYS, type ResolvedKeys, resolveKeys } from './keySet.ts'
import { formatKeys } from './keys.ts'
import { type CommandId, commands } from './table.ts'
import { type Flags, holds } from './when.ts'

export type KeyPress = {
  readonly code: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly repeat: boolean
  /** An input method is putting a character together. */
  readonly composing: boolean
  /** What has the focus: a text field, another control (button, tab, list row), a row that opens a picture, or neither. */
  readonly focus: 'text' | 'control' | 'row' | 'none'
}

const tableKeys = resolveKeys(PLAIN_KEYS)

/** These work the control that has the focus; a command must not take them away. */
const CONTROL_KEYS = new Set([
  'Enter',
  'NumpadEnter',
  'Space',
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
])

export function routeKey(press: KeyPress, flags: Flags, keys: ResolvedKeys = tableKeys): CommandId | null {
  if (press.composing && press.focus === 'text') return null
  const controls = press.focus === 'control' || (press.focus === 'row' && press.code !== 'Space')
  if (controls && !press.ctrl && !press.alt && CONTROL_KEYS.has(press.code)) return null
  for (const id of keys.on.get(formatKeys(press)) ?? []) {
    const command: Command = commands[id]
    if (press.focus === 'text' && !command.inText) continue
    if (press.repeat && !command.repeat) continue
    if (holds(command.when, flags)) return id
  }
  return null
}
