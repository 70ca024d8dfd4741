// What part of the picture is looked at. Pure steps from view to view.
import type { Bounds, ViewPoint } from '../../shared/geometry/spaces.ts'
import { imagePoint } from '../../shared/geometry/spaces.ts'
import {
  drawnSize,
  type Matrix,
  type Size,
  toImage,
  type View,
  viewMatrix,
  viewVectorToImage,
} from '../../shared/geometry/transform.ts'

/** Device pixels per image pixel. */
const MOST_ZOOM = 64
const LEAST_ON_SCREEN = 16
/** Free border around a fitted picture, CSS pixels. */
const FIT_BORDER = 8

export const fitView = (view: View, frame: Size, area: Size): View => {
  const turned = drawnSize(frame, view)
  const scale = Math.min(
    Math.max(1, area.width - 2 * FIT_BORDER) / turned.width,
    Math.max(1, area.height - 2 * FIT_BORDER) / turned.height,
  )
  return { ...view, scale, centre: imagePoint(frame.width / 2, frame.height / 2) }
}

export const clampScale = (scale: number, frame: Size, dpr: number): number => {
  const least = LEAST_ON_SCREEN / Math.max(frame.width, frame.height)
  return Math.min(Math.max(scale, Math.min(least, 1)), MOST_ZOOM / dpr)
}

/** The centre of the view stays on the picture, so that it cannot be lost. */
const keptOn = (view: View, frame: Size): View => ({
  ...view,
  centre: imagePoint(
    Math.min(Math.max(view.centre.x, 0), frame.width),
    Math.min(Math.max(view.centre.y, 0), frame.height),
  ),
})

/** Zooms so that the image point under `at` stays there. */
export const zoomAt = (view: View, factor: number, at: ViewPoint, frame: Size, area: Size, dpr: number): View => {
  const scale = clampScale(view.scale * factor, frame, dpr)
  if (scale === view.scale) return view
  const before = toImage(viewMatrix(view, area), at)
  const after = toImage(viewMatrix({ ...view, scale }, area), at)
  const centre = imagePoint(view.centre.x + before.x - after.x, view.centre.y + before.y - after.y)
  return keptOn({ ...view, scale, centre }, frame)
}

export const panBy = (view: View, matrix: Matrix, dx: number, dy: number, frame: Size): View => {
  const v = viewVectorToImage(matrix, dx, dy)
  return keptOn({ ...view, centre: imagePoint(view.centre.x - v.x, view.centre.y - v.y) }, frame)
}

/** Shows the bounds in `share` of the view, never larger than 8 device pixels per image pixel. */
export const showBounds = (view: View, b: Bounds, frame: Size, area: Size, dpr: number, share = 0.6): View => {
  const turned = drawnSize({ width: Math.max(b.width, 1), height: Math.max(b.height, 1) }, view)
  const scale = Math.min(area.width / turned.width, area.height / turned.height) * share
  return keptOn(
    {
      ...view,
      scale: clampScale(Math.min(scale, 8 / dpr), frame, dpr),
      centre: imagePoint(b.x + b.width / 2, b.y + b.height / 2),
    },
    frame,
  )
}

/** One image pixel is one device pixel; pixels that are no squares never are. */
export const isDevicePixelExact = (scale: number, dpr: number, aspect = 1): boolean =>
  aspect === 1 && Math.abs(scale * dpr - 1) < 1e-6

/** The smallest scale that leaves out no pixel: one device pixel each, along the shorter side of the pixel. */
export const oneToOne = (dpr: number, aspect = 1): number => 1 / dpr / Math.min(1, aspect)
