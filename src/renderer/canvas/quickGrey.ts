// Where the processor plays the GPU, fetching integers in a shader costs more than all else of a frame. While a window is
// dragged or a stack is scrolled, grey pictures are therefore drawn here: one look-up a pixel, with the levels of shared/imaging/voi.ts (ADR 077).
// At rest the shader draws again, smooth.
import { invert as inverse, type Matrix, multiply, type Size } from '../../shared/geometry/transform.ts'
import type { BreastMask } from '../../shared/imaging/breast/mask.ts'
import type { FrameHeader } from '../../shared/imaging/pixelFrame.ts'
import type { Level, Samples } from '../../shared/imaging/pyramid.ts'
import { displayLevel, type Ramp } from '../../shared/imaging/voi.ts'
import { AIR_BELOW, airShades, SKIN_BELOW, shadeAt } from './airShades.ts'
import type { DrawMore } from './imageGl.ts'

type QuickFrame = { readonly header: FrameHeader; readonly levels: readonly Level[]; readonly level: number }
type QuickShade = { readonly ramp: Ramp; readonly invert: boolean; readonly air: DrawMore['air'] }

export type QuickGrey = {
  readonly element: HTMLCanvasElement
  /** False where this way cannot show it: colour, floats, nothing in view. */
  draw(frame: QuickFrame, shade: QuickShade, view: Matrix, area: Size, dpr: number): boolean
  hide(): void
}

const VALUES = 65_536
/** Entry of air: black whatever the window. */
const AIR = VALUES
const OPAQUE = 0xff_00_00_00
const GREY = 0x01_01_01

/** Pixel of every stored value that the frame holds, as a canvas wants it. `from` = the value of entry 0. */
function fillPixels(out: Uint32Array, header: FrameHeader, { ramp, invert }: QuickShade, from: number): void {
  const high = Math.min(from + VALUES - 1, Math.ceil(header.max))
  for (let v = Math.max(from, Math.floor(header.min)); v <= high; v++)
    out[v - from] = (OPAQUE | (displayLevel(v, ramp, invert) * GREY)) >>> 0
  out[AIR] = OPAQUE
}

type Axis = {
  /** Samples of the picture along it. */
  readonly samples: number
  readonly stride: number
  /** Length of the picture along it, in samples: the last one may be cut. */
  readonly whole: number
}

/** For each device pixel along one axis of the screen: its sample, its share of the picture; and which lie on the picture. */
function places(count: number, scale: number, offset: number, { samples, stride, whole }: Axis) {
  const at = new Int32Array(count)
  const share = new Float64Array(count)
  let first = count
  let end = 0
  for (let i = 0; i < count; i++) {
    const place = (i + 0.5) * scale + offset
    const sample = Math.floor(place)
    if (sample < 0 || sample >= samples) continue
    at[i] = sample * stride
    share[i] = place / whole
    first = Math.min(first, i)
    end = i + 1
  }
  return { at, share, first, end }
}

type Places = ReturnType<typeof places>
type Grid = {
  readonly key: string
  readonly upright: boolean
  readonly columns: Places
  readonly rows: Places
  readonly image: ImageData
  /** Entry of each pixel in the table of pixels, of these samples. */
  readonly entries: Uint32Array
  filled: { readonly samples: Samples; readonly mask: BreastMask | undefined } | null
}

/** `toSample`: device pixel to sample. Views are turned by quarters only, so each axis of the screen is one of the picture. */
function gridOf(key: string, m: Matrix, { width, height }: Level, of: Size, device: Size): Grid | null {
  const [a, b, c, d, e, f] = m
  const across = { samples: width, stride: 1, whole: of.width }
  const down = { samples: height, stride: width, whole: of.height }
  const upright = Math.abs(a) > Math.abs(b)
  const columns = upright ? places(device.width, a, e, across) : places(device.width, b, f, down)
  const rows = upright ? places(device.height, d, f, down) : places(device.height, c, e, across)
  if (columns.end <= columns.first || rows.end <= rows.first) return null
  const image = new ImageData(columns.end - columns.first, rows.end - rows.first)
  return { key, upright, columns, rows, image, entries: new Uint32Array(image.width * image.height), filled: null }
}

function fill({ columns, rows, entries, upright }: Grid, samples: Samples, from: number, mask: BreastMask | undefined) {
  let to = 0
  for (let y = rows.first; y < rows.end; y++) {
    const row = rows.at[y]!
    for (let x = columns.first; x < columns.end; x++) entries[to++] = samples[row + columns.at[x]!]! - from
  }
  if (!mask) return
  const shades = airShades(mask)
  const { at, below } = mask.air
  to = 0
  for (let y = rows.first; y < rows.end; y++)
    for (let x = columns.first; x < columns.end; x++, to++) {
      const [h, v] = upright ? [columns.share[x]!, rows.share[y]!] : [rows.share[y]!, columns.share[x]!]
      const inside = shadeAt(shades, mask, h * mask.width - 0.5, v * mask.height - 0.5)
      const value = entries[to]! + from
      if (inside < AIR_BELOW || (inside < SKIN_BELOW && (below ? value <= at : value >= at))) entries[to] = AIR
    }
}

export function createQuickGrey(): QuickGrey {
  const element = document.createElement('canvas')
  element.className = 'canvas-quick'
  element.hidden = true
  const pixels = new Uint32Array(VALUES + 1)
  let grid: Grid | null = null

  const gridFor = (view: Matrix, level: Level, at: number, of: Size, device: Size, dpr: number): Grid | null => {
    const coarser = 1 / 2 ** at
    const toSample = multiply([coarser, 0, 0, coarser, 0, 0], inverse(multiply([dpr, 0, 0, dpr, 0, 0], view)))
    const key = [...toSample, level.width, level.height, device.width, device.height].join()
    if (grid?.key === key) return grid
    grid = gridOf(key, toSample, level, { width: of.width * coarser, height: of.height * coarser }, device)
    // Setting a size clears.
    element.width = device.width
    element.height = device.height
    return grid
  }

  return {
    element,
    draw({ header, levels, level: at }, shade, view, area, dpr) {
      const level = levels[at]
      if (!level || header.colour !== 'grey' || level.samples instanceof Float32Array) return false
      const device = { width: Math.round(area.width * dpr), height: Math.round(area.height * dpr) }
      const g = gridFor(view, level, at, header, device, dpr)
      const ctx = element.getContext('2d', { willReadFrequently: true })
      if (!g || !ctx) return false
      const from = level.samples instanceof Int16Array ? -VALUES / 2 : 0
      const mask = shade.air?.mask
      if (g.filled?.samples !== level.samples || g.filled.mask !== mask) fill(g, level.samples, from, mask)
      g.filled = { samples: level.samples, mask }
      fillPixels(pixels, header, shade, from)
      const out = new Uint32Array(g.image.data.buffer)
      const { entries } = g
      for (let i = 0; i < out.length; i++) out[i] = pixels[entries[i]!]!
      ctx.putImageData(g.image, g.columns.first, g.rows.first)
      Object.assign(element.style, { width: `${area.width}px`, height: `${area.height}px` })
      element.hidden = false
      return true
    },
    hide() {
      element.hidden = true
      // Up to 9 bytes a device pixel: not for the four views of a case that rests.
      grid = null
    },
  }
}
