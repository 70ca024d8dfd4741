// Overlay planes and shutters of a presentation state (PS3.3 C.9.2, C.7.6.11, C.7.6.15), kept with its label. Pure.

import type { Overlay } from '../../../shared/contract/dicom.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { Presentation } from '../../../shared/imaging/presentation.ts'
import { packedPlane, planesIn } from '../../imaging/dicom/overlays.ts'
import { shuttersOf } from '../../imaging/dicom/shutters.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'

/** Characters of all planes of a state: each of its images carries them. Drawings and texts need some thousand. */
const MOST_CHARACTERS = 400_000

type Bitmap = NonNullable<Presentation['overlays']>[number]
export type ReadPlanes = {
  readonly shown: Pick<Presentation, 'shutters' | 'shutterLevel' | 'overlays'>
  readonly leftOut: number
}

export function readPlanes(d: DataSet): ReadPlanes {
  const stated = planesIn(d, null)
  const overlays: Bitmap[] = []
  let room = MOST_CHARACTERS
  for (const plane of stated) {
    const bits = bitsOf(d, plane)
    if (bits === null || bits.length > room) continue
    room -= bits.length
    const { group, kind, label, width, height, x, y } = plane
    overlays.push({ group, kind, label, width, height, x, y, bits })
  }
  const { shutters, level } = shuttersOf(d)
  // A bitmap shutter without its plane hides nothing.
  const usable = shutters.filter((s) => s.kind !== 'bitmap' || overlays.some((o) => o.group === s.group))
  return {
    shown: {
      ...(usable.length > 0 ? { shutters: usable, shutterLevel: level } : {}),
      ...(overlays.length > 0 ? { overlays } : {}),
    },
    leftOut: overlayCount(d) - overlays.length,
  }
}

const overlayCount = (d: DataSet): number =>
  [...d.elements.keys()].filter((t) => /^60[01][02468ace]3000$/.test(t)).length

/** null where the plane has fewer bits than it says. */
function bitsOf(d: DataSet, plane: Overlay): string | null {
  try {
    return packedPlane(d, plane)
  } catch (e) {
    if (e instanceof PandokError) return null
    throw e
  }
}
