import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipMask, isSoundMask, type Mask, maskArea, maskFromPolygon, spansOf, trimMask, unionMasks } from './mask.ts'
import { decodeCocoCounts, encodeCocoCounts, fromCocoCounts, toCocoCounts } from './maskCoco.ts'
import { maskToPolygon } from './maskTrace.ts'

type Bitmap = { width: number; height: number; bits: boolean[] }
const bitmap: fc.Arbitrary<Bitmap> = fc
  .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.boolean(), { minLength: width * height, maxLength: width * height })
      .map((bits) => ({ width, height, bits })),
  )

const maskOf = ({ width, height, bits }: Bitmap, x = 0, y = 0): Mask => {
  const counts: number[] = []
  let value = false
  let run = 0
  for (const bit of bits) {
    if (bit !== value) {
      counts.push(run)
      run = 0
      value = bit
    }
    run++
  }
  counts.push(run)
  return { kind: 'mask', x, y, width, height, counts }
}
const pixelsOf = (mask: Mask): Set<string> => {
  const out = new Set<string>()
  const spans = spansOf(mask)
  for (let i = 0; i < spans.length; i += 3)
    for (let x = spans[i + 1]!; x < spans[i + 2]!; x++) out.add(`${x},${spans[i]}`)
  return out
}
const bitsOf = ({ width, bits }: Bitmap, dx = 0, dy = 0): Set<string> =>
  new Set(bits.flatMap((bit, i) => (bit ? [`${(i % width) + dx},${Math.floor(i / width) + dy}`] : [])))

describe('masks', () => {
  test('spans, area and trimming keep exactly the pixels', () => {
    fc.assert(
      fc.property(bitmap, fc.integer({ min: -5, max: 5 }), (b, shift) => {
        const mask = maskOf(b, shift, -shift)
        expect(isSoundMask(mask)).toBe(true)
        expect(maskArea(mask)).toBe(b.bits.filter(Boolean).length)
        const trimmed = trimMask(mask)
        expect(isSoundMask(trimmed)).toBe(true)
        expect(pixelsOf(trimmed)).toEqual(bitsOf(b, shift, -shift))
        expect(trimMask(trimmed)).toEqual(trimmed)
      }),
    )
  })

  test('union holds the pixels of both', () => {
    fc.assert(
      fc.property(bitmap, bitmap, fc.integer({ min: -9, max: 9 }), (a, b, shift) => {
        const union = unionMasks([maskOf(a), maskOf(b, shift, 2)])
        expect(isSoundMask(union)).toBe(true)
        expect(pixelsOf(union)).toEqual(new Set([...bitsOf(a), ...bitsOf(b, shift, 2)]))
      }),
    )
  })

  test('clipping drops what lies outside and nothing else', () => {
    fc.assert(
      fc.property(bitmap, fc.integer({ min: -9, max: 9 }), (b, shift) => {
        const clipped = clipMask(maskOf(b, shift, shift), { width: 7, height: 6 })
        const inside = [...bitsOf(b, shift, shift)].filter((p) => {
          const [x, y] = p.split(',').map(Number)
          return x! >= 0 && y! >= 0 && x! < 7 && y! < 6
        })
        expect(pixelsOf(clipped)).toEqual(new Set(inside))
      }),
    )
  })

  test('an outline gives back its mask', () => {
    fc.assert(
      fc.property(bitmap, (b) => {
        const polygon = maskToPolygon(maskOf(b))
        const wanted = trimMask(maskOf(b))
        if (!polygon) expect(maskArea(wanted)).toBe(0)
        else expect(maskFromPolygon(polygon, { width: 20, height: 20 })).toEqual(wanted)
      }),
      { numRuns: 500 },
    )
  })

  test('a ring of pixels has one part with one hole; pixels that touch at a corner are two parts', () => {
    const ring = maskOf({ width: 3, height: 3, bits: [1, 1, 1, 1, 0, 1, 1, 1, 1].map(Boolean) })
    expect(maskToPolygon(ring)?.parts).toEqual([{ outer: [0, 0, 3, 0, 3, 3, 0, 3], holes: [[1, 2, 2, 2, 2, 1, 1, 1]] }])
    const corners = maskOf({ width: 2, height: 2, bits: [true, false, false, true] })
    expect(maskToPolygon(corners)?.parts).toHaveLength(2)
  })

  test('a pixel belongs to a polygon when its centre does', () => {
    const triangle = { kind: 'polygon' as const, parts: [{ outer: [0, 0, 4, 0, 0, 4], holes: [] }] }
    // Row 0: centres 0.5 .. 2.5 lie left of x = 3.5; a centre on the right edge is outside.
    expect(spansOf(maskFromPolygon(triangle, { width: 10, height: 10 }))).toEqual([0, 0, 3, 1, 0, 2, 2, 0, 1])
    const far = { kind: 'polygon' as const, parts: [{ outer: [-1e300, -1e300, 1e300, -1e300, 0, 1e300], holes: [] }] }
    expect(isSoundMask(maskFromPolygon(far, { width: 4, height: 4 }))).toBe(true)
  })
})

describe('COCO run lengths', () => {
  test('column counts and back keep the pixels, in the order pycocotools uses', () => {
    fc.assert(
      fc.property(bitmap, (b) => {
        const counts = toCocoCounts(maskOf(b), b)
        const columns: boolean[] = []
        counts.forEach((n, i) => {
          for (let k = 0; k < n; k++) columns.push(i % 2 === 1)
        })
        const wanted: boolean[] = []
        for (let x = 0; x < b.width; x++) for (let y = 0; y < b.height; y++) wanted.push(b.bits[y * b.width + x]!)
        expect(columns).toEqual(wanted)
        expect(fromCocoCounts(counts, b)).toEqual(trimMask(maskOf(b)))
      }),
    )
  })

  test('the compressed string of pycocotools', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400_000_000 }), { maxLength: 40 }), (counts) => {
        expect(decodeCocoCounts(encodeCocoCounts(counts))).toEqual(counts)
      }),
    )
    // pycocotools.mask.frPyObjects({'counts': [6, 1, 40, 4, 5, 4, 5, 4, 21], 'size': [9, 10]}): '61X13mN000`0'
    expect(encodeCocoCounts([6, 1, 40, 4, 5, 4, 5, 4, 21])).toBe('61X13mN000`0')
  })

  test('damaged counts are refused', () => {
    const grid = { width: 3, height: 2 }
    expect(fromCocoCounts([1, 2, 9], grid)).toBeNull()
    expect(fromCocoCounts([1, -2], grid)).toBeNull()
    expect(fromCocoCounts([0.5], grid)).toBeNull()
    expect(fromCocoCounts([Number.NaN], grid)).toBeNull()
    expect(fromCocoCounts([1, 2], grid)).toEqual(fromCocoCounts([1, 2, 3], grid))
    fc.assert(
      fc.property(fc.string(), (text) => {
        const counts = decodeCocoCounts(text)
        expect(counts === null || counts.every((n) => Number.isInteger(n) && n >= 0)).toBe(true)
      }),
    )
    expect(decodeCocoCounts('~~')).toBeNull()
  })
})
