// The same requests to the same backend behind every host that runs without Electron.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectInfo } from '../../src/shared/contract/project.ts'
import { newId } from '../../src/shared/ids.ts'
import { decodeFrameHeader, FRAME_HEADER_BYTES } from '../../src/shared/imaging/pixelFrame.ts'
import { type HostName, openApp, type TestApp, withPictures, writePicture } from '../harness/requestApp.ts'

describe.each<HostName>(['in-process', 'loopback'])('%s', (host) => {
  let app: TestApp
  let project: ProjectInfo
  let folder: string
  let projectId: string
  let itemId: string
  let sourceId: string
  const media = (what: string) => `/media/${projectId}/${sourceId}/0/${what}`

  beforeAll(async () => {
    app = await openApp(host)
    const made = await withPictures(app)
    project = made.project
    folder = made.folder
    projectId = project.id
    expect(made.imported).toMatchObject({ state: 'done', result: { items: 3, sources: 3, skipped: [] } })
    const { items } = await app.call('items', 'page', { projectId, limit: 10 })
    itemId = items[0]?.id ?? ''
    const detail = await app.call('items', 'get', { projectId, itemId })
    sourceId = detail.slots[0]?.source.id ?? ''
  })
  afterAll(() => app.close())

  describe('headers', () => {
    it.each(['/', '/project/x', '/assets/a-1234.js', '/nothing.js', '/media/a/b/0/frame', '/rpc/none'])(
      'every answer carries the policy: %s',
      async (path) => {
        const { headers } = await app.request(path)
        expect(headers.get('content-security-policy')).toContain(
          "default-src 'none'; script-src 'self'; style-src 'self'",
        )
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('access-control-allow-origin')).toBeNull()
      },
    )
    it('are exactly these', async () => {
      const { headers } = await app.request('/nothing.js')
      expect(headers.get('content-security-policy')).toMatchInlineSnapshot(
        `"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"`,
      )
    })
  })

  describe('pages', () => {
    it('come with a new nonce each time, in the header and in the page', async () => {
      const nonces = new Set<string>()
      for (const path of ['/', '/index.html', '/project/abc']) {
        const answer = await app.request(path)
        const nonce = /style-src 'self' 'nonce-([A-Za-z0-9+/=]+)'/.exec(
          answer.headers.get('content-security-policy') ?? '',
        )?.[1]
        expect(await answer.text()).toContain(`content="${nonce}"`)
        expect(answer.headers.get('cache-control')).toBe('no-store')
        nonces.add(nonce ?? '')
      }
      expect(nonces.size).toBe(3)
    })
    it('are kept for ever when their name has a hash', async () => {
      const answer = await app.request('/assets/a-1234.js')
      expect(answer.headers.get('cache-control')).toContain('immutable')
      expect(answer.headers.get('content-type')).toContain('text/javascript')
    })
    it.each(['/../data/log/pandok.log', '/%2e%2e/data/recent.json', '/assets/..%2f..%2fdata%2frecent.json', '/%ff.js'])(
      'do not lead out of their folder: %s',
      async (path) => {
        expect([400, 404]).toContain((await app.request(path)).status)
      },
    )
  })

  describe('media', () => {
    it('gives the exact samples of a frame', async () => {
      const answer = await app.request(media('frame'))
      const bytes = await answer.arrayBuffer()
      expect(decodeFrameHeader(bytes)).toMatchObject({ width: 40, height: 30, colour: 'grey', sample: 'u8' })
      expect(new Uint8Array(bytes, FRAME_HEADER_BYTES)).toEqual(Uint8Array.from({ length: 1200 }, (_, i) => i & 0xff))
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
    })
    it('answers a middle range with 206', async () => {
      const whole = Buffer.from(await (await app.request(media('frame'))).arrayBuffer())
      const answer = await app.request(media('frame'), { headers: { range: 'bytes=70-79' } })
      expect(answer.status).toBe(206)
      expect(answer.headers.get('content-range')).toBe(`bytes 70-79/${whole.length}`)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(whole.subarray(70, 80))
    })
    it('answers a range behind the end with 416', async () => {
      const answer = await app.request(media('frame'), { headers: { range: 'bytes=99999-' } })
      expect(answer.status).toBe(416)
      expect(answer.headers.get('content-range')).toBe(`bytes */${FRAME_HEADER_BYTES + 1200}`)
    })
    it('answers HEAD with the size alone', async () => {
      const answer = await app.request(media('frame'), { method: 'HEAD' })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-length')).toBe(String(FRAME_HEADER_BYTES + 1200))
      expect((await answer.arrayBuffer()).byteLength).toBe(0)
    })
    it('answers 304 to who has it already', async () => {
      const preview = await app.request(media('preview'))
      expect(preview.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
      const etag = preview.headers.get('etag') ?? ''
      expect((await app.request(media('preview'), { headers: { 'if-none-match': etag } })).status).toBe(304)
    })
    it.each(['preview', 'thumb'])('gives a %s that is a WebP', async (what) => {
      const answer = await app.request(media(what))
      expect(answer.headers.get('content-type')).toBe('image/webp')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12)).toBe('RIFFWEBP')
    })
    it('gives a preview as the first look at a photo', async () => {
      const answer = await app.request(media('look'))
      expect(answer.headers.get('content-type')).toBe('image/webp')
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP')
    })
    it.each([
      ['frame 1 of a file with one', () => `/media/${projectId}/${sourceId}/1/frame`, 'frame-out-of-range'],
      ['a frame that is no number', () => `/media/${projectId}/${sourceId}/x/frame`, 'bad-request'],
      ['an unknown source', () => `/media/${projectId}/${newId()}/0/frame`, 'not-found'],
      ['an unknown project', () => `/media/${newId()}/${sourceId}/0/frame`, 'project-not-found'],
      ['a picture of no kind', () => media('nothing'), 'not-found'],
    ])('names %s', async (_name, path, code) => {
      const answer = await app.request(path())
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await answer.json()).toMatchObject({ error: { code } })
    })
    it('never shows other bytes under an old name', async () => {
      const path = join(folder, 'changed.png')
      writePicture(path, 77)
      const job = await app.job(app.call('import', 'run', { projectId, paths: [path], mode: 'reference' }))
      expect(job.result).toMatchObject({ items: 1 })
      const { items } = await app.call('items', 'page', { projectId, where: 'changed', limit: 1 })
      const changed = await app.call('items', 'get', { projectId, itemId: items[0]?.id })
      const frame = `/media/${projectId}/${changed.slots[0]?.source.id}/0/frame`
      appendFileSync(path, 'x')
      expect(await (await app.request(frame)).json()).toMatchObject({ error: { code: 'file-changed' } })
      expect((await app.call('items', 'get', { projectId, itemId: items[0]?.id })).slots[0]?.source.present).toBe(false)
    })
  })

  describe('errors', () => {
    it('carry a code and nothing of the inside', async () => {
      for (const [name, input] of [
        ['project.open', { path: join(app.dir, 'none') }],
        ['project.open', { path: '/etc/passwd' }],
        ['project.open', { path: folder }],
        ['items.page', { projectId: 'none', limit: 10 }],
        ['items.page', { projectId, limit: 100_000 }],
        ['nothing.here', {}],
        ['document.open', { projectId, itemId: 'none' }],
      ] as const) {
        const { body, status } = await app.rpc(name, input)
        const text = JSON.stringify(body)
        expect(status, text).toBeGreaterThanOrEqual(400)
        expect(Object.keys(body as object)).toEqual(['error'])
        const { error } = body as { error: { message: string; data: { code: string } } }
        expect(error.message).toBe(error.data.code)
        expect(Object.keys(error.data).sort()).toEqual(['code', 'detail', 'httpStatus'])
        for (const secret of ['stack', 'node_modules', 'src/', app.dir, '.ts']) expect(text).not.toContain(secret)
      }
    })
    it('name the refused field', async () => {
      const { code, detail } = await app.refused('items.page', { projectId, limit: 0 })
      expect([code, detail]).toEqual(['bad-request', { field: 'limit' }])
    })
    it.each(['{', '[]', '"x"', 'null'])('answer the body %s', async (body) => {
      const answer = await app.request('/rpc/project.open', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ error: { data: { code: 'bad-request' } } })
    })
    it('refuse a body that is too large', async () => {
      const answer = await app.request('/rpc/project.open', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ path: 'x'.repeat(33 * 2 ** 20) }),
      })
      expect(answer.status).toBe(413)
    })
    it('refuse GET and other types on /rpc', async () => {
      expect((await app.request('/rpc/app.info')).status).toBe(400)
      const form = await app.request('/rpc/app.info', {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '{}',
      })
      expect(form.status).toBe(400)
    })
  })

  describe('drag and drop', () => {
    const put = (batch: string, path: string, body: string | Uint8Array<ArrayBuffer>) =>
      app.request(`/upload/${projectId}/${batch}?path=${encodeURIComponent(path)}`, { method: 'PUT', body })

    it('stages files with their folders, and the import takes them in', async () => {
      const batch = newId()
      const path = join(app.dir, 'dropped.png')
      writePicture(path, 200)
      const answer = await put(batch, '폴더/떨어뜨린 파일.png', new Uint8Array(readFileSync(path)))
      expect(answer.status).toBe(200)
      const staged = (await answer.json()) as { folder: string; path: string }
      expect(readFileSync(staged.path)).toEqual(readFileSync(path))
      const job = await app.job(app.call('import', 'run', { projectId, paths: [staged.folder], mode: 'copy' }))
      expect(job).toMatchObject({ state: 'done', result: { items: 1, skipped: [] } })
      expect(existsSync(staged.folder)).toBe(false)
    })
    it.each(['../x.png', '/etc/x.png/..', 'a/../../x.png', 'C:\\x.png', 'a\\b.png', '', 'x\0.png', 'x:stream.png'])(
      'refuses the name %j',
      async (name) => {
        const before = readdirSync(app.dir)
        expect((await put(newId(), name, 'x')).status).toBe(400)
        expect(readdirSync(app.dir)).toEqual(before)
      },
    )
    it('refuses a batch that is no id', async () => {
      expect((await put('..', 'x.png', 'x')).status).not.toBe(200)
      expect((await put('batch', 'x.png', 'x')).status).toBe(400)
    })
  })

  it('reads a listing and refuses what lies outside', async () => {
    mkdirSync(join(app.dir, 'sub'), { recursive: true })
    writeFileSync(join(app.dir, 'sub', 'x.png'), '')
    expect((await app.call('files', 'list', { path: app.dir, show: 'folders' })).entries.map((e) => e.name)).toContain(
      'sub',
    )
    expect((await app.refused('files.list', { path: '/etc', show: 'all' })).code).toBe('path-not-allowed')
    expect((await app.refused('import.preview', { projectId, paths: ['/etc/passwd'] })).code).toBe('path-not-allowed')
    const outDir = '/etc/out'
    expect((await app.refused('export.run', { projectId, format: 'coco', outDir })).code).toBe('path-not-allowed')
  })
})
