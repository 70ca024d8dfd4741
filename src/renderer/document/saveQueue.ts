// Sends the operations of one document, one at a time and in order. An operation leaves the queue only when the store
// has acknowledged it; what fails for a passing reason is tried again with the same id, so a lost answer does no harm.
import type { AnnotationDiff } from '../../shared/annotation/diff.ts'
import type { ApplyDiffResult, Cause } from '../../shared/contract/document.ts'
import { type FaultCode, faultOf, type Timer } from './transport.ts'

export type PendingOp = { readonly opId: string; readonly cause: Cause; readonly diff: AnnotationDiff }

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving'; readonly waiting: number }
  /** Tried again by itself at `retryAt` (milliseconds of the timer). */
  | { readonly kind: 'failing'; readonly waiting: number; readonly code: FaultCode; readonly retryAt: number }
  /** Somebody else changed the document: a person decides. */
  | { readonly kind: 'conflict'; readonly waiting: number }
  /** The store will never take this operation: a person decides. */
  | { readonly kind: 'refused'; readonly waiting: number; readonly code: FaultCode }

const PASSING: ReadonlySet<FaultCode> = new Set([
  'unreachable',
  'internal',
  'busy',
  'disk-full',
  'disk-error',
  'read-only',
  'folder-missing',
  'folder-not-writable',
  'project-locked',
  'project-not-found',
  'no-session',
])
/** Milliseconds; the last one repeats. */
export const RETRY_AFTER = [500, 1000, 2000, 4000, 8000, 15000] as const

export type SaveQueue = {
  push(op: PendingOp): void
  pending(): readonly PendingOp[]
  state(): SaveState
  revision(): number
  /** Tries now. True when everything is acknowledged, false when something stands in the way. */
  flush(): Promise<boolean>
  /** After a decision: other operations on another revision. */
  restart(ops: readonly PendingOp[], revision: number): void
  /** Stops trying; for a document that is left. */
  stop(): void
}

export function createSaveQueue(deps: {
  send(op: PendingOp, baseRevision: number): Promise<ApplyDiffResult>
  timer: Timer
  revision: number
  savedAt: string | null
  onState(state: SaveState): void
  onSaved(op: PendingOp, result: ApplyDiffResult): void
}): SaveQueue {
  let ops: PendingOp[] = []
  let revision = deps.revision
  let state: SaveState = { kind: 'saved', at: deps.savedAt }
  let inFlight: Promise<void> | null = null
  let failures = 0
  let epoch = 0
  let cancelRetry = () => {}

  const become = (next: SaveState) => {
    state = next
    deps.onState(next)
  }
  const blocked = () => state.kind === 'conflict' || state.kind === 'refused'

  async function sendFirst(op: PendingOp): Promise<boolean> {
    const mine = epoch
    try {
      const result = await deps.send(op, revision)
      if (mine !== epoch) return false
      revision = result.revision
      failures = 0
      ops = ops.slice(1)
      deps.onSaved(op, result)
      become(ops.length > 0 ? { kind: 'saving', waiting: ops.length } : { kind: 'saved', at: result.savedAt })
      return true
    } catch (error) {
      if (mine === epoch) fail(faultOf(error).code)
      return false
    }
  }

  function fail(code: FaultCode) {
    const waiting = ops.length
    if (code === 'revision-conflict') return become({ kind: 'conflict', waiting })
    if (!PASSING.has(code)) return become({ kind: 'refused', waiting, code })
    const wait = RETRY_AFTER[Math.min(failures, RETRY_AFTER.length - 1)] ?? 15000
    failures++
    cancelRetry = deps.timer.after(wait, run)
    become({ kind: 'failing', waiting, code, retryAt: deps.timer.now() + wait })
  }

  function run(): void {
    cancelRetry()
    if (inFlight || blocked()) return
    const mine = epoch
    const work = async () => {
      for (let op = ops[0]; op; op = ops[0]) if (!(await sendFirst(op))) return
    }
    inFlight = work().finally(() => {
      inFlight = null
      if (mine !== epoch && ops.length > 0) run()
    })
  }

  return {
    push(op) {
      ops = [...ops, op]
      if (state.kind === 'saved' || state.kind === 'saving') {
        become({ kind: 'saving', waiting: ops.length })
        run()
      } else become({ ...state, waiting: ops.length })
    },
    pending: () => ops,
    state: () => state,
    revision: () => revision,
    async flush() {
      run()
      while (inFlight) await inFlight
      return ops.length === 0
    },
    restart(next, at) {
      epoch++
      cancelRetry()
      failures = 0
      ops = [...next]
      revision = at
      become(ops.length > 0 ? { kind: 'saving', waiting: ops.length } : { kind: 'saved', at: null })
      run()
    },
    stop() {
      epoch++
      cancelRetry()
    },
  }
}
