// The content tree of a structured report (PS3.3 C.17.3): regions, the images they were drawn on, and what was measured. Pure.

import type { Shape } from '../../../shared/annotation/model.ts'
import { type CharacterSet, characterSet } from '../../imaging/dicom/charset.ts'
import { uidOf } from '../../imaging/dicom/plane.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { itemsOf, numbers, text } from '../../imaging/dicom/values.ts'
import { graphicShapes, pairs } from '../dicomGraphics.ts'
import { codeOf, NO_PLANE, referencesIn, words } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'

export type Region = {
  readonly image: SourceRef | null
  /** Empty when the graphic cannot be read. */
  readonly shapes: readonly Shape[]
  /** Drawn in the patient (SCOORD3D), mm: becomes shapes on the plane of the picture. */
  readonly inSpace: { readonly type: string; readonly points: readonly (readonly number[])[] } | null
  /** What was found, or what was measured; null when the report names neither. */
  readonly name: string | null
  readonly code: string | null
  readonly values: Readonly<Record<string, string | number>>
}

const [FINDING, TRACKING, TRACKING_UID] = ['121071', '112039', '112040'] as const

type Node = {
  readonly type: string | null
  readonly concept: { readonly value: string; readonly meaning: string } | null
  readonly data: DataSet
  readonly children: readonly Node[]
  readonly parent: Node | null
}

function nodeOf(data: DataSet, parent: Node | null, set: CharacterSet): Node {
  const concept = codeOf(itemsOf(data, '0040a043')[0], set)
  const children: Node[] = []
  const node: Node = {
    type: text(data, '0040a040'),
    concept: concept && { value: String(concept['value']), meaning: String(concept['meaning']) },
    data,
    children,
    parent,
  }
  for (const item of itemsOf(data, '0040a730')) children.push(nodeOf(item, node, set))
  return node
}

export function readRegions(data: DataSet): Region[] {
  const set = characterSet(text(data, '00080005'))
  const root = nodeOf(data, null, set)
  const out: Region[] = []
  const walk = (node: Node): void => {
    if (node.type === 'SCOORD' || node.type === 'SCOORD3D') out.push(regionOf(node, root, set))
    for (const child of node.children) walk(child)
  }
  walk(root)
  return out
}

function regionOf(node: Node, root: Node, set: CharacterSet): Region {
  // Drawn for one number (TID 1400 and others), else for its group (TID 1410, 1411).
  const measured = node.parent?.type === 'NUM' ? node.parent : null
  const group = measured ? measured.parent : node.parent
  const siblings = group?.type === 'CONTAINER' || group?.type === 'NUM' ? group.children : []
  const finding = siblings.find((n) => n.type === 'CODE' && n.concept?.value === FINDING)
  const found = finding ? codeOf(itemsOf(finding.data, '0040a168')[0], set) : null
  const numbersHere = measured ? [measured] : siblings.filter((n) => n.type === 'NUM')
  const inSpace = node.type === 'SCOORD3D' ? spaceOf(node.data) : null
  return {
    image: inSpace ? planeThrough(node.data, inSpace.points) : imageOf(node, root),
    shapes:
      node.type === 'SCOORD3D' ? [] : graphicShapes(text(node.data, '00700023'), pairs(numbers(node.data, '00700022'))),
    inSpace,
    name: found ? String(found['meaning'] || found['value']) : (measured?.concept?.meaning ?? null),
    code: found ? `${found['scheme']}:${found['value']}` : null,
    values: { ...wordsOf(siblings, set), ...measures(numbersHere, set) },
  }
}

/** x, y, z of each point (PS3.3 C.18.9); null when the numbers are no points. */
function spaceOf(d: DataSet): Region['inSpace'] {
  const values = numbers(d, '00700022')
  if (values.length < 3 || values.length % 3 !== 0 || !values.every(Number.isFinite)) return null
  const points = Array.from({ length: values.length / 3 }, (_, i) => values.slice(i * 3, i * 3 + 3))
  return { type: text(d, '00700023') ?? '', points }
}

/** The picture of its frame of reference that the first point lies on. */
function planeThrough(d: DataSet, points: readonly (readonly number[])[]): SourceRef | null {
  const frameOfReference = uidOf(d, '30060024')
  const [through] = points
  return frameOfReference && through ? { uid: null, frame: 0, plane: { ...NO_PLANE, frameOfReference }, through } : null
}

/** A child, or a reference by position to a node elsewhere in the tree. */
function imageOf(node: Node, root: Node): SourceRef | null {
  for (const child of node.children) {
    const target = child.type === null ? resolve(child, root) : child
    if (target?.type !== 'IMAGE') continue
    const image = referencesIn(target.data, '00081199')[0]
    if (image) return image
  }
  return null
}

/** Referenced Content Item Identifier: positions from 1, the first of them the root. */
function resolve(node: Node, root: Node): Node | null {
  const path = numbers(node.data, '0040db73')
  let at: Node | undefined = path[0] === 1 ? root : undefined
  for (const position of path.slice(1)) at = at?.children[position - 1]
  return at ?? null
}

function measures(nodes: readonly Node[], set: CharacterSet): Record<string, number> {
  const out: Record<string, number> = {}
  for (const node of nodes) {
    const measured = itemsOf(node.data, '0040a300')[0]
    const value = measured && numbers(measured, '0040a30a')[0]
    if (!node.concept || value === undefined || !Number.isFinite(value)) continue
    const unit = measured && codeOf(itemsOf(measured, '004008ea')[0], set)?.['value']
    const name = unit === undefined || unit === '1' ? node.concept.meaning : `${node.concept.meaning} (${String(unit)})`
    out[name] = value
  }
  return out
}

function wordsOf(nodes: readonly Node[], set: CharacterSet): Record<string, string> {
  const out: Record<string, string> = {}
  for (const node of nodes) {
    if (!node.concept || node.concept.value === FINDING || node.concept.value === TRACKING_UID) continue
    const name = node.concept.value === TRACKING ? 'Tracking Identifier' : node.concept.meaning
    if (node.type === 'TEXT') {
      const value = words(node.data, '0040a160', set)
      if (value) out[name] = value
    }
    if (node.type === 'CODE') {
      const code = codeOf(itemsOf(node.data, '0040a168')[0], set)
      if (code) out[name] = String(code['meaning'] || code['value'])
    }
  }
  return out
}
