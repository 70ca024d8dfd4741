// Small pictures for lists and the first paint: upright, sRGB, 8 bit; deeper data is windowed from its range.
import { channelsOf } from '../../shared/imaging/pixelFrame.ts'
import type { DisplaySamples } from './display.ts'
import type { WholeFrame } from './frameFile.ts'
import { orient, uprightSize } from './orient.ts'
import { encodeWebp, nativeThumbnail, type Rgba, resizePicture } from './raster.ts'
import type { OpenRaster, PageHeader } from './rasterTypes.ts'

export type Box = { readonly width: number; readonly height: number }
export const THUMB: Box = { width: 160, height: 120 }
export const PREVIEW_PIXELS = 1_000_000

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

/** 8-bit data as it is; everything else from its range (colour from its full depth) to 0..255. */
export function toEightBits(data: DisplaySamples, h: WholeFrame['header']): Uint8Array {
  if (data instanceof Uint8Array && h.bitsStored === 8 && !h.inverted) return data
  const grey = h.colour === 'grey'
  const low = grey ? h.min : 0
  const span = grey ? h.max - h.min : 2 ** h.bitsStored - 1
  const out = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const v = span > 0 ? Math.min(255, Math.max(0, (((data[i] ?? 0) - low) * 255) / span)) : 0
    out[i] = Math.round(h.inverted ? 255 - v : v)
  }
  return out
}

export const encodeThumb = (p: Rgba): Promise<Uint8Array> => encodeWebp(p, 72)
export const encodePreview = (p: Rgba): Promise<Uint8Array> => encodeWebp(p, 86)
