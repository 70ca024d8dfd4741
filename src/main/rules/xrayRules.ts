// The checks of a security X-ray project over one stored item: what the pure rules need to know is fetched here.
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { type PlaceReader, placeReader } from '../../shared/domains/xraySecurity/place.ts'
import {
  imageProblems,
  placeProblems,
  readingProblems,
  type XrayFacts,
} from '../../shared/domains/xraySecurity/rules.ts'
import type { XraySettings } from '../../shared/domains/xraySecurity/settings.ts'
import { placePath } from '../importers/packIntake.ts'
import type { ReadableDb } from '../store/db.ts'
import { itemsSharingId, readItemFields } from '../store/itemFields.ts'
import type { ItemRecord } from '../store/items.ts'
import { readProject } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'
import type { Found, ItemCheck } from './itemCheck.ts'

/** By schema and settings: both are parsed once for each of their texts. */
const readers = new WeakMap<object, WeakMap<object, PlaceReader>>()

function readerOf(schema: LabelSchema, settings: XraySettings): PlaceReader {
  const bySettings = readers.get(schema) ?? new WeakMap<object, PlaceReader>()
  readers.set(schema, bySettings)
  const reader = bySettings.get(settings) ?? placeReader({ settings, classes: schema.classes })
  bySettings.set(settings, reader)
  return reader
}

/** Null for projects of other packs. */
export function xrayCheck(db: ReadableDb): ItemCheck | null {
  const { xray: settings } = readProject(db).pack
  if (!settings) return null
  const schema = readSchema(db)
  const reader = readerOf(schema, settings)
  const classes = new Map(schema.classes.map((c) => [c.id, c]))
  const factsOf = (item: ItemRecord): XrayFacts | null => {
    const source = item.slots[0]?.source
    if (!source) return null
    return {
      path: placePath(item, source),
      state: item.state,
      width: source.width,
      height: source.height,
      bits: source.bitsStored,
      channels: source.channels,
      sameId: itemsSharingId(db, item.id, 20),
    }
  }
  const reading = (item: ItemRecord, annotations: readonly Annotation[]): Found[] => {
    const facts = factsOf(item)
    if (!facts) return []
    const fields = readItemFields(db, item.id)
    const place = { item: fields.item ?? null, scenario: fields.scenario ?? null }
    return readingProblems(annotations, facts, place, settings, classes)
  }
  return {
    item(item) {
      const facts = factsOf(item)
      if (!facts || item.state === 'excluded') return []
      return [...placeProblems(reader, facts.path), ...imageProblems(facts, settings)]
    },
    reading,
    unread: (item) => reading(item, []),
  }
}
