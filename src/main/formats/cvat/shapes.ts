// Shape elements of CVAT -> shapes. Coordinates are pixels from the corner of the picture, as ours.
import type { Shape } from '../../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../../shared/geometry/box.ts'
import { normalAngle } from '../../../shared/geometry/turned.ts'
import type { Report } from '../record.ts'
import type { XmlNode } from '../voc/xml.ts'

/** Beyond this a coordinate is a mistake, whatever the picture. */
const FARTHEST = 1e9

export type Geometry = { readonly shape: Shape; readonly keypoints: number[] | null }
type At = Readonly<Record<string, string>>

export function numberAt(at: At, name: string): number {
  const text = at[name]
  const n = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Math.abs(n) <= FARTHEST ? n : Number.NaN
}

/** x,y;x,y … as flat numbers; null when one of them is none. */
export function pointsAt(at: At): number[] | null {
  const text = at['points']?.trim()
  if (!text) return null
  const out: number[] = []
  for (const pair of text.split(';')) {
    const [x, y, ...more] = pair.split(',').map((v) => (v.trim() === '' ? Number.NaN : Number(v)))
    if (more.length > 0 || !(Math.abs(x!) <= FARTHEST) || !(Math.abs(y!) <= FARTHEST)) return null
    out.push(x!, y!)
  }
  return out
}

const plain = (shape: Shape): Geometry => ({ shape, keypoints: null })
const all = (...numbers: number[]): boolean => numbers.every(Number.isFinite)

function box(at: At): Geometry | null {
  const [x1, y1, x2, y2] = ['xtl', 'ytl', 'xbr', 'ybr'].map((name) => numberAt(at, name)) as [
    number,
    number,
    number,
    number,
  ]
  const turn = at['rotation'] === undefined ? 0 : numberAt(at, 'rotation')
  if (!all(x1, y1, x2, y2, turn)) return null
  const [x, y, width, height] = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)]
  const angle = normalAngle(turn)
  if (angle === 0) return plain({ kind: 'box', x, y, width, height })
  return plain({ kind: 'oriented', cx: x + width / 2, cy: y + height / 2, width, height, angle })
}

function ellipse(at: At): Geometry | null {
  const [cx, cy, rx, ry] = ['cx', 'cy', 'rx', 'ry'].map((name) => numberAt(at, name)) as [
    number,
    number,
    number,
    number,
  ]
  const turn = at['rotation'] === undefined ? 0 : numberAt(at, 'rotation')
  if (!all(cx, cy, rx, ry, turn)) return null
  return plain({ kind: 'ellipse', cx, cy, rx: Math.abs(rx), ry: Math.abs(ry), angle: normalAngle(turn) })
}

function polygon(at: At): Geometry | null {
  const outer = pointsAt(at)
  return outer && outer.length >= 6 ? plain({ kind: 'polygon', parts: [{ outer, holes: [] }] }) : null
}

function polyline(at: At): Geometry | null {
  const points = pointsAt(at)
  return points && points.length >= 4 ? plain({ kind: 'polyline', points }) : null
}

/** One point is a point; several belong together and are keypoints of the box around them. */
function points(at: At, report: Report): Geometry | null {
  const all = pointsAt(at)
  if (!all) return null
  if (all.length === 2) return plain({ kind: 'point', x: all[0]!, y: all[1]! })
  report('points-as-keypoints')
  const keypoints: number[] = []
  for (let i = 0; i < all.length; i += 2) keypoints.push(all[i]!, all[i + 1]!, 2)
  return { shape: { kind: 'box', ...boundsOfPoints(all) }, keypoints }
}

/** Row by row over the window left, top, width, height; runs alternate outside and inside, beginning outside. */
function mask(at: At, report: Report): Geometry | null {
  const [x, y, width, height] = ['left', 'top', 'width', 'height'].map((name) => numberAt(at, name)) as [
    number,
    number,
    number,
    number,
  ]
  if (![x, y, width, height].every(Number.isInteger) || width < 1 || height < 1 || width * height > 2 ** 31) return null
  const counts: number[] = []
  let sum = 0
  for (const word of (at['rle'] ?? '').split(',')) {
    if (word.trim() === '') continue
    const run = Number(word)
    sum += run
    if (!Number.isInteger(run) || run < 0 || sum > width * height) return null
    counts.push(run)
  }
  if (counts.length === 0) return null
  if (sum < width * height) {
    report('cvat-mask-short')
    if (counts.length % 2 === 1) counts[counts.length - 1]! += width * height - sum
    else counts.push(width * height - sum)
  }
  return plain({ kind: 'mask', x, y, width, height, counts })
}

/** The outline of the eight corners; the corners stay in the fields of the label. */
function cuboid(at: At, report: Report): Geometry | null {
  const corners = ['tl', 'bl', 'tr', 'br'].flatMap((c) => [1, 2].map((face) => `${c}${face}`))
  const flat = corners.flatMap((c) => [numberAt(at, `x${c}`), numberAt(at, `y${c}`)])
  if (!all(...flat)) return null
  const outer = convexHull(flat)
  if (outer.length < 6) return null
  report('cuboid-as-polygon')
  return plain({ kind: 'polygon', parts: [{ outer, holes: [] }] })
}

/** Andrew's monotone chain. */
export function convexHull(flat: readonly number[]): number[] {
  const pts: [number, number][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) pts.push([flat[i]!, flat[i + 1]!])
  pts.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly [number, number][]) => {
    const out: [number, number][] = []
    for (const p of list) {
      while (out.length >= 2) {
        const [a, b] = [out[out.length - 2]!, out[out.length - 1]!]
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break
        out.pop()
      }
      out.push(p)
    }
    return out.slice(0, -1)
  }
  return [...half(pts), ...half([...pts].reverse())].flat()
}

export const SHAPES: Readonly<Record<string, (at: At, report: Report) => Geometry | null>> = {
  box,
  polygon,
  polyline,
  points,
  ellipse,
  mask,
  cuboid,
}

/** Null = unreadable, which has been reported. */
export function readShape(node: XmlNode, report: Report): Geometry | null {
  const found = SHAPES[node.name]?.(node.attributes ?? {}, report) ?? null
  if (!found) report('label-number-invalid')
  return found
}
