// Elements of a CVAT file -> labels. Pure.
import type { Annotation } from '../../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../../shared/geometry/box.ts'
import type { Fields, ForeignLabel, Report } from '../record.ts'
import type { XmlNode } from '../voc/xml.ts'
import { readAttributes } from './attributes.ts'
import type { CvatLabel, CvatMeta } from './meta.ts'
import { type Geometry, readShape, SHAPES } from './shapes.ts'
import { between, elementAt, type TrackShape } from './tracks.ts'

/** Attributes of a shape element that say what the shape is; the others are kept. */
const SAID = new Set(
  'label points xtl ytl xbr ybr rotation cx cy rx ry rle left top width height occluded outside frame'.split(' '),
)

export const isLabelNode = (node: XmlNode): boolean =>
  node.name in SHAPES || node.name === 'skeleton' || node.name === 'tag'

const paintOrder = (node: XmlNode): number => Number(node.attributes?.['z_order'] ?? 0) || 0

/** Back to front, as z_order says. */
export const inOrder = <T>(entries: readonly T[], nodeOf: (entry: T) => XmlNode): T[] =>
  [...entries].sort((a, b) => paintOrder(nodeOf(a)) - paintOrder(nodeOf(b)))

export function readLabelNode(node: XmlNode, meta: CvatMeta, report: Report): ForeignLabel | null {
  const name = node.attributes?.['label'] ?? ''
  const label = meta.labels.get(name)
  const geometry = node.name === 'tag' ? null : geometryOf(node, label, report)
  if (node.name !== 'tag' && !geometry) return null
  return assemble(node, name, label, geometry, {}, report)
}

function geometryOf(node: XmlNode, label: CvatLabel | undefined, report: Report): Geometry | null {
  if (node.name !== 'skeleton') return readShape(node, report)
  const elements = (node.children ?? []).filter((c) => c.name === 'points')
  const named = elements.map((e) => ({ name: e.attributes?.['label'] ?? '', node: e }))
  return skeletonOf(
    named.map((e) => ({ name: e.name, at: { frame: 0, node: e.node, to: null } })),
    label,
    report,
  )
}

type Element = { name: string; at: TrackShape | null }

/** Points in the order of the template; what the template does not know follows. 0 = outside, 1 = occluded, 2 = visible. */
function skeletonOf(elements: readonly Element[], label: CvatLabel | undefined, report: Report): Geometry | null {
  const template = label?.skeleton?.points.map((p) => p.name) ?? []
  const order = [...template, ...elements.map((e) => e.name).filter((name) => !template.includes(name))]
  const keypoints: number[] = []
  const seen: number[] = []
  for (const name of new Set(order)) {
    const at = elements.find((e) => e.name === name)?.at
    const point = at && at.node.attributes?.['outside'] !== '1' ? pointOf(at, report) : null
    if (!point) {
      keypoints.push(0, 0, 0)
      continue
    }
    keypoints.push(point.x, point.y, at?.node.attributes?.['occluded'] === '1' ? 1 : 2)
    seen.push(point.x, point.y)
  }
  if (seen.length === 0) {
    report('cvat-skeleton-empty')
    return null
  }
  return { shape: { kind: 'box', ...boundsOfPoints(seen) }, keypoints }
}

function pointOf(at: TrackShape, report: Report): { x: number; y: number } | null {
  const here = placed(at, report)
  return here?.shape.kind === 'point' ? here.shape : null
}

function placed({ node, to }: TrackShape, report: Report): Geometry | null {
  const from = readShape(node, report)
  return from && to
    ? between(
        from,
        readShape(to.node, () => {}),
        to.part,
      )
    : from
}

/** The track's shape on one frame. */
export function readTrackShape(track: XmlNode, at: TrackShape, meta: CvatMeta, report: Report): ForeignLabel | null {
  const name = track.attributes?.['label'] ?? ''
  const label = meta.labels.get(name)
  const elements = (track.children ?? []).filter((n) => n.name === 'track')
  const geometry =
    at.node.name !== 'skeleton'
      ? placed(at, report)
      : elements.length > 0
        ? skeletonOf(
            elements.map((e) => ({ name: e.attributes?.['label'] ?? '', at: elementAt(e, at.frame) })),
            label,
            report,
          )
        : geometryOf(at.node, label, report)
  if (!geometry) return null
  if (at.to) report('cvat-interpolated')
  const { id, source } = track.attributes ?? {}
  const kept = { track: { ...(id === undefined ? {} : { id }), frame: at.frame, between: at.to !== null } }
  const made = assemble(at.node, name, label, geometry, source === undefined ? kept : { ...kept, source }, report)
  return id === undefined ? made : { ...made, group: `track-${id}` }
}

function assemble(
  node: XmlNode,
  name: string,
  label: CvatLabel | undefined,
  geometry: Geometry | null,
  more: Fields,
  report: Report,
): ForeignLabel {
  const at = node.attributes ?? {}
  if (name === '') report('cvat-label-missing')
  const attributes: Annotation['attributes'] = readAttributes(node, label?.attributes ?? [], report)
  const kept: Record<string, unknown> = {}
  // An attribute of the project by that name has the word.
  if (at['occluded'] !== undefined && 'occluded' in attributes) kept['occluded'] = at['occluded']
  else if (at['occluded'] !== undefined && node.name !== 'skeleton') attributes['occluded'] = at['occluded'] === '1'
  for (const [key, value] of Object.entries(at)) if (!SAID.has(key)) kept[key] = value
  const elements = node.name === 'skeleton' ? elementFields(node) : []
  const group = at['group_id']
  return {
    classKey: name === '' ? null : name,
    shape: geometry?.shape ?? null,
    keypoints: geometry?.keypoints ?? null,
    attributes,
    score: null,
    group: group !== undefined && group !== '' && group !== '0' ? `group-${group}` : null,
    extra: { element: node.name, ...kept, ...more, ...(elements.length > 0 ? { elements } : {}) },
  }
}

/** Points of a skeleton that carry more than a place. */
const elementFields = (node: XmlNode): XmlNode[] =>
  (node.children ?? []).filter((c) => c.name === 'points' && c.children !== undefined)
