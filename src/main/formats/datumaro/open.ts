// Datumaro JSON: categories, and items with annotations of many kinds.
import { basename, dirname } from 'node:path'
import type { Skeleton } from '../../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { asPixels, asText, isFields, isNumbers, without } from '../guards.ts'
import { eachFile, type OpenSetting } from '../reader.ts'
import type { Fields, ForeignClass, ImageLabels, LabelFile } from '../record.ts'
import { numberedPoints, skeletonOf } from '../skeleton.ts'
import { imagesOf, readJsonFile } from '../wholeFile.ts'
import { readDatumaro } from './shapes.ts'

export const datumaroReader = eachFile('datumaro', openDatumaro)

export async function openDatumaro(path: string, { losses }: Pick<OpenSetting, 'losses'>): Promise<LabelFile> {
  const root = await readJsonFile(path, losses)
  if (!isFields(root) || !Array.isArray(root['items']))
    throw new PandokError('unknown-format', 'the JSON file holds no Datumaro items')
  const { list, byId } = categoriesOf(isFields(root['categories']) ? root['categories'] : {})
  const items: unknown[] = root['items']
  const classKey = (id: unknown): string | null => (typeof id === 'number' ? (byId.get(id) ?? null) : null)
  return {
    format: 'datumaro',
    name: basename(path),
    folder: dirname(path),
    classes: list,
    root: without(root, new Set(['items'])),
    total: items.length,
    notes: [],
    images: imagesOf(items.map((item) => imageLabels(isFields(item) ? item : {}, classKey))),
  }
}

/** Labels of single points belong to a skeleton and are no classes of their own. */
function categoriesOf(categories: Fields): { list: ForeignClass[]; byId: Map<number, string> } {
  const labels = listOf(categories['label'], 'labels')
  const templates = new Map(listOf(categories['points'], 'items').map((p) => [p['label_id'], p]))
  const names = labels.map((l, i) => asText(l['name']) ?? `label ${i}`)
  const parents = new Set([...templates.keys()].map((id) => (typeof id === 'number' ? names[id] : undefined)))
  const list: ForeignClass[] = []
  const byId = new Map<number, string>()
  const taken = new Set<string>()
  for (const [id, record] of labels.entries()) {
    const name = names[id]!
    const template = templates.get(id)
    const parent = asText(record['parent'])
    if (parent !== null && !template && parents.has(parent)) continue
    const key = taken.has(name) ? `${name} #${id}` : name
    taken.add(key)
    byId.set(id, key)
    list.push({
      key,
      name,
      extra: { id, ...without(record, new Set(['name'])) },
      skeleton: template ? skeletonFrom(template) : null,
    })
  }
  return { list, byId }
}

const listOf = (value: unknown, name: string): Fields[] => {
  const list = isFields(value) ? value[name] : null
  return Array.isArray(list) ? list.map((entry) => (isFields(entry) ? entry : {})) : []
}

/** Joints count from 1, unless one of them is 0. */
function skeletonFrom(template: Fields): Skeleton | null {
  const stated = Array.isArray(template['labels']) ? template['labels'].map(String) : []
  const joints = (Array.isArray(template['joints']) ? template['joints'] : []).filter(isPair)
  const base = joints.some((j) => j.includes(0)) ? 0 : 1
  const edges = joints.map(([a, b]) => [a - base, b - base] as const)
  const most = Math.max(0, ...edges.flat().map((n) => n + 1))
  return skeletonOf(stated.length > 0 ? stated : numberedPoints(most), edges)
}

const isPair = (value: unknown): value is [number, number] => isNumbers(value) && value.length === 2

function imageLabels(item: Fields, classKey: (id: unknown) => string | null): ImageLabels {
  const annotations: unknown[] = Array.isArray(item['annotations']) ? item['annotations'] : []
  // Since 1.0 it may be called `media`.
  const image = [item['image'], item['media']].find(isFields) ?? {}
  const groups = sharedGroups(annotations)
  const [height, width] = isNumbers(image['size']) ? image['size'].map(asPixels) : [null, null]
  const name = asText(image['path']) ?? asText(item['id'])
  return {
    image: {
      name: name ?? '',
      path: null,
      size: width && height ? { width, height } : null,
      foreignId: null,
      extra: without(item, new Set(['annotations'])),
    },
    count: annotations.length,
    read: (grid, report) => annotations.flatMap((a) => readDatumaro(a, grid, classKey, groups, report) ?? []),
  }
}

/** Many writers give every annotation a group of its own, which says nothing. */
function sharedGroups(annotations: readonly unknown[]): ReadonlySet<unknown> {
  const seen = new Set<unknown>()
  const shared = new Set<unknown>()
  for (const a of annotations) {
    const group = isFields(a) ? a['group'] : null
    if (typeof group !== 'number' || group === 0) continue
    if (seen.has(group)) shared.add(group)
    seen.add(group)
  }
  return shared
}
