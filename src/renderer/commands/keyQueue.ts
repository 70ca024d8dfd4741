// An order of presses: while something is held they queue, afterwards each is pressed once the one before it has had its effect.
export type KeyQueue<E> = {
  hold(done: Promise<unknown>, passes?: (e: E) => boolean): void
  /** True: it waits. */
  takes(e: E): boolean
}

export function createKeyQueue<E>(p: { most: number; patience: number; press(e: E): void }): KeyQueue<E> {
  const waiting: E[] = []
  const held = new Set<{ readonly passes: ((e: E) => boolean) | undefined }>()
  let pressing = false

  /** One by one: what a press paints or holds counts for the next. */
  const next = (): void => {
    if (held.size > 0 || pressing) return
    const first = waiting.shift()
    if (first === undefined) return
    pressing = true
    p.press(first)
    setTimeout(() => {
      pressing = false
      next()
    }, 0)
  }
  return {
    hold(done, passes) {
      const one = { passes }
      held.add(one)
      const timer = setTimeout(() => {
        waiting.length = 0
        held.delete(one)
      }, p.patience)
      const over = () => {
        clearTimeout(timer)
        // Behind what the end itself has set off.
        setTimeout(() => {
          held.delete(one)
          next()
        }, 0)
      }
      done.then(over, over)
    },
    takes(e) {
      if (held.size === 0 && waiting.length === 0) return false
      if (waiting.length === 0 && [...held].every((h) => h.passes?.(e))) return false
      if (waiting.length < p.most) waiting.push(e)
      return true
    },
  }
}
