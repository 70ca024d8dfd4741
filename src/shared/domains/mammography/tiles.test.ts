import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bits } from '../../imaging/breast/bits.ts'
import { breastCells, CELL, emptyGrid, gridSize, joined, seenCells, shareSeen } from './coverage.ts'
import { tilesOf } from './tiles.ts'

const scene = fc
  .record({ width: fc.integer({ min: 40, max: 900 }), height: fc.integer({ min: 40, max: 900 }) })
  .chain((frame) => {
    const { width, height } = gridSize(frame)
    return fc.record({
      frame: fc.constant(frame),
      bits: fc.array(fc.constantFrom(0, 0, 1), { minLength: width * height, maxLength: width * height }),
      window: fc.record({
        width: fc.integer({ min: 2 * CELL, max: 500 }),
        height: fc.integer({ min: 2 * CELL, max: 500 }),
      }),
      flip: fc.record({ x: fc.boolean(), y: fc.boolean() }),
    })
  })

test('the tiles of a view show all of its breast at 1:1, and each of them shows some', () => {
  fc.assert(
    fc.property(scene, ({ frame, bits, window, flip }) => {
      const breast: Bits = { ...gridSize(frame), bits: Uint8Array.from(bits) }
      let seen = emptyGrid(frame)
      for (const { x, y } of tilesOf(breast, frame, window, flip)) {
        const now = seenCells(frame, { x: x - window.width / 2, y: y - window.height / 2, ...window })
        seen = joined(seen, now)
      }
      expect(shareSeen(seen, breast)).toBe(1)
    }),
  )
})

test('tiles are gone through like a page as it hangs, and empty air is left out', () => {
  const frame = { width: 640, height: 640 }
  // An L: a column at the left and the whole bottom.
  const grid = gridSize(frame)
  const bits = Uint8Array.from({ length: grid.width * grid.height }, (_, i) =>
    i % grid.width < 5 || Math.floor(i / grid.width) >= 15 ? 1 : 0,
  )
  const window = { width: 320, height: 320 }
  const plain = tilesOf({ ...grid, bits }, frame, window, { x: false, y: false })
  expect(plain[0]).toEqual({ x: 80, y: 160 })
  expect(plain.filter((t) => t.y === 160)).toHaveLength(1)
  const last = plain.at(-1)!
  expect(last).toEqual({ x: 480, y: 480 })
  const mirrored = tilesOf({ ...grid, bits }, frame, window, { x: true, y: false })
  expect(mirrored.filter((t) => t.y === 480).map((t) => t.x)).toEqual(
    plain
      .filter((t) => t.y === 480)
      .map((t) => t.x)
      .reverse(),
  )
  expect(tilesOf({ ...grid, bits: new Uint8Array(bits.length) }, frame, window, { x: false, y: false })).toEqual([])
})

test('only cells that were wholly in sight count, and only those of the breast', () => {
  const frame = { width: 100, height: 70 }
  const seen = seenCells(frame, { x: 0, y: 0, width: 64, height: 70 })
  expect([...seen.bits]).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0])
  expect([...seenCells(frame, { x: 10, y: 0, width: 90, height: 64 }).bits]).toEqual([
    0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0,
  ])
  const mask: Bits = { width: 2, height: 1, bits: Uint8Array.from([0, 1]) }
  expect(shareSeen(seen, breastCells(mask, frame))).toBe(0)
  expect(shareSeen(seen, breastCells(null, frame))).toBe(0.5)
  expect(shareSeen(null, breastCells(mask, frame))).toBe(0)
  expect(joined(seen, seen)).toBe(seen)
})
