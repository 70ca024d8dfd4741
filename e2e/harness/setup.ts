// Builds the pages once before the workers start: two servers at the same time would both find them stale.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server.ts'

export default async function setup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-story-setup-'))
  const server = await startServer({ folder })
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
