// Displayed areas of a presentation state (PS3.3 C.10.4), in image pixels. Pure.
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { itemsOf, numbers } from '../../imaging/dicom/values.ts'
import { referencesIn } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type AreaOf = { readonly images: readonly SourceRef[]; readonly area: Area }

export function areasOf(d: DataSet): AreaOf[] {
  return itemsOf(d, '0070005a').flatMap((item) => {
    const [left, top] = numbers(item, '00700052')
    const [right, bottom] = numbers(item, '00700053')
    if (left === undefined || top === undefined || right === undefined || bottom === undefined) return []
    // Pixels counted from 1, both corners inside.
    const [x, y] = [Math.min(left, right) - 1, Math.min(top, bottom) - 1]
    const area = { x, y, width: Math.max(left, right) - x, height: Math.max(top, bottom) - y }
    return [{ images: referencesIn(item, '00081140'), area }]
  })
}

export const areaFor = (areas: readonly AreaOf[], images: readonly SourceRef[]): Area | null =>
  (
    areas.find((a) => a.images.some((i) => images.some((j) => j.uid === i.uid))) ??
    areas.find((a) => a.images.length === 0) ??
    areas[0]
  )?.area ?? null
