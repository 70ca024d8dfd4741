// The four views of a mammography case, and which of them a picture is: by its header, else by its name.

/** In the order of the hanging: upper row, lower row. */
export const MAMMO_VIEWS = ['RCC', 'LCC', 'RMLO', 'LMLO'] as const
export type MammoView = (typeof MAMMO_VIEWS)[number]
export const isMammoView = (slot: string): slot is MammoView => (MAMMO_VIEWS as readonly string[]).includes(slot)

export type Side = 'R' | 'L'
export const sideOf = (view: MammoView): Side => (view.startsWith('R') ? 'R' : 'L')
export const isCraniocaudal = (view: MammoView): boolean => view.endsWith('CC')

/** Places of what is no (or not the chosen) picture of a view. It stays in the case and can be put into a view at any time. */
const SPARE = /^extra-\d+$/
export const isSpare = (slot: string): boolean => SPARE.test(slot)
export const spareSlot = (n: number): string => `extra-${n}`

/** Facts of a source that say what it shows (main/imaging/dicom/mammoFacts.ts). */
export type ViewFacts = Readonly<Record<string, unknown>>
const word = (facts: ViewFacts, key: string): string => {
  const value = facts[key]
  return typeof value === 'string' ? value.toUpperCase() : ''
}

/** Why a picture is not what a reader should get. */
export const MAMMO_FLAWS = ['spot', 'magnification', 'processing', 'cr', 'film', 'other-view', 'no-view'] as const
export type MammoFlaw = (typeof MAMMO_FLAWS)[number]

export type ViewReading = {
  readonly view: MammoView | null
  /** As written, where it is none of the four: ML, XCCL ... */
  readonly other: string | null
  readonly from: 'header' | 'orientation' | 'name' | null
  readonly flaws: readonly MammoFlaw[]
  /** What the name says when it contradicts the header. */
  readonly named: MammoView | null
  /** The orientation speaks of the other side, or the picture is stored turned. */
  readonly turned: boolean
}

export function readView(facts: ViewFacts, fileName: string): ViewReading {
  const named = viewOfName(fileName)
  const position = positionOf(facts)
  const orientation = viewOfOrientation(word(facts, 'patientOrientation'))
  const laterality = word(facts, 'laterality')
  const side = laterality === 'R' || laterality === 'L' ? laterality : null
  const stated = side && (position === 'CC' || position === 'MLO') ? (`${side}${position}` as MammoView) : null
  // A header that says only half is completed by its other half; a name alone is believed last.
  const half = orientation && position !== 'other' ? completed(orientation, side, position) : null
  const view = stated ?? half ?? (position === 'other' ? null : (named ?? null))
  const from = stated ? 'header' : half ? 'orientation' : view ? 'name' : null
  const other = position === 'other' ? word(facts, 'viewPosition') || word(facts, 'viewCode') : null
  const flaws = flawsOf(facts, fileName)
  return {
    view,
    other,
    from,
    flaws: view ? flaws : [...flaws, other === null ? 'no-view' : 'other-view'],
    named: view && named && from !== 'name' && named !== view ? named : null,
    turned: view !== null && orientation !== null && sideOf(orientation) !== sideOf(view),
  }
}

function completed(o: MammoView, side: Side | null, position: 'CC' | 'MLO' | null): MammoView {
  return `${side ?? sideOf(o)}${position ?? (isCraniocaudal(o) ? 'CC' : 'MLO')}` as MammoView
}

/** Null = not said. Makers write `CC`, `R CC`, `CCSPOT`. */
function positionOf(facts: ViewFacts): 'CC' | 'MLO' | 'other' | null {
  const said = word(facts, 'viewPosition').replace(/^[RL][ _-]?(?=CC|MLO)/, '') || word(facts, 'viewCode')
  if (said === '') return null
  if (/^CC(SPOT|MAG|$|[ _-])/.test(said)) return 'CC'
  return /^MLO(SPOT|MAG|$|[ _-])/.test(said) ? 'MLO' : 'other'
}

/**
 * PS3.3 C.7.6.1.1.1: rows and columns of the picture run towards these sides of the body. Hung as is usual: right breast
 * with rows to posterior, left with rows to anterior; columns of CC to the middle, of MLO to the feet.
 */
function viewOfOrientation(text: string): MammoView | null {
  const [row = '', column = ''] = text.split('\\')
  const side = row.startsWith('P') ? 'R' : row.startsWith('A') ? 'L' : null
  if (!side || column === '') return null
  return /[FH]/.test(column) ? `${side}MLO` : /^[LR]/.test(column) ? `${side}CC` : null
}

const FILM: ReadonlySet<string> = new Set(['DF', 'SI'])
const CR_CLASS = '1.2.840.10008.5.1.4.1.1.1'
const FOR_PROCESSING = '1.2.840.10008.5.1.4.1.1.1.2.1'
/** Contact views stay below; magnification stands give 1.5 to 2. */
const MAGNIFIED = 1.35

function flawsOf(facts: ViewFacts, fileName: string): MammoFlaw[] {
  const marks = word(facts, 'viewModifiers').split(',')
  const position = word(facts, 'viewPosition')
  const factor = typeof facts['magnificationFactor'] === 'number' ? facts['magnificationFactor'] : 1
  const paddle = word(facts, 'paddle')
  const detector = word(facts, 'detectorType')
  const sopClass = word(facts, 'sopClass')
  const found: readonly (readonly [MammoFlaw, boolean])[] = [
    [
      'spot',
      marks.includes('SPOT') ||
        /SPOT/.test(position) ||
        /SPOT/.test(paddle) ||
        /(^|[^a-z])spot([^a-z]|$)/i.test(fileName),
    ],
    ['magnification', marks.includes('MAG') || /MAG/.test(position) || factor >= MAGNIFIED],
    ['processing', sopClass === FOR_PROCESSING || word(facts, 'presentationIntent') === 'FOR PROCESSING'],
    ['cr', word(facts, 'modality') === 'CR' || sopClass === CR_CLASS || detector === 'STORAGE'],
    ['film', FILM.has(word(facts, 'conversionType')) || detector === 'FILM'],
  ]
  return found.flatMap(([flaw, holds]) => (holds ? [flaw] : []))
}

/** `10001_RCC.png`, `0_L-MLO_benign.png`, `right mlo.dcm`: side and position with at most one sign between. */
const NAMED = /(?:^|[^a-z0-9])(r|l|rt|lt|right|left)[ _.-]?(cc|mlo)(?=$|[^a-z])/i

export function viewOfName(path: string): MammoView | null {
  return splitViewName(path.slice(path.lastIndexOf('/') + 1))?.view ?? null
}

/** What stands before and behind the view in a name without folder and ending; null when it names none. */
export function splitViewName(stem: string): { view: MammoView; before: string; after: string } | null {
  const found = NAMED.exec(stem)
  if (!found) return null
  return {
    view: `${found[1]![0]}${found[2]}`.toUpperCase() as MammoView,
    before: stem.slice(0, found.index).replace(/[ _.-]+$/, ''),
    after: stem.slice(found.index + found[0].length),
  }
}

/** The rest of a file name without its view: what files of one case share. */
export function caseOfName(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/, '')
  return splitViewName(stem)?.before ?? stem
}

/** Lower is better; null = never the picture of a view. */
export function rankOf(r: ViewReading): number | null {
  if (!r.view || r.flaws.includes('spot') || r.flaws.includes('magnification')) return null
  const worst = ['processing', 'cr', 'film'].findLastIndex((f) => r.flaws.includes(f as MammoFlaw))
  return worst + 1
}
