// `pandok serve`: one line on stdout, then it works until it is told to stop.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PandokError } from '../../shared/contract/errors.ts'
import { filesBelow } from '../files/filesBelow.ts'
import { rendererDir, serve } from '../serve.ts'
import { type ExitCode, type Io, say } from './io.ts'
import { absolute } from './projects.ts'
import { servedProject } from './work.ts'

export type ServeArguments = {
  readonly port: number
  readonly open: boolean
  readonly root: readonly string[]
  readonly sample?: string
  readonly tokenUses?: number
}

export async function serveCommand(io: Io, project: string | undefined, options: ServeArguments): Promise<ExitCode> {
  await buildRendererIfStale(io)
  const serving = await serve({
    dataDir: io.dataDir,
    port: options.port,
    project: servedProject(io, project),
    sample: options.sample ?? null,
    roots: [io.cwd, ...options.root.map((folder) => absolute(io, folder))],
    tokenUses: options.tokenUses ?? null,
    openBrowser: options.open,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES')
      throw new PandokError('busy', 'the port is taken', { port: options.port })
    throw error
  })
  io.out(`Pandok ready at ${serving.url}`)
  await aborted(io.signal)
  await serving.close()
  return 0
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** In a checkout the pages are built when they are missing or older than what they are made of. */
async function buildRendererIfStale(io: Io): Promise<void> {
  if (!import.meta.url.endsWith('.ts')) return
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const built = join(rendererDir(), 'index.html')
  const sources = ['src/renderer', 'src/shared', 'package.json', 'vite.renderer.config.ts'].map((p) => join(root, p))
  if (existsSync(built) && (await newest([built])) >= (await newest(sources))) return
  io.note(say(io, 'cli.building'))
  if ((await buildRenderer(root)) !== 0) throw new PandokError('internal', say(io, 'cli.buildFailed'))
}

async function newest(paths: readonly string[]): Promise<number> {
  let time = 0
  for (const path of paths) {
    const facts = statSync(path)
    if (facts.isDirectory())
      for await (const file of filesBelow(path)) {
        if (!/\.test\.tsx?$/.test(file.path)) time = Math.max(time, file.mtimeMs)
      }
    else time = Math.max(time, facts.mtimeMs)
  }
  return time
}

/** Its words go to stderr: stdout belongs to the one line. */
function buildRenderer(root: string): Promise<number> {
  const script = join(root, 'scripts', 'buildRenderer.ts')
  const child = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
