// `xray-voc`: one XML file of rectangles an image, in the folders of the delivery (requirement 08 section 4, XRS-12).
import { readFileSync } from 'node:fs'
import { digestLabel } from '../../formats/canonical.ts'
import { Digest } from '../../formats/digest.ts'
import { readObjects } from '../../formats/voc/fromVoc.ts'
import { parseXml, writeXml } from '../../formats/voc/xml.ts'
import { vocDocument, wholeBox, type XrayObject, xrayObject } from '../../formats/xray/records.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from '../exporter.ts'
import type { ExportItem } from '../exportItems.ts'
import { splitEnding } from '../fileNames.ts'
import type { OutFolder } from '../outFolder.ts'
import { type DeliveryPlace, DeliveryPlaces } from './places.ts'
import { type XrayCategory, xrayCategories } from './xrayCoco.ts'

export type Named = { readonly name: string; readonly object: XrayObject }

/** The rectangles of one image; outlines are listed as what this file cannot hold. */
export function namedObjects(
  entry: ExportItem,
  categories: ReadonlyMap<string, XrayCategory>,
  losses: ExportSetting['losses'],
): Named[] {
  const out: Named[] = []
  for (const annotation of entry.annotations) {
    const object = xrayObject(annotation, entry.size, (code, n = 1) => losses.add(code, entry.item.name, n))
    const category = object ? categories.get(object.classId) : undefined
    if (object && !category) losses.add('no-class', entry.item.name)
    if (object && category) out.push({ name: category.record.name, object })
  }
  return out
}

export function writeVoc(
  out: OutFolder,
  name: string,
  place: DeliveryPlace,
  entry: ExportItem,
  objects: readonly Named[],
): void {
  const image = {
    folder: place.scenario,
    fileName: place.fileName,
    path: `/datasets/${place.folder}/${place.fileName}`,
    size: entry.size,
  }
  const node = vocDocument(
    image,
    objects.map(({ name: title, object }) => ({ name: title, box: object.box })),
  )
  out.write(name, writeXml(node))
}

/** Reads the file as an import does; true for each rectangle that came back as it was meant. */
export function compareVoc(path: string, entry: ExportItem, objects: readonly Named[]): boolean[] {
  const found = readObjects(parseXml(readFileSync(path)), () => {}).map((l) =>
    digestLabel(new Digest(), { ...l, attributes: {}, extra: {} }).value(),
  )
  const wanted = objects.map(({ name, object }) => {
    const [x, y, right, bottom] = wholeBox(object.box, entry.size)
    const shape = { kind: 'box', x, y, width: right - x, height: bottom - y } as const
    return digestLabel(new Digest(), {
      classKey: name,
      shape,
      keypoints: null,
      attributes: {},
      score: null,
      extra: {},
    }).value()
  })
  return Array.from({ length: Math.max(found.length, wanted.length) }, (_, i) => found[i] === wanted[i])
}

export class XrayVocExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #places: DeliveryPlaces
  readonly #categories: ReadonlyMap<string, XrayCategory>
  readonly #comparison = new Comparison()

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#places = new DeliveryPlaces(setting)
    this.#categories = xrayCategories(setting)
  }

  take(entry: ExportItem): number {
    const { out, losses } = this.#s
    const place = this.#places.take(entry)
    const objects = namedObjects(entry, this.#categories, losses)
    if (objects.length > 0) losses.add('xray-outline-as-box', entry.item.name, objects.length)
    if (out) {
      const name = `${place.folder}/${splitEnding(place.fileName)[0]}.xml`
      writeVoc(out, name, place, entry, objects)
      this.#s.pictures.add(this.#s, entry, `${place.folder}/${place.fileName}`)
      for (const equal of compareVoc(out.path(name), entry, objects)) this.#comparison.add(equal, name)
    }
    return objects.length
  }

  async finish(): Promise<void> {}

  async verify(): Promise<Compared> {
    return this.#comparison.result
  }
}
