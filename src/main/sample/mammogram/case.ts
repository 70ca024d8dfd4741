// A made-up mammography case: four views of two breasts, or what goes wrong with them. The same seed gives the same bytes.
import { type BuiltElement, concat, dataSet, EXPLICIT, meta } from '../../imaging/dicom/writeDataSet.ts'
import { seeded } from '../canvas.ts'
import { type Breast, breastOf, type Outline, outlineOf, type Projection } from './anatomy.ts'
import { expose, type Film, type Mask, maskOf, mirror, mirrorPoints, pixelOf, type Side, toStored } from './film.ts'
import { type ViewKind, viewHeader } from './header.ts'
import { type Finding, type LesionKind, type LesionPlan, type Point, planLesions } from './lesions.ts'
import { burnText, type TextBox, textWidth } from './letters.ts'
import { type Charset, NAMES, type PersonName } from './names.ts'
import { VENDORS, type VendorId, vendorOf } from './vendors.ts'

export const FAULTS = [
  'flipped',
  'wrong-side',
  'burned-in',
  'missing-view',
  'duplicate-view',
  'spot',
  'magnification',
] as const
export type MammogramFault = (typeof FAULTS)[number]
export type ViewName = `${Side}${Projection}`

export type MammogramOptions = {
  readonly rows?: number
  readonly columns?: number
  readonly vendor?: VendorId
  readonly finding?: Finding
  /** 0 fatty, 1 extremely dense. */
  readonly density?: number
  readonly charset?: Charset
  readonly faults?: readonly MammogramFault[]
}
export type LesionMask = {
  readonly lesion: number
  readonly kind: LesionKind
  readonly malignant: boolean
  /** Pixels of this view as it is stored. */
  readonly outline: readonly Point[]
  readonly mask: Mask
}
export type MammogramView = {
  readonly name: ViewName
  readonly file: string
  readonly kind: ViewKind
  readonly rows: number
  readonly columns: number
  readonly bits: number
  /** Stored the other way round than its header says. */
  readonly flipped: boolean
  /** What the header says of the side. */
  readonly statedSide: Side
  readonly burnedIn: readonly TextBox[]
  readonly masks: readonly LesionMask[]
  readonly sopClass: string
  readonly instanceUid: string
  /** Everything but the pixels, in the order of the tags. */
  readonly header: readonly BuiltElement[]
  readonly pixels: Uint16Array
  /** The whole file, explicit VR little endian. */
  readonly dicom: Uint8Array
}
export type MammogramCase = {
  readonly seed: number
  readonly patient: { readonly id: string; readonly name: PersonName; readonly birth: string; readonly age: number }
  readonly charset: Charset
  readonly vendor: VendorId
  readonly finding: Finding
  readonly faults: readonly MammogramFault[]
  readonly studyUid: string
  /** YYYYMMDD */
  readonly studyDate: string
  readonly views: readonly MammogramView[]
}

export const VIEW_ORDER: readonly { readonly side: Side; readonly projection: Projection }[] = [
  { side: 'R', projection: 'CC' },
  { side: 'L', projection: 'CC' },
  { side: 'R', projection: 'MLO' },
  { side: 'L', projection: 'MLO' },
]
export const FULL_SIZE = { rows: 3328, columns: 2560 } as const
const CHARSETS: readonly Charset[] = ['utf8', 'korean', 'latin']
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T
const uid = (seed: number, ...parts: number[]): string =>
  `2.25.${[800_000_000 + seed, ...parts].map((p) => String(p).padStart(4, '0')).join('')}`

/** Presentation: a gentle curve. For processing: what the detector counted, much where little was in the way. */
const CURVES = {
  presentation: (p: number): number => Math.max(0, p) ** 0.86 * 1.04,
  processing: (p: number): number => 0.8 * Math.exp(-2.6 * Math.max(0, p)),
} as const

type Shot = {
  side: Side
  projection: Projection
  kind: ViewKind
  number: number
  file: string
  lesion: LesionPlan | null
  flipped: boolean
}

export function mammogramCase(seed: number, options: MammogramOptions = {}): MammogramCase {
  const random = seeded(seed * 2_654_435 + 1)
  const size = { rows: options.rows ?? FULL_SIZE.rows, columns: options.columns ?? FULL_SIZE.columns }
  const drawn = {
    vendor: pick(VENDORS.slice(0, 6), random).id,
    finding: pick<Finding>(['normal', 'benign', 'malignant'], random),
    density: random(),
    charset: pick(CHARSETS, random),
    name: pick(NAMES, random),
    age: 35 + Math.floor(random() * 45),
    side: pick<Side>(['R', 'L'], random),
    lesions: random() < 0.3 ? 2 : 1,
    fault: Math.floor(random() * VIEW_ORDER.length),
    day: 1 + Math.floor(random() * 28),
    month: 1 + Math.floor(random() * 12),
  }
  const vendor = vendorOf(options.vendor ?? drawn.vendor)
  const finding = options.finding ?? drawn.finding
  const density = options.density ?? drawn.density
  const charset = options.charset ?? drawn.charset
  const faults = options.faults ?? []
  const two = (n: number): string => String(n).padStart(2, '0')
  const date = `2025${two(drawn.month)}${two(drawn.day)}`
  const patient = {
    id: `MG${String(seed).padStart(6, '0')}`,
    name: drawn.name,
    birth: `${2025 - drawn.age}${two(13 - drawn.month)}${two(29 - drawn.day)}`,
    age: drawn.age - (drawn.month < 7 ? 1 : 0),
  }
  const study = { uid: uid(seed, 1), date, time: `${two(9 + (seed % 8))}${two(drawn.day)}00`, accession: `A${seed}` }
  const breasts: Readonly<Record<Side, Breast>> = {
    R: breastOf(seed, 'R', density),
    L: breastOf(seed, 'L', density),
  }
  const outlines = (side: Side): Readonly<Record<Projection, Outline>> => ({
    CC: outlineOf(breasts[side], 'CC'),
    MLO: outlineOf(breasts[side], 'MLO'),
  })
  const shapes = { R: outlines('R'), L: outlines('L') }
  const plans = (side: Side): readonly LesionPlan[] =>
    finding === 'normal' || side !== drawn.side
      ? []
      : planLesions(breasts[side], [shapes[side].CC, shapes[side].MLO], finding, drawn.lesions)
  const lesions = { R: plans('R'), L: plans('L') }

  const shots = plan(faults, drawn.fault, drawn.side, lesions[drawn.side][0] ?? null)
  const views = shots.map((shot): MammogramView => {
    const { side, projection } = shot
    const outline = shapes[side][projection]
    const zoom = shot.kind === 'magnification' ? 1.8 : 1
    const closeup = shot.lesion ? { zoom: shot.kind === 'magnification' ? 1.8 : 1.35, lesion: shot.lesion } : null
    const film = expose(breasts[side], outline, size, lesions[side], closeup)
    if (side === 'R') mirror(film.light, size.columns)
    const burnedIn = mark(
      film,
      shot,
      faults.includes('burned-in') ? [patient.name.latin.replace('^', ' '), `${patient.id} ${date}`] : [],
    )
    const stored = toStored(
      film.light,
      size.columns,
      vendor.bits,
      seed * 97 + shot.number,
      vendor.intent === 'FOR PROCESSING' ? CURVES.processing : CURVES.presentation,
    )
    // Processing data counts photons already: black is much. The others are turned over where the header says MONOCHROME1.
    if (vendor.photometric === 'MONOCHROME1' && vendor.intent !== 'FOR PROCESSING') invert(stored, vendor.bits)
    if (shot.flipped) mirror(stored, size.columns)
    const turned = (side === 'R') !== shot.flipped
    const statedSide: Side =
      faults.includes('wrong-side') && shot.number === drawn.fault + 1 ? (side === 'R' ? 'L' : 'R') : side
    const instanceUid = uid(seed, 3, shot.number)
    const header = viewHeader({
      vendor,
      projection,
      side,
      kind: shot.kind,
      zoom,
      ...size,
      pixel: pixelOf(size),
      patient,
      charset,
      study,
      seriesUid: uid(seed, 2, shot.number),
      instanceUid,
      number: shot.number,
      burnedIn: burnedIn.length > 1,
      statedSide,
    })
    const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)
    return {
      name: `${side}${projection}`,
      file: shot.file,
      kind: shot.kind,
      ...size,
      bits: vendor.bits,
      flipped: shot.flipped,
      statedSide,
      burnedIn: shot.flipped ? burnedIn.map((b) => ({ ...b, x: size.columns - b.x - b.width })) : burnedIn,
      masks: film.lesions.map(({ plan: p, outline: points }) => {
        const placed = turned ? mirrorPoints(points, size.columns) : points
        return { lesion: p.id, kind: p.kind, malignant: p.malignant, outline: placed, mask: maskOf(placed) }
      }),
      sopClass: vendor.sopClass,
      instanceUid,
      header,
      pixels: stored,
      dicom: concat([
        meta(EXPLICIT_LITTLE, vendor.sopClass, instanceUid),
        dataSet([...header, ['7fe00010', 'OW', bytes]], EXPLICIT),
      ]),
    }
  })
  return {
    seed,
    patient,
    charset,
    vendor: vendor.id as VendorId,
    finding,
    faults,
    studyUid: study.uid,
    studyDate: study.date,
    views,
  }
}

function invert(pixels: Uint16Array, bits: number): void {
  const top = 2 ** bits - 1
  for (let i = 0; i < pixels.length; i++) pixels[i] = top - (pixels[i] as number)
}

/** Which exposures lie in the study. */
function plan(faults: readonly MammogramFault[], at: number, lesionSide: Side, lesion: LesionPlan | null): Shot[] {
  const shots: Shot[] = []
  const add = (
    side: Side,
    projection: Projection,
    kind: ViewKind,
    file: string,
    closeup: LesionPlan | null,
    flipped = false,
  ): void => {
    shots.push({
      side,
      projection,
      kind,
      number: shots.length + 1,
      file: `${shots.length + 1}_${file}.dcm`,
      lesion: closeup,
      flipped,
    })
  }
  VIEW_ORDER.forEach(({ side, projection }, i) => {
    if (i === at && faults.includes('missing-view')) return
    add(side, projection, 'standard', `${side}${projection}`, null, i === at && faults.includes('flipped'))
    if (i === at && faults.includes('duplicate-view'))
      add(side, projection, 'standard', `${side}${projection}_again`, null)
  })
  for (const kind of ['spot', 'magnification'] as const)
    if (lesion && faults.includes(kind)) add(lesionSide, 'CC', kind, `${lesionSide}CC_${kind}`, lesion)
  return shots
}

/** The lead letters that lie on every plate, and what a careless workstation burns in. The first box is that of the letters. */
function mark(film: Film, shot: Shot, lines: readonly string[]): TextBox[] {
  const height = Math.max(7, film.rows / 60)
  const text = `${shot.side} ${shot.projection}`
  const margin = film.columns * 0.04
  const outer = (width: number): number => (shot.side === 'R' ? margin : film.columns - margin - width)
  const boxes = [burnText(film, text, outer(textWidth(text, height)), film.rows * 0.06, height, 1)]
  lines.forEach((line, i) => {
    const small = Math.max(7, film.rows / 90)
    boxes.push(burnText(film, line, outer(textWidth(line, small)), film.rows * 0.93 + i * small * 1.6, small, 0.95))
  })
  return boxes
}
