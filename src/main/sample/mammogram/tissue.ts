// Fat, glands, strands, vessels, skin and muscle on a coarse grid: brightness 0 to about 1, before lesions and noise.
import { seeded } from '../canvas.ts'
import { type Breast, FIELD, type Outline } from './anatomy.ts'
import { octaves, ridges, smooth, valueNoise } from './noise.ts'

export type Tissue = {
  readonly width: number
  readonly height: number
  /** Millimetres of one cell. */
  readonly cell: number
  readonly light: Float32Array
  /** Distance to the skin, mm; 0 outside. */
  readonly inside: Float32Array
}

/** Finer detail comes from the texture of the film (film.ts). */
const CELL = 0.28

export function drawTissue(b: Breast, outline: Outline, pixel: number): Tissue {
  const cell = Math.max(CELL, pixel)
  const width = Math.ceil(FIELD.depth / cell) + 1
  const height = Math.ceil(FIELD.height / cell) + 1
  const inside = distances(outline, width, height, cell)
  const vessels = drawVessels(b, outline, width, height, cell)
  const light = new Float32Array(width * height)
  const seed = b.seed * 31 + (outline.projection === 'CC' ? 0 : 5)
  const broad = octaves(valueNoise(seed + 1), 6)
  const grain = octaves(valueNoise(seed + 2), 4)
  const web = ridges(octaves(valueNoise(seed + 3), 2, 0.5), 9)
  const net = ridges(octaves(valueNoise(seed + 4), 2, 0.5), 11)
  const fibres = valueNoise(seed + 6)
  const { nipple } = outline
  for (let y = 0, i = 0; y < height; y++) {
    const v = y * cell
    const muscle = outline.muscle(v)
    for (let x = 0; x < width; x++, i++) {
      const d = inside[i] as number
      if (d <= 0) continue
      const u = x * cell
      const du = nipple.u - u
      const dv = v - nipple.v
      const r = Math.hypot(du, dv)
      const angle = Math.atan2(dv, du)
      const a = broad(u / 34, v / 34)
      const fine = grain(u / 3.2, v / 3.2)
      // Glands: a cone from the nipple to the back, broken up, away from skin and chest wall.
      const cone = 1 - Math.hypot((u - 0.52 * nipple.u) / (0.62 * nipple.u), dv / (0.8 * outline.half))
      const gland =
        smooth(-0.05, 0.62, cone * 1.1 + 1.15 * a + (b.density - 0.55) * 1.1) *
        smooth(3, 13, d) *
        (0.35 + 0.65 * smooth(4, 22, u))
      // Cooper's ligaments and ducts run towards the nipple.
      const strands = web(r / 19 + a * 0.5, angle * 7 + a * 0.7)
      const mesh = net(u / 9 + a, v / 9 - a)
      const thick = 1 - 0.75 * Math.exp(-d / 4.5)
      let p =
        thick * (0.15 + 0.07 * a + 0.045 * fine) +
        gland * (0.3 + 0.1 * a + 0.075 * fine) +
        (strands * 0.11 + mesh * 0.06) * smooth(0.5, 5, d) * (0.65 + 0.6 * gland) +
        (vessels[i] as number)
      p += 0.13 * Math.exp(-(((d - 0.8) / 0.7) ** 2)) // skin
      p += 0.1 * smooth(9, 1, r) // areola and nipple
      const m = smooth(-1.2, 1.6, muscle - u)
      if (m > 0) {
        const striped = 0.035 * fibres(u / 2.6 + v / 30, v / 24) + 0.04 * fine + 0.05 * a
        p = p * (1 - m) + m * (0.3 + 0.2 * (1 - u / (muscle + 8)) + striped + 0.42 * p)
      }
      light[i] = p
    }
  }
  return { width, height, cell, light, inside }
}

/** Chamfer distance (3-4) to the skin; the edge of the film at the chest wall is no skin. */
function distances(outline: Outline, width: number, height: number, cell: number): Float32Array {
  const d = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const end = Math.min(width, Math.floor(outline.reach(y * cell) / cell))
    d.fill(1e6, y * width, y * width + end)
  }
  const [straight, slant] = [cell, cell * Math.SQRT2]
  const relax = (i: number, j: number, step: number): void => {
    const through = (d[j] as number) + step
    if (through < (d[i] as number)) d[i] = through
  }
  for (let y = 1, i = width; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if ((d[i] as number) === 0) continue
      relax(i, i - width, straight)
      if (x > 0) relax(i, i - 1, straight)
      if (x > 0) relax(i, i - width - 1, slant)
      if (x + 1 < width) relax(i, i - width + 1, slant)
    }
  for (let y = height - 2, i = width * (height - 1) - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--, i--) {
      if ((d[i] as number) === 0) continue
      relax(i, i + width, straight)
      if (x + 1 < width) relax(i, i + 1, straight)
      if (x + 1 < width) relax(i, i + width + 1, slant)
      if (x > 0) relax(i, i + width - 1, slant)
    }
  return d
}

/** Veins: winding tubes from the chest wall forward. */
function drawVessels(b: Breast, outline: Outline, width: number, height: number, cell: number): Float32Array {
  const out = new Float32Array(width * height)
  const random = seeded(b.seed * 13 + (outline.projection === 'CC' ? 3 : 4))
  for (let n = 3 + Math.floor(random() * 4); n > 0; n--) {
    let u = 2
    let v = outline.nipple.v + (random() - 0.55) * outline.half * 1.3
    let heading = (random() - 0.5) * 0.9
    const radius = 0.55 + random() * 0.8
    const light = 0.05 + random() * 0.07
    const length = outline.nipple.u * (0.5 + random() * 0.4)
    for (let s = 0; s < length; s += cell * 0.5) {
      heading += (random() - 0.5) * 0.09 - heading * 0.004
      u += Math.cos(heading) * cell * 0.5
      v += Math.sin(heading) * cell * 0.5
      stamp(out, width, height, u / cell, v / cell, (radius * (1 - (0.6 * s) / length)) / cell, light)
    }
  }
  return out
}

function stamp(out: Float32Array, width: number, height: number, x: number, y: number, r: number, light: number): void {
  const reach = Math.max(1, r)
  for (let j = Math.max(0, Math.floor(y - reach)); j <= Math.min(height - 1, y + reach); j++)
    for (let i = Math.max(0, Math.floor(x - reach)); i <= Math.min(width - 1, x + reach); i++) {
      const q = ((i - x) ** 2 + (j - y) ** 2) / (reach * reach)
      const value = q < 1 ? light * Math.sqrt(1 - q) : 0
      if (value > (out[j * width + i] as number)) out[j * width + i] = value
    }
}
