// `npm start`: the desktop program, or, where its binary cannot be had, the same program in the browser. Never hangs.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool, toolEnv } from './run.ts'

/** Time for downloading the binary (it comes on the first start, not with `npm ci`). */
const DOWNLOAD_MS = 30_000
/** A program that ends sooner than this with an error could not start (missing libraries, no display). */
const START_MS = 10_000
const SAMPLE = 'general'

const electronDir = join(root, 'node_modules', 'electron')
const args = process.argv.slice(2)

function electronBinary(): string | null {
  const pathFile = join(electronDir, 'path.txt')
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'
  const path = join(override ?? join(electronDir, 'dist'), name)
  return existsSync(path) ? path : null
}

/** The package's own download script; it honours ELECTRON_MIRROR and the npm proxy settings. */
async function download(): Promise<void> {
  const child = spawn(process.execPath, [join(electronDir, 'install.js')], { stdio: 'ignore', env: toolEnv() })
  const timer = setTimeout(() => child.kill('SIGKILL'), DOWNLOAD_MS)
  await ended(child)
  clearTimeout(timer)
}

/** Resolves to the reason when the program cannot be started; ends this process with it otherwise. */
async function desktop(): Promise<string> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (electronBinary() === null) await download()
  const binary = electronBinary()
  if (binary === null) return 'the Electron binary could not be downloaded'
  const started = Date.now()
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(binary, [...asRoot, root, `--sample=${SAMPLE}`, ...args], { stdio: 'inherit', env: toolEnv() })
  const code = await ended(passSignals(child))
  if (code !== 0 && Date.now() - started < START_MS) return `Electron ended with code ${code}`
  process.exit(code)
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Ctrl+C reaches the child as well; waiting for it lets it close its project. */
function passSignals(child: ChildProcess): ChildProcess {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return child
}

const build = await runTool('electron-vite', ['build', '--logLevel', 'warn'])
if (build.code !== 0) process.exit(build.code)
const reason = await desktop()
console.error(`Desktop program not available (${reason}); opening Pandok in the browser instead.`)
const host = spawn(process.execPath, [join(root, 'src/main/cli.ts'), 'serve', '--sample', SAMPLE, ...args], {
  stdio: 'inherit',
  env: toolEnv(),
})
process.exit(await ended(passSignals(host)))
