// One exposure: tissue, findings, grain of the film, markers; then stored values. Brightness 0 to 1 and more, white is dense.
import { fillPolygon, newCanvas, seeded } from '../canvas.ts'
import { type Breast, FIELD, type Outline } from './anatomy.ts'
import { type DrawnLesion, drawLesion, type FilmArea, type LesionPlan, type Point, placeIn } from './lesions.ts'
import { octaves, smooth, valueNoise } from './noise.ts'
import { drawTissue } from './tissue.ts'

export type Side = 'R' | 'L'
export type FilmSize = { readonly rows: number; readonly columns: number }
/** Spot compression and magnification show the surroundings of one finding, larger. */
export type Closeup = { readonly zoom: number; readonly lesion: LesionPlan }

export type Film = FilmArea & { readonly lesions: readonly DrawnLesion[] }

export const pixelOf = (size: FilmSize): number => FIELD.depth / size.columns

export function expose(
  b: Breast,
  outline: Outline,
  size: FilmSize,
  plans: readonly LesionPlan[],
  closeup: Closeup | null,
): Film {
  const pixel = pixelOf(size) / (closeup?.zoom ?? 1)
  const at = closeup ? placeIn(closeup.lesion, outline) : null
  const left = at ? Math.max(0, at.u - (size.columns * pixel) / 2) : 0
  const top = at ? at.v - (size.rows * pixel) / 2 : 0
  const film: FilmArea = { ...size, pixel, left, top, light: new Float32Array(size.rows * size.columns) }
  develop(film, b, outline)
  const lesions = plans
    .map((plan) => drawLesion(film, plan, outline))
    .filter((l) => l.outline.every(([x, y]) => x > 0 && y > 0 && x < size.columns && y < size.rows))
  if (closeup) collimate(film)
  return { ...film, lesions }
}

function develop(film: FilmArea, b: Breast, outline: Outline): void {
  const tissue = drawTissue(b, outline, film.pixel)
  const { light, inside, width, height, cell } = tissue
  const texture = octaves(valueNoise(b.seed * 17 + (outline.projection === 'CC' ? 1 : 2)), 2, 0.6)
  for (let y = 0, i = 0; y < film.rows; y++) {
    const v = film.top + y * film.pixel
    const gy = v / cell
    const y0 = Math.floor(gy)
    if (y0 < 0 || y0 + 1 >= height) {
      i += film.columns
      continue
    }
    const fy = gy - y0
    const end = Math.min(film.columns, Math.ceil((outline.reach(v) + 2 * cell - film.left) / film.pixel))
    for (let x = 0; x < end; x++) {
      const u = film.left + x * film.pixel
      const gx = u / cell
      const x0 = Math.min(width - 2, Math.floor(gx))
      const fx = gx - x0
      const k = y0 * width + x0
      const a = (light[k] as number) * (1 - fx) + (light[k + 1] as number) * fx
      const c = (light[k + width] as number) * (1 - fx) + (light[k + width + 1] as number) * fx
      const p = a + (c - a) * fy
      const here = (inside[k] as number) > 0 ? 1 : 0
      film.light[i + x] = p + here * (0.018 + 0.05 * p) * texture(u / 0.62, v / 0.62)
    }
    i += film.columns
  }
}

/** The paddle's frame: black outside, a soft edge. */
function collimate(film: FilmArea): void {
  const [cx, cy] = [film.columns / 2, film.rows / 2]
  const [w, h] = [film.columns * 0.42, film.rows * 0.36]
  for (let y = 0, i = 0; y < film.rows; y++)
    for (let x = 0; x < film.columns; x++, i++) {
      const out = Math.max((Math.abs(x - cx) - w) / film.columns, (Math.abs(y - cy) - h) / film.rows)
      film.light[i] = (film.light[i] as number) * smooth(0.012, 0, out)
    }
}

/** Turned over for a right breast: chest wall on the right. */
export function mirror<T extends Float32Array | Uint16Array>(pixels: T, columns: number): T {
  for (let from = 0; from < pixels.length; from += columns) pixels.subarray(from, from + columns).reverse()
  return pixels
}
export const mirrorPoints = (points: readonly Point[], columns: number): Point[] =>
  points.map(([x, y]): Point => [columns - x, y]).reverse()

const NORMALS = 1 << 16
let normals: Float32Array | null = null
function noise(): Float32Array {
  if (normals) return normals
  const random = seeded(4711)
  normals = Float32Array.from({ length: NORMALS }, () => (random() + random() + random() + random() - 2) * Math.sqrt(3))
  return normals
}

/** Brightness to stored values of `bits`, with quantum noise where the film was exposed. */
export function toStored(
  light: Float32Array,
  columns: number,
  bits: number,
  seed: number,
  curve: (p: number) => number,
): Uint16Array {
  const top = 2 ** bits - 1
  const out = new Uint16Array(light.length)
  const table = noise()
  const random = seeded(seed)
  const sigma = top * 0.0032
  for (let from = 0; from < light.length; from += columns) {
    const shift = Math.floor(random() * NORMALS)
    for (let x = 0, i = from; x < columns; x++, i++) {
      const p = light[i] as number
      const grain = p > 0.002 ? (table[(shift + x * 7) & (NORMALS - 1)] as number) * sigma : 0
      const value = Math.round(curve(p) * top + grain)
      out[i] = value < 0 ? 0 : value > top ? top : value
    }
  }
  return out
}

export type Mask = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly bits: Uint8Array
}

/** 1 where a pixel's middle lies inside the outline, in the smallest box around it. */
export function maskOf(outline: readonly Point[]): Mask {
  const xs = outline.map((p) => p[0])
  const ys = outline.map((p) => p[1])
  const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))]
  const canvas = newCanvas(Math.ceil(Math.max(...xs)) - x + 1, Math.ceil(Math.max(...ys)) - y + 1, 1)
  // A span takes every pixel that it touches; half a pixel further right it takes those whose middle it covers.
  fillPolygon(
    canvas,
    outline.map(([px, py]): Point => [px - x - 0.5, py - y]),
    [1],
  )
  return { x, y, width: canvas.width, height: canvas.height, bits: Uint8Array.from(canvas.data) }
}
