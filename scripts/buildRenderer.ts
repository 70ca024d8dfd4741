// Builds the pages alone, for `serve` in a checkout: a few seconds less than building everything.
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { rendererConfig } from '../vite.renderer.config.ts'

await build({ configFile: false, logLevel: 'warn', ...rendererConfig('build'), plugins: [react()] })
