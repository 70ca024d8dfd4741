// Hold to look, press to stay: which functions are on, and for how long they were. Pure; times are milliseconds.
import type { ViewingUse } from '../../../../shared/contract/viewing.ts'
import { MOST_USES } from '../../../../shared/contract/viewing.ts'
import { withFunction, withHeld, type XrayFunctionId } from '../../../../shared/imaging/xray/functions.ts'

/** A key that is down for less is a press. */
export const PRESS_MS = 300

type Open = { readonly from: number; readonly how: ViewingUse['how'] }
export type Console = {
  readonly locked: readonly XrayFunctionId[]
  readonly held: { readonly id: XrayFunctionId; readonly since: number } | null
  /** Since when each function on screen is there. */
  readonly open: Readonly<Partial<Record<XrayFunctionId, Open>>>
  /** Uses that are over, of this item. */
  readonly uses: readonly ViewingUse[]
}
export const RESTING: Console = { locked: [], held: null, open: {}, uses: [] }

export const shownOf = (c: Console): readonly XrayFunctionId[] => withHeld(c.locked, c.held?.id ?? null)

const ended = (id: XrayFunctionId, { from, how }: Open, now: number): ViewingUse => ({
  function: id,
  from: new Date(from).toISOString(),
  to: new Date(Math.max(from, now)).toISOString(),
  ms: Math.min(86_400_000, Math.max(0, Math.round(now - from))),
  how,
})

/** Ends the uses that are not on screen any more and begins the new ones. */
function settle(c: Console, now: number): Console {
  const shown = shownOf(c)
  const open: Partial<Record<XrayFunctionId, Open>> = {}
  const uses = [...c.uses]
  for (const [id, use] of Object.entries(c.open) as [XrayFunctionId, Open][])
    if (!shown.includes(id)) uses.push(ended(id, use, now))
  for (const id of shown)
    open[id] = { from: c.open[id]?.from ?? now, how: c.locked.includes(id) ? 'lock' : (c.open[id]?.how ?? 'hold') }
  return { ...c, open, uses: uses.slice(-MOST_USES) }
}

/** Another key goes down before the first is up: the first one ends. */
export const press = (c: Console, id: XrayFunctionId, now: number): Console =>
  settle({ ...c, held: { id, since: now } }, now)

export function release(c: Console, id: XrayFunctionId, now: number): Console {
  if (c.held?.id !== id) return c
  const short = now - c.held.since < PRESS_MS
  return settle({ ...c, held: null, locked: short ? withFunction(c.locked, id) : c.locked }, now)
}

export const standard = (c: Console, now: number): Console => settle({ ...c, held: null, locked: [] }, now)

/** Everything used up to now; what is still on screen goes on as a new use. */
export function takeUses(c: Console, now: number): { uses: readonly ViewingUse[]; rest: Console } {
  const running = (Object.entries(c.open) as [XrayFunctionId, Open][]).map(([id, use]) => ended(id, use, now))
  const open = Object.fromEntries(Object.entries(c.open).map(([id, use]) => [id, { ...use, from: now }]))
  return { uses: [...c.uses, ...running].slice(-MOST_USES), rest: { ...c, open, uses: [] } }
}

/** A submit that failed gives them back. */
export const putBack = (c: Console, uses: readonly ViewingUse[]): Console => ({
  ...c,
  uses: [...uses, ...c.uses].slice(-MOST_USES),
})
