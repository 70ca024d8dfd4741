import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mammogramCase } from '../../../main/sample/mammogram/case.ts'
import { VENDORS } from '../../../main/sample/mammogram/vendors.ts'
import { type Bits, dilate, erode, filled, grownWithin, largestAtSide } from './bits.ts'
import { breastMask, type Reduced } from './mask.ts'
import { packed, unpacked } from './packed.ts'
import { lieOf } from './sides.ts'

/** A made-up view at the size of a reduced copy. */
const reduced = (seed: number, vendor: (typeof VENDORS)[number], faults: ('flipped' | 'burned-in')[]) =>
  mammogramCase(seed, { rows: 260, columns: 200, vendor: vendor.id, faults }).views.map((v) => ({
    view: v,
    picture: {
      width: v.columns,
      height: v.rows,
      samples: v.pixels,
      inverted: vendor.photometric === 'MONOCHROME1',
      padding: null,
    } satisfies Reduced,
  }))

describe('the breast', () => {
  /** Bright and dark air, raw values, a film. */
  const kinds = VENDORS.filter((v) => ['plain', 'codes', 'processing', 'film'].includes(v.id))
  it.each(kinds.map((v) => [v.id, v] as const))(
    'of %s: its wall is where it was put, flipped or not',
    (_id, vendor) => {
      for (const { view, picture } of reduced(77, vendor, ['flipped', 'burned-in'])) {
        const mask = breastMask(picture)!
        const right = view.name.startsWith('R') !== view.flipped
        expect(lieOf(mask).wall, `${view.name} ${view.flipped}`).toBe(right ? 'right' : 'left')
        // Letters and names burned into the air are no breast.
        for (const box of view.burnedIn)
          expect(mask.bits[Math.floor(box.y + box.height / 2) * mask.width + Math.floor(box.x + box.width / 2)]).toBe(0)
        for (const { outline } of view.masks)
          for (const [x, y] of outline) expect(mask.bits[Math.floor(y) * mask.width + Math.floor(x)]).toBe(1)
      }
    },
  )
  it('upside down is seen in an oblique view, and never claimed of one that stands', () => {
    for (const { view, picture } of reduced(1000, VENDORS[0], [])) {
      const mask = breastMask(picture)!
      const turned: Bits = { ...mask, bits: mask.bits.slice().reverse() }
      expect(lieOf(mask).upsideDown, view.name).not.toBe(true)
      if (view.name.endsWith('MLO')) expect(lieOf(turned).upsideDown).toBe(true)
    }
  })
  it('is not looked for in an even picture, nor in one without air', () => {
    const even = { width: 40, height: 50, inverted: false, padding: null }
    expect(breastMask({ ...even, samples: new Uint16Array(2000).fill(7) })).toBeNull()
    expect(
      breastMask({ ...even, samples: Uint16Array.from({ length: 2000 }, (_, i) => 3000 + ((i * 37) % 50)) }),
    ).toBeNull()
  })
})

const bits = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }), seed: fc.integer() })
  .chain(({ width, height }) =>
    fc
      .array(fc.constantFrom(0, 1), { minLength: width * height, maxLength: width * height })
      .map((list): Bits => ({ width, height, bits: Uint8Array.from(list) })),
  )
/** Pixel by pixel, the slow way. */
const near = ({ width, height, bits: from }: Bits, by: number, value: number): number[] =>
  Array.from(from, (own, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    for (let v = y - by; v <= y + by; v++)
      for (let u = x - by; u <= x + by; u++) {
        const out = u < 0 || v < 0 || u >= width || v >= height
        if (out ? value === 0 : from[v * width + u] === value) return value
      }
    return own
  })

describe('pictures of yes and no', () => {
  it('grow and shrink by a square around every pixel', () => {
    fc.assert(
      fc.property(bits, fc.integer({ min: 1, max: 3 }), (b, by) => {
        expect([...dilate(b, by).bits]).toEqual(near(b, by, 1))
        expect([...erode(b, by).bits]).toEqual(near(b, by, 0))
        expect(grownWithin(erode(b, 1), b, by).bits.every((v, i) => v <= b.bits[i]!)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
  it('the largest part at a side is part of them, and filling never takes anything away', () => {
    fc.assert(
      fc.property(bits, (b) => {
        const part = largestAtSide(b)
        if (part) expect(part.bits.every((v, i) => v <= b.bits[i]!)).toBe(true)
        const whole = filled(b)
        expect(whole.bits.every((v, i) => v >= b.bits[i]!)).toBe(true)
        expect([...filled(whole).bits]).toEqual([...whole.bits])
      }),
      { numRuns: 60 },
    )
  })
  it('come back from their text', () => {
    fc.assert(
      fc.property(bits, (b) => {
        expect(unpacked(packed(b))).toEqual(b)
      }),
    )
  })
})
