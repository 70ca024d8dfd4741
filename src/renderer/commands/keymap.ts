// The one table of keys in force: hotkeys, menus, palette, key sheet and tooltips read it.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type ResolvedKeys, resolveKeys } from '../../shared/commands/keySet.ts'
import { keyLabel } from '../../shared/commands/keys.ts'
import type { CommandId } from '../../shared/commands/table.ts'
import { habits } from '../app/habits.ts'

const keymap = createStore<ResolvedKeys>(() => resolveKeys(habits.getState().habits.keys))
habits.subscribe((now, before) => {
  if (now.habits.keys !== before.habits.keys) keymap.setState(resolveKeys(now.habits.keys))
})

export const keysNow = (): ResolvedKeys => keymap.getState()
export const useKeys = (): ResolvedKeys => useStore(keymap)
/** What is printed beside the name of a command: its first key, or null. */
export function useKeyLabel(id: CommandId): string | null {
  const first = useStore(keymap, (k) => k.of[id][0])
  return first ? keyLabel(first) : null
}
/** For sentences: the key, or a dash where the command has none. */
export const labelNow = (id: CommandId): string => {
  const first = keysNow().of[id][0]
  return first ? keyLabel(first) : '–'
}
