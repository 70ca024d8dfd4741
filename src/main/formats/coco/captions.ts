// COCO captions: sentences about the whole picture. Each is a label of the class `caption` with the sentence as attribute.
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { asText, isEmpty, isFields, without } from '../guards.ts'
import type { Fields, ForeignLabel } from '../record.ts'
import type { KeptLabel } from './types.ts'
import { idKey } from './types.ts'

export const CAPTION = 'caption'
const SHAPES = ['bbox', 'segmentation', 'keypoints']

/** Region descriptions have a caption too, and a box: those are labels of their place. */
export const isCaption = (record: unknown): record is Fields =>
  isFields(record) && asText(record[CAPTION]) !== null && SHAPES.every((name) => record[name] === undefined)

const KNOWN = new Set(['id', 'image_id', CAPTION])

export function captionLabel(record: Fields): ForeignLabel {
  const fields = without(record, KNOWN)
  const id = record['id']
  const extra: KeptLabel = {
    ...(idKey(id) !== null && (typeof id === 'number' || typeof id === 'string') ? { id } : {}),
    ...(isEmpty(fields) ? {} : { fields }),
  }
  return {
    classKey: CAPTION,
    shape: null,
    keypoints: null,
    attributes: { [CAPTION]: asText(record[CAPTION]) },
    score: null,
    extra,
  }
}

/** Also one that was made here: the class has this id because an import made it. */
export const isCaptionAnnotation = (a: Annotation): boolean =>
  a.classId === CAPTION && a.shape === null && typeof a.attributes[CAPTION] === 'string' && a.attributes[CAPTION] !== ''

/** It stands for a field of COCO and is no category. */
export const isCaptionClass = (c: ClassDef): boolean =>
  c.id === CAPTION && c.shapes.every((shape) => shape === 'tag') && c.attributes.some((a) => a.id === CAPTION)
