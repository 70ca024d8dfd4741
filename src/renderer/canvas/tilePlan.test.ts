import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tileLevels } from '../../shared/imaging/pixelFrame.ts'
import { coarsestTile, isTiled, levelFor, tileBounds, tilesIn } from './tilePlan.ts'

const side = fc.integer({ min: 4097, max: 20_000 })

describe('tiles', () => {
  it('cover every visible point of the frame exactly once', () => {
    fc.assert(
      fc.property(side, side, fc.nat(5), fc.nat(), fc.nat(), (width, height, level, sx, sy) => {
        const frame = { width, height }
        const p = { x: sx % width, y: sy % height }
        const seen = { x: p.x - 700, y: p.y - 400, width: 1400, height: 800 }
        const holding = tilesIn(seen, level, frame)
          .map((t) => tileBounds(t, frame))
          .filter((b) => p.x >= b.x && p.x < b.x + b.width && p.y >= b.y && p.y < b.y + b.height)
        expect(holding).toHaveLength(1)
      }),
    )
  })
  it('come from the middle outwards and none where there is no picture', () => {
    const frame = { width: 20_000, height: 20_000 }
    expect(tilesIn({ x: 4000, y: 4000, width: 2300, height: 2300 }, 0, frame)[0]).toEqual({ level: 0, tx: 5, ty: 5 })
    expect(tilesIn({ x: -900, y: -900, width: 300, height: 300 }, 0, frame)).toEqual([])
  })
  it('the coarsest one holds the whole frame', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const frame = { width, height }
        expect(tileBounds(coarsestTile(frame), frame)).toEqual({ x: 0, y: 0, width, height })
        expect(tilesIn({ x: 0, y: 0, width, height }, coarsestTile(frame).level, frame)).toHaveLength(1)
        expect(coarsestTile(frame).level).toBe(tileLevels(width, height).length - 1)
      }),
    )
  })
  it('are used above 4096 only', () => {
    expect([isTiled({ width: 4096, height: 4096 }), isTiled({ width: 10, height: 4097 })]).toEqual([false, true])
  })
})

it('the level follows the zoom', () => {
  expect([64, 1, 0.9, 0.51, 0.5, 0.26, 0.25, 0.001].map((s) => levelFor(s, 6))).toEqual([0, 0, 0, 0, 1, 1, 2, 5])
})
