// COCO panoptic: the shapes are a PNG whose colour is the id of a segment, R + 256 G + 256² B.
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { asText, isFields, isFiniteNumber } from '../guards.ts'
import { asColours, type LabelPicture, masksByValue, type ReadPicture } from '../maskPng/picture.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { type CategoryKey, fromCoco } from './fromCoco.ts'

export const segmentsOf = (record: unknown): unknown[] | null =>
  isFields(record) && Array.isArray(record['segments_info']) ? record['segments_info'] : null

/** Null when there is no PNG, or none that can be read. */
export async function readPanoptic(jsonPath: string, record: Fields, read: ReadPicture): Promise<LabelPicture | null> {
  const name = asText(record['file_name'])
  const path = name === null ? null : findPng(jsonPath, name.replaceAll('\\', '/'))
  if (path === null) return null
  try {
    return asColours(await read(path))
  } catch (error) {
    if (error instanceof PandokError) return null
    throw error
  }
}

/** panoptic_val.json has its PNGs in panoptic_val/ (COCO), or in a folder of that name elsewhere, or beside itself. */
function findPng(jsonPath: string, name: string): string | null {
  const folder = dirname(jsonPath)
  const stem = basename(jsonPath).replace(/\.json$/i, '')
  // A name may not lead out of the data set.
  if (name.split('/').includes('..')) return null
  const folders = [
    join(folder, stem),
    folder,
    join(dirname(folder), stem),
    join(folder, 'panoptic'),
    join(dirname(folder), 'panoptic'),
  ]
  return folders.map((f) => join(f, name)).find((path) => existsSync(path)) ?? null
}

const idOf = (colour: number): number => (colour >> 16) + (((colour >> 8) & 255) << 8) + ((colour & 255) << 16)

export function panopticLabels(
  record: Fields,
  picture: LabelPicture | null,
  grid: Size,
  key: CategoryKey,
  report: Report,
): ForeignLabel[] {
  const segments = segmentsOf(record) ?? []
  if (!picture) {
    report('coco-panoptic-missing', Math.max(1, segments.length))
    return []
  }
  if (picture.width !== grid.width || picture.height !== grid.height) {
    report('mask-other-size', Math.max(1, segments.length))
    return []
  }
  const masks = new Map([...masksByValue(picture, (v) => v !== 0)].map(([colour, mask]) => [idOf(colour), mask]))
  const labels = segments.flatMap((segment) => {
    const id = isFields(segment) ? segment['id'] : null
    const mask = isFiniteNumber(id) ? masks.get(id) : undefined
    if (!isFields(segment) || !mask) {
      report('coco-panoptic-empty')
      return []
    }
    if (isFiniteNumber(id)) masks.delete(id)
    // The pixels say where it lies; the stated box is only theirs again.
    const label = fromCoco({ ...segment, bbox: [mask.x, mask.y, mask.width, mask.height] }, grid, key, () => {})
    if (label.classKey === null) report('coco-category-unknown')
    return [{ ...label, shape: mask, extra: { ...label.extra, panoptic: true } }]
  })
  report('coco-panoptic-unlisted', masks.size)
  return labels
}
