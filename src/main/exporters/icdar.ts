// ICDAR 2015: gt_<picture>.txt for every item, one line a word. Each file is read again as soon as it is written.
import { readFileSync } from 'node:fs'
import { readIcdarLines, toIcdarLine } from '../formats/icdar/lines.ts'
import type { Report } from '../formats/record.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import type { ExportItem } from './exportItems.ts'
import { FileNames, safePath, splitEnding } from './fileNames.ts'

export class IcdarExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #files = new FileNames()
  readonly #comparison = new Comparison()

  constructor(setting: ExportSetting) {
    this.#s = setting
  }

  take(entry: ExportItem): number {
    const { item, annotations } = entry
    const { losses, out } = this.#s
    const [wanted, ending] = splitEnding(safePath(item.name))
    const stem = this.#files.take(`${wanted}.txt`).slice(0, -4)
    if (stem + ending !== item.name.replaceAll('\\', '/')) losses.add('name-changed', stem)
    const report: Report = (code, count = 1) => losses.add(code, item.name, count)
    const written = annotations.flatMap((a) => toIcdarLine(a, report) ?? [])
    if (out) {
      const name = `gt/${stem.replace(/([^/]*)$/, 'gt_$1')}.txt`
      out.write(name, written.map((w) => `${w.line}\n`).join(''))
      this.#s.pictures.add(this.#s, entry, `images/${stem}${ending}`)
      const found = readIcdarLines(readFileSync(out.path(name), 'utf8'), () => {})
      for (let i = 0; i < Math.max(found.length, written.length); i++)
        this.#comparison.add(canonicalJson(found[i] ?? null) === canonicalJson(written[i]?.expected ?? null), name)
    }
    return written.length
  }

  async finish(): Promise<void> {}

  async verify(): Promise<Compared> {
    return this.#comparison.result
  }
}
