import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => new URL(path, import.meta.url).pathname

// Main has one bundle per process: the desktop entry, the loopback entry, the command line, and each worker.
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          serve: at('src/main/serve.ts'),
          cli: at('src/main/cli.ts'),
          pixelWorker: at('src/main/workers/pixelWorker.ts'),
          hashWorker: at('src/main/workers/hashWorker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script cannot be an ES module.
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      target: 'chrome130',
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: at('src/renderer/index.html') } },
    },
    worker: { format: 'es' },
  },
})
