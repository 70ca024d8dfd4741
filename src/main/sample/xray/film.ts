// The two logarithms of a scan, and solids added to them: what lies behind each other adds up (Beer-Lambert).
import { foldTile, TILE } from './folds.ts'
import { MATERIALS } from './materials.ts'
import type { Solid } from './solids.ts'

export type Film = {
  readonly width: number
  readonly height: number
  readonly low: Float32Array
  readonly high: Float32Array
  /** Everything outside is open air. */
  readonly used: { left: number; top: number; right: number; bottom: number }
}
/** Where an object lies: its middle in pixels, its turn, pixels a centimetre, and how far it leans away (1 = flat). */
export type Pose = {
  readonly x: number
  readonly y: number
  readonly angle: number
  readonly scale: number
  readonly lean: number
}
/** Pixels of one object, in a window of the image. */
export type Cover = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly inside: Uint8Array
}

export const newFilm = (width: number, height: number): Film => ({
  width,
  height,
  low: new Float32Array(width * height),
  high: new Float32Array(width * height),
  used: { left: width, top: height, right: 0, bottom: 0 },
})

/** Window of a solid in the image, clipped; empty when it lies outside. */
function windowOf({ outline }: Solid, pose: Pose, film: Film) {
  const [l, t, r, b] = outline.bounds
  const [c, s] = [Math.cos(pose.angle) * pose.scale, Math.sin(pose.angle) * pose.scale]
  const xs: number[] = []
  const ys: number[] = []
  for (const [x, y] of [
    [l, t],
    [r, t],
    [r, b],
    [l, b],
  ] as const) {
    xs.push(pose.x + x * c - y * pose.lean * s)
    ys.push(pose.y + x * s + y * pose.lean * c)
  }
  return {
    left: Math.max(0, Math.floor(Math.min(...xs)) - 1),
    top: Math.max(0, Math.floor(Math.min(...ys)) - 1),
    right: Math.min(film.width, Math.ceil(Math.max(...xs)) + 1),
    bottom: Math.min(film.height, Math.ceil(Math.max(...ys)) + 1),
  }
}

export function coverFor(solids: readonly Solid[], pose: Pose, film: Film): Cover {
  const all = solids.map((s) => windowOf(s, pose, film))
  const x = Math.min(...all.map((w) => w.left))
  const y = Math.min(...all.map((w) => w.top))
  const width = Math.max(0, Math.max(...all.map((w) => w.right)) - x)
  const height = Math.max(0, Math.max(...all.map((w) => w.bottom)) - y)
  return { x, y, width, height, inside: new Uint8Array(width * height) }
}

/** A block wholly outside a solid needs one look at the outline, one wholly inside needs the four at its corners. */
const BLOCK = 8

export function addSolid(film: Film, solid: Solid, pose: Pose, cover: Cover | null = null): void {
  const { outline, profile, folds } = solid
  const { low: perLow, high: perHigh } = MATERIALS[solid.material]
  const area = windowOf(solid, pose, film)
  grow(film.used, area)
  const tile = folds === undefined ? null : foldTile()
  const perTile = (folds ?? 0) * TILE
  const c = Math.cos(pose.angle) / pose.scale
  const s = Math.sin(pose.angle) / pose.scale
  const pixel = 1 / pose.scale
  const reach = (BLOCK * Math.SQRT1_2 + 1) * pixel
  const shift = (pose.x * 7 + pose.y * 13) % TILE
  const depth = 1 / pose.lean
  const marks = solid.loose ? null : cover
  /** Distance at a point of the image. */
  const at = (x: number, y: number): number => {
    const dx = x - pose.x
    const dy = y - pose.y
    return outline.distance(dx * c + dy * s, (dy * c - dx * s) * depth) * pose.lean
  }
  const plateau = profile.thickness(profile.flat) * depth
  for (let by = area.top; by < area.bottom; by += BLOCK) {
    const yEnd = Math.min(by + BLOCK, area.bottom)
    for (let bx = area.left; bx < area.right; bx += BLOCK) {
      const middle = at(bx + BLOCK / 2, by + BLOCK / 2)
      if (middle > reach) continue
      const xEnd = Math.min(bx + BLOCK, area.right)
      const inside = -middle > reach
      const even = -middle > reach + profile.flat
      const d00 = inside && !even ? at(bx, by) : 0
      const d10 = inside && !even ? at(bx + BLOCK, by) : 0
      const d01 = inside && !even ? at(bx, by + BLOCK) : 0
      const d11 = inside && !even ? at(bx + BLOCK, by + BLOCK) : 0
      // Where the distance has a ridge inside the block, each pixel is asked.
      const smooth = inside && !even && Math.abs(middle - (d00 + d10 + d01 + d11) / 4) < pixel / 4
      for (let y = by; y < yEnd; y++) {
        const v = (y + 0.5 - by) / BLOCK
        const left = d00 + (d01 - d00) * v
        const step = (d10 + (d11 - d10) * v - left) / BLOCK
        for (let x = bx; x < xEnd; x++) {
          let t = plateau
          if (!even) {
            const d = smooth ? left + step * (x + 0.5 - bx) : at(x + 0.5, y + 0.5)
            if (d > pixel / 2) continue
            t = profile.thickness(Math.max(-d, pixel / 4)) * depth * Math.min(1, 0.5 - d / pixel)
            if (marks && d <= 0) marks.inside[(y - marks.y) * marks.width + x - marks.x] = 1
          } else if (marks) marks.inside[(y - marks.y) * marks.width + x - marks.x] = 1
          if (tile) {
            const dx = x - pose.x
            const dy = y - pose.y
            const tx = ((dx * c + dy * s) * perTile + shift) & (TILE - 1)
            const ty = ((dy * c - dx * s) * perTile + shift * 3) & (TILE - 1)
            t *= tile[ty * TILE + tx]!
          }
          const to = y * film.width + x
          film.low[to] = film.low[to]! + perLow * t
          film.high[to] = film.high[to]! + perHigh * t
        }
      }
    }
  }
}

function grow(used: Film['used'], by: Film['used']): void {
  used.left = Math.min(used.left, by.left)
  used.top = Math.min(used.top, by.top)
  used.right = Math.max(used.right, by.right)
  used.bottom = Math.max(used.bottom, by.bottom)
}

/** Adds an object and says which pixels it covers. */
export function addObject(film: Film, solids: readonly Solid[], pose: Pose): Cover {
  const cover = coverFor(solids, pose, film)
  for (const solid of solids) addSolid(film, solid, pose, cover)
  return cover
}
