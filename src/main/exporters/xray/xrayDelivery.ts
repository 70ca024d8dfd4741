// `xray-delivery`: the whole data set in the folders of the guideline, `maker/item/scenario/`, each image with its outlines
// (JSON) and rectangles (XML), a train and validation list, and a manifest of SHA-256 sums (requirement 08 sections 2 and 4).
import { readFileSync } from 'node:fs'
import { PandokError } from '../../../shared/contract/errors.ts'
import { hashFileSync } from '../../files/hash.ts'
import { annotationRecord, imageRecord } from '../../formats/xray/records.ts'
import { breathe } from '../../importers/labelSurvey.ts'
import { sourcePath } from '../../store/sources.ts'
import { type Compared, Comparison, type DeliveryNotes, type Exporter, type ExportSetting } from '../exporter.ts'
import type { ExportItem } from '../exportItems.ts'
import { splitEnding } from '../fileNames.ts'
import type { OutFolder } from '../outFolder.ts'
import { type DeliveryPlace, DeliveryPlaces } from './places.ts'
import { type Part, stratifiedSplit } from './split.ts'
import { VIEWING_HEADER, viewingLines } from './viewingCsv.ts'
import { type XrayCategory, xrayCategories } from './xrayCoco.ts'
import { compareVoc, type Named, namedObjects, writeVoc } from './xrayVoc.ts'

type Planned = { readonly name: string; readonly source: string; readonly item: string; readonly part: Part }

export class XrayDeliveryExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #places: DeliveryPlaces
  readonly #categories: ReadonlyMap<string, XrayCategory>
  readonly #split: (stratum: string) => Part
  readonly #inParts: boolean
  readonly #comparison = new Comparison()
  readonly #planned: Planned[] = []
  readonly #counts = new Map<string, number>()
  #bytes = 0
  #volume = 1
  #images = 0
  #viewing = ''
  #labels = 0

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#places = new DeliveryPlaces(setting, setting.xray.jpeg ? '.jpg' : null)
    this.#categories = xrayCategories(setting)
    this.#split = stratifiedSplit(setting.xray.validation, setting.xray.seed)
    this.#inParts = setting.imageBytes > setting.xray.partBytes
  }

  take(entry: ExportItem): number {
    const { out, losses, project, xray } = this.#s
    const place = this.#places.take(entry)
    const objects = namedObjects(entry, this.#categories, losses)
    const part = this.#split(`${place.item}/${place.scenario}/${place.maker}`)
    for (const key of [`item ${place.item}`, `scenario ${place.scenario}`, `maker ${place.maker}`, part])
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    const source = entry.item.slots[0]?.source
    if (!source) return 0
    if (this.#inParts && this.#bytes > 0 && this.#bytes + source.bytes > xray.partBytes) {
      this.#volume++
      this.#bytes = 0
    }
    this.#bytes += source.bytes
    const folder = `${this.#inParts ? `part-${String(this.#volume).padStart(3, '0')}/` : ''}${place.folder}`
    const stem = `${folder}/${splitEnding(place.fileName)[0]}`
    this.#viewing += viewingLines(project.db, entry.item.id, `${folder}/${place.fileName}`)
    this.#images++
    if (out) {
      writeVoc(out, `${stem}.xml`, place, entry, objects)
      for (const equal of compareVoc(out.path(`${stem}.xml`), entry, objects)) this.#comparison.add(equal, stem)
      this.#writeJson(out, `${stem}.json`, place, entry, objects)
      this.#planned.push({
        name: `${folder}/${place.fileName}`,
        source: sourcePath(project, source),
        item: entry.item.name,
        part,
      })
    }
    return objects.length
  }

  /** One image a file, its ids counted over the whole delivery, so that the files can be put together again. */
  #writeJson(out: OutFolder, name: string, place: DeliveryPlace, entry: ExportItem, objects: readonly Named[]): void {
    const path = `/datasets/${place.folder}/${place.fileName}`
    const image = imageRecord({
      id: this.#images,
      datasetId: place.datasetId,
      path,
      fileName: place.fileName,
      size: entry.size,
    })
    const used = new Map<string, XrayCategory>()
    const annotations = objects.flatMap(({ object }) => {
      const category = this.#categories.get(object.classId)
      if (!category) return []
      used.set(object.classId, category)
      return [annotationRecord(++this.#labels, image.id, category.id, object, category.color)]
    })
    const categories = [...used.values()].sort((a, b) => a.id - b.id).map((c) => c.record)
    const text = JSON.stringify({ images: [image], categories, annotations, info: {} })
    out.write(name, `${text}\n`)
    if (readFileSync(out.path(name), 'utf8') !== `${text}\n`) this.#comparison.add(false, name)
  }

  async finish(): Promise<void> {
    const { out, losses, xray, pool, signal } = this.#s
    if (!out) return
    if (xray.jpeg && !pool) throw new PandokError('internal', 'images cannot be converted here')
    const lists: Record<Part, string[]> = { train: [], validation: [] }
    for (const { name, source, item, part } of this.#planned) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      const there =
        xray.jpeg && pool
          ? await convert(out, name, () => pool.jpegCopy(source, out.path(name), { signal }))
          : await out.copy(source, name)
      if (there) lists[part].push(name)
      else losses.add('image-not-copied', item)
      await breathe(signal)
    }
    for (const part of ['train', 'validation'] as const)
      out.write(`split/${part}.txt`, lists[part].map((n) => `${n}\n`).join(''))
    out.write(
      'summary.json',
      `${JSON.stringify({ seed: xray.seed, counts: Object.fromEntries([...this.#counts].sort()) }, null, 2)}\n`,
    )
    // Without a use of any function there is no file: the readers looked at the standard picture.
    if (this.#viewing !== '') out.write('viewing.csv', VIEWING_HEADER + this.#viewing)
    const names = [...out.files].sort()
    const manifest = out.writer('manifest.csv')
    manifest.write('path,bytes,sha256\n')
    for (const name of names) {
      const { bytes, sha256 } = pool ? await pool.hash(out.path(name), { signal }) : hashFileSync(out.path(name))
      manifest.write(`${/[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name},${bytes},${sha256}\n`)
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    }
    manifest.close()
  }

  async verify(): Promise<Compared> {
    return this.#comparison.result
  }

  notes(): DeliveryNotes {
    const of = (part: Part) => this.#counts.get(part) ?? 0
    const { seed } = this.#s.xray
    return { parts: { train: of('train'), validation: of('validation'), volumes: this.#volume, seed } }
  }
}

/** False when the picture is not where the project knows it or cannot be read: it is listed, the others go on. */
async function convert(out: OutFolder, name: string, work: () => Promise<unknown>): Promise<boolean> {
  const done = out.reserve(name)
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof PandokError) || ['cancelled', 'disk-full', 'internal'].includes(error.code)) throw error
    done.drop()
    return false
  }
}
