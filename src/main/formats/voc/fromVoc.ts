// One <annotation> of Pascal VOC -> image and labels. Pure.
import { z } from 'zod'
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { normalAngle } from '../../../shared/geometry/turned.ts'
import { asPixels } from '../guards.ts'
import type { ForeignLabel, Report, Size } from '../record.ts'
import { child, childText, type XmlNode, xmlNodeSchema } from './xml.ts'

/** Annotation.extra.voc: elements of the object that have no place here, and known ones that were there but empty. */
export const keptObjectSchema = z.object({
  nodes: z.array(xmlNodeSchema).optional(),
  empty: z.array(z.string()).optional(),
})
export type KeptObject = z.infer<typeof keptObjectSchema>

/** Foreign fields of an item: everything of the file but its objects. */
export const keptAnnotationSchema = z.object({
  attributes: z.record(z.string(), z.string()).optional(),
  nodes: z.array(xmlNodeSchema),
})
export type KeptAnnotation = z.infer<typeof keptAnnotationSchema>

/** 1 for files of the PASCAL devkit itself: they count pixels from 1 and name the last one. Everyone else writes corners. */
export const baseOf = (annotation: XmlNode): 0 | 1 => {
  const source = child(annotation, 'source')
  const words = `${childText(source, 'database') ?? ''} ${childText(source, 'annotation') ?? ''}`
  return /\bVOC ?20\d\d\b/i.test(words) ? 1 : 0
}

export const FLAGS = ['truncated', 'difficult', 'occluded'] as const
const KNOWN = new Set(['name', 'bndbox', 'robndbox', 'polygon', 'pose', 'attributes', ...FLAGS])

export function stateSize(annotation: XmlNode): Size | null {
  const size = child(annotation, 'size')
  const [width, height] = [asPixels(childText(size, 'width')), asPixels(childText(size, 'height'))]
  return width !== null && height !== null ? { width, height } : null
}

/** All elements but the objects, in order, for writing back. */
export const keepAnnotation = (annotation: XmlNode): KeptAnnotation => ({
  ...(annotation.attributes ? { attributes: annotation.attributes } : {}),
  nodes: (annotation.children ?? []).filter((node) => node.name !== 'object'),
})

export function readObjects(annotation: XmlNode, report: Report): ForeignLabel[] {
  const base = baseOf(annotation)
  return (annotation.children ?? []).flatMap((node) => {
    if (node.name !== 'object') return []
    const label = readObject(node, base, report)
    return label ? [label] : []
  })
}

function readObject(node: XmlNode, base: 0 | 1, report: Report): ForeignLabel | null {
  // The LabelMe of MIT keeps what was deleted.
  if (childText(node, 'deleted') === '1') {
    report('voc-deleted')
    return null
  }
  const box = readTurned(child(node, 'robndbox')) ?? readBox(child(node, 'bndbox'), base)
  const polygon = readPolygons(node, report)
  if (!box && !polygon) {
    report('voc-box-invalid')
    return null
  }
  const classKey = childText(node, 'name')
  if (classKey === null) report('voc-name-missing')
  const { attributes, empty } = readAttributes(node, report)
  const nodes = (node.children ?? []).filter((c) => !KNOWN.has(c.name))
  return {
    classKey,
    shape: polygon ?? box,
    keypoints: null,
    attributes,
    score: null,
    extra: { ...(nodes.length > 0 ? { nodes } : {}), ...(empty.length > 0 ? { empty } : {}) },
  }
}

const number = (text: string | null): number | null => {
  const n = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(n) ? n : null
}

function readBox(node: XmlNode | undefined, base: 0 | 1): Shape | null {
  const [xmin, ymin, xmax, ymax] = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => number(childText(node, name)))
  if (xmin == null || ymin == null || xmax == null || ymax == null) return null
  const [x, y] = [Math.min(xmin, xmax) - base, Math.min(ymin, ymax) - base]
  return { kind: 'box', x, y, width: Math.max(xmin, xmax) - x, height: Math.max(ymin, ymax) - y }
}

/** <robndbox> of roLabelImg: centre, size and an angle in radians, clockwise. */
function readTurned(node: XmlNode | undefined): Shape | null {
  const [cx, cy, w, h, turn] = ['cx', 'cy', 'w', 'h', 'angle'].map((name) => number(childText(node, name)))
  if (cx == null || cy == null || w == null || h == null || turn == null || w < 0 || h < 0) return null
  return { kind: 'oriented', cx, cy, width: w, height: h, angle: normalAngle((turn * 180) / Math.PI) }
}

/** <polygon><x1/><y1/>… of Roboflow, or <polygon><point><x/><y/></point>… ; several elements are several parts. */
function readPolygons(node: XmlNode, report: Report): Shape | null {
  const parts: { outer: number[]; holes: number[][] }[] = []
  for (const polygon of node.children ?? []) {
    if (polygon.name !== 'polygon') continue
    const ring = readRing(polygon)
    if (ring && ring.length >= 6) parts.push({ outer: ring, holes: [] })
    else report('voc-polygon-invalid')
  }
  return parts.length > 0 ? { kind: 'polygon', parts } : null
}

function readRing(polygon: XmlNode): number[] | null {
  const children = polygon.children ?? []
  const points = children.filter((c) => c.name === 'point' || c.name === 'pt')
  const values =
    points.length > 0
      ? points.flatMap((p) => [number(childText(p, 'x')), number(childText(p, 'y'))])
      : Array.from({ length: children.length }, (_, i) =>
          number(childText(polygon, `${i % 2 === 0 ? 'x' : 'y'}${(i >> 1) + 1}`)),
        )
  const ring = values.filter((v) => v !== null)
  if (ring.length !== values.length || ring.length % 2 !== 0) return null
  const n = ring.length
  return n >= 8 && ring[0] === ring[n - 2] && ring[1] === ring[n - 1] ? ring.slice(0, -2) : ring
}

function readAttributes(
  node: XmlNode,
  report: Report,
): { attributes: Record<string, AttributeValue>; empty: string[] } {
  const out: [string, AttributeValue][] = []
  const empty: string[] = []
  for (const name of FLAGS) {
    const element = child(node, name)
    if (!element) continue
    if (element.text === undefined) empty.push(name)
    else if (element.text === '0' || element.text === '1') out.push([name, element.text === '1'])
    else out.push([name, element.text])
  }
  const pose = child(node, 'pose')
  if (pose?.text === undefined) empty.push(...(pose ? ['pose'] : []))
  else if (pose.text !== 'Unspecified') out.push(['pose', pose.text])
  for (const attribute of child(node, 'attributes')?.children ?? []) {
    const name = childText(attribute, 'name')
    if (name === null || out.some(([known]) => known === name)) report('voc-attribute-invalid')
    else out.push([name, childText(attribute, 'value') ?? ''])
  }
  return { attributes: Object.fromEntries(out), empty }
}
