// Ways to carry a worker. The table of which host uses which is in imaging/pixelPool.ts.
import { type ForkOptions, fork } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Reply } from './protocol.ts'
import type { Spawn } from './workerPool.ts'

/** The worker's file: TypeScript beside this one in a checkout, a bundle entry in out/main otherwise. */
export function workerEntry(name: 'pixelWorker' | 'hashWorker'): string {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return join(dirname(here), `${name}.ts`)
  const folder = dirname(here)
  return join(basename(folder) === 'chunks' ? dirname(folder) : folder, `${name}.js`)
}

/** Type stripping announces itself on stderr in some versions of Node; workers have nothing to say there. */
const QUIET = ['--disable-warning=ExperimentalWarning']

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'

/** Cheapest. A native abort in a codec takes the whole program with it. */
export const spawnThread: Spawn = (entry, on) => {
  const worker = new Worker(entry, { execArgv: QUIET, resourceLimits: { maxOldGenerationSizeMb: 1024 } })
  worker.on('message', (reply: unknown) => {
    if (isReply(reply)) on.reply(reply)
  })
  // An uncaught error or the heap limit: 'exit' follows and says the rest.
  worker.on('error', () => {})
  worker.on('exit', () => on.exit())
  worker.unref()
  return {
    post: (request) => worker.postMessage(request),
    kill: () => void worker.terminate(),
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
  }
}

/** A real process: survives a native abort, can be killed in the middle of native code. */
export const spawnChild =
  (execPath: string = process.execPath, options: Pick<ForkOptions, 'env'> = {}): Spawn =>
  (entry, on) => {
    const child = fork(entry, [], {
      ...options,
      execPath,
      execArgv: [...QUIET, '--max-old-space-size=1024'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('message', (reply: unknown) => {
      if (isReply(reply)) on.reply(reply)
    })
    // 'error' alone when the program could not be started, 'exit' when it ended.
    let gone = false
    const exit = () => {
      if (gone) return
      gone = true
      on.exit()
    }
    child.on('error', exit)
    child.on('exit', exit)
    const hold = (busy: boolean) => {
      if (busy) {
        child.ref()
        child.channel?.ref()
      } else {
        child.unref()
        child.channel?.unref()
      }
    }
    hold(false)
    return {
      // A failed send means that the process is gone: 'exit' answers the job.
      post: (request) => void child.send(request, () => {}),
      kill: () => void child.kill('SIGKILL'),
      hold,
    }
  }
