// How makers write the same facts differently. Each row is what readers have to cope with.
import type { BuiltElement } from '../../imaging/dicom/writeDataSet.ts'

export type ViewWords = 'position' | 'code' | 'both' | 'none'
export type SideWords = 'image' | 'series' | 'none'
export type SpacingWords = 'imager' | 'magnified' | 'both' | 'scanned'
export type VoiWords = 'window' | 'windows' | 'sigmoid' | 'table' | 'none'

export type Vendor = {
  readonly id: string
  readonly manufacturer: string
  readonly model: string
  readonly modality: 'MG' | 'CR'
  readonly sopClass: string
  readonly intent: 'FOR PRESENTATION' | 'FOR PROCESSING' | null
  readonly bits: number
  readonly photometric: 'MONOCHROME1' | 'MONOCHROME2'
  readonly view: ViewWords
  readonly side: SideWords
  readonly spacing: SpacingWords
  readonly voi: VoiWords
  readonly more: readonly BuiltElement[]
}

const PRESENTATION = '1.2.840.10008.5.1.4.1.1.1.2'
const PROCESSING = '1.2.840.10008.5.1.4.1.1.1.2.1'
const COMPUTED = '1.2.840.10008.5.1.4.1.1.1'
const CAPTURED = '1.2.840.10008.5.1.4.1.1.7'

const plain = {
  modality: 'MG',
  sopClass: PRESENTATION,
  intent: 'FOR PRESENTATION',
  bits: 12,
  photometric: 'MONOCHROME2',
  more: [],
} as const

export const VENDORS = [
  // The header of the data set's own description: view and side plainly, both spacings, one window.
  {
    ...plain,
    id: 'plain',
    manufacturer: 'LORAD',
    model: 'Selenia',
    view: 'both',
    side: 'image',
    spacing: 'both',
    voi: 'window',
  },
  {
    ...plain,
    id: 'windows',
    manufacturer: 'HOLOGIC, Inc.',
    model: 'Selenia Dimensions',
    view: 'both',
    side: 'image',
    spacing: 'magnified',
    voi: 'windows',
    more: [['00281350', 'CS', 'NO']],
  },
  {
    ...plain,
    id: 'table',
    manufacturer: 'GE MEDICAL SYSTEMS',
    model: 'Senographe Essential',
    view: 'position',
    side: 'image',
    spacing: 'imager',
    voi: 'table',
  },
  {
    ...plain,
    id: 'codes',
    manufacturer: 'SIEMENS',
    model: 'MAMMOMAT Inspiration',
    photometric: 'MONOCHROME1',
    view: 'code',
    side: 'series',
    spacing: 'imager',
    voi: 'sigmoid',
  },
  {
    ...plain,
    id: 'orientation',
    manufacturer: 'DRTECH',
    model: 'AIDIA',
    view: 'none',
    side: 'none',
    spacing: 'imager',
    voi: 'window',
  },
  {
    ...plain,
    id: 'processing',
    manufacturer: 'PHILIPS',
    model: 'MammoDiagnost DR',
    sopClass: PROCESSING,
    intent: 'FOR PROCESSING',
    bits: 14,
    photometric: 'MONOCHROME1',
    view: 'both',
    side: 'image',
    spacing: 'imager',
    voi: 'none',
    more: [
      ['00281040', 'CS', 'LIN'],
      ['00281041', 'SS', [-1]],
    ],
  },
  // To be dropped by the guideline: computed radiography, and film that was scanned.
  {
    ...plain,
    id: 'cr',
    manufacturer: 'FUJIFILM Corporation',
    model: 'FCR PROFECT CS',
    modality: 'CR',
    sopClass: COMPUTED,
    intent: null,
    bits: 10,
    photometric: 'MONOCHROME1',
    view: 'position',
    side: 'series',
    spacing: 'imager',
    voi: 'window',
    more: [['00181401', 'LO', 'MAMMO PLATE']],
  },
  {
    ...plain,
    id: 'film',
    manufacturer: 'VIDAR Systems Corporation',
    model: 'MammographyPRO',
    sopClass: CAPTURED,
    intent: null,
    view: 'position',
    side: 'image',
    spacing: 'scanned',
    voi: 'none',
    more: [['00080064', 'CS', 'DF']],
  },
] as const satisfies readonly Vendor[]

export type VendorId = (typeof VENDORS)[number]['id']
export const vendorOf = (id: VendorId): Vendor => VENDORS.find((v) => v.id === id) ?? VENDORS[0]
