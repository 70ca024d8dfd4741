// A maker's six colours as a line through optical density: the direction of a colour's density is the material, its length
// how much of it there is (ADR 050).
import type { Material } from '../../domains/xraySecurity/settings.ts'

export type Vec3 = readonly [number, number, number]
export type MaterialId = Material['id']
export const MATERIAL_IDS: readonly MaterialId[] = [
  'organic',
  'low-inorganic',
  'high-inorganic',
  'light-metal',
  'heavy-metal',
  'dense-metal',
]
/** Colours of a table; the last place on the line is one less. */
export const COLOURS = 6
export const LAST_PLACE = COLOURS - 1

export type XrayPalette = {
  /** Unit directions of the six colours. */
  readonly directions: readonly Vec3[]
  /** Length of each colour's optical density at half density. */
  readonly lengths: readonly number[]
  /** Atomic number at places 0, 0.5, 1 ... 5; whole places are the colours, halves the limits between two rows. */
  readonly z: readonly number[]
}
export type Reading = {
  readonly kind: 'empty' | 'material' | 'impenetrable'
  /** Place on the line, 0 (first colour) to 5 (last). */
  readonly place: number
  /** 0.5 = the colour of the table. */
  readonly density: number
  /** Distance from the line: how far the colour is from anything the maker would print. */
  readonly off: number
}

/** Levels 0 to 255: everything at least this bright in all channels is open air. */
export const EMPTY_FROM = 238
/** Everything at most this bright in all channels lets nothing through. */
export const BLACK_TO = 40
/** Beyond this distance (unit directions) the material is a guess. */
export const OFF_LIMIT = 0.3

const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)
/** Optical density of a level; the darkest level that counts is 1. */
export const opticalDensity = (level: number): number => -Math.log(Math.max(level, 1) / 255)
export const densityOf = ([r, g, b]: Vec3): Vec3 => [opticalDensity(r), opticalDensity(g), opticalDensity(b)]
export const lengthOf = ([a, b, c]: Vec3): number => Math.sqrt(a * a + b * b + c * c)
const scaled = ([a, b, c]: Vec3, by: number): Vec3 => [a * by, b * by, c * by]
const mixed = (a: Vec3, b: Vec3, t: number): Vec3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
]

export function fitPalette(materials: readonly Material[]): XrayPalette {
  const densities = materials.map(({ colour }) =>
    densityOf([channel(colour, 1), channel(colour, 3), channel(colour, 5)]),
  )
  // White in a table has no direction; it then lies nowhere near a colour.
  const lengths = densities.map((d) => Math.max(lengthOf(d), 1e-6))
  const z: number[] = []
  for (const [i, { from, to }] of materials.entries()) {
    // The outer rows are open: carbon stands for 0 to 8, not lithium; silver for everything above 29.
    const within = i === 0 ? 0.75 : i === materials.length - 1 ? 0.25 : 0.5
    z.push(from + (to - from) * within)
    if (i < materials.length - 1) z.push(to)
  }
  return { directions: densities.map((d, i) => scaled(d, 1 / lengths[i]!)), lengths, z }
}

export function zOfPlace({ z }: XrayPalette, place: number): number {
  const at = Math.min(Math.max(place, 0), LAST_PLACE) * 2
  const i = Math.min(Math.floor(at), z.length - 2)
  return z[i]! + (z[i + 1]! - z[i]!) * (at - i)
}

/** The other way round; numbers outside the line's ends are its ends. */
export function placeOfZ({ z }: XrayPalette, value: number): number {
  if (value <= z[0]!) return 0
  for (let i = 0; i + 1 < z.length; i++) if (value <= z[i + 1]!) return (i + (value - z[i]!) / (z[i + 1]! - z[i]!)) / 2
  return LAST_PLACE
}

export const rowOfPlace = (place: number): number => Math.min(LAST_PLACE, Math.max(0, Math.floor(place + 0.5)))

/** Nearest point of the line to a unit direction: its place and how far away it is. */
export function nearestPlace({ directions }: XrayPalette, u: Vec3): { place: number; off: number } {
  let best = 9
  let place = 0
  for (let i = 0; i < LAST_PLACE; i++) {
    const a = directions[i]!
    const b = directions[i + 1]!
    const e: Vec3 = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    const p: Vec3 = [u[0] - a[0], u[1] - a[1], u[2] - a[2]]
    const squared = e[0] * e[0] + e[1] * e[1] + e[2] * e[2]
    const along = squared > 0 ? (p[0] * e[0] + p[1] * e[1] + p[2] * e[2]) / squared : 0
    const t = Math.min(1, Math.max(0, along))
    const away = lengthOf([p[0] - e[0] * t, p[1] - e[1] * t, p[2] - e[2] * t])
    if (away < best) [best, place] = [away, i + t]
  }
  return { place, off: best }
}

const lengthAt = ({ lengths }: XrayPalette, place: number): number => {
  const i = Math.min(Math.floor(place), LAST_PLACE - 1)
  return lengths[i]! + (lengths[i + 1]! - lengths[i]!) * (place - i)
}

/** What a colour of a capture says; levels 0 to 255. */
export function readColour(palette: XrayPalette, rgb: Vec3): Reading {
  const od = densityOf(rgb)
  const length = lengthOf(od)
  if (Math.min(...rgb) >= EMPTY_FROM || length === 0) return { kind: 'empty', place: 0, density: 0, off: 0 }
  const { place, off } = nearestPlace(palette, scaled(od, 1 / length))
  const kind = Math.max(...rgb) <= BLACK_TO ? 'impenetrable' : 'material'
  return { kind, place, density: length / (2 * lengthAt(palette, place)), off }
}

/** Colour of a material at a density: levels 0 to 255, not rounded. */
export function colourAt(palette: XrayPalette, place: number, density: number): Vec3 {
  const at = Math.min(Math.max(place, 0), LAST_PLACE)
  const i = Math.min(Math.floor(at), LAST_PLACE - 1)
  const u = mixed(palette.directions[i]!, palette.directions[i + 1]!, at - i)
  const od = scaled(u, (2 * density * lengthAt(palette, at)) / Math.max(lengthOf(u), 1e-6))
  return [255 * Math.exp(-od[0]), 255 * Math.exp(-od[1]), 255 * Math.exp(-od[2])]
}

export const colourOfZ = (palette: XrayPalette, z: number, density: number): Vec3 =>
  colourAt(palette, placeOfZ(palette, z), density)
