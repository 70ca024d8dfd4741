// Where the focus goes from a cell; a number means the page before or after. Pure.
export type Cell = { readonly row: number; readonly column: number }
export type Move = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'pageUp' | 'pageDown'

const STEPS: Readonly<Record<Move, readonly [rows: number, columns: number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
  first: [0, Number.NEGATIVE_INFINITY],
  last: [0, Number.POSITIVE_INFINITY],
  pageUp: [Number.NEGATIVE_INFINITY, 0],
  pageDown: [Number.POSITIVE_INFINITY, 0],
}

export function stepFrom(cell: Cell, move: Move, size: { rows: number; columns: number }): Cell | 1 | -1 {
  if (move === 'pageUp') return -1
  if (move === 'pageDown') return 1
  const [down, right] = STEPS[move]
  const within = (n: number, most: number) => Math.max(0, Math.min(most - 1, n))
  return { row: within(cell.row + down, size.rows), column: within(cell.column + right, size.columns) }
}

export type Press = {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly composing: boolean
  /** Caret and length of what is in the cell; a whole selection counts as both ends. */
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly dirty: boolean
}

/** What a key in a cell means; null = the cell's own text editing. */
export function readPress(p: Press): Move | 'revert' | 'undo' | null {
  if (p.composing || p.altKey) return null
  if (p.ctrlKey) {
    if (p.key === 'Home') return 'first'
    if (p.key === 'End') return 'last'
    return p.key.toLowerCase() === 'z' && !p.shiftKey && !p.dirty ? 'undo' : null
  }
  switch (p.key) {
    case 'ArrowUp':
      return 'up'
    case 'ArrowDown':
      return 'down'
    case 'Enter':
      return p.shiftKey ? 'up' : 'down'
    case 'ArrowLeft':
      return p.atStart && !p.shiftKey ? 'left' : null
    case 'ArrowRight':
      return p.atEnd && !p.shiftKey ? 'right' : null
    case 'PageUp':
      return 'pageUp'
    case 'PageDown':
      return 'pageDown'
    case 'Escape':
      return 'revert'
    default:
      return null
  }
}
