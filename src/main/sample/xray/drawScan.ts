// One scan: lay out, add up, spoil if asked, develop; and the outline of every object that is looked for.

import { maskFromSpans, type PolygonShape, type Spans } from '../../../shared/geometry/mask.ts'
import { fillHoles } from '../../../shared/geometry/maskFill.ts'
import { maskToOutline } from '../../../shared/geometry/maskShape.ts'
import { partArea } from '../../../shared/geometry/polygon.ts'
import { applyFault } from './faults.ts'
import { addObject, addSolid, type Cover, type Film, newFilm } from './film.ts'
import { layOut } from './layout.ts'
import { machineOf } from './machines.ts'
import type { ScanSpec } from './plan.ts'
import { develop } from './scanner.ts'
import { sideView } from './sideView.ts'

export type ScanObject = {
  readonly classId: string
  readonly sample: number
  readonly shape: PolygonShape
}
export type Scan = {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
  readonly objects: readonly ScanObject[]
  /** The two logarithms before noise, edge filter and colour. */
  readonly film: Film
}

export function coverMask(cover: Cover) {
  const spans: Spans = []
  for (let y = 0; y < cover.height; y++) {
    let from = -1
    for (let x = 0; x <= cover.width; x++) {
      const inside = x < cover.width && cover.inside[y * cover.width + x] === 1
      if (inside && from < 0) from = x
      if (!inside && from >= 0) {
        spans.push(cover.y + y, cover.x + from, cover.x + x)
        from = -1
      }
    }
  }
  return fillHoles(maskFromSpans(spans))
}

/** One outline an object, as the guideline wants it: finger rings and cuffs are not cut out. */
export function outlineOf(cover: Cover): PolygonShape | null {
  const traced = maskToOutline(coverMask(cover))
  const largest = traced?.parts.toSorted((a, b) => partArea(b) - partArea(a))[0]
  return largest ? { kind: 'polygon', parts: [{ outer: largest.outer, holes: [] }] } : null
}

function movedShape(
  shape: PolygonShape,
  target: (x: number, y: number) => [number, number],
  width: number,
  height: number,
): PolygonShape {
  const outer: number[] = []
  const ring = shape.parts[0]?.outer ?? []
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = target(ring[i]!, ring[i + 1]!)
    outer.push(
      Math.min(width, Math.max(0, Math.round(x * 100) / 100)),
      Math.min(height, Math.max(0, Math.round(y * 100) / 100)),
    )
  }
  return { kind: 'polygon', parts: [{ outer, holes: [] }] }
}

export function drawScan(spec: ScanSpec, width: number, height: number): Scan {
  const laid = layOut(spec, width, height)
  const pieces = spec.view === 'side' ? sideView(laid, height, spec.seed) : laid
  const film = newFilm(width, height)
  const found: ScanObject[] = []
  for (const piece of pieces) {
    if (!piece.object) {
      for (const solid of piece.solids) addSolid(film, solid, piece.pose)
      continue
    }
    const shape = outlineOf(addObject(film, piece.solids, piece.pose))
    if (shape) found.push({ ...piece.object, shape })
  }
  const machine = machineOf(spec.maker)
  const { grain, target } = applyFault(film, spec.fault, spec.seed)
  const rgb = develop(film, machine, spec.seed, grain)
  const objects =
    spec.fault === null ? found : found.map((o) => ({ ...o, shape: movedShape(o.shape, target, width, height) }))
  return { width, height, rgb, objects, film }
}
