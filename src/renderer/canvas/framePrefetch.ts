// Frames that come next, a few at a time: the newest wish wins, what is under way is let finish.
export type Prefetcher<F> = {
  /** In the order in which they will be needed. */
  aim(frames: readonly F[]): void
  stop(): void
}

/** Loads at once: the pool decodes two pictures, two more travel. */
const IN_FLIGHT = 4

export function createPrefetcher<F>(
  isHere: (frame: F) => boolean,
  load: (frame: F) => Promise<void>,
  changed: () => void,
): Prefetcher<F> {
  let wanted: readonly F[] = []
  /** Begun once for this wish, here or not: a frame that cannot be had is not asked for in a circle. */
  let next = 0
  let running = 0
  let stopped = false

  const pump = (): void => {
    while (!stopped && running < IN_FLIGHT && next < wanted.length) {
      const frame = wanted[next++]!
      if (isHere(frame)) continue
      running++
      void load(frame).finally(() => {
        running--
        if (stopped) return
        changed()
        pump()
      })
    }
  }
  return {
    aim(frames) {
      wanted = frames
      next = 0
      pump()
    },
    stop() {
      stopped = true
      wanted = []
    },
  }
}

/** Indices around `at`, first in the direction of the scrolling, a quarter of the room behind it. */
export function framesAhead(at: number, total: number, direction: 1 | -1, room: number): number[] {
  const ahead = Math.max(1, Math.ceil(room * 0.75))
  const behind = Math.max(0, Math.floor(room) - ahead)
  const out: number[] = []
  for (let i = 1; i <= ahead; i++) out.push(at + i * direction)
  for (let i = 1; i <= behind; i++) out.push(at - i * direction)
  return out.filter((i) => i >= 0 && i < total)
}
