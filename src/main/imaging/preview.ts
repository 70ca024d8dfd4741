// Small pictures for lists and the first paint: upright, sRGB, 8 bit; deeper data is windowed by the file, else from its range.
import { channelsOf } from '../../shared/imaging/pixelFrame.ts'
import { displayLevel, firstWindow, rampOf, shadeOf, windowOf } from '../../shared/imaging/voi.ts'
import type { DisplaySamples } from './display.ts'
import type { WholeFrame } from './frameFile.ts'
import { orient, uprightSize } from './orient.ts'
import { encodeWebp, nativeThumbnail, type Rgba, resizePicture } from './raster.ts'
import type { OpenRaster, PageHeader } from './rasterTypes.ts'

export type Box = { readonly width: number; readonly height: number }
export const THUMB: Box = { width: 160, height: 120 }
export const PREVIEW_PIXELS = 1_000_000
/** Of a first look that is decoded smaller: one of four views on a screen; the whole frame comes right after it. */
export const FIRST_LOOK_PIXELS = 120_000

/** Largest size inside the box (or under the pixel count) with the same proportions; never larger than the picture. */
export function fitInside(width: number, height: number, limit: Box | number): Box {
  const scale =
    typeof limit === 'number'
      ? Math.min(1, Math.sqrt(limit / (width * height)))
      : Math.min(1, limit.width / width, limit.height / height)
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

export function fitUpright(page: PageHeader, limit: Box | number): Box {
  const upright = uprightSize(page.width, page.height, page.orientation)
  return fitInside(upright.width, upright.height, limit)
}

/** Kinds that libvips shows right by itself: at most 8 bits, no frame composed by us. */
export function isNative(raster: OpenRaster, frame: number): boolean {
  const page = raster.page(frame)
  if (page.sample !== 'u8' || page.bitsStored !== 8) return false
  return raster.kind === 'jpeg' || raster.kind === 'webp' || (raster.kind === 'png' && page.samplesPerPixel !== 2)
}

export async function nativePicture(
  raster: OpenRaster,
  path: string,
  frame: number,
  limit: Box | number,
): Promise<Rgba> {
  const page = raster.page(frame)
  const size = fitUpright(page, limit)
  const stored = uprightSize(size.width, size.height, page.orientation)
  const small = await nativeThumbnail(path, { page: frame }, stored.width, stored.height)
  return { ...small, ...size, data: orient(small.data, small.width, small.height, small.channels, page.orientation) }
}

export async function framePicture(frame: WholeFrame, size: Box): Promise<Rgba> {
  const { header, data } = frame
  const channels = channelsOf(header.colour)
  const picture: Rgba = {
    width: header.width,
    height: header.height,
    channels: channels === 1 || channels === 3 ? channels : 4,
    data: toEightBits(data, header),
  }
  return resizePicture(picture, size.width, size.height)
}

/** The window of the file; else 8-bit data as it is and everything else from its range (colour from its full depth). */
export function toEightBits(data: DisplaySamples, h: WholeFrame['header']): Uint8Array {
  const grey = h.colour === 'grey'
  if (h.grey) return dicomBits(data, h)
  const window = grey ? h.window : undefined
  if (data instanceof Uint8Array && h.bitsStored === 8 && !h.inverted && !window) return data
  const top = 2 ** h.bitsStored - 1
  const ramp = rampOf(window ?? windowOf(grey ? { low: h.min, high: h.max } : { low: 0, high: top }))
  const out = new Uint8Array(data.length)
  // A frame of one value is black unless a window says otherwise.
  if (!window && grey && h.max <= h.min) return h.inverted ? out.fill(255) : out
  for (let i = 0; i < data.length; i++) out[i] = displayLevel(data[i] ?? 0, ramp, h.inverted)
  return out
}

/** What the viewer shows first, so that the exact frame does not jump when it comes. */
function dicomBits(data: DisplaySamples, h: WholeFrame['header']): Uint8Array {
  const shade = shadeOf(h, firstWindow(h), h.inverted)
  return Uint8Array.from(data, (v) => displayLevel(v, shade, h.inverted))
}

export const encodeThumb = (p: Rgba): Promise<Uint8Array> => encodeWebp(p, 72)
export const encodePreview = (p: Rgba): Promise<Uint8Array> => encodeWebp(p, 86)
