// Which commands can be done right now: every screen puts its handlers and flags here while it is shown.
import { useEffect, useRef } from 'react'
import type { Command } from '../../shared/commands/command.ts'
import { type CommandId, commandIds, commands } from '../../shared/commands/table.ts'
import { type Flags, holds } from '../../shared/commands/when.ts'

/** `at`: when the key moved, milliseconds since 1970; a busy window hears of it later. */
export type Handler = (() => void) | { press(at: number): void; release(at: number): void }
export const momentOf = (e: { readonly timeStamp: number }): number => performance.timeOrigin + e.timeStamp
export type Handlers = Partial<Readonly<Record<CommandId, Handler>>>
const flagsNow = (flags: Flags | (() => Flags)): Flags => (typeof flags === 'function' ? flags() : flags)
type Provider = { readonly handlers: () => Handlers; readonly flags: () => Flags }

const providers: Provider[] = []
const dialogOpen = () => document.querySelector('[aria-modal="true"]') !== null

const flagsWith = (dialog: boolean): Flags => Object.assign({}, ...providers.map((p) => p.flags()), { dialog })
export const currentFlags = (): Flags => flagsWith(dialogOpen())

export const handlerOf = (id: CommandId): Handler | undefined =>
  [...providers].reverse().flatMap((p) => p.handlers()[id] ?? [])[0]

/** As seen from a menu or the palette, which are themselves dialogs. */
export const isEnabled = (id: CommandId): boolean =>
  handlerOf(id) !== undefined && holds(commands[id].when, flagsWith(false))

export const listedCommands = (): CommandId[] =>
  commandIds.filter((id) => {
    const command: Command = commands[id]
    return !command.keyOnly && !command.hold && isEnabled(id)
  })

export function runCommand(id: CommandId): boolean {
  const handler = handlerOf(id)
  if (!handler || !isEnabled(id)) return false
  const command: Command = commands[id]
  if (typeof handler === 'function') handler()
  else {
    const at = momentOf({ timeStamp: performance.now() })
    handler.press(at)
    // From a menu there is no key to let go.
    if (!command.hold) handler.release(at)
  }
  return true
}

/** Handlers and flags may be new at every render; the last ones count. Flags as a function are asked at every key. */
export function useCommands(handlers: Handlers, flags: Flags | (() => Flags)): void {
  const latest = useRef({ handlers, flags })
  latest.current = { handlers, flags }
  useEffect(() => {
    const provider: Provider = { handlers: () => latest.current.handlers, flags: () => flagsNow(latest.current.flags) }
    providers.push(provider)
    return () => {
      providers.splice(providers.indexOf(provider), 1)
    }
  }, [])
}
