// A command is a row; menu, toolbar, palette, help sheet and hotkeys are views of the same rows.
import type { Bilingual } from '../annotation/labelSchema.ts'
import { commandTexts } from '../text/commands.ts'
import { type CommandId, commands } from './table.ts'

export const COMMAND_GROUPS = [
  'item',
  'tool',
  'edit',
  'outline',
  'class',
  'view',
  'xray',
  'panel',
  'project',
  'app',
] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

export type Command = {
  readonly id: string
  readonly keys: readonly string[]
  readonly when: string
  readonly group: CommandGroup
  /** Name in the icon table of the user interface. */
  readonly icon: string | null
  /** Acts while the key is down and is taken back when it goes up. */
  readonly hold?: true
  /** The key may repeat while it is down. */
  readonly repeat?: true
  /** Also works while a text field has the focus. */
  readonly inText?: true
  /** Not in menu and palette: it only makes sense as a key. */
  readonly keyOnly?: true
}

export const commandTitle = (id: CommandId): Bilingual => commandTexts[`command.${id}`]
export const commandById = (id: CommandId): Command => commands[id]
