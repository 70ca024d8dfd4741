// A picture of machine parts on a tray, drawn by formula: something real enough to annotate, free to give away, and with
// its own ground truth. The same number always gives the same picture.
import type { PlainPicture } from '../files/plainPng.ts'

export type Part = {
  readonly kind: 'disc' | 'plate' | 'ring'
  readonly x: number
  readonly y: number
  /** Radius, or half the longer side of a plate. */
  readonly r: number
  /** Radians. */
  readonly turn: number
}

/** Numbers in [0,1) that look random and repeat (mulberry32). */
export function dice(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const KINDS: readonly Part['kind'][] = ['disc', 'plate', 'ring']

/** Parts that do not touch each other. */
export function layParts(seed: number, width: number, height: number, wanted: number): Part[] {
  const roll = dice(seed)
  const parts: Part[] = []
  for (let tries = 0; parts.length < wanted && tries < 400; tries++) {
    const r = 26 + roll() * 46
    const part: Part = {
      kind: KINDS[Math.floor(roll() * KINDS.length)] ?? 'disc',
      x: r + 16 + roll() * (width - 2 * r - 32),
      y: r + 16 + roll() * (height - 2 * r - 32),
      r,
      turn: roll() * Math.PI,
    }
    if (parts.every((p) => Math.hypot(p.x - part.x, p.y - part.y) > p.r + part.r + 10)) parts.push(part)
  }
  return parts
}

const HOLE = 0.5
const PLATE_WIDTH = 0.55

/** Corners of a plate; also the outline that is annotated. */
export const plateCorners = ({ x, y, r, turn }: Part): number[] => {
  const [c, s] = [Math.cos(turn), Math.sin(turn)]
  const half = r * PLATE_WIDTH
  return [
    [-r, -half],
    [r, -half],
    [r, half],
    [-r, half],
  ].flatMap(([dx = 0, dy = 0]) => [x + dx * c - dy * s, y + dx * s + dy * c])
}

export const circle = (x: number, y: number, r: number, corners = 40): number[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)]
  }).flat()

export const ringHole = ({ x, y, r }: Part): number[] => circle(x, y, r * HOLE)

/** How far inside the part a point lies, in pixels; negative outside. */
const depth: Readonly<Record<Part['kind'], (p: Part, dx: number, dy: number) => number>> = {
  disc: (p, dx, dy) => p.r - Math.hypot(dx, dy),
  ring: (p, dx, dy) => Math.min(p.r - Math.hypot(dx, dy), Math.hypot(dx, dy) - p.r * HOLE),
  plate(p, dx, dy) {
    const [c, s] = [Math.cos(p.turn), Math.sin(p.turn)]
    return Math.min(p.r - Math.abs(dx * c + dy * s), p.r * PLATE_WIDTH - Math.abs(-dx * s + dy * c))
  },
}
const COLOURS: Readonly<Record<Part['kind'], readonly [number, number, number]>> = {
  disc: [196, 152, 84],
  plate: [112, 142, 176],
  ring: [168, 170, 166],
}
const TRAY = [58, 66, 62] as const

export function paintTray(seed: number, width: number, height: number, parts: readonly Part[]): PlainPicture {
  const roll = dice(seed ^ 0x5eed)
  const samples = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const light = 0.8 + 0.3 * (1 - Math.hypot(x - width * 0.35, y - height * 0.3) / width)
      const grain = (roll() - 0.5) * 10
      const part = parts.find((p) => depth[p.kind](p, x + 0.5 - p.x, y + 0.5 - p.y) > 0)
      const inside = part ? depth[part.kind](part, x + 0.5 - part.x, y + 0.5 - part.y) : 0
      // A bevelled edge: bright towards the light, which comes from the upper left.
      const edge = part && inside < 4 ? ((part.x - x + (part.y - y)) / part.r) * 34 : 0
      const base = part ? COLOURS[part.kind] : TRAY
      for (let k = 0; k < 3; k++)
        samples[(y * width + x) * 3 + k] = Math.max(0, Math.min(255, (base[k] ?? 0) * light + edge + grain))
    }
  return { width, height, channels: 3, samples }
}

/** The same tray as an X-ray would show it: 16-bit grey, thicker is darker, small steps only a window can show. */
export function paintTransmission(seed: number, width: number, height: number, parts: readonly Part[]): PlainPicture {
  const roll = dice(seed ^ 0x16b1)
  const samples = new Uint16Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let absorbed = 0.04 * (x / width)
      for (const p of parts) {
        const inside = depth[p.kind](p, x + 0.5 - p.x, y + 0.5 - p.y)
        if (inside > 0) absorbed += p.kind === 'disc' ? 0.9 * Math.sqrt(inside / p.r) : p.kind === 'ring' ? 0.55 : 0.18
      }
      samples[y * width + x] = Math.round(60_000 * Math.exp(-absorbed) + (roll() - 0.5) * 240)
    }
  return { width, height, channels: 1, samples }
}
