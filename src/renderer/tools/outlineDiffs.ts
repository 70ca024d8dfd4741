// What can be done to the outlines of selected objects, as pure functions: one call, one diff, or the reason why not.
// The object that was selected first (after a marquee: the front one) keeps its id, class, attributes and place in the
// paint order; what it swallows is removed, what is cut off it gets its class and attributes under a new id.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { type Area, type AreaOperation, combineAreas } from '../../shared/geometry/booleans.ts'
import { ringCrossesItself } from '../../shared/geometry/crossing.ts'
import { type Part, partArea, polygonArea } from '../../shared/geometry/polygon.ts'
import { canRefine, type Refinement, refineShape } from '../../shared/geometry/refine.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import { splitArea } from '../../shared/geometry/splitArea.ts'
import { newId } from '../../shared/ids.ts'
import { updateDiff } from './diffs.ts'
import type { RefusalCode } from './toolMachine.ts'

export type OutlineScene = {
  readonly annotations: AnnotationMap
  readonly selection: Iterable<string>
  readonly schema: LabelSchema
}
export type Outcome = { readonly diff: AnnotationDiff; readonly select: ReadonlySet<string> } | RefusalCode

export const OUTLINE_ACTIONS = ['union', 'subtract', 'intersect', 'cutOverlap', 'join', 'takeApart'] as const
export type OutlineAction = (typeof OUTLINE_ACTIONS)[number]

type Outlined = { readonly a: Annotation; readonly area: Area }

/** The area of an annotation that may be calculated with; skeletons move by their keypoints, not by their box. */
export const areaOf = (a: Annotation): Area | null => (a.shape && a.keypoints === null ? outlineRings(a.shape) : null)

function chosen({ annotations, selection }: OutlineScene, least: number): readonly Outlined[] | RefusalCode {
  const all = [...selection].flatMap((id) => annotations.get(id) ?? [])
  if (all.length < least) return least > 1 ? 'select-two' : 'select-first'
  const out: Outlined[] = []
  for (const a of all) {
    const area = areaOf(a)
    if (!area) return 'no-outline'
    if (a.locked) return 'locked'
    out.push({ a, area })
  }
  const [first] = out
  const frame = (a: Annotation) => JSON.stringify(a.target)
  return out.every(({ a }) => first && frame(a) === frame(first.a)) ? out : 'no-outline'
}

const mayBePolygon = (a: Annotation, schema: LabelSchema): boolean =>
  a.shape?.kind === 'polygon' || (schema.classes.find((c) => c.id === a.classId)?.shapes.includes('polygon') ?? true)

const withParts = (a: Annotation, parts: readonly Part[]): Annotation => ({
  ...a,
  shape: { kind: 'polygon', parts: [...parts] },
})
/** Foreign fields stay with the object they came with. */
const offspring = (a: Annotation, parts: readonly Part[]): Annotation => ({
  ...withParts(a, parts),
  id: newId(),
  origin: { kind: 'manual' },
  extra: {},
})

/** The first one gets `parts`, `gone` are removed. */
function becomes(first: Annotation, parts: readonly Part[] | null, gone: readonly Annotation[]): Outcome {
  if (!parts) return 'too-far-apart'
  if (parts.length === 0) return 'nothing-left'
  const diff = { added: [], updated: updateDiff([[first, withParts(first, parts)]]).updated, removed: [...gone] }
  return { diff, select: new Set([first.id]) }
}

const combined =
  (operation: AreaOperation) =>
  (all: readonly Outlined[]): Outcome => {
    const [first, ...others] = all
    if (!first) return 'select-two'
    const parts = combineAreas(
      operation,
      first.area,
      others.map(({ area }) => area),
    )
    return becomes(
      first.a,
      parts,
      others.map(({ a }) => a),
    )
  }

/** Parts side by side in one object; where they overlap they are united, since an area counts once. */
function join(all: readonly Outlined[]): Outcome {
  const [first, ...others] = all
  if (!first) return 'select-two'
  const beside = all.flatMap(({ area }) => area)
  const united = combineAreas(
    'union',
    first.area,
    others.map(({ area }) => area),
  )
  const overlap = united !== null && polygonArea(beside) - polygonArea(united) > 1e-3
  return becomes(
    first.a,
    overlap ? united : beside,
    others.map(({ a }) => a),
  )
}

function takeApart(all: readonly Outlined[]): Outcome {
  const several = all.filter(({ area }) => area.length > 1)
  if (several.length === 0) return 'one-part'
  const updated: [Annotation, Annotation][] = []
  const added: Annotation[] = []
  for (const { a, area } of several) {
    const [largest, ...others] = [...area].sort((one, other) => partArea(other) - partArea(one))
    updated.push([a, withParts(a, [largest!])])
    added.push(...others.map((part) => offspring(a, [part])))
  }
  return {
    diff: { added, updated, removed: [] },
    select: new Set([...updated.map(([a]) => a.id), ...added.map((a) => a.id)]),
  }
}

/** The overlap goes to the front object: it is cut out of those behind, and all stay. */
function cutOverlap(all: readonly Outlined[]): Outcome {
  const behindFirst = [...all].sort((one, other) => one.a.z - other.a.z)
  const updated: [Annotation, Annotation][] = []
  for (const [i, { a, area }] of behindFirst.entries()) {
    const above = behindFirst.slice(i + 1).map((o) => o.area)
    if (above.length === 0) continue
    const parts = combineAreas('subtract', area, above)
    if (!parts) return 'too-far-apart'
    if (parts.length === 0) return 'nothing-left'
    if (polygonArea(area) - polygonArea(parts) > 1e-6) updated.push([a, withParts(a, parts)])
  }
  if (updated.length === 0) return 'divides-nothing'
  return { diff: { added: [], updated, removed: [] }, select: new Set(all.map(({ a }) => a.id)) }
}

const ACTIONS: Readonly<Record<OutlineAction, { least: number; run(all: readonly Outlined[]): Outcome }>> = {
  union: { least: 2, run: combined('union') },
  subtract: { least: 2, run: combined('subtract') },
  intersect: { least: 2, run: combined('intersect') },
  cutOverlap: { least: 2, run: cutOverlap },
  join: { least: 2, run: join },
  takeApart: { least: 1, run: takeApart },
}

/** Nobody gets a polygon whose class does not allow one. */
const checked = (outcome: Outcome, schema: LabelSchema): Outcome => {
  if (typeof outcome === 'string') return outcome
  const { updated, added } = outcome.diff
  const bad = updated.some(([from]) => !mayBePolygon(from, schema)) || added.some((a) => !mayBePolygon(a, schema))
  return bad ? 'shape-not-allowed' : outcome
}

export function outlineAction(action: OutlineAction, scene: OutlineScene): Outcome {
  const { least, run } = ACTIONS[action]
  const all = chosen(scene, least)
  return typeof all === 'string' ? all : checked(run(all), scene.schema)
}

/** The drawn ring is taken out of every selected object: inside it makes a hole, across the border a bite. */
export function cutOutRing(ring: number[], scene: OutlineScene): Outcome {
  if (ringCrossesItself(ring)) return 'self-crossing'
  const all = chosen(scene, 1)
  if (typeof all === 'string') return all
  const updated: [Annotation, Annotation][] = []
  for (const { a, area } of all) {
    const parts = combineAreas('subtract', area, [[{ outer: ring, holes: [] }]])
    if (!parts) return 'too-far-apart'
    if (parts.length === 0) return 'nothing-left'
    if (polygonArea(area) - polygonArea(parts) > 1e-6) updated.push([a, withParts(a, parts)])
  }
  if (updated.length === 0) return 'divides-nothing'
  return checked({ diff: { added: [], updated, removed: [] }, select: new Set(all.map(({ a }) => a.id)) }, scene.schema)
}

/** The drawn ring joins the one selected object: apart from it as a new part, across its border as one outline. */
export function addPartRing(ring: number[], scene: OutlineScene): Outcome {
  if (ringCrossesItself(ring)) return 'self-crossing'
  const all = chosen(scene, 1)
  if (typeof all === 'string') return all
  const [only, another] = all
  if (!only || another) return 'select-one'
  const parts = combineAreas('union', only.area, [[{ outer: ring, holes: [] }]])
  return checked(becomes(only.a, parts, []), scene.schema)
}

/** Every selected object that the line divides becomes several; the largest piece stays what it was. */
export function splitAlong(line: number[], scene: OutlineScene): Outcome {
  const all = chosen(scene, 1)
  if (typeof all === 'string') return all
  const updated: [Annotation, Annotation][] = []
  const added: Annotation[] = []
  for (const { a, area } of all) {
    const division = splitArea(area, line)
    if (!division) continue
    updated.push([a, withParts(a, division.kept)])
    added.push(...division.others.map((part) => offspring(a, [part])))
  }
  if (updated.length === 0) return 'divides-nothing'
  const select = new Set([...updated.map(([a]) => a.id), ...added.map((a) => a.id)])
  return checked({ diff: { added, updated, removed: [] }, select }, scene.schema)
}

/** Selected polygons and polylines as they would be after `wish`; for the preview and for what is kept. */
export function refinedRecords(
  scene: Pick<OutlineScene, 'annotations' | 'selection'>,
  wish: Refinement,
): [Annotation, Annotation][] {
  return [...scene.selection].flatMap((id): [Annotation, Annotation][] => {
    const a = scene.annotations.get(id)
    if (!a?.shape || a.locked || a.keypoints !== null || !canRefine(a.shape)) return []
    return [[a, { ...a, shape: refineShape(a.shape, wish) }]]
  })
}
