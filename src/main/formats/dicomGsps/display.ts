// How a presentation state shows an image: window or table, polarity, turn and flip, displayed area. Pure.
import type { Lut } from '../../../shared/imaging/greyDisplay.ts'
import { type Presentation, presentationSchema } from '../../../shared/imaging/presentation.ts'
import { readLut } from '../../imaging/dicom/greyDisplay.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { find, integer, itemsOf, numbers, text } from '../../imaging/dicom/values.ts'
import { referencesIn } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'
import { areaFor, areasOf } from './area.ts'
import { readPlanes } from './planes.ts'

const [SOFTCOPY_VOI, SERIES, IMAGES, INSTANCE, FRAMES] = [
  '00283110',
  '00081115',
  '00081140',
  '00081155',
  '00081160',
] as const
const [CENTRE, WIDTH, FUNCTION, TABLES] = ['00281050', '00281051', '00281056', '00283010'] as const
const [ROTATION, FLIP] = ['00700042', '00700041'] as const
const [LUT_SHAPE, PRESENTATION_LUT] = ['20500020', '20500010'] as const
/** A modality LUT in place of the image's, and the colours of a pseudo-colour state. */
const OTHER_TABLES = ['00283000', '00281101']
/** A table is kept with the label: longer ones would make every label of the image heavy. */
const MOST_ENTRIES = 4096

export type ReadDisplay = {
  of(image: SourceRef): Presentation | null
  /** It has a table that cannot be applied here. */
  readonly leftOut: boolean
  /** Overlay planes that cannot be shown. */
  readonly overlaysLeftOut: number
}

export function readDisplay(d: DataSet, name: string): ReadDisplay {
  const areas = areasOf(d)
  const voi = itemsOf(d, SOFTCOPY_VOI).map((item) => ({
    images: referencesIn(item, IMAGES),
    allFrames: !namesFrames(item),
    ...windowIn(item),
  }))
  const shape = text(d, LUT_SHAPE)
  const framed = new Set(
    itemsOf(d, SERIES).flatMap((series) =>
      itemsOf(series, IMAGES).flatMap((image) => (numbers(image, FRAMES).length > 0 ? [text(image, INSTANCE)] : [])),
    ),
  )
  const [tabled] = itemsOf(d, PRESENTATION_LUT)
  const output = tableIn(tabled, false)
  const planes = readPlanes(d)
  const degrees = (((integer(d, ROTATION) ?? 0) % 360) + 360) % 360
  const rotation = degrees === 90 || degrees === 180 || degrees === 270 ? degrees : 0
  const flip = text(d, FLIP) === 'Y'
  return {
    leftOut:
      (tabled !== undefined && !output) || voi.some((v) => v.leftOut) || OTHER_TABLES.some((tag) => find(d, tag)),
    overlaysLeftOut: planes.leftOut,
    of(image) {
      const own = voi.find((v) => v.images.some((i) => i.uid === image.uid && (v.allFrames || i.frame === image.frame)))
      const window = (own ?? voi.find((v) => v.images.length === 0))?.window ?? null
      const read = presentationSchema.safeParse({
        name,
        window,
        // A table gives the levels of the display themselves, whatever the image says of its smallest value.
        inverse: shape === 'INVERSE' ? true : shape === 'IDENTITY' || output ? false : null,
        rotation,
        flip,
        area: areaFor(areas, [image]),
        allFrames: !framed.has(image.uid ?? ''),
        ...(output ? { output } : {}),
        ...planes.shown,
      })
      // Numbers that are none: nothing to show by.
      return read.success ? read.data : null
    },
  }
}

const namesFrames = (item: DataSet): boolean => itemsOf(item, IMAGES).some((image) => numbers(image, FRAMES).length > 0)

function tableIn(item: DataSet | undefined, signed: boolean): Lut | null {
  const lut = readLut(item, signed)
  return lut && lut.data.length <= MOST_ENTRIES ? lut : null
}

function windowIn(item: DataSet): { window: Presentation['window']; leftOut: boolean } {
  const table = itemsOf(item, TABLES)[0]
  if (table) {
    const lut = tableIn(table, true)
    if (!lut) return { window: null, leftOut: true }
    const last = lut.first + lut.data.length - 1
    return {
      window: { centre: (lut.first + last) / 2, width: Math.max(1, last - lut.first), function: 'LINEAR_EXACT', lut },
      leftOut: false,
    }
  }
  const [centre, width] = [numbers(item, CENTRE)[0], numbers(item, WIDTH)[0]]
  if (centre === undefined || width === undefined || !Number.isFinite(centre) || !(width > 0))
    return { window: null, leftOut: false }
  const stated = text(item, FUNCTION)
  const by = stated === 'SIGMOID' || stated === 'LINEAR_EXACT' ? stated : 'LINEAR'
  return { window: { centre, width, function: by }, leftOut: false }
}
