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
const DO_NOT_CARE = '###'

/** Scripts of the multi-lingual sets (MLT): a field of its own between corners and text. */
const SCRIPTS = new Set(
  'Arabic Latin Chinese Japanese Korean Bangla Hindi Symbols Mixed None'.split(' ').map((s) => s.toLowerCase()),
)

type Line = { numbers: number[]; text: string; script: string | null; quoted: boolean }

/** How the lines of one file are written: `corners` 4 (x1, y1, x2, y2) or 8, or 2n for outlines of curved text. */
type Layout = { corners: number; comma: boolean; script: boolean }

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
    return [wordLabel(shape, read.text, { ...(read.script ? { script: read.script } : {}) }, read.quoted)]
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
  if (layout === null || !lines.every((line) => readLine(line, layout) !== null)) return false
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

function layoutOf(lines: readonly string[]): Layout | null {
  const comma = lines.every((line) => /^\s*-?[\d.]+(e[-+]?\d+)?\s*,/i.test(line))
  // The line with the fewest numbers tells where the text may begin: a text can be a number too.
  const counts = lines.map((line) => leadingNumbers(fieldsOf(line, comma)))
  const least = Math.min(...counts)
  if (lines.length === 0 || least < 4) return null
  if (least >= 8) return { corners: 8, comma, script: lines.every((line) => isScript(fieldsOf(line, comma).slice(8))) }
  return { corners: 4, comma, script: false }
}

/** A script, and a text behind it. */
const isScript = (rest: readonly string[]): boolean => rest.length > 1 && SCRIPTS.has(rest[0]!.trim().toLowerCase())

const fieldsOf = (line: string, comma: boolean): string[] => (comma ? line.split(',') : line.trim().split(/\s+/))

function leadingNumbers(fields: readonly string[]): number {
  const at = fields.findIndex((field) => field.trim() === '' || !Number.isFinite(Number(field)))
  // A text must be left over, even an empty one.
  return at < 0 ? fields.length - 1 : at
}

function readLine(line: string, { corners, comma, script }: Layout): Line | null {
  const fields = fieldsOf(line, comma)
  const head = corners + (script ? 1 : 0)
  const numbers = fields.slice(0, corners).map(Number)
  if (fields.length <= corners || !numbers.every(Number.isFinite)) return null
  const rest = comma ? fields.slice(head).join(',').trim() : textBehind(line, head)
  const quoted = rest.length >= 2 && rest.startsWith('"') && rest.endsWith('"')
  const text = quoted ? rest.slice(1, -1).replaceAll('\\"', '"') : rest
  return { numbers, text, quoted, script: script ? (fields[8]?.trim() ?? null) : null }
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
