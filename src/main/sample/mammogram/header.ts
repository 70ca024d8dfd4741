// The data set around the pixels of one view.
import type { BuiltElement, BuiltItem } from '../../imaging/dicom/writeDataSet.ts'
import type { Projection } from './anatomy.ts'
import type { Side } from './film.ts'
import { CHARSETS, type Charset, nameBytes, type PersonName } from './names.ts'
import type { Vendor } from './vendors.ts'

export type ViewKind = 'standard' | 'spot' | 'magnification'
export type ViewHeader = {
  readonly vendor: Vendor
  readonly projection: Projection
  readonly side: Side
  readonly kind: ViewKind
  readonly zoom: number
  readonly rows: number
  readonly columns: number
  /** Millimetres of a pixel on the detector. */
  readonly pixel: number
  readonly patient: { readonly id: string; readonly name: PersonName; readonly birth: string; readonly age: number }
  readonly charset: Charset
  readonly study: { readonly uid: string; readonly date: string; readonly time: string; readonly accession: string }
  readonly seriesUid: string
  readonly instanceUid: string
  readonly number: number
  readonly burnedIn: boolean
  /** What the header says of the side, where it is wrong. */
  readonly statedSide?: Side
}

const code = (value: string, scheme: string, meaning: string): BuiltItem => [
  ['00080100', 'SH', value],
  ['00080102', 'SH', scheme],
  ['00080104', 'LO', meaning],
]
/** PS3.16 CID 4014 and 4015. */
const VIEW_CODES: Readonly<Record<Projection, BuiltItem>> = {
  CC: code('399162004', 'SCT', 'cranio-caudal'),
  MLO: code('399368009', 'SCT', 'medio-lateral oblique'),
}
const MODIFIERS: Readonly<Record<ViewKind, BuiltItem | null>> = {
  standard: null,
  spot: code('399161006', 'SCT', 'Spot Compression'),
  magnification: code('399163009', 'SCT', 'Magnification'),
}
const ORIENTATION: Readonly<Record<`${Side}${Projection}`, string>> = {
  RCC: 'P\\L',
  LCC: 'A\\R',
  RMLO: 'P\\FL',
  LMLO: 'A\\FR',
}
/** The breast lies this much nearer to the tube than the detector. */
const MAGNIFICATION = 1.073

const digits = (n: number): string => String(Math.round(n * 1e6) / 1e6)

function viewElements(h: ViewHeader): BuiltElement[] {
  const modifier = MODIFIERS[h.kind]
  const item: BuiltElement[] = [...VIEW_CODES[h.projection], ['00540222', 'SQ', modifier ? [modifier] : []]]
  const words = h.vendor.view
  return [
    ...(words === 'position' || words === 'both' ? ([['00185101', 'CS', h.projection]] as BuiltElement[]) : []),
    ...(words === 'code' || words === 'both' ? ([['00540220', 'SQ', [item]]] as BuiltElement[]) : []),
  ]
}

function spacingElements(h: ViewHeader): BuiltElement[] {
  const pair = (mm: number): string => `${digits(mm)}\\${digits(mm)}`
  const factor = MAGNIFICATION * h.zoom
  const imager: BuiltElement = ['00181164', 'DS', pair(h.pixel)]
  const magnified: BuiltElement = ['00181114', 'DS', digits(factor)]
  if (h.vendor.spacing === 'scanned') return [['00182010', 'DS', pair(h.pixel / h.zoom)]]
  if (h.vendor.spacing === 'both') return [imager, magnified, ['00280030', 'DS', pair(h.pixel / factor)]]
  // A magnification view says its factor whoever made it.
  return h.vendor.spacing === 'magnified' || h.zoom > 1 ? [imager, magnified] : [imager]
}

function voiElements({ bits, voi }: Vendor): BuiltElement[] {
  const whole = 2 ** bits
  const [centre, width] = [String(whole / 2 - 1), String(whole)]
  if (voi === 'none') return []
  if (voi === 'windows')
    return [
      ['00281050', 'DS', `${centre}\\${digits(whole * 0.45)}\\${digits(whole * 0.6)}`],
      ['00281051', 'DS', `${width}\\${digits(whole * 0.7)}\\${digits(whole * 0.5)}`],
      ['00281055', 'LO', 'NORMAL\\HARDER\\SOFTER'],
    ]
  if (voi === 'table') {
    const table = Array.from({ length: whole }, (_, i) =>
      Math.round((whole - 1) / (1 + Math.exp(-4 * ((i + 0.5) / (whole / 2) - 1)))),
    )
    return [
      [
        '00283010',
        'SQ',
        [
          [
            ['00283002', 'US', [whole, 0, bits]],
            ['00283003', 'LO', 'NORMAL'],
            ['00283006', 'OW', table],
          ],
        ],
      ],
    ]
  }
  return [
    ['00281050', 'DS', centre],
    ['00281051', 'DS', width],
    ...(voi === 'sigmoid' ? ([['00281056', 'CS', 'SIGMOID']] as BuiltElement[]) : []),
  ]
}

const imageType = (h: ViewHeader): string => (h.vendor.id === 'film' ? 'DERIVED\\PRIMARY' : 'ORIGINAL\\PRIMARY')

export function viewHeader(h: ViewHeader): BuiltElement[] {
  const { vendor, study, patient } = h
  const side = h.statedSide ?? h.side
  const charset = CHARSETS[h.charset]
  const elements: BuiltElement[] = [
    ...(charset === null ? [] : ([['00080005', 'CS', charset]] as BuiltElement[])),
    ['00080008', 'CS', imageType(h)],
    ['00080016', 'UI', vendor.sopClass],
    ['00080018', 'UI', h.instanceUid],
    ['00080020', 'DA', study.date],
    ['00080023', 'DA', study.date],
    ['00080030', 'TM', study.time],
    ['00080033', 'TM', study.time],
    ['00080050', 'SH', study.accession],
    ['00080060', 'CS', vendor.modality],
    ...(vendor.intent ? ([['00080068', 'CS', vendor.intent]] as BuiltElement[]) : []),
    ['00080070', 'LO', vendor.manufacturer],
    ['00081030', 'LO', 'Mammography'],
    ['0008103e', 'LO', `${side} ${h.projection}${h.kind === 'standard' ? '' : ` ${h.kind}`}`],
    ['00081090', 'LO', vendor.model],
    ['00100010', 'PN', nameBytes(patient.name, h.charset)],
    ['00100020', 'LO', patient.id],
    ['00100030', 'DA', patient.birth],
    ['00100040', 'CS', 'F'],
    ['00101010', 'AS', `${String(patient.age).padStart(3, '0')}Y`],
    ['00180015', 'CS', 'BREAST'],
    ['0020000d', 'UI', study.uid],
    ['0020000e', 'UI', h.seriesUid],
    ['00200010', 'SH', '1'],
    ['00200011', 'IS', String(h.number)],
    ['00200013', 'IS', '1'],
    ['00200020', 'CS', ORIENTATION[`${side}${h.projection}`]],
    ...(vendor.side === 'series' ? ([['00200060', 'CS', side]] as BuiltElement[]) : []),
    ...(vendor.side === 'image' ? ([['00200062', 'CS', side]] as BuiltElement[]) : []),
    ['00280002', 'US', [1]],
    ['00280004', 'CS', vendor.photometric],
    ['00280010', 'US', [h.rows]],
    ['00280011', 'US', [h.columns]],
    ['00280100', 'US', [16]],
    ['00280101', 'US', [vendor.bits]],
    ['00280102', 'US', [vendor.bits - 1]],
    ['00280103', 'US', [0]],
    ['00280301', 'CS', h.burnedIn ? 'YES' : 'NO'],
    ['00281052', 'DS', '0'],
    ['00281053', 'DS', '1'],
    ['00281054', 'LO', 'US'],
    ...viewElements(h),
    ...spacingElements(h),
    ...voiElements(vendor),
    ...vendor.more,
  ]
  return elements.sort((a, b) => (a[0] < b[0] ? -1 : 1))
}
