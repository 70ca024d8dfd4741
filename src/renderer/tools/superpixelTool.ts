// Superpixel brush: the picture around the pointer falls into pieces that keep to its edges; a stroke takes whole pieces,
// Alt gives them back. What is taken is a proposal until Enter.

import { createRowSet, type RowSet } from '../../shared/geometry/rowSet.ts'
import { type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import type { Cells } from '../assist/orders.ts'
import { mayDraw } from './drawing.ts'
import { createProposal } from './proposal.ts'
import type { State, ToolBuilder, ToolPointer } from './toolMachine.ts'

type Touch = { readonly at: ImagePoint; readonly subtract: boolean }

/** The row runs of one piece, found around a pixel of it. */
function runsOf({ bounds, labels }: Cells, label: number, emit: (y: number, from: number, to: number) => void): void {
  for (let y = 0; y < bounds.height; y++) {
    const row = y * bounds.width
    for (let x = 0; x < bounds.width; x++) {
      if (labels[row + x] !== label) continue
      const from = x
      while (x < bounds.width && labels[row + x] === label) x++
      emit(bounds.y + y, bounds.x + from, bounds.x + x)
    }
  }
}

export const superpixelTool: ToolBuilder = (host, go) => {
  const proposal = createProposal(host)
  let cells: { found: Cells; side: number } | null = null
  let rows: RowSet | null = null
  /** As it was before the stroke, for Esc and a lost pointer. */
  let before: { rows: RowSet | null } = { rows: null }
  let waiting: Touch[] = []
  let taken = new Set<string>()
  let pressing = false
  let last: ImagePoint | null = null
  let asked = 0

  const labelAt = (p: ImagePoint): number => {
    if (!cells || cells.side !== host.options().cell) return -1
    const { bounds, labels } = cells.found
    const x = Math.floor(p.x) - bounds.x
    const y = Math.floor(p.y) - bounds.y
    return x < 0 || y < 0 || x >= bounds.width || y >= bounds.height ? -1 : labels[y * bounds.width + x]!
  }
  const show = () => {
    const now = rows
    if (now) proposal.show(now, () => now.toMask())
  }
  const apply = ({ at, subtract }: Touch): boolean => {
    const label = labelAt(at)
    if (label < 0 || !cells || !rows) return false
    const key = `${label} ${subtract}`
    if (taken.has(key)) return true
    taken.add(key)
    runsOf(cells.found, label, subtract ? rows.cut : rows.add)
    return true
  }
  /** Divides the picture around the place, then does what was touched meanwhile. */
  const divide = (at: ImagePoint) => {
    const side = host.options().cell
    const id = ++asked
    void host.assist.run({ kind: 'cells', at, side }).then((answer) => {
      if (id !== asked || answer.kind === 'stale') return
      asked = 0
      const later = waiting
      waiting = []
      if (answer.kind !== 'cells') {
        if (answer.kind === 'trouble') host.refuse(answer.code)
        return
      }
      cells = { found: answer.cells, side }
      taken = new Set()
      for (const touch of later) apply(touch)
      show()
      if (!pressing) go(proposing)
    })
  }
  const touchAt = (at: ImagePoint, subtract: boolean) => {
    const { frame } = host.scene()
    if (!frame || at.x < 0 || at.y < 0 || at.x >= frame.width || at.y >= frame.height) return
    const one: Touch = { at, subtract }
    if (asked === 0 && apply(one)) return
    waiting.push(one)
    if (asked === 0) divide(at)
  }
  /** A quick stroke leaves out no piece: places lie closer than a piece is wide. */
  const touch = (p: ToolPointer) => {
    const from = last ?? p.point
    const steps = Math.max(1, Math.ceil(Math.hypot(p.point.x - from.x, p.point.y - from.y) / (host.options().cell / 3)))
    for (let i = 1; i <= steps; i++)
      touchAt(
        imagePoint(from.x + ((p.point.x - from.x) * i) / steps, from.y + ((p.point.y - from.y) * i) / steps),
        p.alt,
      )
    last = p.point
    show()
  }
  const forget = () => {
    if (asked > 0) host.assist.cancel()
    asked = 0
    waiting = []
    pressing = false
  }

  const down = (p: ToolPointer) => {
    const { frame } = host.scene()
    if (!mayDraw(host, host.options().result) || !frame) return
    before = { rows: rows && createRowSet(frame, rows.toMask()) }
    rows ??= createRowSet(frame)
    taken = new Set()
    pressing = true
    last = null
    go(painting)
    touch(p)
  }
  const idle: State = {
    name: 'idle',
    enter() {
      forget()
      rows = null
      proposal.drop()
    },
    down,
    command: () => false,
  }
  const undoStroke = () => {
    forget()
    rows = before.rows
    if (!rows) return go(idle)
    show()
    go(proposing)
  }
  const painting: State = {
    name: 'painting',
    move: touch,
    down: () => undefined,
    up() {
      pressing = false
      go(asked > 0 ? thinking : proposing)
    },
    pointerCancel: undoStroke,
    command(name) {
      if (name === 'cancel' || name === 'removeLastVertex') undoStroke()
      return true
    },
  }
  const proposing: State = {
    name: 'proposing',
    down,
    pointerCancel: () => undefined,
    command(name) {
      if (name === 'finish') {
        if (rows?.toMask().counts.length === 0) host.refuse('nothing-found')
        else if (asked === 0 && proposal.accept()) go(idle)
      } else if (name === 'removeLastVertex') undoStroke()
      else if (name === 'cancel' || name === 'delete') go(idle)
      else return false
      return true
    },
  }
  const thinking: State = { name: 'thinking', parent: proposing }
  return idle
}
