// One record of `annotations` (or of a result list) -> label. Pure; nothing of the record is lost without a report.
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../../shared/geometry/box.ts'
import { shapeArea, shapeBounds } from '../../../shared/geometry/shapes.ts'
import { isAttributeValue, isEmpty, isFields, isFiniteNumber, isNumbers, without } from '../guards.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { readSegmentation } from './segmentation.ts'
import { idKey, type KeptLabel } from './types.ts'

/** Category id of the file -> class key; null when the file does not list it. */
export type CategoryKey = (id: unknown) => string | null

const ALWAYS_HERE = new Set(['id', 'image_id', 'category_id', 'bbox', 'segmentation', 'attributes'])
const WITH_SHAPE = new Set([...ALWAYS_HERE, 'area', 'iscrowd'])
const WITH_KEYPOINTS = new Set(['keypoints', 'num_keypoints'])

type Tuple4 = [number, number, number, number]

export function fromCoco(record: Fields, grid: Size, categoryKey: CategoryKey, report: Report): ForeignLabel {
  const segmentation = readSegmentation(record['segmentation'], grid, report)
  const bbox = readBox(record['bbox'], report)
  const keypoints = readKeypoints(record['keypoints'], report)
  const shape = segmentation.shape ?? boxShape(bbox) ?? keypointBox(keypoints)
  const classKey = categoryKey(record['category_id'])
  const { attributes, rest } = readAttributes(record['attributes'])

  const kept: KeptLabel = { ...segmentation.kept }
  const id = record['id']
  if (idKey(id) !== null && (typeof id === 'number' || typeof id === 'string')) kept.id = id
  if (classKey === null && record['category_id'] !== undefined) kept.category_id = record['category_id']
  // Some writers say it with true and false.
  const crowd = typeof record['iscrowd'] === 'boolean' ? Number(record['iscrowd']) : record['iscrowd']
  if (shape && isFiniteNumber(crowd) && crowd !== 0) kept.iscrowd = crowd
  if (segmentation.shape && bbox) keepBox(kept, segmentation.shape, bbox)
  if (!isEmpty(rest)) kept.attributes = rest
  const known = new Set([...(shape ? WITH_SHAPE : ALWAYS_HERE), ...(keypoints ? WITH_KEYPOINTS : [])])
  const fields = without(record, known)
  if (!isEmpty(fields)) kept.fields = fields
  if (shape && isFiniteNumber(record['area']) && areaDiffers(record['area'], shape)) report('coco-area-recomputed')
  const score = isFiniteNumber(record['score']) ? record['score'] : null
  return { classKey, shape, keypoints, attributes, score, extra: kept }
}

function keepBox(kept: KeptLabel, shape: Shape, bbox: Tuple4): void {
  const { x, y, width, height } = shapeBounds(shape)
  const bounds: Tuple4 = [x, y, width, height]
  if (bounds.some((v, i) => v !== bbox[i])) {
    kept.bbox = bbox
    kept.bounds = bounds
  }
}

/** Writers round areas to a pixel or to two digits; more than that is another number. */
const areaDiffers = (stated: number, shape: Shape): boolean => {
  const exact = shapeArea(shape)
  return Math.abs(stated - exact) > Math.max(0.01, Math.abs(exact) * 1e-6)
}

function readBox(value: unknown, report: Report): Tuple4 | null {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null
  const numbers = Array.isArray(value)
    ? value.map((v) => (typeof v === 'string' && v.trim() !== '' ? Number(v) : v))
    : value
  if (isNumbers(numbers) && numbers.length === 4 && numbers[2]! >= 0 && numbers[3]! >= 0)
    return [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!]
  report('coco-bbox-invalid')
  return null
}

const boxShape = (b: Tuple4 | null): Shape | null => b && { kind: 'box', x: b[0], y: b[1], width: b[2], height: b[3] }

function readKeypoints(value: unknown, report: Report): number[] | null {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null
  if (isNumbers(value) && value.length % 3 === 0) return value
  report('coco-keypoints-invalid')
  return null
}

/** Keypoint results have no box: the bounds of the labelled points. */
function keypointBox(keypoints: readonly number[] | null): Shape | null {
  if (!keypoints) return null
  const points: number[] = []
  for (let i = 0; i < keypoints.length; i += 3)
    if (keypoints[i + 2] !== 0) points.push(keypoints[i]!, keypoints[i + 1]!)
  return points.length === 0 ? null : { kind: 'box', ...boundsOfPoints(points) }
}

function readAttributes(value: unknown): { attributes: Record<string, AttributeValue>; rest: Fields } {
  if (value === undefined) return { attributes: {}, rest: {} }
  // Not an object: kept whole under an empty name, which no attribute of ours can have.
  if (!isFields(value)) return { attributes: {}, rest: { '': value } }
  const entries = Object.entries(value)
  const fits = (entry: [string, unknown]): entry is [string, AttributeValue] =>
    entry[0] !== '' && isAttributeValue(entry[1])
  return {
    attributes: Object.fromEntries(entries.filter(fits)),
    rest: Object.fromEntries(entries.filter((entry) => !fits(entry))),
  }
}
