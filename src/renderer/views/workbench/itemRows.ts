// The item list as the screen needs it: rows by position, fetched page by page by key in both directions, and from any
// position after a jump. Only what is near the eye is kept, so half a million items cost no more than a few thousand.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ItemPage, ItemRow } from '../../../shared/contract/item.ts'
import { type Fault, faultOf } from '../../document/transport.ts'

export const PAGE = 100
const KEEP = 4000

export type PageRequest = { after?: string; before?: string; at?: number; limit: number }
export type RowsState = {
  /** Null until the first answer. */
  readonly total: number | null
  readonly rows: ReadonlyMap<number, ItemRow>
  readonly fault: Fault | null
}
export type ItemRows = StoreApi<RowsState> & {
  /** Makes sure that rows [from, to) are there or on their way. */
  ensure(from: number, to: number): void
  patch(row: ItemRow): void
  indexOf(itemId: string): number | null
  /** Forgets everything and asks again for what was looked at last. */
  refresh(): void
  /** Asks again for what is on screen and shows it when it is there: other people work in the same list. */
  renew(): Promise<void>
  stop(): void
}

/** The next page to ask for, or null when all of [from, to) is known. */
export function nextRequest(
  rows: ReadonlyMap<number, ItemRow>,
  from: number,
  to: number,
): { request: PageRequest; expects: number } | null {
  let first = from
  while (first < to && rows.has(first)) first++
  if (first >= to) return null
  const ahead = rows.get(first - 1)
  if (ahead) return { request: { after: ahead.key, limit: PAGE }, expects: first }
  let last = first
  while (last < to && !rows.has(last)) last++
  const behind = rows.get(last)
  if (behind && last - first <= PAGE) {
    const limit = Math.min(PAGE, last)
    return { request: { before: behind.key, limit }, expects: last - limit }
  }
  const at = Math.max(0, first - Math.floor((PAGE - Math.min(PAGE, to - first)) / 2))
  return { request: { at, limit: PAGE }, expects: at }
}

export function createItemRows(fetchPage: (request: PageRequest) => Promise<ItemPage>): ItemRows {
  const store = createStore<RowsState>(() => ({ total: null, rows: new Map(), fault: null }))
  let wanted: { from: number; to: number } = { from: 0, to: PAGE }
  let busy = false
  let epoch = 0

  const keepNear = (rows: Map<number, ItemRow>): Map<number, ItemRow> => {
    if (rows.size <= KEEP) return rows
    const middle = (wanted.from + wanted.to) / 2
    return new Map([...rows].filter(([i]) => Math.abs(i - middle) < KEEP / 2))
  }
  async function fill(): Promise<void> {
    if (busy) return
    const { rows, total } = store.getState()
    const to = total === null ? wanted.to : Math.min(wanted.to, total)
    const next = nextRequest(rows, wanted.from, to)
    if (!next && total !== null) return
    busy = true
    const mine = epoch
    try {
      const page = await fetchPage(next?.request ?? { at: wanted.from, limit: PAGE })
      if (mine !== epoch) return
      // The list may have changed behind our back: rows at other places than expected make the old ones worthless.
      const moved = next !== null && page.items.length > 0 && page.offset !== next.expects
      const merged = new Map(moved ? [] : store.getState().rows)
      page.items.forEach((row, i) => {
        merged.set(page.offset + i, row)
      })
      store.setState({ total: page.total, rows: keepNear(merged), fault: null })
      if (page.items.length === 0) return
    } catch (error) {
      if (mine === epoch) store.setState({ fault: faultOf(error) })
      return
    } finally {
      if (mine === epoch) busy = false
    }
    void fill()
  }
  return Object.assign(store, {
    ensure(from: number, to: number) {
      wanted = { from: Math.max(0, from), to: Math.max(from, to) }
      void fill()
    },
    patch(row: ItemRow) {
      const at = this.indexOf(row.id)
      if (at === null) return
      store.setState((s) => ({ rows: new Map(s.rows).set(at, row) }))
    },
    indexOf(itemId: string) {
      for (const [i, row] of store.getState().rows) if (row.id === itemId) return i
      return null
    },
    refresh() {
      epoch++
      busy = false
      store.setState({ total: null, rows: new Map(), fault: null })
      void fill()
    },
    async renew() {
      if (busy || store.getState().total === null) return
      busy = true
      const mine = epoch
      try {
        const page = await fetchPage({ at: wanted.from, limit: PAGE })
        if (mine !== epoch) return
        const rows = new Map(page.items.map((row, i) => [page.offset + i, row]))
        store.setState({ total: page.total, rows, fault: null })
      } catch {
        // Nobody asked for it: what is on screen stays.
      } finally {
        if (mine === epoch) busy = false
      }
      if (mine === epoch) void fill()
    },
    stop() {
      epoch++
    },
  })
}
