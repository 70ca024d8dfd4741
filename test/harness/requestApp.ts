// The real backend with real projects, behind each host that can run without Electron: the same requests go to both.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, createBackend } from '../../src/main/backend.ts'
import { createAllowedRoots } from '../../src/main/files/allowedRoots.ts'
import { encodePlainPng } from '../../src/main/files/plainPng.ts'
import { appGuard } from '../../src/main/hosts/electron/origin.ts'
import type { HostPort } from '../../src/main/hosts/hostPort.ts'
import { createLoopbackGuard } from '../../src/main/hosts/node/guard.ts'
import { listen } from '../../src/main/hosts/node/loopback.ts'
import { createSession } from '../../src/main/hosts/node/session.ts'
import { createPixelPool } from '../../src/main/imaging/pixelPool.ts'
import { createLogger } from '../../src/main/log/logger.ts'
import { EMPTY_SCHEMA, plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { ErrorCode } from '../../src/shared/contract/errors.ts'
import type { Job } from '../../src/shared/contract/job.ts'
import { type OutputOf, type Procedures, procedures, type TopicId } from '../../src/shared/contract/procedures.ts'

type Answer = { status: number; headers: Headers; body: unknown }
export type TestApp = {
  /** Scratch folder, the only allowed root. */
  readonly dir: string
  readonly backend: Backend
  request(path: string, init?: RequestInit): Promise<Response>
  rpc(name: string, input?: unknown, headers?: Record<string, string>): Promise<Answer>
  call<T extends TopicId, P extends keyof Procedures[T] & string>(
    topic: T,
    name: P,
    input?: unknown,
  ): Promise<OutputOf<Procedures[T][P]>>
  /** Error code of a call that must fail. */
  refused(name: string, input?: unknown): Promise<{ code: ErrorCode; detail: Record<string, unknown> }>
  job(started: Promise<Job>): Promise<Job>
  actAs(userId: string | null): void
  close(): Promise<void>
}
export type HostName = 'in-process' | 'loopback'

/** A host whose native side says what it was asked. */
export const fakeHost = (kind: HostPort['kind']): HostPort => ({
  kind,
  pickFolder: async () => null,
  saveFile: async () => null,
  openPath: async () => true,
  setTitle: async () => true,
})

type Door = {
  base: string
  headers: Record<string, string>
  send(request: Request): Promise<Response>
  close(): Promise<void>
}

export async function openApp(host: HostName): Promise<TestApp> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'app-')))
  const pagesDir = join(dir, 'pages')
  makePages(pagesDir)
  const session = createSession({})
  let port = 0
  const clock = () => new Date()
  const backend = createBackend({
    dataDir: join(dir, 'data'),
    host: fakeHost(host === 'loopback' ? 'browser' : 'electron'),
    guard: host === 'loopback' ? createLoopbackGuard({ session, port: () => port }) : appGuard,
    clock,
    pool: createPixelPool({ host: 'thread', size: 1 }),
    allowedRoots: createAllowedRoots(async () => [dir]),
    logger: createLogger(join(dir, 'data', 'log'), clock),
    pages: { dir: pagesDir },
    listeningOn: () => (host === 'loopback' ? '127.0.0.1' : null),
  })
  const doors: Record<HostName, () => Promise<Door>> = {
    'in-process': async () => ({
      base: 'pandok://app',
      headers: { origin: 'pandok://app' },
      send: backend.fetch,
      close: async () => {},
    }),
    async loopback() {
      const listening = await listen(backend.fetch, 0)
      port = listening.port
      const base = `http://127.0.0.1:${port}`
      const entry = await fetch(`${base}/?token=${session.token}`, { redirect: 'manual' })
      const cookie = (entry.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      return { base, headers: { origin: base, cookie }, send: fetch, close: listening.close }
    },
  }
  const door = await doors[host]()
  return testApp(dir, backend, door)
}

function testApp(dir: string, backend: Backend, door: Door): TestApp {
  let user: string | null = null
  const app: TestApp = {
    dir,
    backend,
    request: (path, init = {}) =>
      door.send(
        new Request(`${door.base}${path}`, {
          ...init,
          headers: { ...door.headers, ...Object.fromEntries(new Headers(init.headers)) },
        }),
      ),
    async rpc(name, input, headers = {}) {
      const response = await app.request(`/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(user ? { 'x-pandok-user': user } : {}), ...headers },
        ...(input === undefined ? {} : { body: JSON.stringify(input) }),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    async call(topic, name, input) {
      const { status, body } = await app.rpc(`${topic}.${name}`, input)
      const answer = body as { result?: { data: never }; error?: unknown }
      if (status !== 200 || !answer.result) throw new Error(`${topic}.${name}: ${JSON.stringify(answer.error)}`)
      const output = Object.entries(procedures[topic]).find(([known]) => known === name)?.[1].output
      // What arrives over the wire must be what the contract says, to the letter.
      output?.parse(answer.result.data)
      return answer.result.data
    },
    async refused(name, input) {
      const { body } = await app.rpc(name, input)
      const { error } = body as { error?: { data: { code: ErrorCode; detail: Record<string, unknown> } } }
      if (!error) throw new Error(`${name} was not refused`)
      return error.data
    },
    async job(started) {
      let job = await started
      while (job.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 20))
        job = await app.call('jobs', 'get', { projectId: job.projectId, jobId: job.id })
      }
      return job
    },
    actAs(userId) {
      user = userId
    },
    async close() {
      await door.close()
      await backend.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return app
}

function makePages(dir: string): void {
  mkdirSync(join(dir, 'assets'), { recursive: true })
  writeFileSync(
    join(dir, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/a-1234.js"></script>',
  )
  writeFileSync(join(dir, 'assets', 'a-1234.js'), 'export {}')
}

/** A small grey picture whose samples are `seed + index`. */
export function writePicture(path: string, seed = 0, width = 40, height = 30): void {
  const samples = Uint8Array.from({ length: width * height }, (_, i) => (seed + i) & 0xff)
  writeFileSync(path, encodePlainPng({ width, height, channels: 1, samples }))
}

/** A project with `pictures` pictures in it and its first person at work. */
export async function withPictures(app: TestApp, pictures = 3) {
  const folder = join(app.dir, 'pictures')
  mkdirSync(folder, { recursive: true })
  for (let i = 0; i < pictures; i++) writePicture(join(folder, `p${i + 1}.png`), i * 10)
  const schema = {
    ...EMPTY_SCHEMA,
    classes: [
      plainClass({
        id: 'cat',
        title: { ko: '고양이', en: 'Cat' },
        colour: '#e69f00',
        shapes: ['box', 'polygon'],
        key: 1,
      }),
    ],
  }
  const project = await app.call('project', 'create', {
    parent: app.dir,
    name: '시험',
    title: '시험',
    domain: 'general',
    schema,
    user: { login: 'kim', name: '김', colour: '#4c9be8' },
  })
  app.actAs(project.users[0]?.id ?? null)
  const imported = await app.job(
    app.call('import', 'run', { projectId: project.id, paths: [folder], mode: 'reference' }),
  )
  return { project, folder, imported }
}
