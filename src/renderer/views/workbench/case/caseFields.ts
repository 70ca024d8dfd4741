// The rows of the case sheet, in the order they are answered: density, views, breasts, patient, BI-RADS; and those of one lesion.
import { askedOf, isAsked } from '../../../../shared/annotation/attributes.ts'
import { classTree } from '../../../../shared/annotation/classTree.ts'
import type { AnnotationMap } from '../../../../shared/annotation/diff.ts'
import type { AttributeDef, Bilingual, LabelSchema } from '../../../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import type { Whole } from '../../../../shared/domains/mammography/conclusion.ts'
import { fieldId } from '../../../../shared/domains/mammography/signPlaces.ts'
import { shapeUse } from '../../../../shared/geometry/shapes.ts'
import { caseSheetTexts } from '../../../../shared/text/caseSheet.ts'
import { ITEM, recordOf } from '../itemLabels.ts'

export type SheetRow = {
  readonly id: string
  readonly title: Bilingual
  readonly options: readonly string[]
  readonly titles: Readonly<Record<string, Bilingual>>
  /** What the guideline says of an option. */
  readonly helps?: Readonly<Record<string, Bilingual>> | undefined
  readonly value: string | undefined
  /** Null = of the chosen lesion. */
  readonly whole: Whole | null
  /** Null = the class of the lesion. */
  readonly attribute: string | null
}

/** Said elsewhere on the sheet. */
const ELSEWHERE = new Set(['discard_yn', 'discard_reason'])
const BEFORE_VIEWS = ['density']
const LAST = ['right', 'left', 'result', 'birads']

const textOf = (v: unknown): string | undefined => (typeof v === 'string' ? v : v === true ? 'true' : undefined)

function rowOf(def: AttributeDef, whole: Whole | null, id: string, value: unknown, title = def.title): SheetRow | null {
  const { type } = def
  const base = { id, title, whole, attribute: def.id, value: textOf(value) }
  if (type.kind === 'choice') return { ...base, options: type.options, titles: type.titles, helps: type.helps }
  if (type.kind === 'flag') return { ...base, options: ['true'], titles: { true: caseSheetTexts['case.yes'] } }
  return null
}

/** `slots`: places of the case that hold a view. */
export function caseRows(schema: LabelSchema, slots: readonly string[], records: AnnotationMap): SheetRow[] {
  const tree = classTree(schema)
  const rows = (defs: readonly AttributeDef[], whole: Whole, title?: Bilingual) => {
    const attributes = recordOf(records, whole)?.attributes ?? {}
    return defs
      .filter((d) => !ELSEWHERE.has(d.id) && isAsked(d, { classId: null, attributes }, tree))
      .flatMap((d) => rowOf(d, whole, fieldId(whole, d.id), attributes[d.id], title) ?? [])
  }
  const item = rows(schema.itemAttributes, ITEM)
  const named = (ids: readonly string[]) => ids.flatMap((id) => item.find((r) => r.attribute === id) ?? [])
  const others = item.filter((r) => ![...BEFORE_VIEWS, ...LAST].includes(r.attribute ?? ''))
  const views = slots
    .filter((slot) => recordOf(records, { kind: 'slot', slot })?.attributes['discard_yn'] !== true)
    .flatMap((slot) => {
      const own = schema.slotAttributes
      // One row of a view needs no more than its name.
      const only = own.filter((d) => !ELSEWHERE.has(d.id)).length === 1 ? { ko: slot, en: slot } : undefined
      return rows(own, { kind: 'slot', slot }, only).map((r) =>
        only ? r : { ...r, title: { ko: `${slot} ${r.title.ko}`, en: `${slot} ${r.title.en}` } },
      )
    })
  return [...named(BEFORE_VIEWS), ...views, ...named(LAST), ...others]
}

/** Kind first, then what is asked of a lesion of this kind. */
export function lesionRows(schema: LabelSchema, lesion: Annotation): SheetRow[] {
  const kinds = schema.classes.filter((c) => c.shapes.includes(shapeUse(lesion)))
  return [
    {
      id: 'lesion:class',
      title: caseSheetTexts['case.kind'],
      options: kinds.map((c) => c.id),
      titles: Object.fromEntries(kinds.map((c) => [c.id, c.title])),
      helps: Object.fromEntries(kinds.flatMap((c) => (c.help ? [[c.id, c.help]] : []))),
      value: lesion.classId ?? undefined,
      whole: null,
      attribute: null,
    },
    ...askedOf(lesion, schema).flatMap((d) => rowOf(d, null, `lesion:${d.id}`, lesion.attributes[d.id]) ?? []),
  ]
}
