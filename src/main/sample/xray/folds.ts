// Folds of cloth: one periodic tile of ridged noise, made once.
import { seeded } from '../canvas.ts'

export const TILE = 256
let made: Float32Array | null = null

/** Smooth periodic noise of `cells` cells over the tile, 0 to 1. */
function layer(cells: number, seed: number): (x: number, y: number) => number {
  const random = seeded(seed)
  const grid = Float32Array.from({ length: cells * cells }, random)
  const ease = (t: number) => t * t * (3 - 2 * t)
  return (x, y) => {
    const [gx, gy] = [(x / TILE) * cells, (y / TILE) * cells]
    const [ix, iy] = [Math.floor(gx), Math.floor(gy)]
    const [u, v] = [ease(gx - ix), ease(gy - iy)]
    const at = (i: number, j: number) =>
      grid[(((j % cells) + cells) % cells) * cells + (((i % cells) + cells) % cells)]!
    const top = at(ix, iy) + (at(ix + 1, iy) - at(ix, iy)) * u
    const low = at(ix, iy + 1) + (at(ix + 1, iy + 1) - at(ix, iy + 1)) * u
    return top + (low - top) * v
  }
}

/** Factors around 1: broad hills, sharp folds where a hill turns over, and a weave. */
export function foldTile(): Float32Array {
  if (made) return made
  const [warpX, warpY, hills, ridges, fine] = [layer(3, 11), layer(3, 12), layer(6, 13), layer(4, 14), layer(18, 15)]
  const grain = seeded(16)
  const tile = new Float32Array(TILE * TILE)
  for (let y = 0; y < TILE; y++)
    for (let x = 0; x < TILE; x++) {
      const [wx, wy] = [x + 110 * (warpX(x, y) - 0.5), y + 110 * (warpY(x, y) - 0.5)]
      const fold = 1 - Math.abs(2 * ridges(wx, wy) - 1)
      const crease = 1 - Math.abs(2 * fine(wy, wx) - 1)
      tile[y * TILE + x] =
        0.55 + 0.6 * hills(wx, wy) + 0.3 * fold ** 2 + 0.22 * fold ** 9 + 0.2 * crease ** 2 + 0.12 * (grain() - 0.5)
    }
  made = tile
  return tile
}
