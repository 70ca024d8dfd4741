import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { fileResponse, parseRange } from './range.ts'

const dir = mkdtempSync(join(tmpdir(), 'range-'))
const path = join(dir, 'bytes.bin')
const content = Buffer.from(Array.from({ length: 100 }, (_, i) => i))
writeFileSync(path, content)
afterAll(() => rmSync(dir, { recursive: true }))

const served = { path, type: 'application/octet-stream', etag: '"a"', cacheControl: 'no-store' }
const get = (headers: Record<string, string>, method = 'GET') =>
  fileResponse(new Request('http://127.0.0.1/x', { method, headers }), served)

describe('parseRange', () => {
  it.each([
    [null, null],
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=50-500', { start: 50, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-5', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['items=0-1', null],
  ] as const)('%s', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected)
  })

  it('never leaves the file, whatever the header', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(2000), fc.nat(2000), (size, a, b) => {
        for (const header of [`bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
          const range = parseRange(header, size)
          if (range === null || range === 'unsatisfiable') continue
          expect(range.start).toBeGreaterThanOrEqual(0)
          expect(range.start).toBeLessThanOrEqual(range.end)
          expect(range.end).toBeLessThan(size)
        }
      }),
    )
  })
})

describe('fileResponse of pieces in memory', () => {
  const parts = [content.subarray(0, 7), new Uint8Array(0), content.subarray(7, 60), content.subarray(60)]
  const of = (headers: Record<string, string>) =>
    fileResponse(new Request('http://127.0.0.1/x', { headers }), { ...served, path: join(dir, 'not-there'), parts })
  it('is that of the file', async () => {
    const whole = await of({})
    expect(whole.headers.get('content-length')).toBe('100')
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(content)
  })
  it('cuts ranges across them', async () => {
    for (const [from, to] of [
      [0, 6],
      [5, 9],
      [7, 59],
      [3, 99],
      [60, 60],
    ] as const) {
      const answer = await of({ range: `bytes=${from}-${to}` })
      expect(answer.status).toBe(206)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(content.subarray(from, to + 1))
    }
  })
})

describe('fileResponse', () => {
  it('serves a middle range byte for byte', async () => {
    const answer = await get({ range: 'bytes=5-9' })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe('bytes 5-9/100')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content.subarray(5, 10))
  })
  it('answers 416 with the size', async () => {
    const answer = await get({ range: 'bytes=200-' })
    expect(answer.status).toBe(416)
    expect(answer.headers.get('content-range')).toBe('bytes */100')
  })
  it('answers HEAD with the length and no body', async () => {
    const answer = await get({}, 'HEAD')
    expect(answer.headers.get('content-length')).toBe('100')
    expect((await answer.arrayBuffer()).byteLength).toBe(0)
  })
  it('answers 304 for the known tag', async () => {
    expect((await get({ 'if-none-match': '"b", "a"' })).status).toBe(304)
  })
  it('sends the whole file when the client has part of another version', async () => {
    const answer = await get({ range: 'bytes=5-9', 'if-range': '"old"' })
    expect(answer.status).toBe(200)
    expect((await answer.arrayBuffer()).byteLength).toBe(100)
  })
})
