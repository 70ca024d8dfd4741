// A whole case as the mammography deliveries take it: its views, every reading, and the reading that goes out alone.

import { isEmptyValue, isRecord } from '../../../shared/annotation/attributes.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import type { ItemFields } from '../../../shared/domains/itemFields.ts'
import { isMammoView, MAMMO_VIEWS, type MammoView } from '../../../shared/domains/mammography/views.ts'
import type { LossTally } from '../../formats/losses.ts'
import { isReference } from '../../formats/reference.ts'
import { deliveryGate } from '../../review/gate.ts'
import { consentsOf } from '../../store/agreed.ts'
import type { ReadableDb } from '../../store/db.ts'
import { listDocuments, readAnnotations } from '../../store/documents.ts'
import { lastAuthor } from '../../store/itemAuthors.ts'
import { readItemFields } from '../../store/itemFields.ts'
import { type ItemRecord, iterateItems } from '../../store/items.ts'
import { readingOf } from '../../store/project.ts'
import type { SourceRow } from '../../store/sources.ts'
import { listUsers } from '../../store/users.ts'
import { safePath } from '../fileNames.ts'

export type CaseReading = {
  /** Login of the reader; of a shared reading, of whoever worked in it last. */
  readonly userId: string
  readonly annotations: readonly Annotation[]
  /** Who stands by what was agreed, and since when. */
  readonly consents: readonly { readonly user_id: string; readonly time: string }[]
}
/** Stands for the reader where two have agreed. */
export const AGREED = 'agreed'
export type CaseView = { readonly view: MammoView; readonly source: SourceRow }
export type ExportCase = {
  readonly item: ItemRecord
  /** Name of the case in files and folders. */
  readonly caseId: string
  readonly patient: string
  readonly fields: ItemFields
  readonly views: readonly CaseView[]
  /** The reading that goes out first. */
  readonly readings: readonly CaseReading[]
}

/** Excluded cases stay at home and are counted. Null for a case that cannot go out. */
export function* exportCases(db: ReadableDb, where: string, losses: LossTally): Generator<ExportCase | null> {
  const logins = new Map(listUsers(db).map((u) => [u.id, u.login]))
  const taken = new Set<string>()
  const gate = deliveryGate(db)
  for (const item of iterateItems(db, where)) {
    if (item.state === 'excluded') {
      losses.add('case-excluded', item.name)
      yield null
      continue
    }
    if (!gate(item.id)) {
      losses.add('not-agreed', item.name)
      yield null
      continue
    }
    const views = MAMMO_VIEWS.flatMap((view) => {
      const source = item.slots.find((s) => s.slot === view)?.source
      return source ? [{ view, source }] : []
    })
    if (views.length < MAMMO_VIEWS.length) losses.add('case-incomplete', item.name)
    losses.add('case-set-aside', item.name, item.slots.filter((s) => !isMammoView(s.slot)).length)
    const fields = readItemFields(db, item.id)
    yield {
      item,
      caseId: freeName(safePath(item.name).replaceAll('/', '_'), taken),
      patient: fields.patient ?? item.name,
      fields,
      views,
      readings: listDocuments(db, item.id).flatMap((d) => {
        const agreed = d.authorId === null && readingOf(db) === 'independent'
        // What was only proposed is nobody's answer.
        if (agreed && d.state === 'open') return []
        const all = readAnnotations(db, d.id)
        const own = all.filter((a) => !isReference(a))
        losses.add('reference-not-exported', item.name, all.length - own.length)
        // Nobody has read a case by looking at references.
        if (own.length === 0 && all.length > 0) return []
        return {
          userId: agreed ? AGREED : (logins.get(d.authorId ?? lastAuthor(db, d.id) ?? '') ?? 'unknown'),
          consents: agreed
            ? consentsOf(db, d.id).map((c) => ({ user_id: logins.get(c.userId) ?? 'unknown', time: c.time }))
            : [],
          annotations: own.sort((a, b) => a.z - b.z),
        }
      }),
    }
  }
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`
  taken.add(name.toLowerCase())
  return name
}

/** Attributes of the case, or of one of its views. */
export const valuesOf = (
  { annotations }: Pick<CaseReading, 'annotations'>,
  view: MammoView | null,
): Readonly<Annotation['attributes']> =>
  annotations.find(
    (a) =>
      isRecord(a) && (view === null ? a.target.kind === 'item' : a.target.kind === 'slot' && a.target.slot === view),
  )?.attributes ?? {}

export type Lesion = { readonly view: MammoView; readonly id: string; readonly annotation: Annotation }

/** Outlined areas in the order in which they lie; what has no id of its own gets the next free one of the case. */
export function lesionsOf(c: ExportCase, reading: CaseReading): Lesion[] {
  const here = new Set<string>(c.views.map((v) => v.view))
  const marked = reading.annotations.filter(
    (a) =>
      a.shape && a.classId !== null && AREAS.has(a.shape.kind) && a.target.kind === 'frame' && here.has(a.target.slot),
  )
  const given = (a: Annotation): string | null => {
    const id = a.attributes['lesion_id']
    return typeof id === 'string' && !isEmptyValue(id) ? id.trim() : null
  }
  const taken = new Set(marked.flatMap((a) => given(a) ?? []))
  let n = 0
  const next = (): string => {
    do n++
    while (taken.has(`L${n}`))
    return `L${n}`
  }
  return MAMMO_VIEWS.flatMap((view) =>
    marked
      .filter((a) => a.target.kind === 'frame' && a.target.slot === view)
      .map((annotation) => ({ view, id: given(annotation) ?? next(), annotation })),
  )
}

const AREAS: ReadonlySet<string> = new Set(['polygon', 'mask', 'ellipse', 'box', 'oriented'])

/** Everything marked that these deliveries do not hold. */
export function countLeftOut(c: ExportCase, reading: CaseReading, losses: LossTally): void {
  const lesions = new Set(lesionsOf(c, reading).map((l) => l.annotation))
  for (const a of reading.annotations) {
    if (a.shape === null || lesions.has(a)) continue
    if (a.target.kind === 'frame' && !isMammoView(a.target.slot)) losses.add('case-set-aside-marked', c.item.name)
    else if (a.shape.kind === 'ruler' || a.shape.kind === 'angle') losses.add(a.shape.kind, c.item.name)
    else losses.add('no-lesion', c.item.name)
  }
}
