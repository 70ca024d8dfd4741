/**
 * Coordinate spaces. Image space is the upright pixel grid of one frame (EXIF orientation already applied): origin at
 * the top-left corner of the top-left pixel, x right, y down, floating point; pixel (0,0) covers [0,1) x [0,1).
 * View space is CSS pixels of the picture area, origin at its top-left corner. The brands keep the two from mixing.
 */
declare const space: unique symbol
type In<S extends string> = { readonly [space]?: S }

export type ImagePoint = { readonly x: number; readonly y: number } & In<'image'>
export type ViewPoint = { readonly x: number; readonly y: number } & In<'view'>

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y })
export const viewPoint = (x: number, y: number): ViewPoint => ({ x, y })

/** Closed or open chain of image points, flat: x0, y0, x1, y1 ... A closed ring does not repeat its first point. */
export type Ring = readonly number[]

/** Axis-aligned rectangle in image space. */
export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
