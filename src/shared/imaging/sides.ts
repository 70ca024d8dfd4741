// Which side of the patient the edges of a picture look at (PS3.3 C.7.6.1.1.1, C.7.6.2.1.1).
import type { Sides } from '../contract/dicom.ts'
import { imagePoint } from '../geometry/spaces.ts'
import { type Rotation, viewMatrix } from '../geometry/transform.ts'

/** Axes of the patient: x to the left, y to the back, z to the head. */
const AXES = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const
/** A direction is named by an axis it leans to by more than about 12 degrees. */
const LEAST = 0.2

export function sideOf(cosines: readonly number[]): string {
  return AXES.map(([plus, minus], i) => ({
    letter: (cosines[i] ?? 0) > 0 ? plus : minus,
    size: Math.abs(cosines[i] ?? 0),
  }))
    .filter((a) => a.size > LEAST)
    .sort((a, b) => b.size - a.size)
    .map((a) => a.letter)
    .join('')
}

/** Direction cosines of rows and columns; null when they are no directions. */
export function sidesOfPlane(orientation: readonly number[]): Sides | null {
  const [row, column] = [orientation.slice(0, 3), orientation.slice(3, 6)]
  const length = (v: readonly number[]) => Math.hypot(...v)
  if (orientation.length !== 6 || Math.abs(length(row) - 1) > 0.1 || Math.abs(length(column) - 1) > 0.1) return null
  return { row: sideOf(row), column: sideOf(column) }
}

const OPPOSITE: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' }
/** Empty where the letters are not those of a standing person (animals have others). */
export const oppositeSide = (side: string): string => {
  const letters = [...side].map((c) => OPPOSITE[c] ?? '')
  return letters.includes('') ? '' : letters.join('')
}

export type Edges = { readonly left: string; readonly right: string; readonly top: string; readonly bottom: string }

/** As the edges of the screen show it, with the picture turned and mirrored. */
export function edgesOf(sides: Sides, rotation: Rotation, flipX: boolean): Edges {
  const m = viewMatrix({ centre: imagePoint(0, 0), scale: 1, rotation, flipX }, { width: 0, height: 0 })
  const edges = { left: '', right: '', top: '', bottom: '' }
  const place = (dx: number, dy: number, side: string) => {
    const [x, y] = [m[0] * dx + m[2] * dy, m[1] * dx + m[3] * dy]
    const edge = Math.abs(x) > Math.abs(y) ? (x > 0 ? 'right' : 'left') : y > 0 ? 'bottom' : 'top'
    edges[edge] = side
  }
  place(1, 0, sides.row)
  place(-1, 0, oppositeSide(sides.row))
  place(0, 1, sides.column)
  place(0, -1, oppositeSide(sides.column))
  return edges
}
