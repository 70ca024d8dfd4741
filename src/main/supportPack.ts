// One file to send to support: log, versions, self-test. It is made here and stays here until a person sends it.
import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import type { SupportPack } from '../shared/contract/app.ts'
import type { Deps } from './api/deps.ts'
import { writeBytesAtomic } from './files/atomicWrite.ts'
import { runSelfTest, versions } from './selfTest.ts'

export type SupportParts = Pick<Deps, 'dataDir' | 'logger' | 'pool' | 'clock' | 'host' | 'listeningOn'>

export async function makeSupportPack(
  parts: SupportParts,
  folder = join(parts.dataDir, 'support'),
): Promise<SupportPack> {
  const selfTest = await runSelfTest(parts)
  const made = parts.clock().toISOString()
  const files: Record<string, Uint8Array> = {
    'about.json': strToU8(JSON.stringify({ made, host: parts.host.kind, versions: versions() }, null, 2)),
    'self-test.json': strToU8(JSON.stringify(selfTest, null, 2)),
  }
  for (const file of parts.logger.files()) files[`log/${basename(file)}`] = readFileSync(file)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `pandok-support-${made.replaceAll(/[:.]/g, '-')}.zip`)
  writeBytesAtomic(path, zipSync(files))
  return { path, files: Object.keys(files) }
}
