import { describe, expect, it } from 'vitest'
import { applyDiff, emptyDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { ApplyDiffInput, HistoryEntry, OpenDocument } from '../../shared/contract/document.ts'
import { newId } from '../../shared/ids.ts'
import { rebaseDiff } from './rebase.ts'
import { RETRY_AFTER } from './saveQueue.ts'
import { openSession } from './session.ts'
import { Fault, type FaultCode, type Timer, type Transport } from './transport.ts'

const box = (x: number, id = newId()): Annotation => ({
  id,
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'knife',
  shape: { kind: 'box', x, y: 0, width: 10, height: 10 },
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
const adding = (a: Annotation) => ({ ...emptyDiff, added: [a] })

/** A store on the other side of the wire: checks revisions, answers a repeated operation with its first answer. */
function remote() {
  let map = new Map<string, Annotation>()
  let revision = 0
  const answers = new Map<string, number>()
  const received: ApplyDiffInput[] = []
  const faults: FaultCode[] = []
  let loseAnswers = 0
  const older: HistoryEntry[] = []
  const transport: Transport = {
    open: async ({ itemId }): Promise<OpenDocument> => ({
      document: {
        id: 'doc',
        itemId,
        roundId: 'r1',
        authorId: null,
        revision,
        schemaVersion: 1,
        state: 'open',
        updatedAt: null,
      },
      writable: true,
      annotations: [...map.values()],
      history: { undo: [], redo: [], more: older.length > 0 },
      readings: [],
    }),
    apply: async (input) => {
      const fault = faults.shift()
      if (fault) throw new Fault(fault)
      received.push(input)
      const known = answers.get(input.opId)
      if (known === undefined) {
        if (input.baseRevision !== revision) throw new Fault('revision-conflict')
        map = applyDiff(map, input.diff)
        answers.set(input.opId, ++revision)
      }
      if (loseAnswers > 0) {
        loseAnswers--
        throw new Fault('unreachable')
      }
      return { revision: known ?? revision, savedAt: '2026-01-01T09:00:00Z', findings: [] }
    },
    moreHistory: async () => older.splice(0),
    submit: async () => {
      throw new Fault('internal')
    },
    reopen: async () => {
      throw new Fault('internal')
    },
  }
  return {
    transport,
    received,
    faults,
    older,
    lose: (n: number) => {
      loseAnswers = n
    },
    map: () => map,
    /** Another window changes the same document. */
    elsewhere: (change: (m: Map<string, Annotation>) => void) => {
      map = new Map(map)
      change(map)
      revision++
    },
  }
}

function clock() {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  const timer: Timer = {
    now: () => now,
    after: (ms, run) => {
      const entry = { at: now + ms, run }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((w) => w !== entry)
      }
    },
  }
  return {
    timer,
    pass: async (ms: number) => {
      now += ms
      const due = waiting.filter((w) => w.at <= now)
      waiting = waiting.filter((w) => w.at > now)
      for (const w of due) w.run()
      await settle()
    },
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

async function open() {
  const far = remote()
  const time = clock()
  const session = await openSession(
    { transport: far.transport, timer: time.timer, authorId: 'kim' },
    { projectId: 'p', itemId: 'i' },
  )
  const saved = () => session.state.getState().save
  return { far, time, session, saved }
}

describe('saving', () => {
  it('sends gestures one by one, in order, each on the revision of the one before', async () => {
    const { far, session, saved } = await open()
    for (let i = 0; i < 5; i++) session.commit(adding(box(i)), 'box.add')
    expect(saved()).toEqual({ kind: 'saving', waiting: 5 })
    expect(await session.flush()).toBe(true)
    expect(far.received.map((r) => r.baseRevision)).toEqual([0, 1, 2, 3, 4])
    expect([...far.map().values()].map((a) => a.shape?.kind === 'box' && a.shape.x)).toEqual([0, 1, 2, 3, 4])
    expect(saved().kind).toBe('saved')
  })

  it('keeps the gesture on screen while the disk is full, says so, and saves it when there is room', async () => {
    const { far, time, session, saved } = await open()
    far.faults.push('disk-full', 'disk-full')
    session.commit(adding(box(1)), 'box.add')
    await settle()
    session.commit(adding(box(2)), 'box.add')
    expect(saved()).toEqual({ kind: 'failing', waiting: 2, code: 'disk-full', retryAt: RETRY_AFTER[0] })
    expect(session.records.getState().records.size).toBe(2)
    expect(far.map().size).toBe(0)
    await time.pass(RETRY_AFTER[0])
    expect(saved().kind).toBe('failing')
    await time.pass(RETRY_AFTER[1])
    expect(saved().kind).toBe('saved')
    expect(far.map().size).toBe(2)
  })

  it('repeats an operation whose answer was lost without a second effect', async () => {
    const { far, time, session } = await open()
    far.lose(1)
    session.commit(adding(box(1)), 'box.add')
    await settle()
    await time.pass(RETRY_AFTER[0])
    session.commit(adding(box(2)), 'box.add')
    expect(await session.flush()).toBe(true)
    expect(new Set(far.received.map((r) => r.opId)).size).toBe(2)
    expect(far.received).toHaveLength(3)
    expect(far.map().size).toBe(2)
  })

  it('stops at an operation the store refuses and can go back to what is stored', async () => {
    const { far, session, saved } = await open()
    session.commit(adding(box(1)), 'box.add')
    await session.flush()
    far.faults.push('shape-not-allowed')
    session.commit(adding(box(2)), 'box.add')
    session.commit(adding(box(3)), 'box.add')
    expect(await session.flush()).toBe(false)
    expect(saved()).toEqual({ kind: 'refused', waiting: 2, code: 'shape-not-allowed' })
    await session.takeTheirs()
    expect(session.records.getState().records.size).toBe(1)
    expect(saved().kind).toBe('saved')
  })
})

describe('undo', () => {
  it('travels the normal way and names what it takes back', async () => {
    const { far, session } = await open()
    const a = box(1)
    session.commit(adding(a), 'box.add')
    session.commit({ ...emptyDiff, updated: [[a, { ...a, classId: 'gun' }]] }, 'class.set')
    await session.undo()
    expect(session.records.getState().records.get(a.id)?.classId).toBe('knife')
    await session.undo()
    expect(session.records.getState().records.size).toBe(0)
    session.redo()
    await session.flush()
    expect(far.received.map((r) => r.cause.kind)).toEqual(['edit', 'edit', 'undo', 'undo', 'redo'])
    expect(far.received[3]?.cause).toEqual({ kind: 'undo', of: far.received[0]?.opId })
    expect([...far.map().values()]).toEqual([a])
    session.commit(adding(box(9)), 'box.add')
    expect(session.state.getState().redo).toHaveLength(0)
  })
  it('fetches older steps when those at hand are used up', async () => {
    const far = remote()
    const a = box(4)
    far.elsewhere((m) => m.set(a.id, a))
    far.older.push({ opId: newId(), mark: 'box.add', authorId: 'lee', time: '', diff: adding(a) })
    const session = await openSession(
      { transport: far.transport, timer: clock().timer, authorId: 'kim' },
      { projectId: 'p', itemId: 'i' },
    )
    const b = box(5)
    session.commit(adding(b), 'box.add')
    await session.undo()
    expect(session.records.getState().records.size).toBe(1)
    await session.undo()
    expect(session.records.getState().records.size).toBe(0)
    expect(await session.undo()).toBe(null)
  })
})

describe('two windows', () => {
  it('shows the conflict, and takes theirs when asked', async () => {
    const { far, session, saved } = await open()
    const theirs = box(100)
    far.elsewhere((m) => m.set(theirs.id, theirs))
    session.commit(adding(box(1)), 'box.add')
    await settle()
    expect(saved()).toEqual({ kind: 'conflict', waiting: 1 })
    expect(session.state.getState().conflict?.theirs.annotations).toEqual([theirs])
    expect([...far.map().values()]).toEqual([theirs])
    await session.takeTheirs()
    expect([...session.records.getState().records.values()]).toEqual([theirs])
    expect(session.state.getState().conflict).toBe(null)
    expect(await session.flush()).toBe(true)
  })

  it('puts mine on top of theirs without losing either', async () => {
    const { far, session } = await open()
    const shared = box(1)
    session.commit(adding(shared), 'box.add')
    await session.flush()
    const theirs = box(100)
    far.elsewhere((m) => m.set(theirs.id, theirs))
    const mine = box(2)
    session.commit(adding(mine), 'box.add')
    session.commit({ ...emptyDiff, updated: [[shared, { ...shared, classId: 'gun' }]] }, 'class.set')
    await settle()
    await session.reapplyMine()
    expect(await session.flush()).toBe(true)
    expect(new Set(far.map().keys())).toEqual(new Set([shared.id, theirs.id, mine.id]))
    expect(far.map().get(shared.id)?.classId).toBe('gun')
    expect(session.records.getState().records).toEqual(far.map())
    await session.undo()
    await session.flush()
    expect(far.map().get(shared.id)?.classId).toBe('knife')
  })

  it('brings back what they deleted and I changed; drops a deletion of what is gone', () => {
    const a = box(1)
    const b = box(2)
    const changed = { ...a, classId: 'gun' }
    expect(rebaseDiff({ added: [], updated: [[a, changed]], removed: [b] }, new Map())).toEqual({
      added: [changed],
      updated: [],
      removed: [],
    })
  })
})
