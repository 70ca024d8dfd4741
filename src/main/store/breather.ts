// Long walks through the store run in the process that also answers windows: every few dozen milliseconds they let go.
const SLICE_MS = 25

export function breather(): { due(): boolean; rest(): Promise<void> } {
  let since = performance.now()
  return {
    due: () => performance.now() - since >= SLICE_MS,
    rest: async () => {
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
      since = performance.now()
    },
  }
}
