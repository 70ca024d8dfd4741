// MMOCR 1.x JSON: metainfo and data_list; each entry is a picture (img_path) with word instances.
import { basename, dirname, join } from 'node:path'
import type { Shape } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import { asPixels, asText, isEmpty, isFields, isFiniteNumber, isNumbers, without } from '../guards.ts'
import { TEXT_CLASS, wordLabel } from '../icdar/lines.ts'
import { eachFile, type OpenSetting } from '../reader.ts'
import type { Fields, ForeignClass, ForeignLabel, ImageLabels, LabelFile, Report } from '../record.ts'
import { imagesOf, readJsonFile } from '../wholeFile.ts'

export const mmocrReader = eachFile('mmocr', openMmocr)

export async function openMmocr(path: string, { losses }: Pick<OpenSetting, 'losses'>): Promise<LabelFile> {
  const root = await readJsonFile(path, losses)
  if (!isFields(root) || !Array.isArray(root['data_list']))
    throw new PandokError('unknown-format', 'the JSON file holds no MMOCR data_list')
  const info = isFields(root['metainfo']) ? root['metainfo'] : {}
  const classes = classesOf(info['category'] ?? info['classes'] ?? info['CLASSES'])
  const entries: unknown[] = root['data_list']
  return {
    format: 'mmocr',
    name: basename(path),
    folder: dirname(path),
    classes: [...classes.values()],
    root: { metainfo: info, ...without(root, new Set(['metainfo', 'data_list'])) },
    total: entries.length,
    notes: [],
    images: imagesOf(entries.map((entry) => imageLabels(path, isFields(entry) ? entry : {}, classes))),
  }
}

type Classes = ReadonlyMap<number, ForeignClass>

function classesOf(value: unknown): Classes {
  const out = new Map<number, ForeignClass>()
  // A list of records (MMOCR) or of names alone (MMDetection).
  for (const [at, record] of (Array.isArray(value) ? value : []).entries()) {
    const name = isFields(record) ? asText(record['name']) : asText(record)
    const id = isFields(record) ? record['id'] : at
    if (name !== null && isFiniteNumber(id)) out.set(id, { key: name, name, extra: { id } })
  }
  if (out.size === 0) out.set(0, { key: TEXT_CLASS, name: TEXT_CLASS, extra: { id: 0 } })
  return out
}

const IMAGE_FIELDS = new Set(['img_path', 'width', 'height', 'instances'])

function imageLabels(path: string, entry: Fields, classes: Classes): ImageLabels {
  const instances: unknown[] = Array.isArray(entry['instances']) ? entry['instances'] : []
  const stated = asText(entry['img_path'])
  const [width, height] = [asPixels(entry['width']), asPixels(entry['height'])]
  const extra = { ...(stated === null ? {} : { img_path: stated }), ...without(entry, IMAGE_FIELDS) }
  return {
    image: {
      name: stated ?? '',
      path: stated === null ? null : join(dirname(path), stated.replaceAll('\\', '/')),
      size: width !== null && height !== null ? { width, height } : null,
      foreignId: null,
      extra: isEmpty(extra) ? null : extra,
    },
    count: instances.length,
    read: (_grid, report) => instances.flatMap((instance) => readInstance(instance, classes, report) ?? []),
  }
}

const KNOWN = new Set(['polygon', 'bbox', 'bbox_label', 'ignore', 'ignore_flag', 'text'])

function readInstance(instance: unknown, classes: Classes, report: Report): ForeignLabel | null {
  const record = isFields(instance) ? instance : {}
  const stated = record['polygon'] !== undefined || record['bbox'] !== undefined
  const polygon = ringOf(record['polygon'])
  const box = boxOf(record['bbox'])
  const shape: Shape | null = polygon ? { kind: 'polygon', parts: [{ outer: polygon, holes: [] }] } : box
  if (!isFields(instance) || (stated && !shape) || (!stated && asText(record['text']) === null)) {
    report('mmocr-instance-invalid')
    return null
  }
  const label = record['bbox_label']
  const known = classes.get(isFiniteNumber(label) ? label : 0)
  if (!known) report('mmocr-class-unknown')
  const text = asText(record['text'])
  // MMDetection says it with 0 and 1.
  const ignored = record['ignore'] ?? (record['ignore_flag'] === 1 ? true : undefined)
  const { attributes } = wordLabel(shape, text ?? '', {}, false)
  const others = without(record, KNOWN)
  const sameBox =
    !polygon ||
    !box ||
    JSON.stringify(shapeBounds({ kind: 'polygon', parts: [{ outer: polygon, holes: [] }] })) ===
      JSON.stringify(shapeBounds(box))
  return {
    classKey: known?.key ?? null,
    shape,
    keypoints: null,
    attributes: {
      ...(text === null ? {} : attributes),
      ...(typeof ignored === 'boolean' ? { ignore: ignored } : {}),
    },
    score: isFiniteNumber(record['score']) ? record['score'] : null,
    extra: { ...(isEmpty(others) ? {} : { fields: others }), ...(sameBox ? {} : { bbox: record['bbox'] }) },
  }
}

/** Flat numbers, or a list of points. */
function ringOf(value: unknown): number[] | null {
  const flat: unknown = Array.isArray(value) && Array.isArray(value[0]) ? value.flat() : value
  return isNumbers(flat) && flat.length >= 6 && flat.length % 2 === 0 ? flat : null
}

/** x1, y1, x2, y2. */
function boxOf(value: unknown): Shape | null {
  if (!isNumbers(value) || value.length !== 4) return null
  const [x1, y1, x2, y2] = [value[0]!, value[1]!, value[2]!, value[3]!]
  const [x, y] = [Math.min(x1, x2), Math.min(y1, y2)]
  return { kind: 'box', x, y, width: Math.max(x1, x2) - x, height: Math.max(y1, y2) - y }
}
