import type { ClassDef } from '../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import { ellipseRing, orientedCorners } from '../../shared/geometry/turned.ts'

const path = (ring: readonly number[], closed: boolean): string => {
  let d = ''
  for (let i = 0; i + 1 < ring.length; i += 2) d += `${i === 0 ? 'M' : 'L'}${ring[i]} ${ring[i + 1]}`
  return closed ? `${d}Z` : d
}
const boxPath = (s: { x: number; y: number; width: number; height: number }) =>
  `M${s.x} ${s.y}h${s.width}v${s.height}h${-s.width}Z`

function outline(s: Shape, reach: number): string {
  switch (s.kind) {
    case 'box':
    case 'mask':
      return boxPath(s)
    case 'polygon':
      return s.parts.map((p) => [p.outer, ...p.holes].map((r) => path(r, true)).join('')).join('')
    case 'oriented':
      return path(orientedCorners(s), true)
    case 'ellipse':
      return path(ellipseRing(s), true)
    case 'polyline':
    case 'ruler':
    case 'angle':
      return path(s.points, false)
    case 'point':
      return `M${s.x - reach} ${s.y}h${2 * reach}M${s.x} ${s.y - reach}v${2 * reach}`
  }
}

/** A small drawing of a document, for comparing two of them. What differs is strong, what is equal is faint. */
export function ShapeSketch(p: {
  picture: { url: string; width: number; height: number } | null
  annotations: readonly Annotation[]
  classes: readonly ClassDef[]
  marked: ReadonlySet<string>
  label: string
}) {
  const { width, height } = p.picture ?? { width: 100, height: 75 }
  const colour = (id: string | null) => p.classes.find((c) => c.id === id)?.colour ?? '#ffffff'
  return (
    <svg className="sketch" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={p.label}>
      {p.picture ? <image href={p.picture.url} width={width} height={height} preserveAspectRatio="none" /> : null}
      {p.annotations.map((a) =>
        a.shape ? (
          <path
            key={a.id}
            d={outline(a.shape, Math.max(width, height) / 80)}
            fill={p.marked.has(a.id) && outlineRings(a.shape) ? `${colour(a.classId)}40` : 'none'}
            fillRule="evenodd"
            stroke={colour(a.classId)}
            strokeOpacity={p.marked.has(a.id) ? 1 : 0.45}
            strokeWidth={p.marked.has(a.id) ? 3 : 1}
            vectorEffect="non-scaling-stroke"
          />
        ) : null,
      )}
    </svg>
  )
}
