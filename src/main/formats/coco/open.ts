// A COCO file (or a result list) as a stream of images with their labels.
import { basename, dirname, join } from 'node:path'
import { asPixels, asText, isEmpty, isFields, without } from '../guards.ts'
import { splitFile } from '../json/splitFile.ts'
import { parsePiece } from '../json/splitter.ts'
import type { LabelPicture, ReadPicture } from '../maskPng/picture.ts'
import type { Fields, ForeignClass, ForeignImage, ImageLabels, LabelFile } from '../record.ts'
import { Buckets } from './buckets.ts'
import { captionLabel, isCaption } from './captions.ts'
import { type CategoryKey, fromCoco } from './fromCoco.ts'
import { ImageReader } from './imageIndex.ts'
import { panopticLabels, readPanoptic, segmentsOf } from './panoptic.ts'
import { cocoSkeleton } from './skeleton.ts'
import { type CocoSurvey, cocoWants, surveyCoco } from './survey.ts'
import { type CocoId, idKey, type KeptImage } from './types.ts'

type Group = { ordinal: number; id: CocoId; records: unknown[] }

/** `knownCategory`: for result lists, whose category ids mean those of the project's earlier import. */
export async function openCoco(
  path: string,
  knownCategory: (id: CocoId) => string | null,
  pictures: ReadPicture,
  signal?: AbortSignal,
): Promise<LabelFile> {
  const survey = await surveyCoco(path, signal)
  const { classes, key } = categoryKeys(survey, knownCategory)
  const notes = [...survey.notes].map(([code, count]) => ({ code, count, examples: [basename(path)] }))
  return {
    format: 'coco',
    name: basename(path),
    folder: dirname(path),
    classes,
    root: isEmpty(survey.root) ? null : survey.root,
    total: survey.images.size,
    notes,
    async *images(inner) {
      const made = madeBy(survey.root['info'])
      for await (const image of readImages(path, survey, key, pictures, inner ?? signal)) yield { ...image, made }
    },
  }
}

const madeBy = (info: unknown) =>
  isFields(info)
    ? { by: asText(info['contributor']), at: asText(info['date_created']) ?? asText(info['date']) }
    : { by: null, at: null }

async function* readImages(
  path: string,
  survey: CocoSurvey,
  key: CategoryKey,
  read: ReadPicture,
  signal?: AbortSignal,
): AsyncGenerator<ImageLabels> {
  const ids = [...survey.images.ids()]
  const reader = await ImageReader.open(path, survey.images)
  try {
    const groups = survey.grouped ? groupedInFile(path, survey, signal) : groupedOnDisk(path, survey, signal)
    const seen = new Uint8Array(Math.max(1, survey.images.size))
    for await (const group of groups) {
      if (group.ordinal < seen.length) seen[group.ordinal] = 1
      yield await imageLabels(path, await reader.record(group.ordinal), group.id, group.records, key, read)
    }
    for (let ordinal = 0; ordinal < ids.length; ordinal++)
      if (!seen[ordinal]) yield await imageLabels(path, await reader.record(ordinal), ids[ordinal]!, [], key, read)
  } finally {
    await reader.close()
  }
}

async function* annotationRecords(path: string, signal?: AbortSignal): AsyncGenerator<Fields[]> {
  for await (const pieces of splitFile(path, { wants: cocoWants }, signal)) {
    const records: Fields[] = []
    for (const { key, kind, bytes } of pieces) {
      if (kind !== 'element' || (key !== '' && key !== 'annotations')) continue
      const record = parsePiece(bytes)
      // What is not an object, or names no image, is counted under the image that does not exist.
      records.push(isFields(record) ? record : { '': record })
    }
    if (records.length > 0) yield records
  }
}

const NO_IMAGE = ''

async function* groupedInFile(path: string, survey: CocoSurvey, signal?: AbortSignal): AsyncGenerator<Group> {
  const groups: Group[] = []
  const lost: unknown[] = []
  for await (const records of annotationRecords(path, signal)) {
    for (const record of records) {
      const id = idKey(record['image_id'])
      const last = groups[groups.length - 1]
      if (id === null) lost.push({})
      else if (last?.id === id) last.records.push(record)
      else groups.push({ ordinal: survey.images.ordinalOf(id), id, records: [record] })
    }
    // The last group may go on in the next block.
    yield* groups.splice(0, groups.length - 1)
  }
  yield* groups
  if (lost.length > 0) yield lostGroup(lost)
}

/** Records that name no image at all: counted, never silent. */
const lostGroup = (records: unknown[]): Group => ({ ordinal: Number.POSITIVE_INFINITY, id: NO_IMAGE, records })

async function* groupedOnDisk(path: string, survey: CocoSurvey, signal?: AbortSignal): AsyncGenerator<Group> {
  const buckets = await Buckets.make()
  try {
    let lost = 0
    for await (const records of annotationRecords(path, signal)) {
      for (const record of records) {
        const id = idKey(record['image_id'])
        if (id === null) lost++
        else await buckets.add(survey.images.ordinalOf(id), JSON.stringify(record))
      }
    }
    await buckets.flush()
    const ids = [...survey.images.ids()]
    for (let no = 0; no < buckets.bucketsFor(ids.length); no++) {
      const found = await buckets.read(no)
      const [from, to] = buckets.range(no, ids.length)
      for (let ordinal = from; ordinal < to; ordinal++) {
        const records = found.get(ordinal)
        if (records) yield { ordinal, id: ids[ordinal]!, records }
      }
    }
    if (lost > 0) yield lostGroup(Array.from({ length: lost }, () => ({})))
  } finally {
    await buckets.close()
  }
}

async function imageLabels(
  path: string,
  record: Fields | null,
  id: CocoId,
  records: readonly unknown[],
  key: CategoryKey,
  read: ReadPicture,
): Promise<ImageLabels> {
  const pictures = new Map<unknown, LabelPicture | null>()
  for (const r of records) if (isFields(r) && segmentsOf(r)) pictures.set(r, await readPanoptic(path, r, read))
  return {
    image: cocoImage(path, record, id),
    count: records.reduce<number>((sum, r) => sum + (segmentsOf(r)?.length ?? 1), 0),
    read: (grid, report) => {
      if (record && isBoxedImage(record)) report('coco-image-box')
      return records.flatMap((r) => {
        if (!isFields(r)) return []
        if (segmentsOf(r)) return panopticLabels(r, pictures.get(r) ?? null, grid, key, report)
        if (isCaption(r)) return [captionLabel(r)]
        const label = fromCoco(r, grid, key, report)
        // An unreadable shape must not come in as a label of the whole picture.
        if (label.shape === null && (!isAbsent(r['bbox']) || !isAbsent(r['segmentation']))) return []
        if (label.classKey === null && label.shape !== null) report('coco-category-unknown')
        return [label]
      })
    },
  }
}

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

const IMAGE_FIELDS = new Set(['id', 'file_name', 'width', 'height'])

export function cocoImage(path: string, record: Fields | null, id: CocoId): ForeignImage {
  // LVIS names its pictures by their address only.
  const name = asText(record?.['file_name']) ?? asText(record?.['coco_url'])?.split('/').slice(-2).join('/') ?? null
  const [width, height] = [asPixels(record?.['width']), asPixels(record?.['height'])]
  const fields = record ? without(record, IMAGE_FIELDS) : {}
  const publishedId = record?.['id'] ?? id
  const extra: KeptImage = {
    ...(typeof publishedId === 'number' || typeof publishedId === 'string' ? { id: publishedId } : {}),
    ...(name === null ? {} : { file_name: name }),
    ...(isEmpty(fields) ? {} : { fields }),
  }
  return {
    name,
    path: name === null ? null : join(dirname(path), name.replaceAll('\\', '/')),
    size: width !== null && height !== null ? { width, height } : null,
    foreignId: id === NO_IMAGE ? null : id,
    extra: record ? extra : null,
    statedPath: asText(record?.['path']),
  }
}

/** A contest's habit: one box as x, y, w, h in the image record. It names no class, so it stays a field. */
const isBoxedImage = (record: Fields): boolean => ['x', 'y', 'w', 'h'].every((name) => typeof record[name] === 'number')

function categoryKeys(
  survey: CocoSurvey,
  known: (id: CocoId) => string | null,
): { classes: ForeignClass[]; key: CategoryKey } {
  const classes: ForeignClass[] = []
  const byId = new Map<CocoId, string>()
  const taken = new Set<string>()
  const add = (id: CocoId, stated: string | null, extra: Fields): string => {
    const name = stated ?? `category ${id}`
    const key = taken.has(name) ? `${name} #${id}` : name
    taken.add(key)
    byId.set(id, key)
    classes.push({ key, name, extra, skeleton: cocoSkeleton(extra) })
    return key
  }
  for (const record of survey.categories) {
    const id = idKey(record['id'])
    if (id !== null && !byId.has(id)) add(id, asText(record['name']), record)
  }
  const ofResults = (id: CocoId) => byId.get(id) ?? known(id) ?? add(id, null, { id })
  return {
    classes,
    key: (value) => {
      const id = idKey(value)
      if (id === null) return null
      return byId.get(id) ?? (survey.isResults ? ofResults(id) : null)
    },
  }
}
