// Replaced at build time: false in every build that is shipped, so the address below is not in it (codebases.md S13).
declare const __PANDOK_DEV__: boolean

/** Address of the Vite server under `npm run dev`; null in the built program and from source. */
export const devServer = (): string | null =>
  typeof __PANDOK_DEV__ !== 'undefined' && __PANDOK_DEV__ ? (process.env.ELECTRON_RENDERER_URL ?? null) : null
