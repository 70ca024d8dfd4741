// Axis-aligned rectangles in image space.
import type { Bounds, ImagePoint, Ring } from './spaces.ts'
import { imagePoint } from './spaces.ts'

export const boundsOfPoints = (points: Ring): Bounds => {
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i]!
    const y = points[i + 1]!
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return minX > maxX
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: minX, y: minY, width: maxX - minX, height: maxY - minY }
}

/** Rectangle spanned by two opposite corners, given in any order. */
export const boxFromCorners = (a: ImagePoint, b: ImagePoint): Bounds => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})

export const unionBounds = (a: Bounds, b: Bounds): Bounds => {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

export const boundsOfAll = (all: Iterable<Bounds>): Bounds | null => {
  let out: Bounds | null = null
  for (const b of all) out = out ? unionBounds(out, b) : b
  return out
}

/** Touching counts: zero-sized bounds (points) must be found too. */
export const boundsIntersect = (a: Bounds, b: Bounds): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height

export const boundsContain = (outer: Bounds, inner: Bounds): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

export const boundsContainPoint = (b: Bounds, p: ImagePoint): boolean =>
  p.x >= b.x && p.x <= b.x + b.width && p.y >= b.y && p.y <= b.y + b.height

export const growBounds = (b: Bounds, by: number): Bounds => ({
  x: b.x - by,
  y: b.y - by,
  width: b.width + 2 * by,
  height: b.height + 2 * by,
})

/** Clockwise from the top-left corner; even entries are corners, odd ones the middles of the sides between them. */
export const BOX_HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type BoxHandle = (typeof BOX_HANDLES)[number]

const HANDLE_AT: Readonly<Record<BoxHandle, readonly [number, number]>> = {
  nw: [0, 0],
  n: [0.5, 0],
  ne: [1, 0],
  e: [1, 0.5],
  se: [1, 1],
  s: [0.5, 1],
  sw: [0, 1],
  w: [0, 0.5],
}

export const boxHandlePoint = (b: Bounds, handle: BoxHandle): ImagePoint => {
  const [fx, fy] = HANDLE_AT[handle]
  return imagePoint(b.x + fx * b.width, b.y + fy * b.height)
}

/** The box with one handle dragged to `to`; the opposite side stays, dragging across it turns the box over. */
export const resizeBox = (b: Bounds, handle: BoxHandle, to: ImagePoint): Bounds => {
  const [fx, fy] = HANDLE_AT[handle]
  const left = fx === 0 ? to.x : b.x
  const right = fx === 1 ? to.x : b.x + b.width
  const top = fy === 0 ? to.y : b.y
  const bottom = fy === 1 ? to.y : b.y + b.height
  return boxFromCorners(imagePoint(left, top), imagePoint(right, bottom))
}

export const clampPoint = (p: ImagePoint, width: number, height: number): ImagePoint =>
  imagePoint(Math.min(Math.max(p.x, 0), width), Math.min(Math.max(p.y, 0), height))

/**
 * The part of a move that keeps `b` inside the frame. A side that is already outside (imported data) does not hold the
 * shape back: it may come in, and may stay where it is.
 */
export const clampMove = (b: Bounds, dx: number, dy: number, width: number, height: number): [number, number] => {
  const axis = (d: number, low: number, high: number) => {
    const min = Math.min(0, low)
    const max = Math.max(0, high)
    return Math.min(Math.max(d, min), max)
  }
  return [axis(dx, -b.x, width - b.x - b.width), axis(dy, -b.y, height - b.y - b.height)]
}
