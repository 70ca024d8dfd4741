// Box to outline: a box is drawn around a thing, its outline is proposed.
import { boxFromCorners } from '../../shared/geometry/box.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { mayDraw, onFrame } from './drawing.ts'
import { createProposal } from './proposal.ts'
import type { State, ToolBuilder, ToolPointer } from './toolMachine.ts'

/** Image pixels; in less there is nothing to tell apart. */
const LEAST_SIDE = 4

export const outlineTool: ToolBuilder = (host, go) => {
  const proposal = createProposal(host)
  let anchor: ImagePoint | null = null
  let keep = false

  const show = (p: ToolPointer) => {
    const to = onFrame(host, p.point)
    if (anchor)
      host.preview({ draft: { kind: 'box', points: [anchor.x, anchor.y, to.x, to.y], cursor: null, closing: false } })
  }
  const finish = () => {
    keep = proposal.thinking()
    if (!keep && proposal.accept()) go(idle)
  }
  const down = (p: ToolPointer) => {
    if (!mayDraw(host, host.options().result)) return
    proposal.drop()
    anchor = onFrame(host, p.point)
    go(dragging)
  }
  const idle: State = {
    name: 'idle',
    enter() {
      anchor = null
      keep = false
      proposal.drop()
    },
    down,
    command: () => false,
  }
  const dragging: State = {
    name: 'dragging',
    move: show,
    down: () => undefined,
    up(p) {
      const box = anchor && boxFromCorners(anchor, onFrame(host, p.point))
      if (!box || box.width < LEAST_SIDE || box.height < LEAST_SIDE) {
        go(idle)
        return host.refuse('degenerate')
      }
      proposal.ask({ kind: 'outline', box }, (found) => {
        host.preview({ draft: null })
        if (!found) return go(idle)
        go(proposing)
        if (keep) finish()
      })
      go(thinking)
    },
    pointerCancel: () => go(idle),
    command(name) {
      if (name === 'cancel' || name === 'removeLastVertex') go(idle)
      return true
    },
  }
  const proposing: State = {
    name: 'proposing',
    down,
    pointerCancel: () => undefined,
    command(name) {
      if (name === 'finish') finish()
      else if (name === 'cancel' || name === 'delete' || name === 'removeLastVertex') go(idle)
      else return false
      return true
    },
  }
  const thinking: State = { name: 'thinking', parent: proposing }
  return idle
}
