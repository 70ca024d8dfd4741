// Where the processor plays the GPU, fetching integers in a shader costs more than all else of a frame. While a window is
// dragged, grey pictures are therefore drawn here: one look-up a pixel, with the levels of shared/imaging/voi.ts (ADR 077).
// At rest the shader draws again, smooth.
import { invert as inverse, type Matrix, multiply, type Size } from '../../shared/geometry/transform.ts'
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
  /** Pixels of the air mask along it. */
  readonly mask: number
}

/** For each device pixel along one axis of the screen: its sample, its place in the mask; and which lie on the picture. */
function places(count: number, scale: number, offset: number, { samples, stride, mask }: Axis, whole: number) {
  const at = new Int32Array(count)
  const inMask = new Float64Array(count)
  let first = count
  let end = 0
  for (let i = 0; i < count; i++) {
    const place = (i + 0.5) * scale + offset
    const sample = Math.floor(place)
    if (sample < 0 || sample >= samples) continue
    at[i] = sample * stride
    inMask[i] = (place / whole) * mask - 0.5
    first = Math.min(first, i)
    end = i + 1
  }
  return { at, inMask, first, end }
}

type Grid = {
  readonly key: string
  readonly samples: Samples
  readonly air: DrawMore['air']
  readonly image: ImageData
  readonly x: number
  readonly y: number
  /** Entry of each pixel in the table of pixels. */
  readonly entries: Uint32Array
}

/** `toSample`: device pixel to sample. Views are turned by quarters only, so each axis of the screen is one of the picture. */
function gridOf(
  key: string,
  m: Matrix,
  level: Level,
  coarser: number,
  device: Size,
  air: DrawMore['air'],
): Grid | null {
  const { width, height, samples } = level
  const [a, b, c, d, e, f] = m
  const across = { samples: width, stride: 1, mask: air?.mask.width ?? 0 }
  const down = { samples: height, stride: width, mask: air?.mask.height ?? 0 }
  const [wide, high] = [(air?.of.width ?? 1) * coarser, (air?.of.height ?? 1) * coarser]
  const upright = Math.abs(a) > Math.abs(b)
  const columns = upright ? places(device.width, a, e, across, wide) : places(device.width, b, f, down, high)
  const rows = upright ? places(device.height, d, f, down, high) : places(device.height, c, e, across, wide)
  if (columns.end <= columns.first || rows.end <= rows.first) return null
  const image = new ImageData(columns.end - columns.first, rows.end - rows.first)
  const entries = new Uint32Array(image.width * image.height)
  const from = samples instanceof Int16Array ? -VALUES / 2 : 0
  const shades = air && airShades(air.mask)
  let to = 0
  for (let y = rows.first; y < rows.end; y++) {
    const row = rows.at[y]!
    for (let x = columns.first; x < columns.end; x++, to++) {
      const value = samples[row + columns.at[x]!]!
      entries[to] = value - from
      if (!air || !shades) continue
      const [h, v] = [columns.inMask[x]!, rows.inMask[y]!]
      const inside = upright ? shadeAt(shades, air.mask, h, v) : shadeAt(shades, air.mask, v, h)
      const { at, below } = air.mask.air
      if (inside < AIR_BELOW || (inside < SKIN_BELOW && (below ? value <= at : value >= at))) entries[to] = AIR
    }
  }
  return { key, samples, air, image, x: columns.first, y: rows.first, entries }
}

export function createQuickGrey(): QuickGrey {
  const element = document.createElement('canvas')
  element.className = 'canvas-quick'
  element.hidden = true
  const pixels = new Uint32Array(VALUES + 1)
  let grid: Grid | null = null

  const gridFor = (view: Matrix, level: Level, at: number, device: Size, dpr: number, air: DrawMore['air']) => {
    const coarser = 1 / 2 ** at
    const toSample = multiply([coarser, 0, 0, coarser, 0, 0], inverse(multiply([dpr, 0, 0, dpr, 0, 0], view)))
    const key = [...toSample, device.width, device.height].join()
    if (grid?.key === key && grid.samples === level.samples && grid.air?.mask === air?.mask) return grid
    grid = gridOf(key, toSample, level, coarser, device, air)
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
      const g = gridFor(view, level, at, device, dpr, shade.air)
      const ctx = element.getContext('2d', { willReadFrequently: true })
      if (!g || !ctx) return false
      fillPixels(pixels, header, shade, level.samples instanceof Int16Array ? -VALUES / 2 : 0)
      const out = new Uint32Array(g.image.data.buffer)
      const { entries } = g
      for (let i = 0; i < out.length; i++) out[i] = pixels[entries[i]!]!
      ctx.putImageData(g.image, g.x, g.y)
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
