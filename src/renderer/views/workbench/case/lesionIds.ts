// One lesion has one id in all its views: new outlines get the next free one, and one key gives the id of a lesion of another view.
import type { AnnotationDiff, AnnotationMap } from '../../../../shared/annotation/diff.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import { isMeasurement } from '../../../../shared/annotation/model.ts'
import { viewOf } from '../../../../shared/domains/mammography/readingRules.ts'
import { MAMMO_VIEWS, sideOf } from '../../../../shared/domains/mammography/views.ts'
import { updateDiff } from '../../../tools/diffs.ts'

const ID = 'lesion_id'
export const lesionIdOf = (a: Annotation): string => {
  const id = a.attributes[ID]
  return typeof id === 'string' ? id.trim() : ''
}
export const isLesion = (a: Annotation): boolean =>
  a.shape !== null && a.classId !== null && !isMeasurement(a.shape) && viewOf(a) !== null

/** In the order of the views, then as they were drawn. */
export const lesionsOf = (all: AnnotationMap): Annotation[] =>
  [...all.values()]
    .filter(isLesion)
    .sort((a, b) => MAMMO_VIEWS.indexOf(viewOf(a) ?? 'RCC') - MAMMO_VIEWS.indexOf(viewOf(b) ?? 'RCC'))

function freeId(taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) if (!taken.has(`L${n}`)) return `L${n}`
}

/** What a gesture drew, with ids. A part that was cut off or copied keeps the id it came with. */
export function withLesionIds(diff: AnnotationDiff, all: AnnotationMap): AnnotationDiff {
  if (!diff.added.some((a) => isLesion(a) && lesionIdOf(a) === '')) return diff
  const taken = new Set([...all.values(), ...diff.added].map(lesionIdOf))
  const added = diff.added.map((a) => {
    if (!isLesion(a) || lesionIdOf(a) !== '') return a
    const id = freeId(taken)
    taken.add(id)
    return { ...a, attributes: { ...a.attributes, [ID]: id } }
  })
  return { ...diff, added }
}

/** Lesions of the other view of the same breast that `a` may be: each id once, as drawn. */
export const partnersOf = (a: Annotation, all: AnnotationMap): Annotation[] => {
  const view = viewOf(a)
  const found = new Map<string, Annotation>()
  for (const other of lesionsOf(all)) {
    const there = viewOf(other)
    if (view && there && there !== view && sideOf(there) === sideOf(view) && lesionIdOf(other) !== '')
      if (!found.has(lesionIdOf(other))) found.set(lesionIdOf(other), other)
  }
  return [...found.values()]
}

/**
 * The next candidate: its id, its kind, and what it says that this outline leaves open. With several, the same key again takes the
 * next one; after the last an id of its own.
 */
export function sameLesion(
  a: Annotation,
  all: AnnotationMap,
): { diff: AnnotationDiff; id: string; own: boolean } | null {
  const partners = partnersOf(a, all)
  if (partners.length === 0) return null
  const at = partners.findIndex((p) => lesionIdOf(p) === lesionIdOf(a))
  const partner = partners[at + 1]
  if (!partner) {
    const id = freeId(new Set([...all.values()].filter((o) => o.id !== a.id).map(lesionIdOf)))
    return { diff: updateDiff([[a, { ...a, attributes: { ...a.attributes, [ID]: id } }]]), id, own: true }
  }
  const sameKind = partner.classId === a.classId
  // Descriptors of another kind mean nothing here.
  const own = sameKind
    ? a.attributes
    : Object.fromEntries(Object.entries(a.attributes).filter(([k]) => k in partner.attributes))
  const attributes = { ...partner.attributes, ...own, [ID]: lesionIdOf(partner) }
  return {
    diff: updateDiff([[a, { ...a, classId: partner.classId, attributes }]]),
    id: lesionIdOf(partner),
    own: false,
  }
}
