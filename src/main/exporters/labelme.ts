// labelme: one JSON a picture, beside the picture when pictures are copied. Each file is read again as soon as it is written.
import { readFileSync } from 'node:fs'
import { isFields } from '../formats/guards.ts'
import { parsePiece } from '../formats/json/splitter.ts'
import { labelmeImage } from '../formats/labelme/open.ts'
import { toLabelme } from '../formats/labelme/toLabelme.ts'
import type { LossTally } from '../formats/losses.ts'
import { sameWithin } from '../formats/sameLabel.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { readSchema } from '../store/schemas.ts'
import { uniqueClassNames } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import { type ExportItem, keptFields } from './exportItems.ts'
import { FileNames, safePath, splitEnding } from './fileNames.ts'

/** Corners of turned boxes are computed both ways. */
const TOLERANCE = 1e-6

export class LabelmeExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #names: ReadonlyMap<string, string>
  readonly #files = new FileNames()
  readonly #comparison = new Comparison()

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#names = uniqueClassNames(readSchema(setting.project.db), setting.losses)
  }

  take(entry: ExportItem): number {
    const { item, size, annotations } = entry
    const { losses, out, project } = this.#s
    const [wanted, ending] = splitEnding(safePath(item.name))
    const stem = this.#files.take(`${wanted}.json`).slice(0, -5)
    if (stem + ending !== item.name.replaceAll('\\', '/')) losses.add('name-changed', stem)
    const foreign = keptFields(project.db, entry, 'labelme')
    const report = (code: Parameters<LossTally['add']>[0], count = 1) => losses.add(code, item.name, count)
    const className = (classId: string) => this.#names.get(classId) ?? null
    // labelme looks for the picture from where the file lies.
    const imagePath = `${stem.slice(stem.lastIndexOf('/') + 1)}${ending}`
    const kept = isFields(foreign) ? foreign : null
    const { record, expected } = toLabelme(imagePath, size, kept, annotations, className, report)
    if (out) {
      const name = `${stem}.json`
      out.write(name, `${JSON.stringify(record, null, 2)}\n`)
      this.#s.pictures.add(this.#s, entry, `${stem}${ending}`)
      const found = parsePiece(readFileSync(out.path(name)))
      const labels = isFields(found) ? labelmeImage(out.path(name), found).read(size, () => {}) : []
      for (let i = 0; i < Math.max(labels.length, expected.length); i++) {
        const [a, b] = [labels[i], expected[i]]
        const same =
          a !== undefined &&
          b !== undefined &&
          sameWithin(a, b, TOLERANCE) &&
          (a.group ?? null) === (b.group ?? null) &&
          canonicalJson(a.attributes) === canonicalJson(b.attributes)
        this.#comparison.add(same, name)
      }
    }
    return expected.length
  }

  async finish(): Promise<void> {}

  async verify(): Promise<Compared> {
    return this.#comparison.result
  }
}
