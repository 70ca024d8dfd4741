// Frames of a DICOM segmentation: which segment each shows, and which picture it lies on. Pure.

import { frameAttributes } from '../../imaging/dicom/firstWindow.ts'
import { type Plane, planeOf, uidOf } from '../../imaging/dicom/plane.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { integer, itemsOf, numbers } from '../../imaging/dicom/values.ts'

const [SHARED_GROUPS, FRAME_GROUPS] = ['52009229', '52009230'] as const
const SEGMENT = { macro: '0062000a', tag: '0062000b' } as const

/** A source picture as the segmentation names it; `frame` counts from 0. */
export type SourceRef = {
  readonly uid: string | null
  readonly frame: number
  readonly plane: Plane
  /** Without a UID and a position of its own: the picture is the one whose plane goes through this point. */
  readonly through?: readonly number[]
}
export type SegFrame = {
  readonly index: number
  /** Null in a label map: there the pixels are the numbers. */
  readonly segment: number | null
  /** Several when the frame was derived from several pictures, empty never. */
  readonly sources: readonly SourceRef[]
}

export function readFrames(d: DataSet, count: number, isLabelMap: boolean): SegFrame[] {
  const perFrame = itemsOf(d, FRAME_GROUPS)
  const shared = itemsOf(d, SHARED_GROUPS)[0]
  return Array.from({ length: count }, (_, index) => {
    const group = frameAttributes(d, index, SEGMENT.macro)
    const plane = planeOf(d, index)
    const own = perFrame[index] ? sourcesOf(perFrame[index], plane) : []
    const found = own.length > 0 ? own : shared ? sourcesOf(shared, plane) : []
    return {
      index,
      segment: isLabelMap ? null : integer(group, SEGMENT.tag),
      sources: found.length > 0 ? found : [{ uid: null, frame: 0, plane }],
    }
  })
}

/** Derivation Image, then Source Image sequences. */
function sourcesOf(group: DataSet, plane: Plane): SourceRef[] {
  return itemsOf(group, '00089124').flatMap((derivation) =>
    itemsOf(derivation, '00082112').flatMap((source) => {
      const uid = uidOf(source, '00081155')
      const frames = numbers(source, '00081160').filter((n) => Number.isInteger(n) && n >= 1)
      return uid === null ? [] : (frames.length > 0 ? frames : [1]).map((n) => ({ uid, frame: n - 1, plane }))
    }),
  )
}
