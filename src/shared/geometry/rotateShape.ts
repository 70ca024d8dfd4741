// A shape turned about a point, clockwise on the screen.
import type { Shape } from '../annotation/model.ts'
import { type ImagePoint, imagePoint } from './spaces.ts'
import { normalAngle } from './turned.ts'

/** Null for shapes that would not stay what they are: a mask; a box by anything but quarter turns. */
export function rotateShape(s: Shape, about: ImagePoint, degrees: number): Shape | null {
  const quarter = degrees % 90 === 0
  const radians = (degrees * Math.PI) / 180
  // Quarter turns are exact, so that four of them are none.
  const exact = (v: number) => (quarter ? Math.round(v) : v)
  const [cos, sin] = [exact(Math.cos(radians)), exact(Math.sin(radians))]
  const turn = (x: number, y: number): ImagePoint => {
    const [dx, dy] = [x - about.x, y - about.y]
    return imagePoint(about.x + dx * cos - dy * sin, about.y + dx * sin + dy * cos)
  }
  const ring = (flat: readonly number[]): number[] => {
    const out: number[] = []
    for (let i = 0; i + 1 < flat.length; i += 2) {
      const p = turn(flat[i]!, flat[i + 1]!)
      out.push(p.x, p.y)
    }
    return out
  }
  switch (s.kind) {
    case 'polygon':
      return { ...s, parts: s.parts.map((p) => ({ outer: ring(p.outer), holes: p.holes.map(ring) })) }
    case 'polyline':
    case 'ruler':
    case 'angle':
      return { ...s, points: ring(s.points) }
    case 'point':
      return { ...s, ...turn(s.x, s.y) }
    case 'oriented':
    case 'ellipse': {
      const c = turn(s.cx, s.cy)
      return { ...s, cx: c.x, cy: c.y, angle: normalAngle(s.angle + degrees) }
    }
    case 'box': {
      if (!quarter) return null
      const c = turn(s.x + s.width / 2, s.y + s.height / 2)
      const [width, height] = cos === 0 ? [s.height, s.width] : [s.width, s.height]
      return { ...s, x: c.x - width / 2, y: c.y - height / 2, width, height }
    }
    case 'mask':
      return null
  }
}
