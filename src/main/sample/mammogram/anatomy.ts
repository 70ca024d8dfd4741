// The breast as a shape in millimetres: one breast, two projections. u runs from the chest wall to the nipple, v downwards.
import { seeded } from '../canvas.ts'
import { smooth } from './noise.ts'

export const FIELD = { depth: 179.2, height: 232.96 } as const
export type Projection = 'CC' | 'MLO'

export type Breast = {
  readonly seed: number
  /** Chest wall to nipple, mm. */
  readonly depth: number
  /** Half of the width on the compression plate, mm. */
  readonly half: number
  /** 0 fatty, 1 extremely dense. */
  readonly density: number
}
export type Outline = {
  readonly projection: Projection
  readonly nipple: { readonly u: number; readonly v: number }
  readonly half: number
  /** Millimetres from the chest wall to the skin at a height; 0 outside the breast. */
  reach(v: number): number
  /** Edge of the pectoral muscle at a height; 0 where there is none. */
  muscle(v: number): number
}

/** The two breasts of a woman are alike, not equal. */
export function breastOf(woman: number, side: 'R' | 'L', density: number): Breast {
  const random = seeded(woman)
  const [depth, half] = [78 + random() * 46, 72 + random() * 30]
  const seed = woman * 2 + (side === 'R' ? 1 : 2)
  const own = seeded(seed)
  return { seed, depth: depth * (0.95 + own() * 0.1), half: half * (0.95 + own() * 0.1), density }
}

const NIPPLE = { length: 4.5, width: 4.2 } as const
const bump = (v: number, centre: number): number => NIPPLE.length * Math.exp(-(((v - centre) / NIPPLE.width) ** 4))

export function outlineOf(b: Breast, projection: Projection): Outline {
  const random = seeded(b.seed * 7 + (projection === 'CC' ? 1 : 2))
  return projection === 'CC' ? craniocaudal(b, random) : oblique(b, random)
}

function craniocaudal(b: Breast, random: () => number): Outline {
  const centre = 112 + random() * 10
  const lean = (random() - 0.5) * 0.16
  return {
    projection: 'CC',
    nipple: { u: b.depth, v: centre },
    half: b.half,
    reach(v) {
      const t = (v - centre) / (b.half * (v < centre ? 1 + lean : 1 - lean))
      if (Math.abs(t) >= 1) return 0
      return b.depth * (1 - Math.abs(t) ** 2.1) ** 0.62 + bump(v, centre)
    },
    muscle: () => 0,
  }
}

function oblique(b: Breast, random: () => number): Outline {
  const centre = 136 + random() * 14
  const top = 46 + random() * 22
  const lower = 62 + random() * 12
  const muscleTop = 44 + random() * 16
  const muscleEnd = centre * (0.86 + random() * 0.2)
  return {
    projection: 'MLO',
    nipple: { u: b.depth, v: centre },
    half: (centre + lower) / 2,
    reach(v) {
      // Below the fold the skin of the belly comes onto the plate.
      const belly = 3 + 13 * smooth(centre + lower - 30, FIELD.height + 10, v)
      if (v < centre) {
        const s = Math.sin((Math.PI / 2) * (v / centre) ** 1.25)
        return top + (b.depth - top) * s ** 1.4 + bump(v, centre)
      }
      const t = (v - centre) / lower
      const breast = t >= 1 ? 0 : b.depth * (1 - t ** 2.3) ** 0.6 + bump(v, centre)
      return Math.max(breast, belly)
    },
    muscle(v) {
      const t = v / muscleEnd
      return t >= 1 ? 0 : muscleTop * (1 - t + 0.16 * Math.sin(Math.PI * t))
    },
  }
}
