// Keys on the selection, whatever tool state they come from: one command, one diff.
import { deleteDiff, duplicateDiff, nudgeDiff } from './diffs.ts'
import type { CanvasCommand, ToolHost } from './toolMachine.ts'

/** Offset of a copy in CSS pixels: far enough to see that there are two. */
const COPY_OFFSET = 12

/** Image pixels whatever the zoom: that is what one nudges for. */
export const NUDGES: Partial<Record<CanvasCommand, readonly [number, number]>> = {
  nudgeLeft: [-1, 0],
  nudgeRight: [1, 0],
  nudgeUp: [0, -1],
  nudgeDown: [0, 1],
  nudgeLeftFar: [-10, 0],
  nudgeRightFar: [10, 0],
  nudgeUpFar: [0, -10],
  nudgeDownFar: [0, 10],
}
const nudge = (host: ToolHost, [dx, dy]: readonly [number, number]) => {
  const { annotations, selection, frame } = host.scene()
  const diff = nudgeDiff(annotations, selection, dx, dy, frame)
  if (diff.updated.length > 0) host.diff(diff, 'shape.nudge')
}

const ON_SELECTION: Partial<Record<CanvasCommand, (host: ToolHost) => void>> = {
  delete(host) {
    const { annotations, selection } = host.scene()
    const diff = deleteDiff(annotations, selection)
    if (diff.removed.length === 0) return host.refuse('locked')
    host.diff(diff, 'shape.delete')
    const gone = new Set(diff.removed.map((a) => a.id))
    host.select(new Set([...selection].filter((id) => !gone.has(id))))
  },
  duplicate(host) {
    const { annotations, selection } = host.scene()
    const offset = COPY_OFFSET / host.scale()
    const diff = duplicateDiff(annotations, selection, offset, offset)
    host.diff(diff, 'shape.duplicate')
    host.select(new Set(diff.added.map((a) => a.id)))
  },
}

export function selectionCommand(host: ToolHost, name: CanvasCommand): boolean {
  const { annotations, selection, writable, frame } = host.scene()
  if (name === 'selectAll') {
    if (frame) host.select(new Set(host.within({ x: -1e9, y: -1e9, width: 2e9, height: 2e9 })))
    return frame !== null
  }
  const present = [...selection].filter((id) => annotations.has(id))
  if (name === 'cancel') {
    if (present.length > 0) host.select(new Set())
    return present.length > 0
  }
  const [run, step] = [ON_SELECTION[name], NUDGES[name]]
  if ((!run && !step) || present.length === 0) return false
  if (!writable) host.refuse('read-only')
  else if (step) nudge(host, step)
  else run?.(host)
  return true
}
