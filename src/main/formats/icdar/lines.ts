// Lines of ICDAR text files <-> labels. Pure. One line is one word: coordinates in pixels, then its text.
import type { Annotation, AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { outlineRings, shapeBounds } from '../../../shared/geometry/shapes.ts'
import type { ForeignLabel, Report } from '../record.ts'
import { linesOf } from '../wholeFile.ts'

export const TEXT_CLASS = 'text'
/** What a word says. */
export const TRANSCRIPTION = 'transcription'
/** A word that is not to be read: `###` in the file. */
export const IGNORE = 'ignore'
export const DO_NOT_CARE = '###'
/** Before the text of a curved word (CTW1500). */
const CURVED = '####'

/** Scripts of the multi-lingual sets (MLT): a field of its own between corners and text. */
const SCRIPTS = new Set(
  'Arabic Latin Chinese Japanese Korean Bangla Hindi Symbols Mixed None'.split(' ').map((s) => s.toLowerCase()),
)

type Line = { numbers: number[]; text: string; script: string | null; difficult: boolean | null; quoted: boolean }

/**
 * How the lines of one file are written: `corners` 4 (x1, y1, x2, y2) or 8, null where every line has its own number of points.
 * `between` = what stands before the text: a script (MLT) or 0 and 1 for words that are hard to read (RCTW).
 */
type Layout = { corners: number | null; comma: boolean; between: 'script' | 'difficult' | null }

export function readIcdarLines(text: string, report: Report): ForeignLabel[] {
  const lines = contentLines(text)
  const layout = layoutOf(lines)
  if (!layout) {
    report('icdar-line-invalid', lines.length)
    return []
  }
  return lines.flatMap((line) => {
    const read = readLine(line, layout)
    const shape = read && shapeOf(read.numbers)
    if (!read || !shape) {
      report('icdar-line-invalid')
      return []
    }
    const { script, difficult } = read
    const more = { ...(script === null ? {} : { script }), ...(difficult === null ? {} : { difficult }) }
    return [wordLabel(shape, read.text, more, read.quoted)]
  })
}

export function wordLabel(
  shape: Shape | null,
  text: string,
  more: Readonly<Record<string, AttributeValue>>,
  quoted: boolean,
): ForeignLabel {
  const said: Record<string, AttributeValue> = text === DO_NOT_CARE ? { [IGNORE]: true } : { [TRANSCRIPTION]: text }
  return {
    classKey: TEXT_CLASS,
    shape,
    keypoints: null,
    attributes: { ...said, ...more },
    score: null,
    extra: quoted ? { quoted: true } : {},
  }
}

export const contentLines = (text: string): string[] => linesOf(text).filter((line) => line.trim() !== '')

/**
 * True when the text is one of ICDAR's: every line four or eight numbers and a text behind them. Lines of numbers alone, parted
 * by spaces, are YOLO's.
 */
export const looksLikeIcdar = (text: string): boolean => {
  const lines = contentLines(text).slice(0, 20)
  const layout = layoutOf(lines)
  const valid = layout === null ? 0 : lines.filter((line) => readLine(line, layout) !== null).length
  // A broken line among words is no other format; parted by spaces it may be one of YOLO.
  if (layout === null || (layout.comma ? valid * 2 : valid) < lines.length) return false
  return (
    layout.comma ||
    lines.some((line) =>
      line
        .trim()
        .split(/\s+/)
        .some((word) => !Number.isFinite(Number(word))),
    )
  )
}

const NUMBERS = /^\s*(-?[\d.]+(e[-+]?\d+)?[\s,]+){4}/i

function layoutOf(all: readonly string[]): Layout | null {
  // A broken line says nothing about the others.
  const lines = all.filter((line) => NUMBERS.test(line))
  if (lines.length * 2 < all.length) return null
  const comma = lines.every((line) => /^\s*-?[\d.]+(e[-+]?\d+)?\s*,/i.test(line))
  // The line with the fewest numbers tells where the text may begin: a text can be a number too.
  const counts = lines.map((line) => leadingNumbers(fieldsOf(line, comma)))
  const least = Math.min(...counts)
  if (lines.length === 0 || least < 4) return null
  if (least < 8) return { corners: 4, comma, between: null }
  const behind = lines.map((line) => fieldsOf(line, comma).slice(8))
  if (behind.every(isScript)) return { corners: 8, comma, between: 'script' }
  if (behind.every(isDifficulty)) return { corners: 8, comma, between: 'difficult' }
  const isCurved =
    counts.every((n) => n % 2 === 0) && (least >= 10 || lines.some((line) => line.includes(`,${CURVED}`)))
  return { corners: isCurved ? null : 8, comma, between: null }
}

/** 0 or 1, and a text in quotes behind it. */
const isDifficulty = (rest: readonly string[]): boolean =>
  /^\s*[01]\s*$/.test(rest[0] ?? '') && /^\s*"/.test(rest[1] ?? '')

/** A script, and a text behind it. */
const isScript = (rest: readonly string[]): boolean => rest.length > 1 && SCRIPTS.has(rest[0]!.trim().toLowerCase())

const fieldsOf = (line: string, comma: boolean): string[] => (comma ? line.split(',') : line.trim().split(/\s+/))

function leadingNumbers(fields: readonly string[]): number {
  const at = fields.findIndex((field) => field.trim() === '' || !Number.isFinite(Number(field)))
  // A text must be left over, even an empty one.
  return at < 0 ? fields.length - 1 : at
}

function readLine(line: string, { corners: stated, comma, between }: Layout): Line | null {
  const fields = fieldsOf(line, comma)
  const corners = stated ?? leadingNumbers(fields)
  const head = corners + (between ? 1 : 0)
  const numbers = fields.slice(0, corners).map(Number)
  if (fields.length <= corners || corners % 2 !== 0 || corners < 4 || !numbers.every(Number.isFinite)) return null
  const rest = comma ? fields.slice(head).join(',').trim() : textBehind(line, head)
  const said = stated === null && rest.startsWith(CURVED) ? rest.slice(CURVED.length) : rest
  const quoted = said.length >= 2 && said.startsWith('"') && said.endsWith('"')
  const text = quoted ? said.slice(1, -1).replaceAll('\\"', '"') : said
  const field = fields[corners]?.trim() ?? ''
  return {
    numbers,
    text,
    quoted,
    script: between === 'script' ? field : null,
    difficult: between === 'difficult' ? field === '1' : null,
  }
}

/** Inside a text, spaces count. */
const textBehind = (line: string, fields: number): string =>
  line.trim().replace(new RegExp(`^(\\S+\\s+){${fields}}`), '')

function shapeOf(n: readonly number[]): Shape | null {
  if (n.length === 4) {
    const [x, y] = [Math.min(n[0]!, n[2]!), Math.min(n[1]!, n[3]!)]
    return { kind: 'box', x, y, width: Math.max(n[0]!, n[2]!) - x, height: Math.max(n[1]!, n[3]!) - y }
  }
  return { kind: 'polygon', parts: [{ outer: [...n], holes: [] }] }
}

export type IcdarWritten = { readonly line: string; readonly expected: ForeignLabel }

/** Null when ICDAR cannot hold the annotation. Every word is written with four corners, so a file has one layout. */
export function toIcdarLine(annotation: Annotation, report: Report): IcdarWritten | null {
  const { shape, attributes } = annotation
  if (!shape) {
    report(annotation.classId === null ? 'item-attributes' : 'tag')
    return null
  }
  const corners = cornersOf(shape, report)
  if (!corners) return null
  if (annotation.keypoints) report('keypoints')
  if (annotation.group !== null) report('group')
  const stated = attributes[TRANSCRIPTION]
  const said = typeof stated === 'string' ? stated : stated == null ? '' : String(stated)
  // A line break would end the word.
  const text = attributes[IGNORE] === true ? DO_NOT_CARE : said.replace(/[\r\n]+/g, ' ').trim()
  if (attributes[IGNORE] !== true && said === '') report('icdar-no-text')
  if (text !== said && attributes[IGNORE] !== true) report('icdar-text-changed')
  if (annotation.classId !== TEXT_CLASS) report('icdar-class')
  const others = Object.entries(attributes).filter(([k, v]) => k !== TRANSCRIPTION && k !== IGNORE && v !== null)
  if (others.length > 0) report('attributes')
  // Unquoted, such a text would be read as something else.
  const quoted = /^".*"$/.test(text) || isScript(text.split(','))
  const expected = wordLabel({ kind: 'polygon', parts: [{ outer: corners, holes: [] }] }, text, {}, quoted)
  return { line: [...corners, quoted ? `"${text.replaceAll('"', '\\"')}"` : text].join(','), expected }
}

function cornersOf(shape: Shape, report: Report): number[] | null {
  switch (shape.kind) {
    case 'box':
    case 'oriented':
      return outlineRings(shape)?.[0]?.outer ?? null
    case 'polygon': {
      const [first] = shape.parts
      if (shape.parts.length === 1 && first && first.outer.length === 8 && first.holes.length === 0) return first.outer
      report('polygon-as-box')
      break
    }
    case 'ellipse':
    case 'mask':
      report(`${shape.kind}-as-box`)
      break
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return null
  }
  const { x, y, width, height } = shapeBounds(shape)
  return [x, y, x + width, y, x + width, y + height, x, y + height]
}
