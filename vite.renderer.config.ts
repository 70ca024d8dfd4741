// How the renderer is built and served; used by electron-vite and, for the browser host, by scripts/dev.ts.
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const rendererConfig = (command: 'build' | 'serve') =>
  ({
    root: at('src/renderer'),
    base: '/',
    // Replaced in each response by the backend (api/staticRoutes.ts). The built page has no inline script or style.
    ...(command === 'serve' ? { html: { cspNonce: '__CSP_NONCE__' } } : {}),
    server: { host: '127.0.0.1', strictPort: false },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      // Data URLs would need a hole in the policy for fonts and scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: at('src/renderer/index.html') } },
    },
    worker: { format: 'es' },
  }) as const
