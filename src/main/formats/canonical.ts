// One meaning, one digest: what an export expects and what its re-import found are compared by it.
import type { Shape } from '../../shared/annotation/model.ts'
import { trimMask } from '../../shared/geometry/mask.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import type { Digest } from './digest.ts'
import { isEmpty } from './guards.ts'
import type { ForeignLabel } from './record.ts'

/** Masks count without their window, attributes and left-over fields by name. */
export function digestLabel(digest: Digest, label: ForeignLabel, fields: unknown = null): Digest {
  digest.text(label.classKey === null ? '' : `=${label.classKey}`)
  if (label.shape) digestShape(digest, label.shape)
  if (label.keypoints) digest.text('keypoints').numbers(label.keypoints)
  if (!isEmpty(label.attributes)) digest.text(canonicalJson(label.attributes))
  if (fields !== null) digest.text(canonicalJson(fields))
  return digest
}

function digestShape(digest: Digest, shape: Shape): void {
  digest.text(shape.kind)
  switch (shape.kind) {
    case 'box':
      digest.numbers([shape.x, shape.y, shape.width, shape.height])
      return
    case 'point':
      digest.numbers([shape.x, shape.y])
      return
    case 'polyline':
    case 'ruler':
    case 'angle':
      digest.numbers(shape.points)
      return
    case 'oriented':
      digest.numbers([shape.cx, shape.cy, shape.width, shape.height, shape.angle])
      return
    case 'ellipse':
      digest.numbers([shape.cx, shape.cy, shape.rx, shape.ry, shape.angle])
      return
    case 'polygon':
      for (const part of shape.parts) {
        digest.numbers(part.outer).number(part.holes.length)
        for (const hole of part.holes) digest.numbers(hole)
      }
      return
    case 'mask': {
      const { x, y, width, height, counts } = trimMask(shape)
      digest.numbers([x, y, width, height]).numbers(counts)
    }
  }
}
