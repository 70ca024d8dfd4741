#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { defaultDataDir } from './dataDir.ts'

// Half of a short command's time went into compiling: what was compiled once is kept in the user's own folder. Where nothing
// can be written there, all is compiled anew. NODE_COMPILE_CACHE goes before.
enableCompileCache(join(defaultDataDir(), 'compiled'))
const { runCli } = await import('./cli/run.ts')

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The second time somebody really means it.
    if (stop.signal.aborted) process.exit(1)
    stop.abort()
  })
// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  signal: stop.signal,
  out: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
})
