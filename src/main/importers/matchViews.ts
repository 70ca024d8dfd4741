// A label file whose name says a view of a case: `0_R-CC_benign.png` is about the RCC of the case that the name, the folder or
// the place of the file means.
import { basename, dirname, sep } from 'node:path'
import { caseOfName, readView } from '../../shared/domains/mammography/views.ts'
import type { ForeignImage, LabelFile } from '../formats/record.ts'
import { type ReadableDb, rows } from '../store/db.ts'
import { getItem, type ItemRecord } from '../store/items.ts'
import type { NamedItem } from '../store/namedItems.ts'
import { baseName, foldName } from '../store/names.ts'
import { readProject } from '../store/project.ts'
import type { Match } from './matchItems.ts'

export function matchView(db: ReadableDb, image: ForeignImage, file: Pick<LabelFile, 'folder'>): Match | null {
  const { inCase, name } = image
  if (!inCase || name === null) return null
  if (readProject(db).pack.item.kind !== 'case') return { kind: 'unplaced', code: 'label-view-no-cases', shown: name }
  const found = casesOf(db, inCase, file.folder)
  const { slot } = inCase
  const pictures = found.flatMap((item) => pictureOf(item, slot, image.size) ?? [])
  const [picture, another] = pictures
  if (another) return { kind: 'unplaced', code: 'label-view-ambiguous', shown: name }
  return picture
    ? { kind: 'item', item: picture, frame: 0 }
    : { kind: 'unplaced', code: found.length > 0 ? 'label-view-missing' : 'label-view-no-case', shown: name }
}

/** A folder speaks for all that lies in it, so it is asked only where the set cannot be of several cases. */
function casesOf(db: ReadableDb, { slot, caseName, only, perView }: InCase, folder: string): ItemRecord[] {
  const named = caseName === '' ? [] : casesNamed(db, caseName)
  if (named.length > 0) return named
  const own = perView ? casesNamed(db, basename(folder)) : []
  return own.length > 0 || !only ? own : casesAround(db, folder, slot, caseName)
}
type InCase = NonNullable<ForeignImage['inCase']>

const CASES = `SELECT i.id FROM items i WHERE i.name = ? UNION
  SELECT i.id FROM item_fields f JOIN items i ON i.no = f.item_no WHERE f.field = 'patient' AND f.value = ?`
const casesNamed = (db: ReadableDb, name: string): ItemRecord[] =>
  rows<{ id: string }>(db, CASES, name, name).flatMap(({ id }) => getItem(db, id) ?? [])

/** Cases called like the folder above; else those whose picture of the view lies in this folder or that one. */
function casesAround(db: ReadableDb, folder: string, slot: string, caseName: string): ItemRecord[] {
  const folders = [folder, dirname(folder)]
  const named = casesNamed(db, basename(dirname(folder)))
  if (named.length > 0) return named
  const lying = rows<{ id: string; path: string }>(
    db,
    `SELECT DISTINCT i.id, o.path FROM item_slots s JOIN sources o ON o.no = s.source_no JOIN items i ON i.no = s.item_no
     WHERE s.slot = ? AND (instr(o.path, ?) = 1 OR instr(o.path, ?) = 1)`,
    slot,
    `${folders[0]}${sep}`,
    `${folders[1]}${sep}`,
  )
  // Deeper folders hold other cases; and a picture that names its case must not name another one.
  return lying
    .filter(({ path }) => folders.includes(dirname(path)) && ['', foldName(caseName)].includes(caseOf(path)))
    .flatMap(({ id }) => getItem(db, id) ?? [])
}
const caseOf = (path: string): string => {
  const name = baseName(path)
  return readView({}, name).view ? foldName(caseOfName(name)) : ''
}

/** The chosen picture of the view, unless only one that was set aside has exactly the size of the labels. */
function pictureOf(item: ItemRecord, slot: string, size: ForeignImage['size']): NamedItem | null {
  const chosen = item.slots.find((s) => s.slot === slot)
  const fits = ({ source }: ItemRecord['slots'][number]) =>
    size !== null && source.width === size.width && source.height === size.height
  const aside = item.slots.filter(
    (s) => s.slot !== slot && fits(s) && readView(s.source.facts, baseName(s.source.path)).view === slot,
  )
  const place = chosen && (fits(chosen) || aside.length !== 1) ? chosen : (aside[0] ?? chosen)
  if (!place) return null
  const { path, width, height, orientation } = place.source
  return {
    id: item.id,
    name: item.name,
    slot: place.slot,
    path,
    width,
    height,
    orientation,
    frames: place.source.frames,
  }
}
