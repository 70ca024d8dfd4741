// CSV files of boxes or of picture labels, in the layouts that tools write.
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { AttributeValue } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readText } from '../decodeText.ts'
import { asPixels } from '../guards.ts'
import { eachFile, type LabelReader, type OpenSetting } from '../reader.ts'
import type { Fields, ForeignLabel, ImageLabels, LabelFile, Report, Size } from '../record.ts'
import { imagesOf } from '../wholeFile.ts'
import { boxLineReader } from './boxLines.ts'
import { type Columns, readColumns } from './columns.ts'
import { boxNumbers, readPlace } from './places.ts'
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
  const names = await classDescriptions(path)
  const readerOf = (row: Row) => (columns.reader === null ? '' : (row[columns.reader] ?? ''))
  const images = Map.groupBy(body, (row) => `${row[columns.file] ?? ''}\n${readerOf(row)}`)
  return {
    format: 'csv',
    name: basename(path),
    folder: dirname(path),
    classes: columns.oneHot.map(([name]) => ({ key: name, name, extra: {} })),
    root: null,
    total: images.size,
    notes: [],
    images: imagesOf(
      [...images.values()].map((found) => {
        const login = readerOf(found[0] ?? [])
        const image = imageLabels(path, found[0]?.[columns.file] ?? '', found, columns, normalised, names)
        return login === '' ? image : { ...image, reader: { login, name: login } }
      }),
    ),
  }
}

/** Open Images names its classes by codes (/m/01g317); the list of names lies beside. */
async function classDescriptions(path: string): Promise<Map<string, string>> {
  const beside = (await readdir(dirname(path)).catch(() => [])).filter(isClassDescriptions).sort()
  const texts = await Promise.all(beside.map((name) => readText(join(dirname(path), name))))
  return new Map(texts.flatMap(({ text }) => readCsv(text).map(([code = '', name = '']) => [code, name] as const)))
}

export const isClassDescriptions = (name: string): boolean => /class[-_]descriptions.*\.csv$/i.test(name)

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
  names: ReadonlyMap<string, string>,
): ImageLabels {
  const [first = []] = rows
  const { size } = columns
  const [width, height] = size ? [asPixels(first[size.width]), asPixels(first[size.height])] : [null, null]
  const labelled = rows.filter((row) => !isBare(row, columns))
  const named = (label: ForeignLabel): ForeignLabel => {
    const said = label.classKey === null ? undefined : names.get(label.classKey)
    return said === undefined ? label : { ...label, classKey: said, extra: { ...label.extra, code: label.classKey } }
  }
  return {
    image: {
      name,
      path: join(dirname(path), name.replaceAll('\\', '/')),
      size: width && height ? { width, height } : null,
      foreignId: null,
      extra: null,
    },
    count: labelled.length,
    read: (grid, report) => labelled.flatMap((row) => readRow(row, columns, grid, normalised, report).map(named)),
  }
}

/** A picture on which there is nothing. */
const isBare = (row: Row, { box, label, oneHot }: Columns): boolean =>
  oneHot.length === 0 &&
  [...(box?.at ?? []), ...(label === null ? [] : [label])].every((column) => isNothing(row[column]))

/** Kaggle writes -1 where there is no mask. */
const isNothing = (cell: string | undefined): boolean => cell === undefined || cell === '' || cell === '-1'

export function readRow(row: Row, columns: Columns, grid: Size, isFraction: boolean, report: Report): ForeignLabel[] {
  const common = { keypoints: null, score: scoreOf(row, columns), extra: keptCells(row, columns) }
  if (columns.oneHot.length > 0)
    return columns.oneHot.flatMap(([name, column]) =>
      row[column] === '1' ? [{ classKey: name, shape: null, attributes: {}, ...common }] : [],
    )
  const name = columns.label === null ? '' : (row[columns.label] ?? '')
  const stated = columns.box?.at.some((column) => (row[column] ?? '') !== '') ?? false
  const shape = stated && columns.box ? readPlace(row, columns.box, grid, isFraction) : null
  if (stated && !shape) {
    report('csv-row-invalid')
    return []
  }
  if (name === '' && shape) report('csv-class-missing')
  return [{ classKey: name === '' ? null : name, shape, attributes: attributesOf(row, columns), ...common }]
}

const FLAGS: Readonly<Record<string, boolean>> = { '0': false, '1': true, false: false, true: true }

function attributesOf(row: Row, { attributes }: Columns): Record<string, AttributeValue> {
  return Object.fromEntries(
    attributes.flatMap(([name, column]): [string, AttributeValue][] => {
      const cell = row[column] ?? ''
      // -1 of Open Images: nobody looked.
      if (cell === '' || (cell === '-1' && name !== 'transcription')) return []
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
  const { header, file, label, box, size, score, reader, attributes, oneHot } = columns
  if (!header) return {}
  const used = new Set([file, label, score, reader, size?.width, size?.height, ...(box?.at ?? [])])
  for (const [, column] of [...attributes, ...oneHot]) used.add(column)
  const cells = header.flatMap((name, i) => (used.has(i) || name === '' || !row[i] ? [] : [[name, row[i]] as const]))
  return cells.length > 0 ? { columns: Object.fromEntries(cells) } : {}
}
