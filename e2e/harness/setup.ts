// Builds the pages once before the workers start: two servers at the same time would both find them stale. What this first
// server compiled serves all others: most of them are killed, and a killed one keeps nothing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server.ts'

export default async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-story-setup-'))
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled')
  const server = await startServer({ folder })
  await server.stop()
  return () => rmSync(folder, { recursive: true, force: true })
}
