// The few messages between preload and main. Everything else is fetch.
export const CHANNELS = {
  /** preload -> main, synchronous: a path that a real File object of this window had. */
  allowPath: 'pandok:allow-path',
  /** main -> preload: may the window close? Carries the number of the request. */
  quitRequest: 'pandok:quit-request',
  /** preload -> main: number of the request, and whether everything is saved. */
  quitAnswer: 'pandok:quit-answer',
} as const
