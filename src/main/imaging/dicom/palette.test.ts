import { describe, expect, it } from 'vitest'
import { readPalette } from './palette.ts'
import { readDataSet } from './structure.ts'
import { BIG, type BuiltElement, dataSet, EXPLICIT, numbers, type Writing } from './testing/buildDicom.ts'

const read = (elements: readonly BuiltElement[], w: Writing = EXPLICIT) =>
  readDataSet(dataSet(elements, w), { explicit: true, bigEndian: w.bigEndian, start: 0 }).data

const CHANNELS = ['1', '2', '3'] as const
const descriptors = (count: number, first: number, bits: number): BuiltElement[] =>
  CHANNELS.map((c) => [`0028110${c}`, 'US', [count, first, bits]])
const plain = (data: Uint8Array): BuiltElement[] => CHANNELS.map((c) => [`0028120${c}`, 'OW', data])
const segmented = (data: Uint8Array): BuiltElement[] => CHANNELS.map((c) => [`0028122${c}`, 'OW', data])
const words = (values: readonly number[], big = false) => numbers('OW', values, big)
const reds = (table: Uint8Array | null, count: number) => Array.from({ length: count }, (_, i) => table?.[i * 4])

describe('palette', () => {
  it('is none where the file brings none', () => {
    expect(readPalette(read([['00280010', 'US', [1]]]), 8, false)).toBeNull()
  })
  it('shows 16-bit entries by their high byte, and holds its ends', () => {
    const table = readPalette(read([...descriptors(3, 2, 16), ...plain(words([0x1000, 0x80ff, 0xffff]))]), 8, false)
    expect(reds(table, 7)).toEqual([0x10, 0x10, 0x10, 0x80, 0xff, 0xff, 0xff])
    expect(table).toHaveLength(256 * 4)
    expect(table?.[3]).toBe(255)
  })
  it('reads 8-bit entries packed and in words of their own, in both byte orders', () => {
    const wanted = [10, 20, 30, 40]
    const packed = Uint8Array.from(wanted)
    const swapped = Uint8Array.of(20, 10, 40, 30)
    const head = descriptors(4, 0, 8)
    expect(reds(readPalette(read([...head, ...plain(packed)]), 8, false), 4)).toEqual(wanted)
    expect(reds(readPalette(read([...head, ...plain(words(wanted))]), 8, false), 4)).toEqual(wanted)
    expect(reds(readPalette(read([...head, ...plain(swapped)], BIG), 8, false), 4)).toEqual(wanted)
    expect(reds(readPalette(read([...head, ...plain(words(wanted, true))], BIG), 8, false), 4)).toEqual(wanted)
  })
  it('counts from negative values for signed pixels', () => {
    const table = readPalette(read([...descriptors(4, 0xfffe, 8), ...plain(words([1, 2, 3, 4]))]), 8, true)
    // Stored -2, -1, 0, 1 lie at 254, 255, 0, 1.
    expect([254, 255, 0, 1].map((i) => table?.[i * 4])).toEqual([1, 2, 3, 4])
  })
  it('takes 0 for 65,536 entries', () => {
    const ramp = Array.from({ length: 65_536 }, (_, i) => i)
    const table = readPalette(read([...descriptors(0, 0, 16), ...plain(words(ramp))].map((e) => e)), 16, false)
    expect([0, 0x1234, 0xffff].map((i) => table?.[i * 4])).toEqual([0, 0x12, 0xff])
  })
  it('expands discrete, linear and indirect segments (C.7.9.2)', () => {
    const data = [0, 2, 1000, 3000, 1, 4, 7000, 2, 2, 0, 0]
    const table = readPalette(read([...descriptors(12, 0, 16), ...segmented(words(data))]), 4, false)
    const expanded = [1000, 3000, 4000, 5000, 6000, 7000, 1000, 3000, 4000, 5000, 6000, 7000]
    expect(reds(table, 12)).toEqual(expanded.map((v) => v >> 8))
  })
  it('expands segments of bytes, with a byte of padding behind', () => {
    const data = Uint8Array.of(0, 1, 100, 1, 3, 130, 2, 1, 3, 0, 0, 0)
    const table = readPalette(read([...descriptors(7, 0, 8), ...segmented(data)]), 3, false)
    expect(reds(table, 7)).toEqual([100, 110, 120, 130, 130, 130, 130])
  })
  it.each([
    ['too few entries', [...descriptors(200, 0, 16), ...plain(words([1, 2, 3]))]],
    ['no data', descriptors(4, 0, 8)],
    ['a linear segment with nothing before it', [...descriptors(4, 0, 16), ...segmented(words([1, 4, 100]))]],
    ['more than the descriptor says', [...descriptors(2, 0, 16), ...segmented(words([0, 3, 1, 2, 3]))]],
    ['an indirect segment that points to itself', [...descriptors(9, 0, 16), ...segmented(words([2, 1, 0, 0]))]],
    ['an offset behind the end', [...descriptors(9, 0, 16), ...segmented(words([0, 1, 5, 2, 1, 999, 0]))]],
  ] as [string, BuiltElement[]][])('names damage: %s', (_, elements) => {
    expect(() => readPalette(read(elements), 8, false)).toThrow(expect.objectContaining({ code: 'corrupt' }))
  })
})
