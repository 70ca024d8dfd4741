// The fields of items read again from their paths, with another path template or other names of makers, items, scenarios.
import type { FieldsResult } from '../../shared/contract/pack.ts'
import { placeFields } from '../../shared/domains/xraySecurity/fields.ts'
import { placeReader } from '../../shared/domains/xraySecurity/place.ts'
import type { PlaceRule } from '../../shared/domains/xraySecurity/settings.ts'
import { breathe } from '../importers/labelSurvey.ts'
import { placePath } from '../importers/packIntake.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { appendLog } from '../store/changeLog.ts'
import type { Ctx } from '../store/ctx.ts'
import { row, transaction } from '../store/db.ts'
import { readFieldsOf, writeItemFields } from '../store/itemFields.ts'
import { type ItemRecord, iterateItems } from '../store/items.ts'
import type { OpenProject } from '../store/open.ts'
import { projectCounts, readProject } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'
import type { JobControl } from './runner.ts'

const CHUNK = 200
const EXAMPLES = 100

export type ReadFields = JobControl & {
  /** Null = the project's own rule. */
  place: PlaceRule | null
  /** Null = only look. */
  write: Ctx | null
}

export async function readFieldsAgain(
  project: OpenProject,
  { place, write, signal, onProgress }: ReadFields,
): Promise<FieldsResult> {
  const { db } = project
  const { xray } = readProject(db).pack
  const result: FieldsResult = { items: 0, changed: 0, unread: 0, examples: [] }
  if (!xray) return result
  const settings = place ? { ...xray, place } : xray
  const reader = placeReader({ settings, classes: readSchema(db).classes })
  const { items: total } = projectCounts(db)
  const take = (chunk: readonly ItemRecord[]) => {
    const known = readFieldsOf(
      db,
      chunk.map((i) => i.id),
    )
    for (const item of chunk) {
      result.items++
      const source = item.slots[0]?.source
      const found = source ? reader.read(placePath(item, source)) : null
      if (!found || (settings.place.template !== null && found.read === null)) {
        result.unread++
        continue
      }
      const before = known.get(item.id) ?? {}
      // What the folders above a copy once said is nowhere else.
      const after = { ...(source?.copied ? before : {}), ...placeFields(found) }
      if (canonicalJson(before) === canonicalJson(after)) continue
      result.changed++
      if (result.examples.length < EXAMPLES)
        result.examples.push({ item: item.name, before: { ...before }, after: { ...after } })
      if (write) {
        const writable = project.writable()
        const no = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', item.id)?.no
        if (no !== undefined) writeItemFields(writable, no, after)
      }
    }
  }
  const takeSafely = (chunk: readonly ItemRecord[]) => {
    if (!write) return take(chunk)
    const before = result.changed
    transaction(project.writable(), () => {
      take(chunk)
      const payload = JSON.stringify({ items: result.changed - before })
      if (result.changed > before) appendLog(project.writable(), { kind: 'item', mark: 'item.fields', payload }, write)
    })
  }
  let chunk: ItemRecord[] = []
  for (const item of iterateItems(db)) {
    chunk.push(item)
    if (chunk.length < CHUNK) continue
    takeSafely(chunk)
    chunk = []
    onProgress(result.items, total)
    await breathe(signal)
  }
  takeSafely(chunk)
  onProgress(result.items, total)
  return result
}
