// A DICOM file as every other picture is seen: pages, rows of stored samples, palette, facts without a patient.
import { PandokError } from '../../../shared/contract/errors.ts'
import { checkSize } from '../limits.ts'
import type { Decoder, Facts, OpenRaster, PageHeader, Photometric, StoredSample } from '../rasterTypes.ts'
import {
  checkComplete,
  type DecodedDicomFrame,
  type DicomPicture,
  decodeFrame,
  decodeReduced,
  greyName,
  openPicture,
  surplusOf,
  syntaxOf,
} from './decode.ts'
import { rescaleOf, statedWindows } from './firstWindow.ts'
import { frameRateOf } from './frameRate.ts'
import { greyDisplayOf, isInverted } from './greyDisplay.ts'
import { dicomItemFields } from './itemFields.ts'
import { checkFileBytes } from './limits.ts'
import { mammoFacts } from './mammoFacts.ts'
import { sopClassOf } from './objectKind.ts'
import { readPalette } from './palette.ts'
import { planeOf, uidOf } from './plane.ts'
import type { DicomSamples } from './samples.ts'
import { pixelAspectOf, spacingOf } from './spacing.ts'
import { integer, text } from './values.ts'

type Size = { readonly width: number; readonly height: number }
type Format = Pick<PageHeader, 'samplesPerPixel' | 'bitsStored' | 'sample' | 'photometric'>

export const openDicomRaster: Decoder = (file, { verify }) => {
  checkFileBytes(file.size)
  const picture = openPicture(file.read(0, file.size))
  const { attributes: a, file: dicom } = picture
  const { data } = dicom
  checkSize(a.columns, a.rows)
  if (a.samplesPerPixel !== 1 && a.samplesPerPixel !== 3)
    throw new PandokError('unsupported-pixel-format', 'pixels must have one or three samples', {
      samples: a.samplesPerPixel,
    })
  if (verify) checkComplete(picture)

  const itemFields = dicomItemFields(data)
  const facts = factsOf(picture)
  const whole = { width: a.columns, height: a.rows }

  const raster = (size: Size, decode: (frame: number) => Promise<DecodedDicomFrame>): OpenRaster => {
    let ready: { frame: number; decoded: DecodedDicomFrame } | null = null
    const decoded = async (frame: number): Promise<DecodedDicomFrame> => {
      if (ready?.frame !== frame) ready = { frame, decoded: await decode(frame) }
      return ready.decoded
    }
    const format = (frame: number): Format =>
      ready?.frame === frame ? decodedFormat(ready.decoded) : headerFormat(picture)
    return {
      kind: 'dicom',
      frames: a.frames,
      facts,
      itemFields,
      get transferSyntax() {
        return ready?.decoded.facts.transferSyntax ?? syntaxOf(dicom)
      },
      prepare: async (frame) => void (await decoded(frame)),
      page: (frame) => ({
        ...size,
        orientation: 1,
        icc: false,
        ...format(frame),
        ...greyDisplay(picture, frame, format(frame), ready?.frame === frame ? ready.decoded.samples : null),
      }),
      async *rows(frame) {
        const { samples } = await decoded(frame)
        yield { y: 0, rows: size.height, data: samples }
      },
      palette(frame) {
        const { photometric, bitsStored, sample } = format(frame)
        return photometric === 'PALETTE COLOR' ? readPalette(data, bitsStored, sample.startsWith('i')) : null
      },
    }
  }

  return Object.assign(
    raster(whole, (frame) => decodeFrame(picture, frame)),
    {
      async reduced(frame: number, atLeast: number): Promise<OpenRaster | null> {
        // The colour of an index is not that of its neighbours' mean.
        if (greyName(a) === 'PALETTE COLOR') return null
        const small = await decodeReduced(picture, frame, atLeast)
        if (!small) return null
        const made = raster({ width: small.width, height: small.height }, async () => small)
        await made.prepare?.(frame)
        return made
      },
    },
  )
}

const isGrey = (p: Photometric): boolean => p === 'MONOCHROME1' || p === 'MONOCHROME2'

function greyDisplay(
  { file, element }: DicomPicture,
  frame: number,
  { photometric, sample }: Format,
  samples: DicomSamples | null,
): Partial<PageHeader> {
  if (!isGrey(photometric)) return {}
  const float = element.tag in FLOAT_TAGS
  return {
    grey: greyDisplayOf(file.data, frame, { signed: !float && sample.startsWith('i'), float, samples }),
    inverted: isInverted(file.data, photometric),
  }
}

const FLOAT_TAGS: Readonly<Record<string, StoredSample>> = { '7fe00008': 'f32', '7fe00009': 'f64' }

/** What the header promises; the codestream may know better (decode.ts, `finish`). */
function headerFormat({ attributes: a, element }: DicomPicture): Format {
  const width = a.bitsStored <= 8 ? 8 : a.bitsStored <= 16 ? 16 : 32
  return {
    samplesPerPixel: a.samplesPerPixel,
    bitsStored: a.bitsStored,
    sample: FLOAT_TAGS[element.tag] ?? (`${a.signed ? 'i' : 'u'}${width}` as const),
    photometric: a.samplesPerPixel === 3 ? 'RGB' : greyName(a),
  }
}

const decodedFormat = ({ samples, facts }: DecodedDicomFrame): Format => ({
  samplesPerPixel: facts.samplesPerPixel,
  bitsStored: facts.bitsStored,
  sample: typeOf(samples),
  photometric: facts.photometric,
})

function typeOf(s: DicomSamples): StoredSample {
  if (s instanceof Uint8Array) return 'u8'
  if (s instanceof Int8Array) return 'i8'
  if (s instanceof Uint16Array) return 'u16'
  if (s instanceof Int16Array) return 'i16'
  if (s instanceof Uint32Array) return 'u32'
  if (s instanceof Int32Array) return 'i32'
  return s instanceof Float32Array ? 'f32' : 'f64'
}

/** Codes, geometry and the instance's own UID only: free text, dates and identifiers of persons or examinations stay here. */
const CODE = /^[A-Z0-9_ ]{1,16}$/
const UID_FORM = /^[0-9.]{1,64}$/

function factsOf(picture: DicomPicture): Facts {
  const { file, attributes } = picture
  const { data } = file
  const facts: Record<string, string | number | boolean> = {}
  if (CODE.test(attributes.photometric)) facts['photometricStored'] = attributes.photometric
  const surplus = surplusOf(picture)
  if (surplus > 0) facts['surplusBytes'] = surplus
  const transferSyntax = syntaxOf(file)
  if (UID_FORM.test(transferSyntax)) facts['transferSyntax'] = transferSyntax
  const sopClass = sopClassOf(file)
  if (sopClass && UID_FORM.test(sopClass)) facts['sopClass'] = sopClass
  // Which instance and plane it is: what segmentations and presentation states speak of.
  const instance = uidOf(data, '00080018')
  if (instance) facts['sopInstanceUid'] = instance
  const plane = planeOf(data, 0)
  if (plane.frameOfReference) facts['frameOfReferenceUid'] = plane.frameOfReference
  if (plane.position) facts['imagePosition'] = plane.position.join('\\')
  if (plane.orientation) facts['imageOrientation'] = plane.orientation.join('\\')
  const modality = text(data, '00080060')
  if (modality && CODE.test(modality)) facts['modality'] = modality
  const number = integer(data, '00200013')
  if (number !== null) facts['instanceNumber'] = number
  if (modality === 'MG' || modality === 'CR' || modality === 'RG') Object.assign(facts, mammoFacts(data))
  const rate = frameRateOf(data)
  if (rate !== null) facts['frameRate'] = rate
  const window = statedWindows(data, 0)[0]
  if (window) {
    facts['windowCentre'] = window.centre
    facts['windowWidth'] = window.width
    facts['windowFunction'] = window.function
  }
  const rescale = rescaleOf(data, 0)
  if (rescale) {
    facts['rescaleSlope'] = rescale.slope
    facts['rescaleIntercept'] = rescale.intercept
  } else facts['modalityLut'] = true
  const spacing = spacingOf(data)
  facts['spacingSource'] = spacing.source
  if (spacing.source !== 'none') {
    facts['spacingRow'] = spacing.row
    facts['spacingColumn'] = spacing.column
  }
  const aspect = pixelAspectOf(data)
  if (aspect !== null) facts['pixelAspect'] = aspect
  return facts
}
