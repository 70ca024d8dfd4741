// The proof on screen and in the support pack: store, codecs, workers and borders work on this machine, nothing listens.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SelfTest } from '../shared/contract/app.ts'
import { general } from '../shared/domains/general/pack.ts'
import { decodeFrameHeader, FRAME_HEADER_BYTES } from '../shared/imaging/pixelFrame.ts'
import { contentSecurityPolicy } from './api/csp.ts'
import type { Deps } from './api/deps.ts'
import { encodePlainPng } from './files/plainPng.ts'
import { createProject } from './store/open.ts'
import { projectCounts } from './store/project.ts'
import { VERSION } from './version.ts'

type Parts = Pick<Deps, 'pool' | 'clock' | 'host' | 'listeningOn'>
type Check = { name: string; run(parts: Parts, dir: string): Promise<string> }

/** Each returns what it saw, or throws with what is wrong. */
const checks: readonly Check[] = [
  { name: 'versions', run: async () => versions() },
  { name: 'store', run: storeWorks },
  { name: 'grey16', run: grey16IsExact },
  { name: 'workers', run: workersAnswer },
  { name: 'listening', run: async ({ host, listeningOn }) => listensAsPromised(host.kind, listeningOn()) },
  { name: 'csp', run: async () => pageIsClosed() },
]

export async function runSelfTest(parts: Parts): Promise<SelfTest> {
  const dir = mkdtempSync(join(tmpdir(), 'pandok-selftest-'))
  try {
    const results: SelfTest['checks'] = []
    for (const { name, run } of checks)
      results.push(
        await run(parts, dir).then(
          (detail) => ({ name, ok: true, detail }),
          (error: unknown) => ({ name, ok: false, detail: error instanceof Error ? error.name : 'failed' }),
        ),
      )
    return { ok: results.every((r) => r.ok), checks: results }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

export const versions = (): string =>
  [
    `pandok ${VERSION}`,
    `node ${process.versions.node}`,
    ...(process.versions.electron ? [`electron ${process.versions.electron}`] : []),
    `v8 ${process.versions.v8}`,
    `${process.platform}-${process.arch}`,
  ].join(', ')

async function storeWorks({ clock }: Parts, dir: string): Promise<string> {
  const user = { login: 'selftest', name: 'selftest', colour: '#4c9be8' }
  const project = createProject(
    join(dir, 'selftest.pandok'),
    { title: 'selftest', pack: general, schema: null, user },
    { clock },
  )
  try {
    const { items } = projectCounts(project.db)
    return `sqlite ${project.db.prepare('SELECT sqlite_version()').pluck().get()}, ${project.mode}, ${items} items`
  } finally {
    await project.close()
  }
}

/** A picture with every value from 0 to 65,535 must come out of file, decoder and frame file unchanged. */
async function grey16IsExact({ pool }: Parts, dir: string): Promise<string> {
  const samples = Uint16Array.from({ length: 256 * 256 }, (_, i) => (i * 40_503) & 0xffff)
  const path = join(dir, 'grey16.png')
  writeFileSync(path, encodePlainPng({ width: 256, height: 256, channels: 1, samples }))
  const { sha256 } = await pool.hash(path)
  const file = readFileSync(await pool.frameFile(sha256, path, 0, join(dir, 'cache')))
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const header = decodeFrameHeader(bytes)
  const decoded = new Uint16Array(bytes, FRAME_HEADER_BYTES)
  const different = samples.reduce((sum, value, i) => sum + (decoded[i] === value ? 0 : 1), 0)
  if (header.sample !== 'u16' || different > 0) throw new Error('values changed')
  return '65536 of 65536 values unchanged'
}

async function workersAnswer({ pool }: Parts, dir: string): Promise<string> {
  const path = join(dir, 'hash.bin')
  writeFileSync(path, 'abc')
  const { sha256 } = await pool.hash(path)
  // FIPS 180-2, appendix B.1.
  if (sha256 !== 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad') throw new Error('wrong hash')
  return 'sha256 of the standard vector'
}

/** The desktop program opens no socket at all; the browser host only one that this machine alone can reach. */
async function listensAsPromised(host: 'electron' | 'browser', address: string | null): Promise<string> {
  const sockets = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length
  if (host === 'electron' && (sockets > 0 || address !== null)) throw new Error('a socket is open')
  if (host === 'browser' && address !== null && address !== '127.0.0.1') throw new Error('reachable from outside')
  return address === null ? 'no listening socket' : `${address} only`
}

async function pageIsClosed(): Promise<string> {
  const policy = contentSecurityPolicy('n')
  for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"])
    if (!policy.includes(rule)) throw new Error('policy is open')
  if (/unsafe/.test(policy)) throw new Error('policy is open')
  return "default-src 'none', scripts and connections from 'self' only"
}
