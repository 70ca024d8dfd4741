import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { rendererConfig } from './vite.renderer.config.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// electron-vite makes addresses relative for file:// pages. Ours are served from the root, also at deeper addresses.
const fromRoot = { name: 'from-root', enforce: 'post', config: () => ({ base: '/' }) } as const

// Main has one bundle per process: the desktop entry, the command line (which also serves), and each worker.
export default defineConfig(({ command }) => {
  if (command === 'build') rmSync(at('out'), { recursive: true, force: true })
  return {
    main: {
      // True only under `npm run dev`; the branch and the address in it are cut out of every other build.
      define: { __PANDOK_DEV__: JSON.stringify(command === 'serve') },
      build: {
        target: 'node24',
        outDir: 'out/main',
        externalizeDeps: true,
        rollupOptions: {
          input: {
            index: at('src/main/index.ts'),
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
        // A sandboxed preload script cannot be an ES module, and cannot load one.
        externalizeDeps: false,
        rollupOptions: {
          input: { index: at('src/preload/index.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: { ...rendererConfig(command), plugins: [react(), fromRoot] },
  }
})
