// CSV: annotations.csv, one row an annotation, one bare row for a picture without any.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Annotation, AttributeValue, Shape } from '../../shared/annotation/model.ts'
import { shapeBounds } from '../../shared/geometry/shapes.ts'
import { digestLabel } from '../formats/canonical.ts'
import { type Columns, readColumns } from '../formats/csv/columns.ts'
import { readRow } from '../formats/csv/open.ts'
import { csvCell, readCsv } from '../formats/csv/table.ts'
import { Digest } from '../formats/digest.ts'
import { DigestList } from '../formats/digestList.ts'
import type { ForeignLabel, Report } from '../formats/record.ts'
import { readSchema } from '../store/schemas.ts'
import { uniqueClassNames } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import type { ExportItem } from './exportItems.ts'
import { FileNames, safePath } from './fileNames.ts'
import type { TextWriter } from './outFolder.ts'

export const CSV_FILE = 'annotations.csv'
const PLACES = ['filename', 'width', 'height', 'class', 'xmin', 'ymin', 'xmax', 'ymax']
/** Attributes with a column of their own, where the label schema has them. */
const FLAGS = ['difficult', 'truncated', 'occluded']
const TEXTS = ['transcription']

export class CsvExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #names: ReadonlyMap<string, string>
  readonly #attributes: readonly string[]
  readonly #columns: Columns
  readonly #files = new FileNames()
  readonly #digests = new DigestList()
  readonly #writer: TextWriter | null

  constructor(setting: ExportSetting) {
    this.#s = setting
    const schema = readSchema(setting.project.db)
    this.#names = uniqueClassNames(schema, setting.losses)
    const known = new Set(schema.classes.flatMap((c) => c.attributes.map((a) => a.id)))
    this.#attributes = [...FLAGS, ...TEXTS].filter((name) => known.has(name))
    const header = [...PLACES, ...this.#attributes]
    this.#columns = readColumns([header, header.map(() => '')])
    this.#writer = setting.out ? setting.out.writer(CSV_FILE) : null
    this.#writer?.write(`${header.join(',')}\n`)
  }

  take(entry: ExportItem): number {
    const { item, size, annotations } = entry
    const { losses } = this.#s
    const name = this.#files.take(safePath(item.name))
    if (name !== item.name.replaceAll('\\', '/')) losses.add('name-changed', name)
    this.#s.pictures.add(this.#s, entry, `images/${name}`)
    const report: Report = (code, count = 1) => losses.add(code, item.name, count)
    const labels = annotations.flatMap((a) => this.#label(a, report) ?? [])
    const head = [name, size.width, size.height]
    if (labels.length === 0) this.#row([...head, ...Array<string>(5 + this.#attributes.length).fill('')])
    for (const label of labels) {
      const { shape } = label
      const box =
        shape?.kind === 'box' ? [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height] : ['', '', '', '']
      this.#row([...head, label.classKey ?? '', ...box, ...this.#attributes.map((a) => cellOf(label.attributes[a]))])
      this.#digests.push(digestOf(name, label))
    }
    return labels.length
  }

  #row(cells: readonly (string | number)[]): void {
    this.#writer?.write(`${cells.map(csvCell).join(',')}\n`)
  }

  /** What the row must be read as. */
  #label(annotation: Annotation, report: Report): ForeignLabel | null {
    const { classId, shape } = annotation
    const name = classId === null ? null : this.#names.get(classId)
    if (name == null) {
      report(shape ? 'no-class' : 'item-attributes')
      return null
    }
    const box = shape && boxOf(shape, report)
    if (shape && !box) return null
    if (annotation.keypoints) report('keypoints')
    if (annotation.group !== null) report('group')
    const stated = Object.entries(annotation.attributes).filter(([, value]) => value !== null && value !== '')
    const held = stated.filter(([key, value]) => this.#holds(key, value))
    if (held.length < stated.length) report('attributes')
    return { classKey: name, shape: box, keypoints: null, attributes: Object.fromEntries(held), score: null, extra: {} }
  }

  #holds(name: string, value: AttributeValue): boolean {
    if (!this.#attributes.includes(name)) return false
    return TEXTS.includes(name) ? typeof value === 'string' : typeof value === 'boolean'
  }

  async finish(): Promise<void> {
    this.#writer?.close()
  }

  async verify(): Promise<Compared> {
    const comparison = new Comparison()
    const { out, signal } = this.#s
    if (!out) return comparison.result
    let at = 0
    for await (const row of rowsOf(out.path(CSV_FILE), signal)) {
      if (row[3] === '') continue
      const [label] = readRow(row, this.#columns, { width: 1, height: 1 }, false, () => {})
      comparison.add(label !== undefined && digestOf(row[0] ?? '', label) === this.#digests.at(at++), row[0] ?? '')
    }
    if (at < this.#digests.length) comparison.add(false, 'missing rows', this.#digests.length - at)
    return comparison.result
  }
}

const digestOf = (name: string, label: ForeignLabel): number => digestLabel(new Digest().text(name), label).value()

const cellOf = (value: AttributeValue | undefined): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : typeof value === 'string' ? value : ''

/** Both corners are written; the size that comes back is their difference, so it is taken from there. */
function boxOf(shape: Shape, report: Report): Shape | null {
  if (shape.kind === 'polyline' || shape.kind === 'point' || shape.kind === 'ruler' || shape.kind === 'angle') {
    report(shape.kind)
    return null
  }
  if (shape.kind !== 'box') report(`${shape.kind}-as-box`)
  const { x, y, width, height } = shapeBounds(shape)
  return { kind: 'box', x, y, width: x + width - x, height: y + height - y }
}

/** Rows behind the header; a row goes on while a quoted cell is open. */
async function* rowsOf(path: string, signal?: AbortSignal): AsyncGenerator<string[]> {
  const lines = createInterface({
    input: createReadStream(path, signal ? { signal } : {}),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let open = ''
  let isHeader = true
  for await (const line of lines) {
    const text = open === '' ? line : `${open}\n${line}`
    if ((text.split('"').length - 1) % 2 === 1) open = text
    else {
      open = ''
      const [row] = readCsv(`${text}\n`, ',')
      if (row && !isHeader) yield row
      isHeader = false
    }
  }
}
