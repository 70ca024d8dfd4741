// What the preload script puts on the desktop window: host events only, never a general channel.
// In the browser host there is none, and the user interface does without.
export type PandokBridge = {
  readonly host: 'electron'
  /** Real path of a dropped file; empty when the file has none. */
  pathOf(file: unknown): string
  /** The window may close when the promise gives true: everything is saved. */
  onQuitRequest(ask: () => Promise<boolean>): void
}
