// One open item: its document, its history, and the way every gesture takes to the store.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type AnnotationDiff, applyDiff, invertDiff, isEmptyDiff } from '../../shared/annotation/diff.ts'
import type { Cause, DocumentMeta, HistoryEntry, OpenDocument } from '../../shared/contract/document.ts'
import type { ViewingUse } from '../../shared/contract/viewing.ts'
import { newId } from '../../shared/ids.ts'
import { createDocumentStore, type DocumentStore } from './documentStore.ts'
import { rebaseDiff } from './rebase.ts'
import { createSaveQueue, type PendingOp, type SaveState } from './saveQueue.ts'
import { type Fault, faultOf, type Timer, type Transport } from './transport.ts'

export type SessionState = {
  readonly document: DocumentMeta
  readonly writable: boolean
  readonly readings: OpenDocument['readings']
  readonly undo: readonly HistoryEntry[]
  readonly redo: readonly HistoryEntry[]
  /** The store knows older steps than `undo` holds. */
  readonly more: boolean
  readonly save: SaveState
  /** Set while a person has to decide between two states of the document. */
  readonly conflict: { readonly theirs: OpenDocument } | null
  /** Why the other side's state could not be fetched in a conflict. */
  readonly fault: Fault | null
}
export type Session = {
  readonly itemId: string
  readonly records: DocumentStore
  readonly state: StoreApi<SessionState>
  commit(diff: AnnotationDiff, mark: string): void
  undo(): Promise<HistoryEntry | null>
  redo(): HistoryEntry | null
  flush(): Promise<boolean>
  takeTheirs(): Promise<void>
  reapplyMine(): Promise<void>
  /**
   * `reason`: why it is handed in although rules object; `viewing`: functions of the console that were used, stored with it.
   * False = not everything could be saved.
   */
  submit(reason?: string, viewing?: ViewingUse[]): Promise<boolean>
  reopen(): Promise<void>
  close(): Promise<boolean>
}
export type SessionDeps = { readonly transport: Transport; readonly timer: Timer; readonly authorId: string }
export type SessionPlace = { readonly projectId: string; readonly itemId: string; readonly documentId?: string }

export async function openSession(deps: SessionDeps, place: SessionPlace): Promise<Session> {
  const first = await deps.transport.open(place)
  const records = createDocumentStore()
  records.load(first.annotations)
  const identified = (d: DocumentMeta): DocumentMeta => (d.id ? d : { ...d, id: newId() })
  const facts = (o: OpenDocument) => ({
    document: identified(o.document),
    writable: o.writable,
    readings: o.readings,
    undo: o.history.undo,
    redo: o.history.redo,
    more: o.history.more,
  })
  const state = createStore<SessionState>(() => ({
    ...facts(first),
    save: { kind: 'saved', at: first.document.updatedAt },
    conflict: null,
    fault: null,
  }))
  const { getState, setState } = state

  const queue = createSaveQueue({
    timer: deps.timer,
    revision: first.document.revision,
    savedAt: first.document.updatedAt,
    send: (op, baseRevision) => {
      const { id, itemId, roundId } = getState().document
      return deps.transport.apply({
        projectId: place.projectId,
        documentId: id,
        itemId,
        roundId,
        baseRevision,
        opId: op.opId,
        cause: op.cause,
        diff: op.diff,
      })
    },
    onSaved: (_op, r) => setState((s) => ({ document: { ...s.document, revision: r.revision, updatedAt: r.savedAt } })),
    onState: (save) => {
      setState({ save })
      if (save.kind === 'conflict' && !getState().conflict) void fetchTheirs()
    },
  })

  async function fetchTheirs(): Promise<OpenDocument | null> {
    try {
      const theirs = await deps.transport.open(place)
      setState({ conflict: { theirs }, fault: null })
      return theirs
    } catch (error) {
      setState({ fault: faultOf(error) })
      return null
    }
  }

  const run = (diff: AnnotationDiff, cause: Cause): string => {
    const opId = newId()
    records.apply(diff)
    queue.push({ opId, cause, diff })
    return opId
  }
  const entryOf = (opId: string, mark: string, diff: AnnotationDiff): HistoryEntry => ({
    opId,
    mark,
    authorId: deps.authorId,
    time: new Date(deps.timer.now()).toISOString(),
    diff,
  })

  const session: Session = {
    itemId: place.itemId,
    records,
    state,
    commit(diff, mark) {
      if (isEmptyDiff(diff) || !getState().writable) return
      const opId = run(diff, { kind: 'edit', mark })
      setState((s) => ({ undo: [...s.undo, entryOf(opId, mark, diff)], redo: [] }))
    },
    async undo() {
      if (!getState().writable) return null
      if (getState().undo.length === 0 && getState().more) await fetchOlder()
      const entry = getState().undo.at(-1)
      if (!entry) return null
      setState((s) => ({ undo: s.undo.slice(0, -1), redo: [...s.redo, entry] }))
      run(invertDiff(entry.diff), { kind: 'undo', of: entry.opId })
      return entry
    },
    redo() {
      const entry = getState().redo.at(-1)
      if (!entry || !getState().writable) return null
      setState((s) => ({ redo: s.redo.slice(0, -1), undo: [...s.undo, entry] }))
      run(entry.diff, { kind: 'redo', of: entry.opId })
      return entry
    },
    flush: () => queue.flush(),
    async takeTheirs() {
      const theirs = await fetchTheirs()
      if (theirs) adopt(theirs, [])
    },
    async reapplyMine() {
      const theirs = await fetchTheirs()
      if (theirs) adopt(theirs, queue.pending())
    },
    submit: (reason, viewing) => change('submit', reason, viewing),
    async reopen() {
      await change('reopen')
    },
    async close() {
      const clean = await queue.flush()
      if (clean) queue.stop()
      return clean
    },
  }

  async function fetchOlder() {
    // The oldest step known may already sit on the redo side after a long way back.
    const oldest = getState().undo[0] ?? getState().redo.at(-1)
    if (!oldest) return
    const older = await deps.transport.moreHistory({
      projectId: place.projectId,
      documentId: getState().document.id,
      beforeOpId: oldest.opId,
    })
    setState((s) => ({ undo: [...older, ...s.undo], more: older.length > 0 }))
  }

  /** Shows the other side's state, then puts `mine` on top as new operations: theirs stays in the history. */
  function adopt(theirs: OpenDocument, mine: readonly PendingOp[]) {
    let map = new Map(theirs.annotations.map((a) => [a.id, a]))
    const again: PendingOp[] = []
    for (const op of mine) {
      const diff = rebaseDiff(op.diff, map)
      if (isEmptyDiff(diff)) continue
      map = applyDiff(map, diff)
      const mark = op.cause.kind === 'edit' ? op.cause.mark : 'reapply'
      again.push({ opId: newId(), cause: { kind: 'edit', mark }, diff })
    }
    records.load([...map.values()])
    const known = facts(theirs)
    const redone = again.map((op) => entryOf(op.opId, op.cause.kind === 'edit' ? op.cause.mark : 'reapply', op.diff))
    setState({
      ...known,
      undo: [...known.undo, ...redone],
      redo: redone.length > 0 ? [] : known.redo,
      conflict: null,
      fault: null,
    })
    queue.restart(again, theirs.document.revision)
    if (again.length === 0) setState({ save: { kind: 'saved', at: theirs.document.updatedAt } })
  }

  async function change(to: 'submit' | 'reopen', reason?: string, viewing?: ViewingUse[]): Promise<boolean> {
    if (!(await queue.flush())) return false
    const { document } = getState()
    const call = to === 'submit' ? deps.transport.submit : deps.transport.reopen
    const next = await call({
      projectId: place.projectId,
      documentId: document.id,
      baseRevision: queue.revision(),
      ...(reason ? { reason } : {}),
      ...(viewing ? { viewing } : {}),
    })
    setState({ document: next, writable: next.state === 'open' })
    return true
  }

  return session
}
