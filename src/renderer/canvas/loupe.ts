// The loupe: stored values around the pointer, every one a square of device pixels, through a window of its own.
import { imagePoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, multiply, toImage, type View, viewMatrix } from '../../shared/geometry/transform.ts'
import { displayLevel, firstWindow, type Ramp, shadeOf, type Window } from '../../shared/imaging/voi.ts'
import type { AidsScene } from './aidsLayer.ts'
import type { Block } from './imageLayer.ts'

export type LoupeLook = { readonly window: Window | null; readonly invert: boolean }

/** Image pixels read for one look: the loupe is small. */
const MOST = 256

/** The loupe follows the pointer: the table of levels changes far less often than the place. */
let made: { header: Block['header']; window: string; flip: boolean; ramp: Ramp } | null = null
function shade(header: Block['header'], window: Window, flip: boolean): Ramp {
  const key = JSON.stringify(window)
  if (made?.header !== header || made.window !== key || made.flip !== flip)
    made = { header, window: key, flip, ramp: shadeOf(header, window, flip) }
  return made.ramp
}

/** RGBA of a block of stored values; pixels outside the picture or not here yet are transparent. */
export function blockPixels(block: Block, window: Window, invert: boolean): Uint8ClampedArray<ArrayBuffer> {
  const { channels, values, width, height, header } = block
  const out = new Uint8ClampedArray(width * height * 4)
  const flip = header.inverted !== invert
  const ramp = shade(header, window, flip)
  for (let i = 0; i < width * height; i++) {
    const from = i * channels
    if (Number.isNaN(values[from]!)) continue
    for (let c = 0; c < 3; c++) out[4 * i + c] = displayLevel(values[from + (channels === 1 ? 0 : c)]!, ramp, flip)
    out[4 * i + 3] = 255
  }
  return out
}

/**
 * Image space to device pixels of the loupe: turned and mirrored like the view, the middle of the pixel at `x`, `y` where
 * that makes every stored value a square of whole device pixels.
 */
export function loupeMatrix(view: View, x: number, y: number, side: number, magnification: number): Matrix {
  const plain = { ...view, centre: imagePoint(0, 0), scale: magnification, aspect: 1 }
  const [a, b, c, d] = viewMatrix(plain, { width: 0, height: 0 })
  const middle = loupeMiddle(side, magnification)
  return [a, b, c, d, middle - a * (x + 0.5) - c * (y + 0.5), middle - b * (x + 0.5) - d * (y + 0.5)]
}
const loupeMiddle = (side: number, magnification: number): number => Math.floor(side / 2) + (magnification % 2) / 2

export function paintLoupe({ aids, view, matrix, dpr, hover, image, look }: AidsScene): void {
  const { loupe } = aids
  const canvas = loupe?.canvas
  const ctx = canvas?.getContext('2d')
  if (!loupe || !canvas || !ctx) return
  const side = Math.round(canvas.clientWidth * dpr)
  if (canvas.width !== side || canvas.height !== side) {
    canvas.width = side
    canvas.height = side
  }
  // Without a pointer the last look stays.
  const at = hover ? toImage(matrix, hover) : aids.cursor
  if (!at || side === 0) return
  const n = Math.min(MOST, Math.ceil(side / loupe.magnification) + 2)
  const x0 = Math.floor(at.x - n / 2)
  const y0 = Math.floor(at.y - n / 2)
  const block = image.block(x0, y0, n, n)
  ctx.setTransform(1, 0, 0, 1, 0, 0)
  ctx.clearRect(0, 0, side, side)
  if (!block) return
  const pixels = blockPixels(block, loupe.window ?? look.window ?? firstWindow(block.header), look.invert)
  const sheet = new OffscreenCanvas(n, n)
  sheet.getContext('2d')?.putImageData(new ImageData(pixels, n, n), 0, 0)
  const place = loupeMatrix(view, Math.floor(at.x), Math.floor(at.y), side, loupe.magnification)
  ctx.setTransform(...multiply(place, [1, 0, 0, 1, x0, y0]))
  ctx.imageSmoothingEnabled = false
  ctx.drawImage(sheet, 0, 0)
  ctx.setTransform(1, 0, 0, 1, 0, 0)
  const half = loupe.magnification / 2
  const c = loupeMiddle(side, loupe.magnification)
  ctx.strokeStyle = 'rgba(0,0,0,0.8)'
  ctx.strokeRect(c - half - 1.5, c - half - 1.5, 2 * half + 3, 2 * half + 3)
  ctx.strokeStyle = '#ffffff'
  ctx.strokeRect(c - half - 0.5, c - half - 0.5, 2 * half + 1, 2 * half + 1)
}
