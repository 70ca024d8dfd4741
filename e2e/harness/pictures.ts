// Small pictures with known pixels, made on the spot.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { orient, uprightSize } from '../../src/main/imaging/orient.ts'
import { encodeSample } from '../../src/main/imaging/raster.ts'

export const WIDTH = 640
export const HEIGHT = 480

const write = (path: string, bytes: Uint8Array): string => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

/** Colour bands that differ by `seed`, so that no two files have the same hash. */
export async function colourPng(path: string, seed: number, width = WIDTH, height = HEIGHT): Promise<string> {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      data[at] = (x + seed * 40) & 255
      data[at + 1] = (y * 2) & 255
      data[at + 2] = ((x >> 5) + (y >> 5)) & 1 ? 90 : 160
    }
  return write(path, await encodeSample('png', { width, height, data, channels: 3 }))
}

/** Every neighbour differs and the whole range of 16 bits occurs. */
export const deepValue = (x: number, y: number): number => (x * 257 + y * 3571) & 0xffff

export async function deepGreyPng(path: string, width: number, height: number): Promise<string> {
  const data = Uint16Array.from({ length: width * height }, (_, i) => deepValue(i % width, Math.floor(i / width)))
  return write(path, await encodeSample('png', { width, height, data, channels: 1 }))
}

/** Half of a valid PNG. */
export async function truncatedPng(path: string): Promise<string> {
  const whole = await encodeSample('png', { width: 200, height: 200, data: noise(200 * 200), channels: 1 })
  return write(path, whole.subarray(0, whole.length >> 1))
}

export const textFile = (path: string): string => write(path, Buffer.from('Nothing to look at.\n'))

/** Dark everywhere, bright in the upper left quarter once EXIF 6 is applied. */
export async function turnedJpeg(path: string, width: number, height: number): Promise<string> {
  const data = new Uint8Array(width * height).fill(30)
  for (let y = 0; y < height / 2; y++) data.fill(220, y * width, y * width + width / 2)
  const stored = { ...uprightSize(width, height, 8), channels: 1 as const, data: orient(data, width, height, 1, 8) }
  return write(path, await encodeSample('jpeg', stored, { orientation: 6, quality: 95 }))
}

/** Squares of 250 with their own grey each; greyOf tells it back. */
export const blockGrey = (x: number, y: number): number =>
  20 + ((Math.floor(x / 250) * 7 + Math.floor(y / 250) * 13) % 22) * 10

export async function blocksPng(path: string, width: number, height: number): Promise<string> {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    if (y % 250 === 0) for (let x = 0; x < width; x++) data[y * width + x] = blockGrey(x, y)
    else data.copyWithin(y * width, (y - 1) * width, y * width)
  return write(path, await encodeSample('png', { width, height, channels: 1, data }))
}

function noise(length: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return state >> 16
  })
}
