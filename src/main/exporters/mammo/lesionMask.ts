// The pixels of a lesion: the same for every delivery that holds pixels.
import type { Shape } from '../../../shared/annotation/model.ts'
import { clipMask, type Grid, type Mask } from '../../../shared/geometry/mask.ts'
import { shapeToMask } from '../../../shared/geometry/maskShape.ts'

/** Pixels whose centre lies inside, cut at the picture; null when none is left. */
export function lesionMask(shape: Shape, grid: Grid): Mask | null {
  const mask = shape.kind === 'mask' ? clipMask(shape, grid) : shapeToMask(shape, grid)
  return mask && mask.width > 0 && mask.height > 0 ? mask : null
}
