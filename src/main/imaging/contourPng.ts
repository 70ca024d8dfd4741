// A frame as a reader sees it first, with outlines drawn over it: for looking at outside of the program.

import { channelsOf } from '../../shared/imaging/pixelFrame.ts'
import { firstWindow } from '../../shared/imaging/voi.ts'
import { encodePlainPng } from '../files/plainPng.ts'
import { displayFrame } from './display.ts'
import { wholeFrame } from './frameFile.ts'
import { toEightBits } from './preview.ts'
import type { OpenRaster } from './rasterTypes.ts'

export type DrawnLine = { readonly ring: readonly number[]; readonly colour: string }
export type ContourPng = { readonly bytes: Buffer; readonly window: { centre: number; width: number } | null }

export async function contourPng(
  raster: OpenRaster,
  path: string,
  frame: number,
  lines: readonly DrawnLine[],
): Promise<ContourPng> {
  const { header, data } = await wholeFrame(displayFrame(raster, path, frame))
  const { width, height } = header
  const shown = toEightBits(data, header)
  const channels = channelsOf(header.colour)
  const samples = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) samples[i * 3 + c] = shown[i * channels + (channels >= 3 ? c : 0)] ?? 0
  // Thick enough to be seen when the picture is fitted to a screen.
  const radius = Math.max(1, Math.round(Math.max(width, height) / 1600))
  for (const { ring, colour } of lines) drawRing(samples, width, height, ring, colour, radius)
  const first = header.colour === 'grey' ? firstWindow(header) : null
  // Levels of a table of the file (VOI LUT) are no window.
  const window = first?.table === undefined ? first : null
  return { bytes: encodePlainPng({ width, height, channels: 3, samples }), window: window && { ...window } }
}

function drawRing(
  samples: Uint8Array,
  width: number,
  height: number,
  ring: readonly number[],
  colour: string,
  radius: number,
): void {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const dot = (cx: number, cy: number): void => {
    for (let y = Math.max(0, Math.ceil(cy - radius)); y <= Math.min(height - 1, cy + radius); y++)
      for (let x = Math.max(0, Math.ceil(cx - radius)); x <= Math.min(width - 1, cx + radius); x++)
        if ((x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2) samples.set(rgb, (y * width + x) * 3)
  }
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const j = (i + 2) % ring.length
    // Corner coordinates: the centre of pixel (0,0) lies at 0.5.
    const [ax, ay, bx, by] = [ring[i]! - 0.5, ring[i + 1]! - 0.5, ring[j]! - 0.5, ring[j + 1]! - 0.5]
    const steps = Math.max(1, Math.min(100_000, Math.ceil(Math.hypot(bx - ax, by - ay) * 2)))
    for (let s = 0; s <= steps; s++) dot(ax + ((bx - ax) * s) / steps, ay + ((by - ay) * s) / steps)
  }
}
