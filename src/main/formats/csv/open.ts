// CSV files of boxes or of picture labels, in the layouts that tools write.
import { basename, dirname, join } from 'node:path'
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readText } from '../decodeText.ts'
import { asPixels } from '../guards.ts'
import { eachFile, type LabelReader, type OpenSetting } from '../reader.ts'
import type { Fields, ForeignLabel, ImageLabels, LabelFile, Report, Size } from '../record.ts'
import { imagesOf } from '../wholeFile.ts'
import { boxLineReader } from './boxLines.ts'
import { type Columns, readColumns } from './columns.ts'
import { readCsv } from './table.ts'

const tables = eachFile('csv', openCsv)

/** Texts without commas are lines of boxes; everything else is a table. */
export const csvReader: LabelReader = {
  async sources(files, refuse, signal) {
    const { lines = [], rows = [] } = Object.groupBy(files, ({ path }) => (/\.txt$/i.test(path) ? 'lines' : 'rows'))
    return [...(await tables.sources(rows, refuse, signal)), ...(await boxLineReader.sources(lines, refuse, signal))]
  },
}

type Row = readonly string[]

export async function openCsv(path: string, { losses }: Pick<OpenSetting, 'losses'>): Promise<LabelFile> {
  const { text, codePage } = await readText(path)
  if (codePage) losses.add('text-code-page', basename(path))
  const rows = readCsv(text)
  if (rows.length === 0) throw new PandokError('file-empty', 'the file is empty')
  const columns = readColumns(rows)
  const body = columns.header ? rows.slice(1) : rows
  // A file that states the size of its pictures counts pixels.
  const normalised = columns.size === null && areFractions(body, columns)
  const images = Map.groupBy(body, (row) => row[columns.file] ?? '')
  return {
    format: 'csv',
    name: basename(path),
    folder: dirname(path),
    classes: columns.oneHot.map(([name]) => ({ key: name, name, extra: {} })),
    root: null,
    total: images.size,
    notes: [],
    images: imagesOf([...images].map(([name, found]) => imageLabels(path, name, found, columns, normalised))),
  }
}

/** All coordinates of the file between 0 and 1, and not all of them whole. */
function areFractions(rows: readonly Row[], { box }: Columns): boolean {
  let broken = false
  for (const row of rows) {
    for (const value of box ? (boxNumbers(row, box) ?? []) : []) {
      if (value < 0 || value > 1) return false
      broken ||= !Number.isInteger(value)
    }
  }
  return broken
}

function imageLabels(
  path: string,
  name: string,
  rows: readonly Row[],
  columns: Columns,
  normalised: boolean,
): ImageLabels {
  const [first = []] = rows
  const { size } = columns
  const [width, height] = size ? [asPixels(first[size.width]), asPixels(first[size.height])] : [null, null]
  const labelled = rows.filter((row) => !isBare(row, columns))
  return {
    image: {
      name,
      path: join(dirname(path), name.replaceAll('\\', '/')),
      size: width && height ? { width, height } : null,
      foreignId: null,
      extra: null,
    },
    count: labelled.length,
    read: (grid, report) => labelled.flatMap((row) => readRow(row, columns, normalised ? grid : null, report)),
  }
}

/** A picture on which there is nothing. */
const isBare = (row: Row, { box, label, oneHot }: Columns): boolean =>
  oneHot.length === 0 &&
  [...(box?.at ?? []), ...(label === null ? [] : [label])].every((column) => (row[column] ?? '') === '')

export function readRow(row: Row, columns: Columns, scale: Size | null, report: Report): ForeignLabel[] {
  const common = { keypoints: null, score: scoreOf(row, columns), extra: keptCells(row, columns) }
  if (columns.oneHot.length > 0)
    return columns.oneHot.flatMap(([name, column]) =>
      row[column] === '1' ? [{ classKey: name, shape: null, attributes: {}, ...common }] : [],
    )
  const name = columns.label === null ? '' : (row[columns.label] ?? '')
  const stated = columns.box?.at.some((column) => (row[column] ?? '') !== '') ?? false
  const shape = stated && columns.box ? readBox(row, columns.box, scale) : null
  if (stated && !shape) {
    report('csv-row-invalid')
    return []
  }
  if (name === '' && shape) report('csv-class-missing')
  return [{ classKey: name === '' ? null : name, shape, attributes: attributesOf(row, columns), ...common }]
}

function boxNumbers(row: Row, box: NonNullable<Columns['box']>): number[] | null {
  const cells =
    box.kind === 'list'
      ? (row[box.at[0]!] ?? '').replace(/[[\](){}]/g, '').split(/[\s,;]+/)
      : box.at.map((i) => row[i] ?? '')
  const numbers = cells.filter((c) => c !== '').map(Number)
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : null
}

function readBox(row: Row, box: NonNullable<Columns['box']>, scale: Size | null): Shape | null {
  const stated = boxNumbers(row, box)
  if (!stated) return null
  const factor = (i: number) => (scale ? (i % 2 === 0 ? scale.width : scale.height) : 1)
  const [a, b, c, d] = stated.map((v, i) => v * factor(i))
  if (box.kind === 'corners') {
    const [x, y] = [Math.min(a!, c!), Math.min(b!, d!)]
    return { kind: 'box', x, y, width: Math.max(a!, c!) - x, height: Math.max(b!, d!) - y }
  }
  if (c! < 0 || d! < 0) return null
  const [x, y] = box.kind === 'centre' ? [a! - c! / 2, b! - d! / 2] : [a!, b!]
  return { kind: 'box', x, y, width: c!, height: d! }
}

const FLAGS: Readonly<Record<string, boolean>> = { '0': false, '1': true, false: false, true: true }

function attributesOf(row: Row, { attributes }: Columns): Record<string, AttributeValue> {
  return Object.fromEntries(
    attributes.flatMap(([name, column]): [string, AttributeValue][] => {
      const cell = row[column] ?? ''
      if (cell === '') return []
      return [[name, name === 'transcription' ? cell : (FLAGS[cell.toLowerCase()] ?? cell)]]
    }),
  )
}

function scoreOf(row: Row, { score }: Columns): number | null {
  const value = score === null || (row[score] ?? '') === '' ? Number.NaN : Number(row[score])
  return Number.isFinite(value) ? value : null
}

/** Cells of columns that mean nothing here, by their header. */
function keptCells(row: Row, columns: Columns): Fields {
  const { header, file, label, box, size, score, attributes, oneHot } = columns
  if (!header) return {}
  const used = new Set([file, label, score, size?.width, size?.height, ...(box?.at ?? [])])
  for (const [, column] of [...attributes, ...oneHot]) used.add(column)
  const cells = header.flatMap((name, i) => (used.has(i) || name === '' || !row[i] ? [] : [[name, row[i]] as const]))
  return cells.length > 0 ? { columns: Object.fromEntries(cells) } : {}
}
