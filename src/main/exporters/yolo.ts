// YOLO: data.yaml, train.txt, labels/train/<picture>.txt. Each label file is read again as soon as it is written.
import { readFileSync } from 'node:fs'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { isFields } from '../formats/guards.ts'
import type { LossTally } from '../formats/losses.ts'
import { sameWithin } from '../formats/sameLabel.ts'
import { readDataYaml, writeDataYaml } from '../formats/yolo/classList.ts'
import { readYoloLines } from '../formats/yolo/lines.ts'
import type { ReadableDb } from '../store/db.ts'
import { readForeign } from '../store/foreign.ts'
import { mostKeypoints } from '../store/keypoints.ts'
import { readSchema } from '../store/schemas.ts'
import { uniqueClassNames } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import type { ExportItem } from './exportItems.ts'
import { FileNames, safePath, splitEnding } from './fileNames.ts'
import type { TextWriter } from './outFolder.ts'
import { type YoloExportKind, type YoloLines, yoloLines } from './yoloKinds.ts'

/** 15 digits of a fraction of 100,000 pixels are good to 1e-10; the rest is room for arithmetic. */
const TOLERANCE = 1e-6

export class YoloExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #lines: YoloLines
  readonly #names: readonly string[]
  readonly #classes: ReadonlyMap<string, { index: number; name: string }>
  readonly #files = new FileNames()
  readonly #comparison = new Comparison()
  readonly #list: TextWriter | null

  constructor(setting: ExportSetting, kind: YoloExportKind) {
    this.#s = setting
    const schema = readSchema(setting.project.db)
    this.#lines = yoloLines(kind, kind === 'pose' ? pointsOf(schema, setting.project.db) : 0)
    const titles = uniqueClassNames(schema, setting.losses)
    const order = classOrder(schema, setting.losses)
    this.#names = order.map((id) => titles.get(id) ?? id)
    this.#classes = new Map(order.map((id, index) => [id, { index, name: this.#names[index]! }]))
    this.#list = setting.out && !setting.copyImages ? setting.out.writer('train.txt') : null
  }

  take(entry: ExportItem): number {
    const { item, size, annotations } = entry
    const { losses, out } = this.#s
    const [wanted, ending] = splitEnding(safePath(item.name))
    const stem = this.#files.take(`${wanted}.txt`).slice(0, -4)
    if (stem + ending !== item.name.replaceAll('\\', '/')) losses.add('name-changed', stem)
    const report = (code: Parameters<LossTally['add']>[0], count = 1) => losses.add(code, item.name, count)
    const classOf = (classId: string) => this.#classes.get(classId) ?? null
    const lines = annotations.map((a) => this.#lines.write(a, size, classOf, report))
    const written = lines.flat()
    if (out) {
      const name = `labels/train/${stem}.txt`
      out.write(name, written.map((w) => `${w.line}\n`).join(''))
      this.#list?.write(`./images/train/${stem}${ending}\n`)
      this.#s.pictures.add(this.#s, entry, `images/train/${stem}${ending}`)
      const text = readFileSync(out.path(name), 'utf8')
      const found = readYoloLines(
        text,
        size,
        (index) => this.#names[index] ?? '',
        () => {},
        this.#lines.read,
      )
      for (let i = 0; i < Math.max(found.length, written.length); i++) {
        const [a, b] = [found[i], written[i]?.expected]
        this.#comparison.add(a !== undefined && b !== undefined && sameWithin(a, b, TOLERANCE), name)
      }
    }
    return lines.filter((l) => l.length > 0).length
  }

  async finish(): Promise<void> {
    const { out, project } = this.#s
    if (!out) return
    this.#list?.close()
    const kept = readForeign(project.db, { scope: 'project' }, 'yolo')
    const train = this.#s.copyImages ? 'images/train' : 'train.txt'
    out.write('data.yaml', writeDataYaml(train, this.#names, this.#lines.fields(isFields(kept) ? kept : {})))
  }

  async verify(): Promise<Compared> {
    const { out } = this.#s
    if (out) {
      const names = readDataYaml(readFileSync(out.path('data.yaml'), 'utf8'))?.names
      if (this.#names.some((name, i) => names?.get(i) !== name)) this.#comparison.add(false, 'data.yaml')
    }
    return this.#comparison.result
  }
}

/** Points of a pose: as many as the largest template or skeleton of the project has, at least one. */
const pointsOf = ({ classes }: LabelSchema, db: ReadableDb): number =>
  Math.max(1, mostKeypoints(db), ...classes.map((c) => c.skeleton?.points.length ?? 0))

/** Class ids by YOLO number: published numbers stay where they leave no gap, new classes follow. */
function classOrder({ classes }: LabelSchema, losses: LossTally): string[] {
  const numberOf = (extra: unknown) => (isFields(extra) && Number.isInteger(extra['id']) ? Number(extra['id']) : null)
  const published = classes.map((c) => ({ id: c.id, at: numberOf(c.extra['yolo']) }))
  const slots: (string | undefined)[] = new Array(classes.length).fill(undefined)
  const rest: { id: string; at: number | null }[] = []
  for (const c of published) {
    if (c.at !== null && c.at >= 0 && c.at < slots.length && slots[c.at] === undefined) slots[c.at] = c.id
    else rest.push(c)
  }
  const order = slots.map((id) => {
    if (id !== undefined) return id
    const next = rest.shift()!
    if (next.at !== null) losses.add('yolo-class-renumbered', next.id)
    return next.id
  })
  return order
}
