// Which item of the project a foreign image is.
import { isAbsolute, resolve, sep } from 'node:path'
import { slotFacts } from '../../shared/annotation/slotParts.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import { otherSpellings } from '../../shared/domains/xraySecurity/dataId.ts'
import type { LossCode } from '../../shared/text/formats.ts'
import { readFrameName } from '../formats/frameNames.ts'
import type { ForeignImage, LabelFile, LabelFormat } from '../formats/record.ts'
import { readSlotName } from '../formats/slotNames.ts'
import type { ReadableDb } from '../store/db.ts'
import { itemsByForeign } from '../store/foreign.ts'
import { findItemsByName, getItem, type ItemRecord } from '../store/items.ts'
import { itemsNamed, type NamedItem } from '../store/namedItems.ts'
import { baseName, foldName, stemOf } from '../store/names.ts'
import { matchDicom } from './matchDicom.ts'
import { matchView } from './matchViews.ts'

export type Match =
  | { readonly kind: 'item'; readonly item: NamedItem; readonly frame: number }
  | { readonly kind: 'missing' | 'ambiguous'; readonly shown: string }
  | { readonly kind: 'unfit'; readonly code: LossCode; readonly shown: string }
  /** Its name says a view, and why it cannot be put there. */
  | { readonly kind: 'unplaced'; readonly code: UnplacedCode; readonly shown: string }
export type UnplacedCode = Extract<ErrorCode, LossCode>

/**
 * By name (exact, end of path, file name, without ending). Two of a name are told apart by where the label file points, else
 * by nearness: the picture that shares most folders with the label file.
 */
export function matchItems(
  db: ReadableDb,
  images: readonly ForeignImage[],
  file: Pick<LabelFile, 'format' | 'folder'>,
): Match[] {
  const exact = itemsNamed(
    db,
    images.flatMap((image) => image.name ?? []),
  )
  return images.map((image) => {
    if (image.dicom) return matchDicom(db, image.dicom)
    if (image.name === null) return choose(byForeignId(db, image, file.format), image, file)
    const name = image.name
    const found =
      exact.get(name) ?? inPlace(db, name) ?? findItemsByName(db, name).flatMap((i) => pictureNamed(i, name))
    return found.length > 0 ? choose(found, image, file) : otherwise(db, image, file)
  })
}

/** Label Studio puts eight characters before the names of uploaded pictures, in every format that it exports. */
const UPLOADED = /(?:^|[\\/])[0-9a-f]{8}-([^\\/]+)$/i

/** Nothing has the name: the other names it may have, then a frame of the clip. */
function otherwise(db: ReadableDb, image: ForeignImage, file: Pick<LabelFile, 'folder'>): Match {
  for (const name of [...(image.otherNames ?? []), ...sameDataId(image.name ?? '')]) {
    const found = findItemsByName(db, name).flatMap((item) => pictureNamed(item, name))
    if (found.length > 0) return choose(found, image, file)
  }
  const uploaded = UPLOADED.exec(image.name ?? '')?.[1]
  const original = uploaded === undefined ? [] : findItemsByName(db, uploaded).flatMap(firstPicture)
  if (original.length > 0) return choose(original, image, file)
  const { clip } = image
  if (!clip) return frameOf(db, image, file) ?? matchView(db, image, file) ?? choose([], image, file)
  const clips = findItemsByName(db, clip.name)
    .flatMap(firstPicture)
    .filter((item) => item.frames > 1 && clip.frame < item.frames)
  const match = choose(clips, { ...image, name: `${clip.name} #${clip.frame}` }, file)
  return match.kind === 'item' ? { ...match, frame: clip.frame } : match
}

/** A delivery writes the code of a data id in one spelling, whatever the picture's own name has (XRS-1). */
function sameDataId(name: string): string[] {
  const file = baseName(name)
  const dot = file.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [file.slice(0, dot), file.slice(dot)] : [file, '']
  return otherSpellings(stem).map((other) => other + ending)
}

/** A picture that an export made of one frame of an item. */
function frameOf(db: ReadableDb, image: ForeignImage, file: Pick<LabelFile, 'folder'>): Match | null {
  for (const name of [image.name, ...(image.otherNames ?? [])]) {
    const said = name === null ? null : readFrameName(name)
    if (!said) continue
    // A delivery puts its pictures into folders of its own, before those of the item's name.
    const parts = said.name.split('/')
    const tails = parts.map((_, i) => parts.slice(i).join('/'))
    for (const itemName of tails.flatMap((tail) => [`${tail}${said.ending}`, tail])) {
      const found = findItemsByName(db, itemName)
        .flatMap(firstPicture)
        .filter((item) => item.frames > 1 && said.frame < item.frames)
      if (found.length === 0) continue
      const match = choose(found, image, file)
      return match.kind === 'item' ? { ...match, frame: said.frame } : match
    }
  }
  return null
}

function choose(found: readonly NamedItem[], image: ForeignImage, file: Pick<LabelFile, 'folder'>): Match {
  const shown = image.name ?? (image.foreignId === null ? '?' : `#${image.foreignId}`)
  const [first, second] = found
  if (!first) return { kind: 'missing', shown }
  if (!second) return { kind: 'item', item: first, frame: 0 }
  const there = found.filter((item) => samePlace(item.path, image.path))
  const alike = there.length > 0 ? there : sameFolders(found, image.statedPath ?? null)
  const [only, another] = alike.length > 0 ? alike : nearest(found, file.folder)
  return only && !another ? { kind: 'item', item: only, frame: 0 } : { kind: 'ambiguous', shown }
}

/** `case/RCC`, as a delivery names a place of an item of several, also below folders of the delivery. */
function inPlace(db: ReadableDb, name: string): NamedItem[] | null {
  const said = readSlotName(name)
  if (!said) return null
  const parts = said.item.split('/')
  for (const tail of parts.map((_, i) => parts.slice(i).join('/'))) {
    const found = findItemsByName(db, tail).filter((item) => item.slots.some((s) => s.slot === said.slot))
    if (found.length > 0) return found.flatMap((item) => picture(item, said.slot))
  }
  return null
}

/** Of an item of several places: the one whose file has the name. */
function pictureNamed(item: ItemRecord, name: string): NamedItem[] {
  const wanted = foldName(baseName(name))
  const files = item.slots.filter(({ source }) => foldName(baseName(source.path)) === wanted)
  const own = files.length > 0 ? files : item.slots.filter(({ source }) => stemOf(source.path) === stemOf(name))
  return picture(item, own[0]?.slot ?? item.slots[0]?.slot)
}

const firstPicture = (item: ItemRecord): NamedItem[] => picture(item, item.slots[0]?.slot)

function picture({ id, name, slots }: ItemRecord, slot: string | undefined): NamedItem[] {
  const first = slots.find((s) => s.slot === slot)
  if (!first) return []
  const { path, width, height, orientation } = first.source
  const frames = slotFacts(slots).get(first.slot)?.frames ?? 1
  return [{ id, name, slot: first.slot, path, width, height, orientation, frames }]
}

/** `/datasets/Smith/Knife/a.png` means the one of two `a.png` that lies in `Smith/Knife`: most folders in common from the end. */
function sameFolders(items: readonly NamedItem[], stated: string | null): NamedItem[] {
  const foldersOf = (path: string) => path.normalize('NFC').toLowerCase().split(/[\\/]/).slice(0, -1).reverse()
  if (stated === null) return []
  const wanted = foldersOf(stated)
  const inCommon = (path: string): number => {
    const parts = foldersOf(path)
    const differs = wanted.findIndex((part, i) => parts[i] !== part)
    return differs < 0 ? wanted.length : differs
  }
  // A copied picture lies in a folder of its own; the item's name still holds those it came from.
  const scored = items.map((item) => ({ item, score: Math.max(inCommon(item.path), inCommon(item.name)) }))
  const best = Math.max(...scored.map((s) => s.score))
  return best === 0 ? [] : scored.filter((s) => s.score === best).map((s) => s.item)
}

function nearest(items: readonly NamedItem[], folder: string): NamedItem[] {
  const wanted = resolve(folder).split(sep)
  const shared = (path: string): number => {
    if (!isAbsolute(path)) return 0
    const parts = path.split(sep)
    const differs = wanted.findIndex((part, i) => parts[i] !== part)
    return differs < 0 ? wanted.length : differs
  }
  const scored = items.map((item) => ({ item, score: shared(item.path) }))
  const best = Math.max(...scored.map((s) => s.score))
  return scored.filter((s) => s.score === best).map((s) => s.item)
}

/** Result lists give only a number: that of an earlier import, else the official file names that hold it. */
function byForeignId(db: ReadableDb, image: ForeignImage, format: LabelFormat): NamedItem[] {
  if (image.foreignId === null) return []
  const known = itemsByForeign(db, format, 'id', image.foreignId)
  if (known.length > 0) return known.flatMap((id) => getItem(db, id) ?? []).flatMap(firstPicture)
  if (typeof image.foreignId !== 'number' || !Number.isInteger(image.foreignId) || image.foreignId < 0) return []
  const padded = String(image.foreignId).padStart(12, '0')
  const names = ['', 'COCO_train2014_', 'COCO_val2014_', 'COCO_test2014_', 'COCO_test2015_'].map(
    (p) => `${p}${padded}.jpg`,
  )
  const items = new Map(names.flatMap((name) => findItemsByName(db, name)).map((item) => [item.id, item]))
  return [...items.values()].flatMap(firstPicture)
}

function samePlace(source: string, stated: string | null): boolean {
  if (stated === null || !isAbsolute(source)) return false
  const wanted = resolve(stated)
  return source === wanted || source.replace(/\.[^./\\]+$/, '') === wanted
}
