// Pascal VOC: Annotations/<picture>.xml, ImageSets/Main/default.txt. Each file is read again as soon as it is written.
import { readFileSync } from 'node:fs'
import { digestLabel } from '../formats/canonical.ts'
import { Digest } from '../formats/digest.ts'
import type { ForeignLabel } from '../formats/record.ts'
import { type KeptAnnotation, keptAnnotationSchema, readObjects } from '../formats/voc/fromVoc.ts'
import { toVoc } from '../formats/voc/toVoc.ts'
import { child, parseXml, writeXml } from '../formats/voc/xml.ts'
import { readSchema } from '../store/schemas.ts'
import { uniqueClassNames } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import { type ExportItem, keptFields } from './exportItems.ts'
import { FileNames, safePath, splitEnding } from './fileNames.ts'
import type { TextWriter } from './outFolder.ts'

export class VocExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #classNames: ReadonlyMap<string, string>
  readonly #names = new FileNames()
  readonly #comparison = new Comparison()
  readonly #set: TextWriter | null

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#classNames = uniqueClassNames(readSchema(setting.project.db), setting.losses)
    this.#set = setting.out ? setting.out.writer('ImageSets/Main/default.txt') : null
  }

  take(entry: ExportItem): number {
    const { item, size, channels, annotations } = entry
    const { project, losses, out } = this.#s
    const [wanted, ending] = splitEnding(safePath(item.name))
    const stem = this.#names.take(`${wanted}.xml`).slice(0, -4)
    if (stem + ending !== item.name.replaceAll('\\', '/')) losses.add('name-changed', stem)
    const kept = keptOf(keptFields(project.db, entry, 'voc'))
    const stated = kept?.nodes.find((n) => n.name === 'filename')?.text
    const copied = this.#s.copyImages ? `${stem}${ending}` : null
    const fileName = copied ?? stated ?? item.name
    const depth = channels === 1 ? 1 : 3
    const image = { fileName, folder: copied ? 'JPEGImages' : '', size, depth }
    const className = (classId: string) => this.#classNames.get(classId) ?? null
    const { node, expected } = toVoc(image, kept, annotations, className, (code, count = 1) =>
      losses.add(code, item.name, count),
    )
    if (out) {
      const name = `Annotations/${stem}.xml`
      out.write(name, writeXml(node))
      this.#set?.write(`${stem}\n`)
      if (copied) this.#s.pictures.add(this.#s, entry, `JPEGImages/${copied}`)
      this.#compare(out.path(name), name, fileName, expected.map(digestOf))
    }
    return expected.length
  }

  #compare(path: string, name: string, fileName: string, expected: readonly number[]): void {
    const root = parseXml(readFileSync(path))
    const found = readObjects(root, () => {}).map(digestOf)
    for (let i = 0; i < Math.max(found.length, expected.length); i++)
      this.#comparison.add(found[i] === expected[i], name)
    if (child(root, 'filename')?.text !== fileName) this.#comparison.add(false, name)
  }

  async finish(): Promise<void> {
    this.#set?.close()
  }

  async verify(): Promise<Compared> {
    return this.#comparison.result
  }
}

function keptOf(fields: unknown): KeptAnnotation | null {
  const kept = keptAnnotationSchema.safeParse(fields)
  return kept.success ? kept.data : null
}

const digestOf = (label: ForeignLabel): number => digestLabel(new Digest(), label).value()
