// What intake records about a picture: from the header alone, upright.
import type { ItemFields } from '../../shared/domains/itemFields.ts'
import { checkFrames } from './limits.ts'
import { uprightSize } from './orient.ts'
import { type Facts, isSigned, type OpenRaster, type RasterKind } from './rasterTypes.ts'

export type Probe = {
  readonly kind: RasterKind
  /** Upright: EXIF orientation applied. */
  readonly width: number
  readonly height: number
  readonly frames: number
  /** Samples per pixel as stored. */
  readonly channels: number
  readonly bitsStored: number
  readonly orientation: number
  readonly photometric: string
  readonly signed: boolean
  readonly icc: boolean
  readonly facts: Facts
  readonly itemFields: ItemFields
}

export function probeRaster(raster: OpenRaster): Probe {
  checkFrames(raster.frames)
  const page = raster.page(0)
  return {
    kind: raster.kind,
    ...uprightSize(page.width, page.height, page.orientation),
    frames: raster.frames,
    channels: page.samplesPerPixel,
    bitsStored: page.bitsStored,
    orientation: page.orientation,
    photometric: page.photometric,
    signed: isSigned(page.sample),
    icc: page.icc,
    facts: raster.facts,
    itemFields: raster.itemFields ?? {},
  }
}
