// Tracks of a CVAT clip -> shapes frame by frame. A shape counts on its frame; between two of them the shape is moved evenly,
// as CVAT does, unless it is `outside`. After the last one nothing is guessed.
import { PandokError } from '../../../shared/contract/errors.ts'
import { normalAngle } from '../../../shared/geometry/turned.ts'
import type { XmlNode } from '../voc/xml.ts'
import { type Geometry, SHAPES } from './shapes.ts'

/** Shapes between given ones in one file. */
const MOST_BETWEEN = 1_000_000

export type TrackShape = {
  readonly frame: number
  /** The given shape whose attributes count. */
  readonly node: XmlNode
  /** The next given shape and how far on the way (0 to 1); null on a given frame. */
  readonly to: { readonly node: XmlNode; readonly part: number } | null
}

export const frameOf = (node: XmlNode): number | null => {
  const text = node.attributes?.['frame']
  const n = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isInteger(n) && n >= 0 && n < 2 ** 31 ? n : null
}
const isOutside = (node: XmlNode): boolean => node.attributes?.['outside'] === '1'

const shapesOf = (track: XmlNode): { frame: number; node: XmlNode }[] =>
  (track.children ?? [])
    .flatMap((node) => {
      const frame = node.name in SHAPES || node.name === 'skeleton' ? frameOf(node) : null
      return frame === null ? [] : [{ frame, node }]
    })
    .sort((a, b) => a.frame - b.frame)

/** Shapes of the track that have a frame that is no number. */
export const countFrameless = (track: XmlNode): number =>
  (track.children ?? []).filter((n) => (n.name in SHAPES || n.name === 'skeleton') && frameOf(n) === null).length

export class Tracks {
  #between = 0;

  /** Where the track is visible; `step` = distance of the frames of the task. */
  *walk(track: XmlNode, step: number): Generator<TrackShape> {
    const given = shapesOf(track)
    for (const [i, { frame, node }] of given.entries()) {
      if (isOutside(node)) continue
      yield { frame, node, to: null }
      const next = given[i + 1]
      if (!next) continue
      for (let f = frame + step; f < next.frame; f += step) {
        if (++this.#between > MOST_BETWEEN)
          throw new PandokError('too-large', 'the tracks fill too many frames', { limit: MOST_BETWEEN })
        yield { frame: f, node, to: { node: next.node, part: (f - frame) / (next.frame - frame) } }
      }
    }
  }
}

/** State of a point of a skeleton on a frame; null = not visible there. */
export function elementAt(track: XmlNode, frame: number): TrackShape | null {
  const given = shapesOf(track)
  const at = given.findLastIndex((g) => g.frame <= frame)
  const here = given[at]
  if (!here || isOutside(here.node)) return null
  const next = given[at + 1]
  const to = next && here.frame < frame ? { node: next.node, part: part(here.frame, frame, next.frame) } : null
  return { frame, node: here.node, to }
}

const part = (from: number, at: number, to: number): number => (at - from) / (to - from)

/** `a` on the way to `b`; `a` itself where the two cannot be matched point by point. */
export function between(a: Geometry, b: Geometry | null, t: number): Geometry {
  if (!b || a.shape.kind !== b.shape.kind) return a
  const flat = (from: readonly number[], to: readonly number[]): number[] | null =>
    from.length === to.length ? from.map((v, i) => v + (to[i]! - v) * t) : null
  const moved = mix(a.shape, b.shape, t)
  if (!moved) return a
  if (!a.keypoints || !b.keypoints) return { shape: moved, keypoints: a.keypoints }
  const keypoints = flat(a.keypoints, b.keypoints)
  return keypoints ? { shape: moved, keypoints: keypoints.map((v, i) => (i % 3 === 2 ? a.keypoints![i]! : v)) } : a
}

type Shape = Geometry['shape']

/** Every number of the shape moves evenly; angles the short way. Null when the two differ in structure. */
function mix(a: Shape, b: Shape, t: number): Shape | null {
  if (a.kind === 'mask') return null
  const one = (x: unknown, y: unknown, key: string): unknown => {
    if (typeof x === 'number' && typeof y === 'number')
      return key === 'angle' ? normalAngle(x + (((y - x + 540) % 360) - 180) * t) : x + (y - x) * t
    if (Array.isArray(x) && Array.isArray(y))
      return x.length === y.length ? x.map((v, i) => one(v, y[i], key)) : undefined
    if (typeof x === 'object' && x !== null && typeof y === 'object' && y !== null) {
      const other = new Map<string, unknown>(Object.entries(y))
      return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, one(v, other.get(k), k)]))
    }
    return x
  }
  const mixed = one(a, b, '')
  const whole = (v: unknown): boolean =>
    v !== undefined && (typeof v !== 'object' || v === null || Object.values(v).every(whole))
  return whole(mixed) ? (mixed as Shape) : null
}
