// Contours of a structure set, and how they fall on the pixels of a plane (PS3.3 C.8.8.5, C.8.8.6). Pure.
import type { Shape } from '../../../shared/annotation/model.ts'
import { characterSet } from '../../imaging/dicom/charset.ts'
import { uidOf } from '../../imaging/dicom/plane.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { integer, itemsOf, numbers, text } from '../../imaging/dicom/values.ts'
import { NO_PLANE, referencesIn, words } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'
import type { ImagePlane } from '../record.ts'

export type Structure = { readonly number: number; readonly name: string; readonly colour: string | null }
export type Contour = {
  readonly structure: number
  readonly type: string
  /** x, y, z of the patient, mm. */
  readonly points: readonly (readonly number[])[]
  readonly images: readonly SourceRef[]
}

const hex = (n: number): string =>
  Math.max(0, Math.min(255, Math.round(n)))
    .toString(16)
    .padStart(2, '0')

export function readStructures(d: DataSet): Map<number, Structure> {
  const set = characterSet(text(d, '00080005'))
  const colours = new Map(itemsOf(d, '30060039').map((item) => [integer(item, '30060084'), numbers(item, '3006002a')]))
  const out = new Map<number, Structure>()
  const taken = new Set<string>()
  for (const item of itemsOf(d, '30060020')) {
    const number = integer(item, '30060022')
    if (number === null || out.has(number)) continue
    const said = words(item, '30060026', set) ?? `ROI ${number}`
    const name = taken.has(said) ? `${said} #${number}` : said
    taken.add(name)
    const rgb = colours.get(number) ?? []
    out.set(number, {
      number,
      name,
      colour: rgb.length === 3 && rgb.every(Number.isFinite) ? `#${rgb.map(hex).join('')}` : null,
    })
  }
  return out
}

export function readContours(d: DataSet): Contour[] {
  const spaces = new Map(itemsOf(d, '30060020').map((item) => [integer(item, '30060022'), uidOf(item, '30060024')]))
  const general = itemsOf(d, '30060010').map((item) => uidOf(item, '00200052'))[0] ?? null
  return itemsOf(d, '30060039').flatMap((roi) => {
    const structure = integer(roi, '30060084')
    if (structure === null) return []
    return itemsOf(roi, '30060040').map((item): Contour => {
      const values = numbers(item, '30060050')
      const points = Array.from({ length: Math.floor(values.length / 3) }, (_, i) => values.slice(i * 3, i * 3 + 3))
      const named = referencesIn(item, '30060016')
      const frameOfReference = spaces.get(structure) ?? general
      const through: SourceRef = {
        uid: null,
        frame: 0,
        plane: { ...NO_PLANE, frameOfReference },
        ...(points[0] ? { through: points[0] } : {}),
      }
      return { structure, type: text(item, '30060042') ?? '', points, images: named.length > 0 ? named : [through] }
    })
  })
}

/** mm that a contour may lie beside the plane of its picture; slices are at least about this far apart. */
const BESIDE = 0.5

/** Pixel coordinates; null when the contour does not lie in the plane. */
export function onPlane(points: readonly (readonly number[])[], plane: ImagePlane): number[] | null {
  const o = plane.orientation as [number, number, number, number, number, number]
  const normal = [o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]]
  const out: number[] = []
  for (const p of points) {
    const from = p.map((v, i) => v - plane.position[i]!)
    const along = (axis: readonly number[]): number => axis.reduce((sum, a, i) => sum + a * from[i]!, 0)
    if (!(Math.abs(along(normal)) <= BESIDE)) return null
    // Positions are those of pixel centres.
    out.push(along(o.slice(0, 3)) / plane.spacing[1] + 0.5, along(o.slice(3)) / plane.spacing[0] + 0.5)
  }
  return out
}

/** Shape of one contour; XOR contours of a structure are holes in each other and come together. */
export function contourShape(type: string, rings: readonly number[][]): Shape | null {
  const [first, ...rest] = rings
  if (!first || first.length < 2) return null
  if (type === 'POINT') return { kind: 'point', x: first[0]!, y: first[1]! }
  if (type === 'OPEN_PLANAR') return first.length >= 4 ? { kind: 'polyline', points: first } : null
  if (type !== 'CLOSED_PLANAR' && type !== 'CLOSEDPLANAR_XOR') return null
  const closed = rest.filter((r) => r.length >= 6)
  return first.length >= 6 ? { kind: 'polygon', parts: [{ outer: first, holes: closed }] } : null
}
