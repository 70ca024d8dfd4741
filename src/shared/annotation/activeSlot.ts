// An item of several places is worked on one place at a time: the place on screen comes first, and its frames count.
type Placed = { readonly slot: string; readonly source: { readonly frames: number } }

export const slotsOf = (parts: readonly { readonly slot: string }[]): string[] => [...new Set(parts.map((p) => p.slot))]

/** Null or a place the item lacks: its first. */
export function withSlotFirst<D extends { readonly slots: readonly Placed[]; readonly frames: number }>(
  detail: D,
  slot: string | null,
): D {
  if (slotsOf(detail.slots).length < 2) return detail
  const own = detail.slots.filter((s) => s.slot === (slot ?? detail.slots[0]?.slot))
  if (own.length === 0) return detail
  const others = detail.slots.filter((s) => !own.includes(s))
  return { ...detail, slots: [...own, ...others], frames: own.reduce((sum, s) => sum + s.source.frames, 0) }
}
