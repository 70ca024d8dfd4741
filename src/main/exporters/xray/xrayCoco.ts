// `xray-coco`: one JSON file with images, categories, annotations and info (requirement 08 section 4, XRS-12).

import { digestLabel } from '../../formats/canonical.ts'
import { fromCoco } from '../../formats/coco/fromCoco.ts'
import { Digest, textDigest } from '../../formats/digest.ts'
import { DigestList } from '../../formats/digestList.ts'
import { isFields } from '../../formats/guards.ts'
import { splitFile } from '../../formats/json/splitFile.ts'
import { parsePiece } from '../../formats/json/splitter.ts'
import { annotationRecord, categoryRecord, deliveredName, imageRecord, xrayObject } from '../../formats/xray/records.ts'
import { readSchema } from '../../store/schemas.ts'
import { uniqueClassNames } from '../classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from '../exporter.ts'
import type { ExportItem } from '../exportItems.ts'
import type { TextWriter } from '../outFolder.ts'
import { DeliveryPlaces, xraySettingsOf } from './places.ts'

export const XRAY_COCO_FILE = 'annotations.json'
const SIDE = 'annotations.part'
const WANTED = (key: string) => (key === 'images' || key === 'annotations' ? ('elements' as const) : ('skip' as const))

export type XrayCategory = {
  readonly classId: string
  readonly id: number
  readonly color: string
  readonly record: ReturnType<typeof categoryRecord>
}

/** Numbered from 1 in the order of the label schema; what is no item of the taxonomy has no kind above it. */
export function xrayCategories(setting: ExportSetting): ReadonlyMap<string, XrayCategory> {
  const { items } = xraySettingsOf(setting)
  const kinds = new Map(items.map((i) => [i.classId, i.kind]))
  const schema = readSchema(setting.project.db)
  const names = uniqueClassNames(schema, setting.losses)
  return new Map(
    schema.classes.map((c, i) => {
      const kind = kinds.get(c.id)
      const above = kind === 'H' ? 'Hazardous' : kind === 'S' ? 'Storage' : ''
      const record = categoryRecord(i + 1, names.get(c.id) ?? deliveredName(c), above, c.colour)
      return [c.id, { classId: c.id, id: i + 1, color: c.colour, record }]
    }),
  )
}

export class XrayCocoExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #places: DeliveryPlaces
  readonly #categories: ReadonlyMap<string, XrayCategory>
  readonly #images = new DigestList()
  readonly #labels = new DigestList()
  readonly #main: TextWriter | null
  readonly #side: TextWriter | null

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#places = new DeliveryPlaces(setting)
    this.#categories = xrayCategories(setting)
    this.#main = setting.out ? setting.out.writer(XRAY_COCO_FILE) : null
    this.#side = setting.out ? setting.out.scratchWriter(SIDE) : null
    this.#main?.write('{"images": [')
  }

  take(entry: ExportItem): number {
    const { losses } = this.#s
    const place = this.#places.take(entry)
    const id = this.#images.length + 1
    const record = imageRecord({
      id,
      datasetId: place.datasetId,
      path: `/datasets/${place.folder}/${place.fileName}`,
      fileName: place.fileName,
      size: entry.size,
    })
    this.#main?.write(`${id === 1 ? '\n' : ',\n'}${JSON.stringify(record)}`)
    this.#images.push(textDigest(JSON.stringify(record)))
    this.#s.pictures.add(this.#s, entry, `images/${place.folder}/${place.fileName}`)
    let written = 0
    for (const annotation of entry.annotations) {
      const object = xrayObject(annotation, entry.size, (code, n = 1) => losses.add(code, entry.item.name, n))
      const category = object ? this.#categories.get(object.classId) : undefined
      if (object && !category) losses.add('no-class', entry.item.name)
      if (!object || !category) continue
      const label = annotationRecord(this.#labels.length + 1, id, category.id, object, category.color)
      this.#side?.write(`${this.#labels.length === 0 ? '\n' : ',\n'}${JSON.stringify(label)}`)
      this.#labels.push(labelDigest(label, entry.size))
      written++
    }
    return written
  }

  async finish(): Promise<void> {
    const { out, signal } = this.#s
    if (!out || !this.#main || !this.#side) return
    this.#side.close()
    const categories = [...this.#categories.values()].map((c) => JSON.stringify(c.record))
    this.#main.write(`\n],\n"categories": [\n${categories.join(',\n')}\n],\n"annotations": [`)
    await out.append(this.#main, SIDE, signal)
    this.#main.write(`\n],\n"info": ${JSON.stringify(INFO)}\n}\n`)
    this.#main.close()
  }

  async verify(): Promise<Compared> {
    const { out, signal } = this.#s
    const comparison = new Comparison()
    if (!out) return comparison.result
    let images = 0
    let labels = 0
    for await (const pieces of splitFile(out.path(XRAY_COCO_FILE), { wants: WANTED }, signal))
      for (const { key, kind, bytes } of pieces) {
        const record = kind === 'element' ? parsePiece(bytes) : null
        if (!isFields(record)) continue
        if (key === 'images') {
          if (textDigest(JSON.stringify(record)) !== this.#images.at(images++))
            comparison.add(false, String(record['file_name']))
        } else comparison.add(labelDigest(record, ANY) === this.#labels.at(labels++), `id ${String(record['id'])}`)
      }
    const missing = this.#images.length - images + this.#labels.length - labels
    if (missing > 0) comparison.add(false, 'missing records', missing)
    return comparison.result
  }
}

const INFO = { description: 'Security X-ray images: hazardous items and storage media', version: '1.0' }
const ANY = { width: 1, height: 1 }

/** As an import understands the record; outlines do not depend on the size of the image. */
function labelDigest(record: Readonly<Record<string, unknown>>, size: { width: number; height: number }): number {
  const label = fromCoco(
    record,
    size,
    (id) => String(id),
    () => {},
  )
  return digestLabel(new Digest().text(JSON.stringify([record['id'], record['image_id']])), label).value()
}
