// One annotation of Datumaro -> label. Pure.
import type { Shape } from '../../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../../shared/geometry/box.ts'
import { readSegmentation } from '../coco/segmentation.ts'
import { convexHull } from '../cvat/shapes.ts'
import { isAttributeValue, isEmpty, isFields, isFiniteNumber, isNumbers, without } from '../guards.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'

type Region = { shape: Shape | null; keypoints: number[] | null }
type ShapeReader = (a: Fields, grid: Size, report: Report) => Region | null

const region = (shape: Shape | null): Region | null => shape && { shape, keypoints: null }

const numbers = (value: unknown, count: number | null, least = 2): number[] | null =>
  isNumbers(value) && (count === null ? value.length >= least && value.length % 2 === 0 : value.length === count)
    ? value
    : null

/** Datumaro's types by name. */
const READERS: Readonly<Record<string, ShapeReader>> = {
  label: () => ({ shape: null, keypoints: null }),
  caption: () => ({ shape: null, keypoints: null }),
  bbox(a) {
    const b = numbers(a['bbox'], 4)
    return b && region({ kind: 'box', x: b[0]!, y: b[1]!, width: Math.max(0, b[2]!), height: Math.max(0, b[3]!) })
  },
  rotated_bbox(a) {
    const b = isNumbers(a['bbox']) && a['bbox'].length === 5 ? a['bbox'] : null
    return (
      b &&
      region({ kind: 'oriented', cx: b[0]!, cy: b[1]!, width: Math.abs(b[2]!), height: Math.abs(b[3]!), angle: b[4]! })
    )
  },
  polygon(a) {
    const p = numbers(a['points'], null, 6)
    return p && region({ kind: 'polygon', parts: [{ outer: p, holes: [] }] })
  },
  polyline(a) {
    const p = numbers(a['points'], null, 4)
    return p && region({ kind: 'polyline', points: p })
  },
  ellipse(a) {
    const p = numbers(a['points'], 4)
    if (!p) return null
    const [x1, y1, x2, y2] = [p[0]!, p[1]!, p[2]!, p[3]!]
    const half = { rx: Math.abs(x2 - x1) / 2, ry: Math.abs(y2 - y1) / 2 }
    return region({ kind: 'ellipse', cx: (x1 + x2) / 2, cy: (y1 + y2) / 2, ...half, angle: 0 })
  },
  points(a) {
    const p = numbers(a['points'], null)
    if (!p) return null
    const seen = isNumbers(a['visibility']) ? a['visibility'] : []
    if (p.length === 2) return region({ kind: 'point', x: p[0]!, y: p[1]! })
    return skeleton(p.flatMap((v, i) => (i % 2 === 0 ? [v] : [v, seen[i >> 1] ?? 2])))
  },
  skeleton(a) {
    const p = a['points']
    return isNumbers(p) && p.length > 0 && p.length % 3 === 0 ? skeleton(p) : null
  },
  cuboid_2d(a, _grid, report) {
    const p = numbers(a['points'], null, 6)
    const outer = p ? convexHull(p) : []
    if (outer.length < 6) return null
    report('cuboid-as-polygon')
    return region({ kind: 'polygon', parts: [{ outer, holes: [] }] })
  },
  mask(a, grid, report) {
    const { shape } = readSegmentation(a['rle'], grid, report)
    return region(shape)
  },
}

/** x, y, visibility: 0 not there, 1 hidden, 2 visible, as in COCO. */
function skeleton(stated: readonly number[]): Region {
  const keypoints = stated.map((v, i) => (stated[i - (i % 3) + 2] === 0 ? 0 : v))
  const there = keypoints.filter((_, i) => i % 3 !== 2 && keypoints[i - (i % 3) + 2] !== 0)
  return {
    shape: there.length === 0 ? null : { kind: 'box', ...boundsOfPoints(there) },
    keypoints: there.length === 0 ? null : keypoints,
  }
}

const COMMON = new Set(['type', 'attributes', 'label_id'])
const GEOMETRY: Readonly<Record<string, readonly string[]>> = {
  bbox: ['bbox'],
  rotated_bbox: ['bbox'],
  points: ['points', 'visibility'],
  mask: ['rle'],
  cuboid_2d: [],
}

export function readDatumaro(
  a: unknown,
  grid: Size,
  classKey: (id: unknown) => string | null,
  groups: ReadonlySet<unknown>,
  report: Report,
): ForeignLabel | null {
  const type = isFields(a) ? String(a['type']) : ''
  const read = READERS[type]
  if (!isFields(a) || !read) {
    report('datumaro-type-unknown')
    return null
  }
  const found = read(a, grid, report)
  if (!found) {
    report('datumaro-invalid')
    return null
  }
  const known = classKey(a['label_id'])
  if (known === null && type !== 'caption') report('datumaro-label-unknown')
  const stated = isFields(a['attributes']) ? a['attributes'] : {}
  const entries = Object.entries(stated)
  const others = Object.fromEntries(entries.filter(([, v]) => !isAttributeValue(v)))
  const fields = without(a, new Set([...COMMON, ...(GEOMETRY[type] ?? ['points'])]))
  const caption = type === 'caption' ? { caption: String(a['caption'] ?? '') } : {}
  return {
    classKey: type === 'caption' ? 'caption' : known,
    ...found,
    attributes: {
      ...Object.fromEntries(entries.flatMap(([k, v]) => (isAttributeValue(v) ? [[k, v]] : []))),
      ...caption,
    },
    score: isFiniteNumber(stated['score']) ? stated['score'] : null,
    group: groups.has(a['group']) ? String(a['group']) : null,
    extra: { type, ...(isEmpty(fields) ? {} : { fields }), ...(isEmpty(others) ? {} : { attributes: others }) },
  }
}
