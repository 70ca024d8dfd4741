import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { JsonSplitter, parsePiece } from './splitter.ts'

const wants = (key: string) =>
  key === 'list' || key === '' ? ('elements' as const) : key === 'skip' ? ('skip' as const) : ('value' as const)

/** Feeds the text in pieces of `step` bytes; a chunk's bytes are overwritten afterwards, as the reader does. */
function split(text: string | Buffer, step: number) {
  const bytes = Buffer.from(text)
  const splitter = new JsonSplitter({ wants })
  const out: { key: string; kind: string; value: unknown }[] = []
  for (let i = 0; i < bytes.length; i += step) {
    const chunk = Buffer.from(bytes.subarray(i, i + step))
    for (const { key, kind, bytes: b, offset } of splitter.feed(chunk)) {
      expect(Buffer.compare(bytes.subarray(offset, offset + b.length), b)).toBe(0)
      out.push({ key, kind, value: parsePiece(b) })
    }
    chunk.fill(0x20)
  }
  splitter.finish()
  return out
}

const normal = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('any JSON, cut anywhere, gives the elements and values that JSON.parse gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 3 })),
      fc.jsonValue({ maxDepth: 3 }),
      fc.jsonValue(),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 1, '\t'),
      (list, other, skip, step, indent) => {
        const found = split(JSON.stringify({ other, skip, list }, null, indent), step)
        expect(found.filter((f) => f.kind === 'element').map((f) => f.value)).toEqual(normal(list))
        expect(found.filter((f) => f.kind === 'value')).toEqual([{ key: 'other', kind: 'value', value: normal(other) }])
        expect(split(JSON.stringify(list, null, indent), step).map((f) => f.value)).toEqual(normal(list))
      },
    ),
    { numRuns: 300 },
  )
})

test('damaged text is refused with a code, or what was found is still JSON; it never hangs or crashes', () => {
  const good = JSON.stringify({
    info: { a: [1, { b: '"]}' }] },
    list: [{ id: 1, t: 'x\\"y' }, [2], 'three', 4.5],
    skip: [[1]],
  })
  fc.assert(
    fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 }), fc.boolean(), (at, byte, cut) => {
      const bytes = Buffer.from(good)
      const damaged = cut
        ? bytes.subarray(0, at)
        : Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + 1)])
      try {
        split(damaged, 7)
      } catch (error) {
        expect(error).toBeInstanceOf(PandokError)
        expect(['label-file-invalid', 'truncated', 'file-empty']).toContain((error as PandokError).code)
      }
      if (cut) expect(() => split(damaged, 7)).toThrow(PandokError)
    }),
    { numRuns: 500 },
  )
})

test('limits: depth and size of one element', () => {
  const deep = `{"list":[${'['.repeat(100)}${']'.repeat(100)}]}`
  expect(() => split(deep, 16)).toThrow('nested too deep')
  const splitter = new JsonSplitter({ wants, maxPieceBytes: 100 })
  expect(() => splitter.feed(Buffer.from(`{"list":["${'x'.repeat(200)}`))).toThrow('too large')
})

test('a byte order mark and trailing space are fine, anything behind the end is not', () => {
  expect(split('\ufeff{"list":[1]} \n', 3)).toHaveLength(1)
  expect(() => split('{"list":[1]} x', 3)).toThrow(PandokError)
  expect(() => split('{"list":[1,]}', 3)).toThrow(PandokError)
  expect(() => split('{"list":[1],}', 3)).toThrow(PandokError)
})
