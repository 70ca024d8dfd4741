import { Tooltip } from '@mantine/core'
import { useStore } from 'zustand'
import { commandTitle } from '../../../shared/commands/command.ts'
import { type CommandId, commands } from '../../../shared/commands/table.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { Key } from '../../commands/Key.tsx'
import { useKeyLabel } from '../../commands/keymap.ts'
import { runCommand } from '../../commands/registry.ts'
import { icon } from '../../ui/icons.ts'
import { useDesk } from './deskView.ts'
import { useFlags } from './workbenchCommands.ts'

const TOOLS = [
  'tool.select',
  'tool.box',
  'tool.polygon',
  'tool.polyline',
  'tool.point',
  'tool.brush',
  'tool.eraser',
  'tool.wand',
  'tool.scissors',
  'tool.outline',
  'tool.superpixel',
] as const
const EDITS = ['edit.undo', 'edit.redo', 'edit.delete'] as const
const PLACES = ['project.import', 'project.classes', 'project.check', 'project.export', 'project.overview'] as const

export function ToolRail() {
  const t = useText()
  const tool = useDesk((v) => v.tool)
  const flags = useStore(useFlags())
  return (
    <nav className="rail" aria-label={t('desk.tools')}>
      {TOOLS.map((id) => (
        <RailButton
          key={id}
          id={id}
          pressed={id === `tool.${tool}`}
          disabled={id !== 'tool.select' && !flags.writable}
        />
      ))}
      <hr />
      {EDITS.map((id) => (
        <RailButton
          key={id}
          id={id}
          disabled={
            !{
              'edit.undo': flags.canUndo,
              'edit.redo': flags.canRedo,
              'edit.delete': flags.hasSelection && flags.writable,
            }[id]
          }
        />
      ))}
      <span className="grow" />
      {PLACES.map((id) => (
        <RailButton key={id} id={id} />
      ))}
      <hr />
      <RailButton id="app.help" />
    </nav>
  )
}

function RailButton(p: { id: CommandId; pressed?: boolean; disabled?: boolean }) {
  const title = useTitle()
  const label = title(commandTitle(p.id))
  const keys = useKeyLabel(p.id)
  return (
    <Tooltip
      position="right"
      label={
        <span className="row">
          {label}
          <Key id={p.id} />
        </span>
      }
    >
      <button
        type="button"
        className="rail-button"
        aria-label={label}
        aria-pressed={p.pressed}
        aria-keyshortcuts={keys ?? undefined}
        aria-disabled={p.disabled || undefined}
        onClick={() => runCommand(p.id)}
      >
        {icon(commands[p.id].icon, 19)}
      </button>
    </Tooltip>
  )
}
