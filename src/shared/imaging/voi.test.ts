import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrameHeader, encodeFrameHeader, type FrameHeader } from './pixelFrame.ts'
import { dataRange, displayLevel, dragWindow, firstWindow, rampOf, windowOf } from './voi.ts'

const frame = { sample: 'u16', colour: 'grey', bitsStored: 12, min: 100, max: 3000 } as const

describe('display level', () => {
  it('leaves 8-bit pictures as they are', () => {
    const ramp = rampOf(windowOf(dataRange({ ...frame, sample: 'u8', min: 20, max: 90 })))
    for (let v = 0; v < 256; v++) expect(displayLevel(v, ramp, false)).toBe(v)
  })
  it('spreads deep grey over what occurs', () => {
    const ramp = rampOf(windowOf(dataRange(frame)))
    expect([99, 100, 1550, 3000, 3001].map((v) => displayLevel(v, ramp, false))).toEqual([0, 0, 128, 255, 255])
  })
  it('is v / 257 over the whole 16-bit range', () => {
    const ramp = rampOf({ centre: 32_767.5, width: 65_535 })
    for (let v = 0; v <= 65_535; v++) expect(displayLevel(v, ramp, false)).toBe(Math.round(v / 257))
  })
  it('never falls as values rise, and inverts exactly', () => {
    const window = fc.record({
      centre: fc.double({ min: -70_000, max: 70_000, noNaN: true }),
      width: fc.double({ min: 0, max: 140_000, noNaN: true }),
    })
    fc.assert(
      fc.property(window, fc.integer({ min: -32_768, max: 65_534 }), (w, v) => {
        const ramp = rampOf(w)
        expect(displayLevel(v + 1, ramp, false)).toBeGreaterThanOrEqual(displayLevel(v, ramp, false))
        expect(displayLevel(v, ramp, true)).toBe(255 - displayLevel(v, ramp, false))
      }),
    )
  })
  it('shows a flat picture as mid grey instead of dividing by zero', () => {
    const ramp = rampOf(windowOf(dataRange({ ...frame, min: 7, max: 7 })))
    expect(displayLevel(7, ramp, false)).toBe(128)
  })
})

describe('drag', () => {
  it('right widens, down raises, width stays positive', () => {
    const range = dataRange(frame)
    const w = windowOf(range)
    expect(dragWindow(w, 512, 0, range).width).toBe(2 * w.width)
    expect(dragWindow(w, 0, 512, range).centre).toBe(w.centre + w.width)
    expect(dragWindow(w, -5000, 0, range).width).toBeGreaterThan(0)
  })
})

describe('first window', () => {
  const header: FrameHeader = { ...frame, width: 4, height: 3, inverted: true, window: { centre: -40.25, width: 399 } }
  it('travels with the frame, and without one nothing does', () => {
    expect(decodeFrameHeader(encodeFrameHeader(header).buffer)).toEqual(header)
    const { window: _, ...plain } = header
    expect(decodeFrameHeader(encodeFrameHeader(plain).buffer)).toEqual(plain)
  })
  it('is read as none from a header of version 1', () => {
    const { window: _, ...plain } = header
    const bytes = encodeFrameHeader(plain)
    new DataView(bytes.buffer).setUint16(4, 1, true)
    expect(decodeFrameHeader(bytes.buffer)).toEqual(plain)
    new DataView(bytes.buffer).setUint16(4, 4, true)
    expect(() => decodeFrameHeader(bytes.buffer)).toThrow('version')
  })
  it('is the window of the file for grey, the range otherwise', () => {
    expect(firstWindow(header)).toEqual({ centre: -40.25, width: 399 })
    expect(firstWindow({ ...header, colour: 'rgb', sample: 'u8', bitsStored: 8 })).toEqual({
      centre: 127.5,
      width: 255,
    })
    expect(firstWindow(frame)).toEqual({ centre: 1550, width: 2900 })
  })
  it('shows a mask of one bit black and white', () => {
    const ramp = rampOf(firstWindow({ ...frame, sample: 'u8', bitsStored: 1, min: 0, max: 1 }))
    expect([0, 1].map((v) => displayLevel(v, ramp, false))).toEqual([0, 255])
  })
})
