// How the renderer is built and served; used by electron-vite and, for the browser host, by scripts/dev.ts.
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const DEV_PORT = 5173

/** Lengths a line or an outline has at any text size. */
const HAIR = 3
const ROOT = 16
type Declaration = {
  value: string
  readonly source?: { readonly input: { readonly file?: string | undefined } } | undefined
}
/** Our style sheets are written in pixels of the design and served in rem, so that the whole interface follows the text size. */
const pixelsToRem = {
  postcssPlugin: 'pixels-to-rem',
  Declaration(d: Declaration) {
    if (!d.source?.input.file?.includes('/src/renderer/') || !d.value.includes('px')) return
    d.value = d.value.replace(/(?<![\w#.-])(-?\d*\.?\d+)px\b/g, (whole, n: string) =>
      Math.abs(Number(n)) <= HAIR ? whole : `${Number(n) / ROOT}rem`,
    )
  },
}

// A list of its own each time: the type of the tool wants one that may change.
const plugins = () => [pixelsToRem]
// Pieces that pages share run before the page itself: zod has to know what the policy refuses before any of them.
const groups = () => [{ name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]app[\\/]noEval\.ts$/ }]

export const rendererConfig = (command: 'build' | 'serve') =>
  ({
    root: at('src/renderer'),
    base: '/',
    // Replaced in each response by the backend (api/staticRoutes.ts). The built page has no inline script or style.
    ...(command === 'serve' ? { html: { cspNonce: '__CSP_NONCE__' } } : {}),
    // The page comes through our own handler, so the reload socket must be told where Vite itself listens.
    server: { host: '127.0.0.1', port: DEV_PORT, strictPort: true, hmr: { host: '127.0.0.1', clientPort: DEV_PORT } },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      // electron-vite leaves pages as they are; half the text is half the time to the first screen.
      minify: true,
      // Data URLs would need a hole in the policy for fonts and scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
      rollupOptions: {
        input: { index: at('src/renderer/index.html') },
        output: { codeSplitting: { groups: groups() } },
      },
    },
    css: { postcss: { plugins: plugins() } },
    worker: { format: 'es' },
  }) as const
