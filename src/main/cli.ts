#!/usr/bin/env node
import { runCli } from './cli/run.ts'

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
