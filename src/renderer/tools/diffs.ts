// Changes to annotations as pure functions: one call, one diff. Commands and tools use the same ones.
// Locked annotations are left out of every change but the one that unlocks them.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { Annotation, AttributeValue, Shape } from '../../shared/annotation/model.ts'
import { IMAGE_SLOT, isMeasurement } from '../../shared/annotation/model.ts'
import { boundsOfAll, clampMove } from '../../shared/geometry/box.ts'
import { annotationBounds, moveShape, shapeBounds } from '../../shared/geometry/shapes.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { newId } from '../../shared/ids.ts'
import { regrouped } from './regroup.ts'
import type { ToolScene } from './toolMachine.ts'

type Ids = Iterable<string>

const chosen = (all: AnnotationMap, ids: Ids): Annotation[] => {
  const out: Annotation[] = []
  for (const id of ids) {
    const a = all.get(id)
    if (a) out.push(a)
  }
  return out
}
const unlocked = (all: AnnotationMap, ids: Ids) => chosen(all, ids).filter((a) => !a.locked)

export const updateDiff = (pairs: readonly (readonly [Annotation, Annotation])[]): AnnotationDiff => ({
  added: [],
  updated: pairs.filter(([from, to]) => from !== to).map(([from, to]) => [from, to]),
  removed: [],
})

export const topZ = (all: AnnotationMap): number => {
  let top = 0
  for (const a of all.values()) if (a.z > top) top = a.z
  return top
}

/** A fresh annotation of the active class on the frame that is shown, in front of all others. */
export const newAnnotation = (scene: ToolScene, shape: Shape): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: scene.frame?.slot ?? IMAGE_SLOT, frame: scene.frame?.index ?? 0 },
  classId: isMeasurement(shape) ? null : scene.activeClass,
  shape,
  keypoints: null,
  attributes: {},
  z: topZ(scene.annotations) + 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})

export const deleteDiff = (all: AnnotationMap, ids: Ids): AnnotationDiff => ({
  added: [],
  updated: [],
  removed: unlocked(all, ids),
})

/** Copies in front of everything, in their old order, moved by `dx`, `dy` image pixels. Foreign fields stay with the original. */
export const duplicateDiff = (
  all: AnnotationMap,
  ids: Ids,
  dx: number,
  dy: number,
  /** What the copies are put in front of; another document when they come from elsewhere. */
  below: AnnotationMap = all,
): AnnotationDiff => {
  const top = topZ(below)
  const copies = chosen(all, ids)
    .sort((a, b) => a.z - b.z)
    .map(
      (a, i): Annotation => ({
        ...moveShape(a, dx, dy),
        id: newId(),
        z: top + 1 + i,
        locked: false,
        origin: { kind: 'manual' },
        extra: {},
      }),
    )
  return { added: regrouped(copies), updated: [], removed: [] }
}

/** The whole set moves as one: what keeps one shape inside the frame holds all of them. */
export const moveDiff = (all: AnnotationMap, ids: Ids, dx: number, dy: number, frame: Size | null): AnnotationDiff => {
  const moving = unlocked(all, ids).filter((a) => a.shape !== null)
  const [mx, my] = frame ? clampSetMove(moving, dx, dy, frame) : [dx, dy]
  if (mx === 0 && my === 0) return updateDiff([])
  return updateDiff(moving.map((a) => [a, moveShape(a, mx, my)]))
}
export const nudgeDiff = moveDiff

export const clampSetMove = (moving: Iterable<Annotation>, dx: number, dy: number, frame: Size): [number, number] => {
  const boxes = []
  for (const a of moving) if (a.shape) boxes.push(shapeBounds(a.shape))
  const bounds = boundsOfAll(boxes)
  return bounds ? clampMove(bounds, dx, dy, frame.width, frame.height) : [dx, dy]
}

export const setClassDiff = (all: AnnotationMap, ids: Ids, classId: string | null): AnnotationDiff =>
  updateDiff(
    unlocked(all, ids)
      .filter((a) => a.classId !== classId && !isMeasurement(a.shape))
      .map((a) => [a, { ...a, classId }]),
  )

/** Undefined takes the attribute away. */
export const setAttributeDiff = (
  all: AnnotationMap,
  ids: Ids,
  attribute: string,
  value: AttributeValue | undefined,
): AnnotationDiff =>
  updateDiff(
    unlocked(all, ids).map((a) => {
      const { [attribute]: _old, ...rest } = a.attributes
      return [a, { ...a, attributes: value === undefined ? rest : { ...rest, [attribute]: value } }]
    }),
  )

export const lockDiff = (all: AnnotationMap, ids: Ids, locked: boolean): AnnotationDiff =>
  updateDiff(
    chosen(all, ids)
      .filter((a) => a.locked !== locked)
      .map((a) => [a, { ...a, locked }]),
  )

export type Order = 'front' | 'back' | 'forward' | 'backward'

/** Paint order. Only records whose place changes are in the diff. */
export const reorderDiff = (all: AnnotationMap, ids: Ids, order: Order): AnnotationDiff => {
  const picked = new Set(unlocked(all, ids).map((a) => a.id))
  const list = [...all.values()].filter((a) => a.shape).sort((a, b) => a.z - b.z)
  const before = list.slice()
  const swap = (i: number, j: number) => {
    const a = list[i]!
    list[i] = list[j]!
    list[j] = a
  }
  const isPicked = (i: number) => picked.has(list[i]!.id)
  if (order === 'forward') {
    for (let i = list.length - 2; i >= 0; i--) if (isPicked(i) && !isPicked(i + 1)) swap(i, i + 1)
  } else if (order === 'backward') {
    for (let i = 1; i < list.length; i++) if (isPicked(i) && !isPicked(i - 1)) swap(i, i - 1)
  } else {
    const moved = list.filter((a) => picked.has(a.id))
    const rest = list.filter((a) => !picked.has(a.id))
    list.splice(0, list.length, ...(order === 'front' ? [...rest, ...moved] : [...moved, ...rest]))
  }
  if (list.every((a, i) => a === before[i])) return updateDiff([])
  if (order === 'front' || order === 'back') {
    // New z beyond the others: everything else keeps its record.
    const moved = list.filter((a) => picked.has(a.id))
    const edge = order === 'front' ? before[before.length - 1]!.z : before[0]!.z
    return updateDiff(moved.map((a, i) => [a, { ...a, z: order === 'front' ? edge + 1 + i : edge - moved.length + i }]))
  }
  // Swapped places take the z values of the places; equal values are spread first so that a swap shows.
  const zs = before.map((a) => a.z)
  for (let i = 1; i < zs.length; i++) if (zs[i]! <= zs[i - 1]!) zs[i] = zs[i - 1]! + 1
  return updateDiff(list.map((a, i) => [a, a.z === zs[i] ? a : { ...a, z: zs[i]! }]))
}

/** Bounds of several annotations, for "show me these". */
export const boundsOfSelection = (all: AnnotationMap, ids: Ids) =>
  boundsOfAll(chosen(all, ids).flatMap((a) => annotationBounds(a) ?? []))
