// Which picture of a case goes into which place. Nothing is left out: what is not chosen for a view is set aside.
import { isMammoView, MAMMO_VIEWS, rankOf, readView, spareSlot, type ViewFacts } from './views.ts'

export type Candidate = {
  readonly facts: ViewFacts
  readonly fileName: string
  readonly pixels: number
}

/** Slot of each picture. `held` = places that are taken already and keep what they hold. */
export function assignViews(pictures: readonly Candidate[], held: ReadonlySet<string> = new Set()): string[] {
  const slots = new Array<string | null>(pictures.length).fill(null)
  const read = pictures.map((p) => readView(p.facts, p.fileName))
  for (const view of MAMMO_VIEWS) {
    if (held.has(view)) continue
    const own = pictures
      .map((p, i) => ({ i, rank: read[i]!.view === view ? rankOf(read[i]!) : null, pixels: p.pixels, made: made(p) }))
      .flatMap((c) => (c.rank === null ? [] : [{ ...c, rank: c.rank }]))
      // For presentation before for processing, DR before CR and film; then the larger field, then the later exposure.
      .sort((a, b) => a.rank - b.rank || b.pixels - a.pixels || b.made - a.made)
    const [best] = own
    if (best) slots[best.i] = view
  }
  let n = 0
  return slots.map((slot) => {
    if (slot !== null) return slot
    do n++
    while (held.has(spareSlot(n)))
    return spareSlot(n)
  })
}

const made = ({ facts }: Candidate): number => {
  const n = facts['instanceNumber']
  return typeof n === 'number' ? n : 0
}

/** Views in the order of the hanging, then what was set aside. */
export const slotOrder = (slot: string): number =>
  isMammoView(slot) ? MAMMO_VIEWS.indexOf(slot) : MAMMO_VIEWS.length + Number(slot.replace(/\D/g, '') || 0)
