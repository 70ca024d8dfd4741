// What the window and the painting worker say to each other.
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Matrix } from '../../shared/geometry/transform.ts'
import type { PackedShapes, PaintStyle } from './paintPack.ts'
import type { Manner } from './paintScene.ts'

export type PaintOrder =
  | { kind: 'clear' }
  | { kind: 'styles'; styles: readonly PaintStyle[] }
  | { kind: 'shapes'; upserted: PackedShapes; removed: readonly string[] }
  | { kind: 'skip'; ids: ReadonlySet<string> }
  | { kind: 'paint'; ticket: number; matrix: Matrix; region: Bounds; dpr: number }
export type PaintResult = { kind: 'painted'; ticket: number; bitmap: ImageBitmap; manner: Manner }
/** `font`: labels painted so far have a system face. */
export type PaintNews = PaintResult | { kind: 'font' }
