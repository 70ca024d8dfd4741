import type { CommandId } from '../../shared/commands/table.ts'
import { useKeyLabel } from './keymap.ts'

/** The key cap of a command; nothing where it has no key. */
export function Key({ id, className = 'key' }: { id: CommandId; className?: string }) {
  const label = useKeyLabel(id)
  return label ? <kbd className={className}>{label}</kbd> : null
}
