// What runs in the window of the program while it is measured. Each function is sent over as text: it may use nothing from outside.
export type Arrival = {
  /** Milliseconds from the key to the frame in which the last view of the case hangs with every stored value. */
  readonly all: number
  /** The same until the name of the case is in the bar. */
  readonly sheet: number
  /** Of these, the main thread was working for this long. */
  readonly busy: number
}

export async function arrival({ key, name }: { key: string; name: string }): Promise<Arrival> {
  const frame = () => new Promise<number>((done) => requestAnimationFrame(() => done(performance.now())))
  const hangs = () => {
    const cells = [...document.querySelectorAll('.hanging-cell')]
    return cells.length === 4 && cells.every((c) => c.querySelector('canvas') && !c.hasAttribute('data-loading'))
  }
  const named = () => document.querySelector('.bar-here')?.textContent === name
  let busy = 0
  const watch = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) busy += entry.duration
  })
  watch.observe({ type: 'longtask' })
  const began = performance.now()
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { code: key, key: key.slice(-1).toLowerCase(), bubbles: true }))
  target.dispatchEvent(new KeyboardEvent('keyup', { code: key, key: key.slice(-1).toLowerCase(), bubbles: true }))
  let sheet = Number.NaN
  for (;;) {
    const now = await frame()
    if (named() && Number.isNaN(sheet)) sheet = now - began
    if (named() && hangs()) break
    if (now - began > 30_000) throw new Error('the next case did not come')
  }
  // What was asked for in this frame is drawn in the next one.
  const all = (await frame()) - began
  await new Promise((done) => setTimeout(done, 100))
  watch.disconnect()
  return { all, sheet, busy }
}

/** All views hang, and what is made of the pictures that came ahead is made. */
export async function quiet(): Promise<void> {
  const loading = () => document.querySelector('[data-loading]') !== null
  do await new Promise((done) => setTimeout(done, 1000))
  while (loading())
}
