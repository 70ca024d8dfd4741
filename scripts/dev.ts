// `npm run dev`: hot reload. The desktop program where its binary is there, the browser host otherwise or with --browser.
// The page reloads by Vite in both; the backend starts again when a file of main or shared changes.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'
import { rendererConfig } from '../vite.renderer.config.ts'
import { root, runTool, toolEnv } from './run.ts'

const inBrowser = process.argv.includes('--browser') || !existsSync(join(root, 'node_modules/electron/path.txt'))
if (inBrowser) await devInBrowser()
else process.exit((await runTool('electron-vite', ['dev', '--watch'])).code)

async function devInBrowser(): Promise<void> {
  const vite = await createServer({ configFile: false, ...rendererConfig('serve'), plugins: [react()] })
  await vite.listen()
  const server = vite.resolvedUrls?.local[0]?.replace(/\/$/, '')
  if (!server) throw new Error('the Vite server has no address')
  const port = process.env.PANDOK_DEV_PORT ?? '4600'
  const seed = randomUUID()
  let backend = start()
  let timer: NodeJS.Timeout | undefined
  for (const folder of ['src/main', 'src/shared'])
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (!name || /\.test\.ts$/.test(name)) return
      clearTimeout(timer)
      timer = setTimeout(restart, 200)
    })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      backend.kill('SIGTERM')
      process.exit(0)
    })

  function start(): ChildProcess {
    return spawn(process.execPath, [join(root, 'scripts/devServe.ts'), server ?? '', port, seed], {
      stdio: 'inherit',
      env: toolEnv(),
    })
  }
  function restart(): void {
    const old = backend
    old.once('exit', () => {
      backend = start()
    })
    old.kill('SIGTERM')
  }
}
