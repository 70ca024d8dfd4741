// Label Studio: tasks.json, one task a picture, one task a line. The file is read again when it is complete.

import { trimMask } from '../../shared/geometry/mask.ts'
import { isFields } from '../formats/guards.ts'
import { openLabelStudio } from '../formats/labelstudio/open.ts'
import { toLabelStudio } from '../formats/labelstudio/toLabelStudio.ts'
import { LossTally } from '../formats/losses.ts'
import type { Fields, ForeignLabel, Size } from '../formats/record.ts'
import { sameWithin } from '../formats/sameLabel.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { readSchema } from '../store/schemas.ts'
import { uniqueClassNames } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import { type ExportItem, keptFields } from './exportItems.ts'
import { FileNames, safePath } from './fileNames.ts'
import type { TextWriter } from './outFolder.ts'

const FILE = 'tasks.json'
/** Per cent and back. */
const TOLERANCE = 1e-6

export class LabelStudioExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #names: ReadonlyMap<string, string>
  readonly #files = new FileNames()
  readonly #comparison = new Comparison()
  readonly #writer: TextWriter | null
  /** What must come back, task by task. */
  readonly #expected: { name: string; size: Size; labels: ForeignLabel[] }[] = []

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#names = uniqueClassNames(readSchema(setting.project.db), setting.losses)
    this.#writer = setting.out?.writer(FILE) ?? null
  }

  take(entry: ExportItem): number {
    const { item, size, annotations } = entry
    const { losses, project } = this.#s
    const file = this.#files.take(safePath(item.name))
    if (file !== item.name.replaceAll('\\', '/')) losses.add('name-changed', file)
    const report = (code: Parameters<LossTally['add']>[0], count = 1) => losses.add(code, item.name, count)
    const { results, expected } = toLabelStudio(size, annotations, (id) => this.#names.get(id) ?? null, report)
    const foreign = keptFields(project.db, entry, 'labelstudio')
    if (this.#writer) {
      const record = taskOf(isFields(foreign) ? foreign : {}, file, this.#expected.length + 1, results)
      this.#writer.write(`${this.#expected.length === 0 ? '[\n' : ',\n'}${JSON.stringify(record)}`)
      this.#expected.push({ name: file, size, labels: expected })
      this.#s.pictures.add(this.#s, entry, `images/${file}`)
    }
    return expected.length
  }

  async finish(): Promise<void> {
    this.#writer?.write(this.#expected.length === 0 ? '[]\n' : '\n]\n')
    this.#writer?.close()
  }

  async verify(): Promise<Compared> {
    const { out, signal } = this.#s
    if (!out || this.#expected.length === 0) return this.#comparison.result
    const file = await openLabelStudio(out.path(FILE), new LossTally(), signal)
    let at = 0
    for await (const entry of file.images(signal)) {
      if ('error' in entry) continue
      const wanted = this.#expected[at++]
      const found = entry.read(wanted?.size ?? { width: 1, height: 1 }, () => {})
      for (let i = 0; i < Math.max(found.length, wanted?.labels.length ?? 0); i++) {
        const [a, b] = [found[i], wanted?.labels[i]]
        this.#comparison.add(a !== undefined && b !== undefined && same(a, b), wanted?.name ?? FILE)
      }
    }
    if (at !== this.#expected.length) this.#comparison.add(false, FILE)
    return this.#comparison.result
  }
}

const trimmed = (label: ForeignLabel): ForeignLabel =>
  label.shape?.kind === 'mask' ? { ...label, shape: trimMask(label.shape) } : label

const same = (a: ForeignLabel, b: ForeignLabel): boolean =>
  sameWithin(trimmed(a), trimmed(b), TOLERANCE) && canonicalJson(a.attributes) === canonicalJson(b.attributes)

/** A task as it was, with the picture's present name where nothing better is known, and one annotation. */
function taskOf(kept: Fields, file: string, id: number, results: readonly Fields[]): Fields {
  const { data, annotations, page: _page, ...fields } = kept
  const [first] = Array.isArray(annotations) ? annotations : []
  const history = isFields(first) ? first : {}
  const { relations, ...annotation } = history
  const all = Array.isArray(relations) ? [...results, ...relations] : results
  return {
    id,
    ...fields,
    data: isFields(data) ? data : { image: file },
    annotations: [{ id, ...annotation, was_cancelled: false, result: all }],
  }
}
