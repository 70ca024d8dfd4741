// What is asked of an assist and what it answers; pure, so that tests and the worker run the same.
import type { Mask } from '../../shared/geometry/mask.ts'
import { maskFromSpans, spansOf } from '../../shared/geometry/mask.ts'
import { dropSpecks } from '../../shared/geometry/maskFill.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { type Field, maskOfMarks } from './field.ts'
import { grabCut } from './grabCut.ts'
import { superpixels } from './superpixels.ts'
import { magicWand, type Seed } from './wand.ts'
import { edgeCosts, waysBack, wayTo } from './wire.ts'

type Place = { readonly x: number; readonly y: number }
export type AssistOrder =
  /** `tolerance` in stored values. */
  | { readonly kind: 'wand'; readonly seeds: readonly Seed[]; readonly tolerance: number; readonly anywhere: boolean }
  | { readonly kind: 'outline'; readonly box: Bounds }
  | { readonly kind: 'wire'; readonly from: Place; readonly to: Place }
  | { readonly kind: 'cells'; readonly at: Place; readonly side: number }

/** Pieces of the picture around a place; `labels` over `bounds`. */
export type Cells = { readonly bounds: Bounds; readonly labels: Int32Array }
export const ASSIST_TROUBLES = [
  'region-too-large',
  'assist-too-long',
  'assist-failed',
  'too-fine',
  'nothing-found',
  'no-image',
] as const
export type AssistTrouble = (typeof ASSIST_TROUBLES)[number]
export type AssistAnswer =
  /** `limited`: it may go on beyond the part of the picture that was searched. */
  | { readonly kind: 'mask'; readonly mask: Mask; readonly limited?: boolean }
  /** Flat image points, pixel middles. */
  | { readonly kind: 'path'; readonly points: readonly number[] }
  | { readonly kind: 'cells'; readonly cells: Cells }
  | { readonly kind: 'trouble'; readonly code: AssistTrouble }
  /** Overtaken by a later order, or given up. */
  | { readonly kind: 'stale' }

/** More runs than this are no shape that anybody could mend, and megabytes in the change log. */
const MOST_RUNS = 150_000

const asMask = (mask: Mask): AssistAnswer =>
  mask.counts.length > MOST_RUNS
    ? { kind: 'trouble', code: 'too-fine' }
    : mask.counts.length === 0
      ? { kind: 'trouble', code: 'nothing-found' }
      : { kind: 'mask', mask }

/** The ways back to the last seed: following the pointer asks for many targets from one seed. */
let ways: { field: Field; seed: number; costs: Uint8Array; back: Int8Array } | null = null

function wire(f: Field, from: Place, to: Place): AssistAnswer {
  const { x, y, width, height } = f.bounds
  const index = (p: Place): number =>
    Math.min(height - 1, Math.max(0, Math.floor(p.y) - y)) * width +
    Math.min(width - 1, Math.max(0, Math.floor(p.x) - x))
  const seed = index(from)
  if (ways?.field !== f || ways.seed !== seed) {
    const costs = ways?.field === f ? ways.costs : edgeCosts(f)
    ways = { field: f, seed, costs, back: waysBack(costs, width, height, seed) }
  }
  const points = wayTo(ways.back, width, seed, index(to)).flatMap((i) => [
    x + (i % width) + 0.5,
    y + Math.floor(i / width) + 0.5,
  ])
  return { kind: 'path', points }
}

function outline(f: Field, box: Bounds): AssistAnswer {
  const found = maskOfMarks(grabCut(f, box), f)
  let area = 0
  for (let i = 1; i < found.counts.length; i += 2) area += found.counts[i]!
  return asMask(maskFromSpans(dropSpecks(spansOf(found), Math.max(4, area / 100))))
}

export function runAssist(f: Field, order: AssistOrder): AssistAnswer {
  switch (order.kind) {
    case 'wand':
      return asMask(maskOfMarks(magicWand(f, order.seeds, order.tolerance, order.anywhere), f))
    case 'outline':
      return outline(f, order.box)
    case 'wire':
      return wire(f, order.from, order.to)
    case 'cells':
      return { kind: 'cells', cells: { bounds: f.bounds, labels: superpixels(f, order.side) } }
  }
}

const around = (at: Place, side: number): Bounds => ({
  x: Math.floor(at.x - side / 2),
  y: Math.floor(at.y - side / 2),
  width: side,
  height: side,
})
const BOX_PIXELS = 2048 * 2048
const WAND_SIDE = 4096
const WIRE_SIDE = 768
const CELLS_SIDE = 1024

/** The wand only: what it found reaches the border of what was searched, or a place lies outside of that. */
export function isLimited(
  order: AssistOrder,
  found: Bounds,
  region: Bounds,
  frame: { readonly width: number; readonly height: number },
): boolean {
  if (order.kind !== 'wand') return false
  const right = region.x + region.width
  const bottom = region.y + region.height
  return (
    order.seeds.some((s) => s.x < region.x || s.y < region.y || s.x >= right || s.y >= bottom) ||
    (region.x > 0 && found.x === region.x) ||
    (region.y > 0 && found.y === region.y) ||
    (right < frame.width && found.x + found.width === right) ||
    (bottom < frame.height && found.y + found.height === bottom)
  )
}

/** The part of the picture an order works on, inside the frame; null = too large. */
export function regionOf(
  order: AssistOrder,
  frame: { readonly width: number; readonly height: number },
): Bounds | null {
  const inFrame = (b: Bounds): Bounds => {
    const x = Math.min(Math.max(0, b.x), Math.max(0, frame.width - b.width))
    const y = Math.min(Math.max(0, b.y), Math.max(0, frame.height - b.height))
    return { x, y, width: Math.min(b.width, frame.width), height: Math.min(b.height, frame.height) }
  }
  switch (order.kind) {
    case 'wand':
      return inFrame(around(order.seeds[0] ?? { x: 0, y: 0 }, WAND_SIDE))
    case 'wire':
      return inFrame(around(order.from, WIRE_SIDE))
    case 'cells':
      return inFrame(around(order.at, CELLS_SIDE))
    case 'outline': {
      const { x, y, width, height } = order.box
      const margin = Math.ceil(Math.max(16, 0.25 * Math.max(width, height)))
      const left = Math.max(0, Math.floor(x) - margin)
      const top = Math.max(0, Math.floor(y) - margin)
      const right = Math.min(frame.width, Math.ceil(x + width) + margin)
      const bottom = Math.min(frame.height, Math.ceil(y + height) + margin)
      return (right - left) * (bottom - top) > BOX_PIXELS
        ? null
        : { x: left, y: top, width: right - left, height: bottom - top }
    }
  }
}
