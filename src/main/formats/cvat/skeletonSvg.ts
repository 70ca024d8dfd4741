// The drawing of a skeleton label: circles are the points, lines join them. Positions are per cent of the drawing.
import type { Skeleton } from '../../../shared/annotation/labelSchema.ts'

const MOST_TEXT = 1_000_000

/** Null when the drawing has no points. */
export function skeletonFromSvg(svg: string): Skeleton | null {
  if (svg.length > MOST_TEXT) return null
  const points: Skeleton['points'] = []
  const indexOf = new Map<string, number>()
  const lines: [string, string][] = []
  for (const [, tag, inner] of svg.matchAll(/<(circle|ellipse|line)\b([^<>]*)>/g)) {
    const at = attributesOf(inner!)
    if (tag === 'line') {
      const [from, to] = [at.get('data-node-from'), at.get('data-node-to')]
      if (from !== undefined && to !== undefined) lines.push([from, to])
      continue
    }
    const [x, y] = [Number(at.get('cx')), Number(at.get('cy'))]
    const name = at.get('data-label-name') ?? at.get('data-label-id') ?? at.get('data-node-id')
    if (!name || !Number.isFinite(x) || !Number.isFinite(y) || points.some((p) => p.name === name)) continue
    indexOf.set(at.get('data-node-id') ?? name, points.length)
    points.push({ name, x: clamp(x / 100), y: clamp(y / 100) })
  }
  if (points.length === 0) return null
  const edges = lines.flatMap(([from, to]): [number, number][] => {
    const [a, b] = [indexOf.get(from), indexOf.get(to)]
    return a === undefined || b === undefined || a === b ? [] : [[a, b]]
  })
  return { points, edges }
}

const clamp = (v: number): number => Math.min(1, Math.max(0, v))

const attributesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
