// What belongs to reading the case on the desk besides its marks: what was seen at 1:1, the places to look at next, the earlier examination.
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import type { PriorCase } from '../../../../shared/contract/cases.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { emptyGrid, joined, seenCells } from '../../../../shared/domains/mammography/coverage.ts'
import type { Tile } from '../../../../shared/domains/mammography/tiles.ts'
import { isMammoView } from '../../../../shared/domains/mammography/views.ts'
import type { Bounds } from '../../../../shared/geometry/spaces.ts'
import type { Size } from '../../../../shared/geometry/transform.ts'
import type { Bits } from '../../../../shared/imaging/breast/bits.ts'
import { packed, unpacked } from '../../../../shared/imaging/breast/packed.ts'
import { api } from '../../../api/client.ts'
import type { Session } from '../../../document/session.ts'

type Place = { readonly projectId: string; readonly itemId: string; readonly roundId: string }
export type Prior = {
  readonly detail: ItemDetail
  readonly studyDate: string
  /** As this reader may see them: their own, else a reading that is open to them. */
  readonly marks: readonly Annotation[]
}
export type ReadingDesk = {
  readonly place: Place | null
  /** False: somebody looks who does not read; nothing is recorded. */
  readonly recording: boolean
  /** By source. */
  readonly seen: ReadonlyMap<string, Bits>
  /** Every earlier examination of the patient, newest first. */
  readonly priors: readonly PriorCase[]
  /** The one that hangs beside. */
  readonly prior: Prior | null
  /** Of the view on screen. */
  readonly tiles: readonly Tile[]
  /** Which of them; null = the whole view; -1 = the last, once they are known. */
  readonly at: number | null
}
const NOTHING: ReadingDesk = {
  place: null,
  recording: false,
  seen: new Map(),
  priors: [],
  prior: null,
  tiles: [],
  at: null,
}
export const readingDesk = createStore<ReadingDesk>(() => NOTHING)
export const useReading = <T>(pick: (r: ReadingDesk) => T): T => useStore(readingDesk, pick)

/** Milliseconds from the last new look to the moment it is written down. */
const WRITE_AFTER = 600
const unwritten = new Set<string>()
let timer: ReturnType<typeof setTimeout> | null = null

function write(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
  const { place, seen } = readingDesk.getState()
  const list = [...unwritten].flatMap((sourceId) => {
    const bits = seen.get(sourceId)
    return bits ? [{ sourceId, ...packed(bits) }] : []
  })
  unwritten.clear()
  if (!place || list.length === 0) return
  api.cases.cover({ ...place, seen: list }).catch(() => {
    // What could not be written is tried again with the next look.
    if (readingDesk.getState().place?.itemId === place.itemId) for (const { sourceId } of list) unwritten.add(sourceId)
  })
}

export function noteSeen(sourceId: string, frame: Size, bounds: Bounds): void {
  const { seen, recording } = readingDesk.getState()
  if (!recording) return
  const before = seen.get(sourceId) ?? emptyGrid(frame)
  const after = joined(before, seenCells(frame, bounds))
  if (after === before) return
  readingDesk.setState({ seen: new Map([...seen, [sourceId, after]]) })
  unwritten.add(sourceId)
  if (timer === null) timer = setTimeout(write, WRITE_AFTER)
}

/** Keeps the store about the case on the desk. */
export function useReadingDesk(projectId: string, detail: ItemDetail | null, session: Session | null): void {
  const itemId = detail?.slots.some((s) => isMammoView(s.slot)) ? detail.id : null
  useEffect(() => {
    if (!itemId || !session || session.itemId !== itemId) return
    const { document, writable } = session.state.getState()
    const place = { projectId, itemId, roundId: document.roundId }
    readingDesk.setState({ ...NOTHING, place, recording: writable }, true)
    let stopped = false
    api.cases.coverage(place).then(
      (list) => {
        if (stopped) return
        const known = new Map(list.map((c) => [c.sourceId, unpacked(c)]))
        for (const [id, bits] of readingDesk.getState().seen) known.set(id, joined(bits, known.get(id) ?? bits))
        readingDesk.setState({ seen: known })
      },
      () => undefined,
    )
    api.cases.priors({ projectId, itemId }).then(
      (priors) => {
        if (stopped) return
        readingDesk.setState({ priors })
        if (priors[0]) void choosePrior(priors[0])
      },
      () => undefined,
    )
    const follow = session.state.subscribe((s) => readingDesk.setState({ recording: s.writable }))
    const leaving = () => window.document.visibilityState === 'hidden' && write()
    window.document.addEventListener('visibilitychange', leaving)
    return () => {
      stopped = true
      follow()
      window.document.removeEventListener('visibilitychange', leaving)
      write()
      readingDesk.setState(NOTHING, true)
    }
  }, [projectId, itemId, session])
}

/** Hangs another earlier examination beside the case. */
export async function choosePrior({ itemId, studyDate }: PriorCase): Promise<void> {
  const { place } = readingDesk.getState()
  if (!place) return
  const at = { projectId: place.projectId, itemId }
  const [detail, own] = await Promise.all([api.items.get(at), api.document.open(at).catch(() => null)])
  const [other] = own?.annotations.length === 0 ? own.readings : []
  const shown = other ? await api.document.open({ ...at, documentId: other.id }).catch(() => own) : own
  if (readingDesk.getState().place === place)
    readingDesk.setState({ prior: { detail, studyDate, marks: shown?.annotations ?? [] } })
}

/** The next older one, and after the oldest the newest again. */
export async function nextPrior(): Promise<boolean> {
  const { priors, prior } = readingDesk.getState()
  const next = priors[(priors.findIndex((p) => p.itemId === prior?.detail.id) + 1) % priors.length]
  if (next && next.itemId !== prior?.detail.id) await choosePrior(next)
  return next !== undefined
}
