// The real program as its own process: `pandok serve`, on a port of its own, with a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { type Look, NOBODY, PLAIN_HABITS } from '../../src/shared/contract/habits.ts'
import { packs } from '../../src/shared/domains/index.ts'

export const CLI = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url))

export type Server = {
  /** Address with the token. */
  readonly url: string
  readonly origin: string
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>
  /** SIGTERM: closes the project and waits for it. */
  stop(): Promise<void>
}
export type ServerPlan = {
  readonly folder: string
  readonly project?: string
  readonly sample?: string
  /** Name of the private data folder; two programs on one machine have two. */
  readonly data?: string
  /** A computer on which nobody has seen the first steps yet. */
  readonly firstRun?: boolean
  /** How the person at this computer likes the screen. */
  readonly look?: Partial<Look>
  /** Default: a free one. */
  readonly port?: string
}

const START_MS = 30_000

export async function startServer(plan: ServerPlan): Promise<Server> {
  const { folder, project, sample, data = 'data', port = '0', firstRun = false, look = {} } = plan
  if (!firstRun) seenBefore(join(folder, data), look)
  const program = spawn(
    process.execPath,
    [
      CLI,
      'serve',
      ...(project ? [project] : []),
      ...(sample ? ['--sample', sample] : []),
      '--no-open',
      '--port',
      port,
      '--root',
      folder,
    ],
    {
      cwd: folder,
      env: { ...process.env, PANDOK_DATA_DIR: join(folder, data) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const gone = new Promise<void>((resolve) => program.once('exit', () => resolve()))
  let words = ''
  program.stderr.on('data', (part) => {
    words += String(part)
  })
  const url = await Promise.race([
    firstAddress(program),
    gone.then(() => Promise.reject(new Error(`the server ended: ${words}`))),
    new Promise<never>((_, reject) => setTimeout(reject, START_MS, new Error(`the server did not start: ${words}`))),
  ])
  const end = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
    if (program.exitCode === null && program.signalCode === null) program.kill(signal)
    await gone
  }
  return { url, origin: new URL(url).origin, kill: end('SIGKILL'), stop: end('SIGTERM') }
}

/** Somebody has worked on this computer: no guide lies over what a story clicks on. */
function seenBefore(data: string, look: Partial<Look>): void {
  const file = join(data, 'habits.json')
  if (existsSync(file)) return
  mkdirSync(data, { recursive: true })
  const mine = { ...PLAIN_HABITS, look: { ...PLAIN_HABITS.look, ...look }, tours: Object.keys(packs) }
  writeFileSync(file, JSON.stringify({ last: null, people: { [NOBODY]: mine } }))
}

async function firstAddress(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: program.stdout })) {
    const address = /^Pandok ready at (\S+)$/.exec(line)?.[1]
    if (address) return address
  }
  throw new Error('the server said nothing')
}
