// One region of the VGG Image Annotator -> shape and what its attributes say. Pure. Coordinates are pixels.
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { normalAngle } from '../../../shared/geometry/turned.ts'
import { isFields, isFiniteNumber, isNumbers } from '../guards.ts'
import type { Fields, ForeignLabel, Report } from '../record.ts'

const FARTHEST = 1e7
const numbers = (at: Fields, names: readonly string[]): number[] | null => {
  const out = names.map((name) => at[name])
  return out.every((v) => isFiniteNumber(v) && Math.abs(v) <= FARTHEST) ? out.filter(isFiniteNumber) : null
}

function points(at: Fields): number[] | null {
  const [xs, ys] = [at['all_points_x'], at['all_points_y']]
  if (!isNumbers(xs) || !isNumbers(ys) || xs.length !== ys.length) return null
  return xs.every((v) => Math.abs(v) <= FARTHEST) ? xs.flatMap((x, i) => [x, ys[i]!]) : null
}

/** A ring that ends where it begins is written without its last point here. */
function polygon(at: Fields): Shape | null {
  const p = points(at)
  const n = p?.length ?? 0
  const outer = p && n >= 8 && p[0] === p[n - 2] && p[1] === p[n - 1] ? p.slice(0, -2) : p
  return outer && outer.length >= 6 ? { kind: 'polygon', parts: [{ outer, holes: [] }] } : null
}

const SHAPES: Readonly<Record<string, (at: Fields) => Shape | null>> = {
  rect(at) {
    const r = numbers(at, ['x', 'y', 'width', 'height'])
    return r && r[2]! >= 0 && r[3]! >= 0 ? { kind: 'box', x: r[0]!, y: r[1]!, width: r[2]!, height: r[3]! } : null
  },
  circle(at) {
    const c = numbers(at, ['cx', 'cy', 'r'])
    return c && { kind: 'ellipse', cx: c[0]!, cy: c[1]!, rx: Math.abs(c[2]!), ry: Math.abs(c[2]!), angle: 0 }
  },
  ellipse(at) {
    const e = numbers(at, ['cx', 'cy', 'rx', 'ry'])
    // `theta` is in radians.
    const angle = isFiniteNumber(at['theta']) ? normalAngle((at['theta'] * 180) / Math.PI) : 0
    return e && { kind: 'ellipse', cx: e[0]!, cy: e[1]!, rx: Math.abs(e[2]!), ry: Math.abs(e[3]!), angle }
  },
  polygon,
  polyline(at) {
    const p = points(at)
    return p && p.length >= 4 ? { kind: 'polyline', points: p } : null
  },
  point(at) {
    const p = numbers(at, ['cx', 'cy'])
    return p && { kind: 'point', x: p[0]!, y: p[1]! }
  },
}

/** What stands in a check list is written as a table of the chosen words. */
export function attributeOf(value: unknown): AttributeValue {
  if (isFields(value)) return Object.keys(value).filter((word) => value[word] !== false)
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'boolean' || isFiniteNumber(value) ? value : null
}

export function attributesOf(stated: unknown, leftOut: string | null = null): Record<string, AttributeValue> {
  const entries = Object.entries(isFields(stated) ? stated : {}).filter(([name]) => name !== leftOut && name !== '')
  return Object.fromEntries(
    entries.map(([name, value]) => [name, attributeOf(value)] as const).filter(([, v]) => v !== null),
  )
}

/** `classAttribute` = the question whose answer is the class. */
export function readRegion(region: unknown, classAttribute: string | null, report: Report): ForeignLabel | null {
  const fields = isFields(region) ? region : {}
  const at = isFields(fields['shape_attributes']) ? fields['shape_attributes'] : {}
  const shape = SHAPES[String(at['name'])]?.(at) ?? null
  if (!shape) {
    report('label-number-invalid')
    return null
  }
  const answers = isFields(fields['region_attributes']) ? fields['region_attributes'] : {}
  const said = classAttribute === null ? null : attributeOf(answers[classAttribute])
  const [first, ...more] = Array.isArray(said) ? said : said === null ? [] : [String(said)]
  if (more.length > 0) report('ls-several-labels')
  return {
    classKey: first ?? null,
    shape,
    keypoints: null,
    attributes: attributesOf(answers, classAttribute),
    score: null,
    extra: more.length > 0 ? { labels: more } : {},
  }
}
