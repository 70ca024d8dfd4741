// Which item a DICOM object speaks of: the instance by its UID, else the picture of the same plane in the same space.
import type { SourceRef } from '../formats/dicomSeg/frames.ts'
import { sameDirections } from '../imaging/dicom/plane.ts'
import type { ReadableDb } from '../store/db.ts'
import { type DicomItem, dicomItems } from '../store/dicomItems.ts'
import type { Match } from './matchItems.ts'

/** mm; positions are written with six digits or fewer. */
const SAME_PLACE = 0.01

export function matchDicom(db: ReadableDb, source: SourceRef): Match {
  const { uid, frame, plane } = source
  const shown = uid ?? (source.through ? `(${source.through.join(', ')}) mm` : 'DICOM')
  const found = uid === null ? inPlane(db, source) : dicomItems(db, 'sopInstanceUid', uid)
  const [item, another] = found
  if (!item) return { kind: 'missing', shown }
  if (another) return { kind: 'ambiguous', shown }
  if (frame >= item.sourceFrames) return { kind: 'missing', shown: `${shown} #${frame + 1}` }
  // A turned plane has its rows elsewhere: the pixels would lie on the wrong places.
  const own = numbersOf(item.facts['imageOrientation'])
  if (own && plane.orientation && item.sourceFrames === 1 && !sameDirections(own, plane.orientation))
    return { kind: 'unfit', code: 'dicom-seg-orientation', shown: item.name }
  return { kind: 'item', item, frame: item.firstFrame + frame }
}

/** mm between a contour and the plane of its picture. */
const SAME_PLANE = 0.1

function inPlane(db: ReadableDb, { plane, through }: SourceRef): DicomItem[] {
  const { frameOfReference, position } = plane
  if (frameOfReference && through)
    return dicomItems(db, 'frameOfReferenceUid', frameOfReference).filter(({ facts }) => {
      const [own, o] = [numbersOf(facts['imagePosition']), numbersOf(facts['imageOrientation'])]
      if (own?.length !== 3 || o?.length !== 6) return false
      const [a, b, c, d, e, f] = o as [number, number, number, number, number, number]
      const normal = [b * f - c * e, c * d - a * f, a * e - b * d]
      return Math.abs(normal.reduce((sum, n, i) => sum + n * (through[i]! - own[i]!), 0)) <= SAME_PLANE
    })
  if (!frameOfReference || !position) return []
  return dicomItems(db, 'frameOfReferenceUid', frameOfReference).filter(({ facts }) => {
    const own = numbersOf(facts['imagePosition'])
    return own?.every((v, i) => Math.abs(v - position[i]!) <= SAME_PLACE)
  })
}

const numbersOf = (value: unknown): number[] | null =>
  typeof value === 'string' ? value.split('\\').map(Number) : null
