// What the columns of a CSV of labels mean: by their names, or without a header by what stands in them. Pure.
import { PandokError } from '../../../shared/contract/errors.ts'

export type Corner = 'xmin' | 'ymin' | 'xmax' | 'ymax'
/**
 * Two corners, or a corner (`start`) or the centre with a size; all of these in one cell (`list`); an outline in eight columns
 * (`quad`) or in one cell; run lengths of Kaggle (`runs`).
 */
export type PlaceKind = 'corners' | 'start' | 'centre' | 'list' | 'quad' | 'outline' | 'runs'
export type Columns = {
  readonly header: readonly string[] | null
  readonly file: number
  readonly label: number | null
  readonly box: { readonly kind: PlaceKind; readonly at: readonly number[] } | null
  readonly size: { readonly width: number; readonly height: number } | null
  readonly score: number | null
  /** Who made the row. */
  readonly reader: number | null
  /** Columns of attributes, by the name they get. */
  readonly attributes: readonly (readonly [name: string, column: number])[]
  /** One class a column, 1 where it holds. */
  readonly oneHot: readonly (readonly [name: string, column: number])[]
}

const NAMES = {
  file: 'filename file imagefile imagefilename imagepath path filepath imgpath image img imageid imageindex imagename imgname',
  label:
    'class label classname category categoryname labelname findinglabel object objectname classid categoryid labelid',
  xmin: 'xmin x1 left bboxxmin bboxx1 boxxmin minx xtl',
  ymin: 'ymin y1 top bboxymin bboxy1 boxymin miny ytl',
  xmax: 'xmax x2 right bboxxmax bboxx2 boxxmax maxx xbr',
  ymax: 'ymax y2 bottom bboxymax bboxy2 boxymax maxy ybr',
  x: 'x bboxx boxx',
  y: 'y bboxy boxy',
  cx: 'cx xcenter centerx xc xcentre centrex',
  cy: 'cy ycenter centery yc ycentre centrey',
  w: 'w bboxw boxw bboxwidth boxwidth',
  h: 'h bboxh boxh bboxheight boxheight',
  list: 'bbox box boundingbox',
  width: 'width imagewidth imgwidth imwidth imgw imagew',
  height: 'height imageheight imgheight imheight imgh imageh',
  outline: 'polygon points segmentation vertices outline contour wkt geometry',
  runs: 'encodedpixels rle',
  score: 'score confidence conf probability prob',
  reader: 'annotator reader radid readerid radiologist annotatorid labeler',
} as const
type Name = keyof typeof NAMES

/** Columns that become attributes, by their plain name. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  difficult: 'difficult',
  truncated: 'truncated',
  occluded: 'occluded',
  isoccluded: 'occluded',
  istruncated: 'truncated',
  isgroupof: 'isGroupOf',
  isdepiction: 'isDepiction',
  isinside: 'isInside',
  text: 'transcription',
  transcription: 'transcription',
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const isNumber = (cell: string | undefined): boolean =>
  cell !== undefined && cell !== '' && Number.isFinite(Number(cell))
export const isPictureName = (cell: string): boolean => /\.(png|jpe?g|bmp|tiff?|gif|webp|dcm)$/i.test(cell)

/** Throws when nobody can tell which column names the picture. */
export function readColumns(rows: readonly (readonly string[])[]): Columns {
  const [first = []] = rows
  return withoutHeader(first, rows) ?? withHeader(first, rows.slice(1))
}

const NOTHING = {
  header: null,
  box: null,
  size: null,
  score: null,
  label: null,
  reader: null,
  attributes: [],
  oneHot: [],
} as const

/** path,x1,y1,x2,y2,class of RetinaNet, or path,class. */
function withoutHeader(first: readonly string[], rows: readonly (readonly string[])[]): Columns | null {
  const autoMl = autoMlColumns(first, rows)
  if (autoMl) return autoMl
  if (!isPictureName(first[0] ?? '') && !(first.length === 6 && first.slice(1, 5).every(isNumber))) return null
  const boxes = rows.every(
    (r) => r.length === 6 && (r.slice(1, 5).every(isNumber) || r.slice(1, 6).every((c) => c === '')),
  )
  if (boxes) return { ...NOTHING, file: 0, label: 5, box: { kind: 'corners', at: [1, 2, 3, 4] } }
  return rows.every((r) => r.length === 2) ? { ...NOTHING, file: 0, label: 1 } : null
}

/**
 * Google AutoML and Vertex AI: TRAIN,gs://bucket/a.jpg,class,x1,y1,x2,y1,x2,y2,x1,y2 as fractions; the second and the fourth
 * corner may be left empty, so may the set. Without corners it is a class of the picture.
 */
function autoMlColumns(first: readonly string[], rows: readonly (readonly string[])[]): Columns | null {
  const at = /^(TRAIN(ING)?|VALIDATION?|VALIDATE|TEST|UNASSIGNED|)$/i.test(first[0] ?? 'x') ? 1 : 0
  if (!rows.every((r) => r.length > at + 1 && r.length <= at + 10 && isPictureName(r[at] ?? ''))) return null
  const boxes = rows.every(
    (r) => [2, 3, 6, 7].every((i) => isNumber(r[at + i])) || r.slice(at + 2).every((c) => c === ''),
  )
  const corners = { kind: 'corners' as const, at: [at + 2, at + 3, at + 6, at + 7] }
  if (rows.some((r) => r.length >= at + 8)) return boxes ? { ...NOTHING, file: at, label: at + 1, box: corners } : null
  return at === 1 && rows.every((r) => r.length === 3) ? { ...NOTHING, file: at, label: at + 1 } : null
}

function withHeader(header: readonly string[], body: readonly (readonly string[])[]): Columns {
  const names = header.map(plain)
  const at = (name: Name): number | null => {
    for (const known of NAMES[name].split(' ')) {
      const found = names.indexOf(known)
      if (found >= 0) return found
    }
    return null
  }
  const file = at('file') ?? fileByContent(names, body)
  if (file === null)
    throw new PandokError('unknown-format', 'no column of the CSV file names pictures', { columns: header.length })
  const { box, size } = placesOf(names, at)
  const score = at('score')
  const reader = at('reader')
  const label = at('label') ?? (box && names.includes('name') ? names.indexOf('name') : null)
  const attributes = names.flatMap((n, i) => (ATTRIBUTES[n] ? [[ATTRIBUTES[n], i] as const] : []))
  const used = new Set([
    file,
    label,
    score,
    reader,
    size?.width,
    size?.height,
    ...(box?.at ?? []),
    ...attributes.map(([, i]) => i),
  ])
  const rest = header.map((name, i) => [name, i] as const).filter(([, i]) => !used.has(i))
  const isOneHot =
    label === null &&
    box === null &&
    rest.length > 0 &&
    body.length > 0 &&
    body.every((r) => rest.every(([, i]) => r[i] === '0' || r[i] === '1' || r[i] === ''))
  if (label === null && box === null && !isOneHot)
    throw new PandokError('unknown-format', 'no column of the CSV file holds boxes or classes', {
      columns: header.length,
    })
  return { header, file, label, box, size, score, reader, attributes, oneHot: isOneHot ? rest : [] }
}

/** The column in which every cell is a picture's name. */
function fileByContent(names: readonly string[], body: readonly (readonly string[])[]): number | null {
  const found = names.findIndex((_, i) => body.length > 0 && body.every((r) => isPictureName(r[i] ?? '')))
  return found >= 0 ? found : null
}

function placesOf(names: readonly string[], at: (name: Name) => number | null): Pick<Columns, 'box' | 'size'> {
  const all = (...names: Name[]): number[] | null => {
    const found = names.map(at)
    return found.every((n) => n !== null) ? found : null
  }
  const pair = (found: number[] | null) => (found ? { width: found[0]!, height: found[1]! } : null)
  const size = pair(all('width', 'height'))
  const quad = [1, 2, 3, 4].flatMap((n) => [names.indexOf(`x${n}`), names.indexOf(`y${n}`)])
  if (quad.every((i) => i >= 0)) return { box: { kind: 'quad', at: quad }, size }
  // An outline says more than the box around it.
  for (const kind of ['outline', 'runs'] as const) {
    const cell = at(kind)
    if (cell !== null) return { box: { kind, at: [cell] }, size }
  }
  const corners = all('xmin', 'ymin', 'xmax', 'ymax')
  if (corners) return { box: { kind: 'corners', at: corners }, size }
  for (const [kind, x, y] of [
    ['centre', 'cx', 'cy'],
    ['start', 'xmin', 'ymin'],
    ['start', 'x', 'y'],
  ] as const) {
    const own = all(x, y, 'w', 'h')
    if (own) return { box: { kind, at: own }, size }
    // Without a size of their own, width and height are those of the box.
    const shared = all(x, y, 'width', 'height')
    if (shared) return { box: { kind, at: shared }, size: null }
  }
  const list = at('list')
  return { box: list === null ? null : { kind: 'list', at: [list] }, size }
}
