// The same bag through the second generator, from the side: everything keeps its place along the belt (x), across it lies
// how high it stands. Solids are flat outlines, so a side view is a guess at their height, not a projection.
import { seeded } from '../canvas.ts'
import type { Pose } from './film.ts'
import { extent, type Piece } from './layout.ts'

/** Height of a bag and of what lies in it, parts of the image and of its own smaller side. */
const BAG_HEIGHT = 0.42
const FLAT = { least: 0.22, most: 0.6 } as const

/** How far a piece reaches along the belt. */
function alongBelt({ solids, pose }: Piece): { left: number; right: number } {
  const e = extent(solids)
  const [c, n] = [Math.cos(pose.angle), Math.sin(pose.angle)]
  const half = (Math.abs(e.width * c) + Math.abs(e.height * pose.lean * n)) / 2
  const middle = pose.x + (e.cx * c - e.cy * pose.lean * n) * pose.scale
  return { left: middle - half * pose.scale, right: middle + half * pose.scale }
}

export function sideView(pieces: readonly Piece[], height: number, seed: number): Piece[] {
  const random = seeded(seed ^ 0x51de)
  const floor = height * 0.78
  // What lies alone lies on the ground.
  const piled = pieces.length > 3 ? 1 : 0
  return pieces.map((piece, i): Piece => {
    const e = extent(piece.solids)
    const { left, right } = alongBelt(piece)
    const scale = (right - left) / Math.max(e.width, 0.1)
    const isBag = i === 0 && piece.object === null
    const thickness = isBag
      ? height * BAG_HEIGHT
      : Math.min(e.height * scale, Math.min(e.width, e.height) * piece.pose.scale) *
        (FLAT.least + (FLAT.most - FLAT.least) * random())
    const lean = thickness / Math.max(e.height * scale, 1)
    const room = Math.max(0, height * BAG_HEIGHT * 0.86 - thickness)
    const y = isBag ? floor - thickness / 2 : floor - height * 0.03 - thickness / 2 - piled * room * random()
    const pose: Pose = {
      x: (left + right) / 2 - e.cx * scale,
      y: y - e.cy * lean * scale,
      angle: 0,
      scale,
      lean,
    }
    return { ...piece, pose }
  })
}
