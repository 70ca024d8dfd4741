// What is said around a picture: who, when, with what, how to take it, and what its maker drew over it.
import type { DicomPicture as About, Sides } from '../../../shared/contract/dicom.ts'
import { sidesOfPlane } from '../../../shared/imaging/sides.ts'
import { badgesOf } from './badges.ts'
import type { DicomPicture } from './decode.ts'
import { frameAttributes } from './firstWindow.ts'
import { dicomItemFields } from './itemFields.ts'
import { overlaysOf } from './overlays.ts'
import { planeOf } from './plane.ts'
import { plain, readable } from './readable.ts'
import { regionsOf } from './regions.ts'
import { shuttersOf } from './shutters.ts'
import type { DataSet } from './structure.ts'

const PATIENT_ORIENTATION = '00200020'
const FRAME_ORIENTATION = '00209116'
const LETTERS = /^[A-Z]{1,8}$/

export function aboutPicture(picture: DicomPicture): About {
  const { data } = picture.file
  const { shutters, level } = shuttersOf(data)
  const fields = dicomItemFields(data)
  return {
    patient: {
      name: readable(data, '00100010', 'PN'),
      id: readable(data, '00100020'),
      sex: plain(data, '00100040'),
      age: plain(data, '00101010'),
      birthDate: plain(data, '00100030'),
    },
    study: {
      date: plain(data, '00080020') || plain(data, '00080022') || plain(data, '00080023'),
      time: plain(data, '00080030'),
      description: readable(data, '00081030'),
      institution: readable(data, '00080080'),
    },
    series: {
      modality: plain(data, '00080060'),
      number: plain(data, '00200011'),
      description: readable(data, '0008103e'),
      view: fields.view ?? '',
      laterality: fields.laterality ?? '',
    },
    badges: badgesOf(picture),
    sides: sidesOf(data, picture.attributes.frames),
    shutters,
    shutterLevel: level,
    overlays: overlaysOf(picture),
    regions: regionsOf(data),
  }
}

function sidesOf(d: DataSet, frames: number): (Sides | null)[] {
  const written = plain(d, PATIENT_ORIENTATION)
    .split('\\')
    .map((s) => s.trim().toUpperCase())
  const [row = '', column = ''] = written
  const stated = LETTERS.test(row) && LETTERS.test(column) ? { row, column } : null
  const at = (frame: number): Sides | null => {
    const { orientation } = planeOf(d, frame)
    return (orientation && sidesOfPlane(orientation)) ?? stated
  }
  const first = at(0)
  if (frameAttributes(d, 0, FRAME_ORIENTATION) === d) return [first]
  const all = Array.from({ length: frames }, (_, i) => at(i))
  return all.every((s) => s?.row === first?.row && s?.column === first?.column) ? [first] : all
}
