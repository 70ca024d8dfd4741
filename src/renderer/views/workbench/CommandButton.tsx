import { Tooltip } from '@mantine/core'
import { memo } from 'react'
import { commandTitle } from '../../../shared/commands/command.ts'
import { type CommandId, commands } from '../../../shared/commands/table.ts'
import { useTitle } from '../../app/useText.ts'
import { Key } from '../../commands/Key.tsx'
import { useKeyLabel } from '../../commands/keymap.ts'
import { runCommand } from '../../commands/registry.ts'
import { icon } from '../../ui/icons.ts'

const PLACES = {
  rail: { className: 'rail-button', position: 'right', size: 19 },
  view: { className: 'view-button', position: 'top', size: 17 },
} as const

/** A command as a picture on the rail or in a bar of the view; its name and key come up beside it. */
export const CommandButton = memo(function CommandButton(p: {
  id: CommandId
  place: keyof typeof PLACES
  pressed?: boolean | undefined
  disabled?: boolean | undefined
}) {
  const label = useTitle()(commandTitle(p.id))
  const keys = useKeyLabel(p.id)
  const { className, position, size } = PLACES[p.place]
  return (
    <Tooltip
      position={position}
      label={
        <span className="row">
          {label}
          <Key id={p.id} />
        </span>
      }
    >
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-pressed={p.pressed}
        aria-keyshortcuts={keys ?? undefined}
        aria-disabled={p.disabled || undefined}
        onClick={() => p.disabled || runCommand(p.id)}
      >
        {icon(commands[p.id].icon, size)}
      </button>
    </Tooltip>
  )
})
