// A point: pressed, placed while held, kept when let go.
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { NO_PREVIEW, type State, type ToolBuilder, type ToolPointer } from './toolMachine.ts'

export const pointTool: ToolBuilder = (host, go) => {
  const show = (p: ToolPointer) => {
    const at = onFrame(host, p.point)
    host.preview({ draft: { kind: 'point', points: [at.x, at.y], cursor: null, closing: false } })
  }
  const idle: State = {
    name: 'idle',
    enter: () => host.preview({ ...NO_PREVIEW, cursor: 'crosshair' }),
    down(p) {
      if (!mayDraw(host, 'point')) return
      go(placing)
      show(p)
    },
  }
  const placing: State = {
    name: 'placing',
    move: show,
    up(p) {
      commitShape(host, { kind: 'point', ...onFrame(host, p.point) }, 'point.add')
      go(idle)
    },
    pointerCancel: () => go(idle),
    command(name) {
      if (name !== 'cancel') return false
      go(idle)
      return true
    },
  }
  return idle
}
