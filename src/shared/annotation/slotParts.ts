// A slot holds one source or several in order (the slices of a series); its frames are counted through all of them.
import type { SlotFacts } from './problem.ts'

export type SlotPart<S> = {
  readonly slot: string
  /** Frames of the slot that lie in the sources before this one. */
  readonly firstFrame: number
  readonly source: S
}
export type FrameAt<S> = { readonly source: S; readonly frame: number }

/** Source and frame in that source; null when the slot has no such frame. */
export function frameAt<S extends { readonly frames: number }>(
  parts: readonly SlotPart<S>[],
  slot: string,
  frame: number,
): FrameAt<S> | null {
  const part = parts.find((p) => p.slot === slot && frame >= p.firstFrame && frame < p.firstFrame + p.source.frames)
  return part ? { source: part.source, frame: frame - part.firstFrame } : null
}

/** Size of the first source, frames of all. */
export function slotFacts<S extends SlotFacts>(parts: readonly SlotPart<S>[]): ReadonlyMap<string, SlotFacts> {
  const out = new Map<string, SlotFacts>()
  for (const { slot, source } of parts) {
    const { width, height, frames } = out.get(slot) ?? { ...source, frames: 0 }
    out.set(slot, { width, height, frames: frames + source.frames })
  }
  return out
}
