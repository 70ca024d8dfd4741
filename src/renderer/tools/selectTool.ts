// Select, move, reshape: at rest it shows what lies under the pointer; a press goes to the handles of the one selected shape
// (`reshape.ts`) or to the shapes as wholes (`chooseShapes.ts`).
import { type EditHandle, findPoint } from './annotationHandles.ts'
import { choosing } from './chooseShapes.ts'
import { pointCommand } from './pointCommands.ts'
import { markable, reshaping } from './reshape.ts'
import { selectionCommand } from './selectCommands.ts'
import type { Preview, State, ToolBuilder, ToolPointer } from './toolMachine.ts'

const HANDLE_CURSOR: Partial<Record<EditHandle['kind'], Preview['cursor']>> = { midpoint: 'copy', turn: 'grab' }

export const selectTool: ToolBuilder = (host, go) => {
  /** The point under the pointer; keys are about it rather than about the marked one. */
  let over: EditHandle | null = null

  const hover = (p: ToolPointer) => {
    const under = reshape.handleUnder(p)
    over = markable(under)
    const id = under ? null : (host.pick(p.point)[0] ?? null)
    const movable = id !== null && host.scene().selection.has(id)
    host.preview({
      hover: id,
      handle: under ?? markable(reshape.marked()),
      cursor: under ? (HANDLE_CURSOR[under.kind] ?? 'pointer') : movable ? 'move' : id ? 'pointer' : 'default',
    })
  }
  const idle: State = {
    name: 'idle',
    enter: () => reshape.rest(),
    down(p) {
      if (reshape.press(p)) {
        // With Alt the point is gone.
        if (p.alt) over = null
        return
      }
      reshape.unmark()
      go(choose.press(p))
    },
    move: hover,
    leave: () => host.preview({ hover: null, cursor: 'default' }),
    sceneChanged() {
      reshape.sceneChanged()
      const a = reshape.editable()
      over = (over && a && findPoint(a, over, reshape.handleView(a))) || null
      host.preview({ handle: reshape.marked() })
    },
    command(name) {
      const a = reshape.editable()
      const marked = reshape.marked()
      if (a && pointCommand(host, a, over ?? marked, marked, reshape.handleView(a), name)) return true
      if (name === 'delete' && marked && reshape.deleteVertexAt(marked)) {
        over = null
        return true
      }
      if (name === 'cancel' && marked) {
        reshape.unmark()
        host.preview({ handle: null })
        return true
      }
      return selectionCommand(host, name)
    },
  }
  const reshape = reshaping(host, go, () => idle)
  const choose = choosing(host, go, () => idle, hover)
  return idle
}
