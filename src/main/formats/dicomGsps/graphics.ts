// What a presentation state draws over images (PS3.3 C.10.5, C.10.4, C.7.6.11, C.10.6): graphics, texts, shutter, displayed area. Pure.
import type { Shape } from '../../../shared/annotation/model.ts'
import type { CharacterSet } from '../../imaging/dicom/charset.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { integer, itemsOf, numbers, text } from '../../imaging/dicom/values.ts'
import { graphicShapes, type Point, pairs } from '../dicomGraphics.ts'
import { referencesIn, words } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'
import { type Area, areaFor, areasOf } from './area.ts'

export type Drawn = {
  /** Empty: all images of the presentation state. */
  readonly images: readonly SourceRef[]
  readonly layer: string
  readonly shape: Shape
  readonly text: string | null
}
export const DISPLAYED_AREA = 'displayed area'

/** Frames are lines: a filled shape would tint the picture inside. */
const ring = (points: readonly Point[]): Shape => ({
  kind: 'polyline',
  points: [...points, ...points.slice(0, 1)].flat(),
})
const rim = ({ x, y, width, height }: Area): Shape =>
  ring([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ])

export type Drawings = { readonly drawn: readonly Drawn[]; readonly invalid: number }

/** Where graphics in units of the display lie: the displayed area, and how the image was turned before. */
type View = { readonly area: Area | null; readonly rotation: number; readonly flip: boolean }

export function readDrawings(d: DataSet, set: CharacterSet): Drawings {
  const areas = areasOf(d)
  const view = { rotation: integer(d, '00700042') ?? 0, flip: text(d, '00700041') === 'Y' }
  const drawn: Drawn[] = []
  let invalid = 0
  for (const item of itemsOf(d, '00700001')) {
    const images = referencesIn(item, '00081140')
    const layer = words(item, '00700002', set) ?? 'graphic'
    const placed = toPixels({ ...view, area: areaFor(areas, images) })
    for (const graphic of itemsOf(item, '00700009')) {
      const at = placed(text(graphic, '00700005'), pairs(numbers(graphic, '00700022')))
      const shapes = at ? graphicShapes(text(graphic, '00700023'), at) : []
      if (shapes.length === 0) invalid++
      for (const shape of shapes) drawn.push({ images, layer, shape, text: null })
    }
    const compound = compoundGraphics(item)
    invalid += compound.unknown
    for (const { type, units, points } of compound.alone) {
      const at = placed(units, points)
      const shapes = at ? graphicShapes(type, at) : []
      if (shapes.length === 0) invalid++
      for (const shape of shapes) drawn.push({ images, layer, shape, text: null })
    }
    for (const object of itemsOf(item, '00700008')) {
      const shape = placeOfText(object, placed)
      const said = words(object, '00700006', set)
      if (!shape || said === null) invalid++
      else drawn.push({ images, layer, shape, text: said })
    }
  }
  drawn.push(...shutters(d))
  for (const { images, area } of areas) drawn.push({ images, layer: DISPLAYED_AREA, shape: rim(area), text: null })
  return { drawn, invalid }
}

const INSTANCE = '00700226'
/** Compound graphics whose points are those of a plain one (PS3.3 C.10.5.1.2). */
const AS_PLAIN: Readonly<Record<string, string>> = { RECTANGLE: 'POLYGON', ELLIPSE: 'ELLIPSE', RULER: 'POLYLINE' }
type Compound = { readonly type: string; readonly units: string | null; readonly points: Point[] }

/** A compound graphic is drawn by the plain ones of its number, which should be there; alone, by its own points if they say enough. */
function compoundGraphics(layer: DataSet): { alone: Compound[]; unknown: number } {
  const plain = [...itemsOf(layer, '00700009'), ...itemsOf(layer, '00700008')]
  const drawn = new Set(plain.map((g) => integer(g, INSTANCE)).filter((id) => id !== null))
  const rest = itemsOf(layer, '00700209').filter((c) => !drawn.has(integer(c, INSTANCE) ?? Number.NaN))
  const alone = rest.flatMap((c): Compound[] => {
    const type = AS_PLAIN[text(c, '00700294') ?? '']
    return type ? [{ type, units: text(c, '00700282'), points: pairs(numbers(c, '00700022')) }] : []
  })
  return { alone, unknown: rest.length - alone.length }
}

/** PIXEL and MATRIX are pixels already; DISPLAY is a share of the area as it is shown, turned and flipped. */
const toPixels =
  ({ area, rotation, flip }: View) =>
  (units: string | null, points: readonly Point[]): Point[] | null => {
    if (units !== 'DISPLAY') return [...points]
    if (!area) return null
    const turned: Readonly<Record<number, (x: number, y: number) => Point>> = {
      0: (x, y) => [x, y],
      90: (x, y) => [y, 1 - x],
      180: (x, y) => [1 - x, 1 - y],
      270: (x, y) => [1 - y, x],
    }
    const back = turned[((rotation % 360) + 360) % 360]
    return back
      ? points.map(([x, y]): Point => {
          const [u, v] = back(flip ? 1 - x : x, y)
          return [area.x + u * area.width, area.y + v * area.height]
        })
      : null
  }

/** The place it points at, else the box it stands in. */
function placeOfText(object: DataSet, placed: ReturnType<typeof toPixels>): Shape | null {
  const anchor = placed(text(object, '00700004'), pairs(numbers(object, '00700014')))?.[0]
  if (anchor?.every(Number.isFinite)) return { kind: 'point', x: anchor[0], y: anchor[1] }
  const corners = placed(text(object, '00700003'), [
    ...pairs(numbers(object, '00700010')),
    ...pairs(numbers(object, '00700011')),
  ])
  const [a, b] = corners ?? []
  if (!a || !b || ![...a, ...b].every(Number.isFinite)) return null
  return {
    kind: 'box',
    x: Math.min(a[0], b[0]),
    y: Math.min(a[1], b[1]),
    width: Math.abs(b[0] - a[0]),
    height: Math.abs(b[1] - a[1]),
  }
}

/** Rows and columns are counted from 1; what lies inside stays visible. */
function shutters(d: DataSet): Drawn[] {
  const kinds = (text(d, '00181600') ?? '').split('\\')
  const shapes: Shape[] = []
  if (kinds.includes('RECTANGULAR')) {
    const edges = ['00181602', '00181604', '00181606', '00181608'].map((tag) => integer(d, tag))
    const [left, right, upper, lower] = edges
    if (edges.every((e) => e !== null) && right! >= left! && lower! >= upper!)
      shapes.push(rim({ x: left! - 1, y: upper! - 1, width: right! - left! + 1, height: lower! - upper! + 1 }))
  }
  if (kinds.includes('CIRCULAR')) {
    const [row, column] = numbers(d, '00181610')
    const radius = integer(d, '00181612')
    if (row !== undefined && column !== undefined && radius !== null)
      shapes.push(
        ring(
          Array.from({ length: 72 }, (_, i): Point => {
            const angle = (i / 36) * Math.PI
            return [column - 0.5 + radius * Math.cos(angle), row - 0.5 + radius * Math.sin(angle)]
          }),
        ),
      )
  }
  if (kinds.includes('POLYGONAL')) {
    const corners = pairs(numbers(d, '00181620')).map(([row, column]): Point => [column - 0.5, row - 0.5])
    if (corners.length >= 3) shapes.push(ring(corners))
  }
  return shapes.map((shape) => ({ images: [], layer: 'shutter', shape, text: null }))
}
