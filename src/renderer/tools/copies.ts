// Shapes taken from one picture and put on another (or the same): they keep their arrangement, and the set as a whole is
// moved inside the frame it lands on.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import { type Annotation, IMAGE_SLOT } from '../../shared/annotation/model.ts'
import { boundsOfAll } from '../../shared/geometry/box.ts'
import { annotationBounds } from '../../shared/geometry/shapes.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { duplicateDiff } from './diffs.ts'

/** Step between a shape and its copy in the same place, image pixels. */
const CASCADE = 12

/** The shortest way into the frame; what is larger than the frame is lined up with its top left corner. */
export function moveInside(b: Bounds, frame: Size): [dx: number, dy: number] {
  const axis = (low: number, length: number, room: number) =>
    low < 0 || length > room ? -low : Math.min(0, room - (low + length))
  return [axis(b.x, b.width, frame.width), axis(b.y, b.height, frame.height)]
}

const boundsOf = (annotations: readonly Annotation[]): Bounds | null =>
  boundsOfAll(annotations.flatMap((a) => annotationBounds(a) ?? []))

const looksLike = (a: Annotation): string => JSON.stringify([a.classId, a.shape])

export type Landing = { readonly size: Size | null; readonly index: number; readonly slot?: string | undefined }
const targetOf = ({ slot, index }: Landing) => ({ kind: 'frame', slot: slot ?? IMAGE_SLOT, frame: index }) as const
const liesOn = (a: Annotation, { slot, index }: Landing): boolean =>
  a.target.kind === 'frame' && a.target.slot === (slot ?? IMAGE_SLOT) && a.target.frame === index

/** Copies of `taken` on the frame shown. Where the same shapes already lie, the copies are set off so that they show. */
export function pasteDiff(all: AnnotationMap, taken: readonly Annotation[], frame: Landing): AnnotationDiff {
  const shapes = taken.filter((a) => a.shape !== null)
  const here = new Set<string>()
  for (const a of all.values()) if (a.shape && liesOn(a, frame)) here.add(looksLike(a))
  const place = (steps: number): AnnotationDiff => {
    const map = new Map(shapes.map((a) => [a.id, a]))
    const bounds = boundsOf(shapes)
    const off = steps * CASCADE
    const moved = bounds && { ...bounds, x: bounds.x + off, y: bounds.y + off }
    const [dx, dy] = moved && frame.size ? moveInside(moved, frame.size) : [0, 0]
    return duplicateDiff(map, map.keys(), off + dx, off + dy, all)
  }
  let diff = place(0)
  for (let steps = 1; steps <= 20 && diff.added.some((a) => here.has(looksLike(a))); steps++) diff = place(steps)
  const target = targetOf(frame)
  return { ...diff, added: diff.added.map((a) => ({ ...a, target })) }
}

/** Copies of another picture's shapes that are not here yet: asked twice, it adds nothing twice. */
export function propagateDiff(
  all: AnnotationMap,
  from: readonly Annotation[],
  frame: Landing,
  classId: string | null | undefined,
): AnnotationDiff {
  const wanted = from.filter((a) => a.shape !== null && (classId === undefined || a.classId === classId))
  const target = targetOf(frame)
  const here = new Set<string>()
  for (const a of all.values()) if (a.shape && liesOn(a, frame)) here.add(looksLike(a))
  const bounds = boundsOf(wanted)
  const [dx, dy] = bounds && frame.size ? moveInside(bounds, frame.size) : [0, 0]
  const map = new Map(wanted.map((a) => [a.id, a]))
  const { added } = duplicateDiff(map, map.keys(), dx, dy, all)
  return {
    added: added.filter((a) => !here.has(looksLike(a))).map((a) => ({ ...a, target })),
    updated: [],
    removed: [],
  }
}
