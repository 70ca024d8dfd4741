import { type KeyboardEvent, memo } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../app/useText.ts'
import { TOOL_IDS } from '../../tools/toolMachine.ts'
import { toolServes } from '../../tools/tools.ts'
import { useProject } from '../project/projectContext.ts'
import { CommandButton } from './CommandButton.tsx'
import { useDesk } from './deskView.ts'
import { useFlags } from './workbenchCommands.ts'

const EDITS = ['edit.undo', 'edit.redo', 'edit.delete'] as const
const PLACES = [
  'project.import',
  'project.classes',
  'project.check',
  'project.export',
  'project.overview',
  'app.help',
] as const

/** The desk is painted several times while an item comes; these forty buttons only when they change. */
export const ToolRail = memo(function ToolRail() {
  const t = useText()
  const { project } = useProject()
  const tool = useDesk((v) => v.tool)
  const activeClass = useDesk((v) => v.activeClass)
  const flags = useStore(useFlags())
  const active = project.schema.classes.find((c) => c.id === activeClass)
  return (
    <nav className="rail" data-tour="tools" aria-label={t('desk.tools')} onKeyDown={moveFocus}>
      <div className="rail-group">
        {TOOL_IDS.map((id) => (
          <CommandButton
            place="rail"
            key={id}
            id={`tool.${id}`}
            pressed={id === tool}
            disabled={id !== 'select' && (!flags.writable || !toolServes(id, active))}
          />
        ))}
      </div>
      <hr />
      <div className="rail-group">
        {EDITS.map((id) => (
          <CommandButton
            place="rail"
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
      </div>
      <span className="grow" />
      <div className="rail-group">
        {PLACES.map((id) => (
          <CommandButton place="rail" key={id} id={id} />
        ))}
      </div>
    </nav>
  )
})

/** Arrow keys walk through the buttons: two columns, so up and down are two steps. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 2, ArrowUp: -2 }
function moveFocus(e: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[e.key]
  const buttons = [...e.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((b) => b.matches(':focus'))
  if (step === undefined || at < 0) return
  e.preventDefault()
  e.stopPropagation()
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus()
}
