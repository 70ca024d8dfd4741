// COCO: annotations/instances_default.json, one record a line, images and annotations in list order.
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { digestLabel } from '../formats/canonical.ts'
import { captionLabel, isCaption, isCaptionClass } from '../formats/coco/captions.ts'
import { fromCoco } from '../formats/coco/fromCoco.ts'
import { CocoIds } from '../formats/coco/ids.ts'
import { cocoImage } from '../formats/coco/open.ts'
import { skeletonFields } from '../formats/coco/skeleton.ts'
import { cocoWants } from '../formats/coco/survey.ts'
import { keptParts, toCoco } from '../formats/coco/toCoco.ts'
import { type CocoId, idKey, type KeptImage, keptCategorySchema, keptImageSchema } from '../formats/coco/types.ts'
import { Digest, textDigest } from '../formats/digest.ts'
import { DigestList } from '../formats/digestList.ts'
import { isFields } from '../formats/guards.ts'
import { splitFile } from '../formats/json/splitFile.ts'
import { parsePiece } from '../formats/json/splitter.ts'
import type { Fields, ForeignLabel, Size } from '../formats/record.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { hasForeign, largestForeignId, largestKeptId, readForeign } from '../store/foreign.ts'
import { readSchema } from '../store/schemas.ts'
import { classTitle } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import { type ExportItem, keptFields } from './exportItems.ts'
import { FileNames } from './fileNames.ts'
import type { TextWriter } from './outFolder.ts'

export const COCO_FILE = 'annotations/instances_default.json'

type Category = { classId: string; id: CocoId; record: Fields }

export class CocoExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #categories: readonly Category[]
  readonly #categoryIds: ReadonlyMap<string, CocoId>
  readonly #hasKept: boolean
  readonly #imageIds: CocoIds
  readonly #annotationIds: CocoIds
  readonly #names = new FileNames()
  readonly #imageDigests = new DigestList()
  readonly #labelDigests = new DigestList()
  readonly #main: TextWriter | null
  readonly #side: TextWriter | null

  constructor(setting: ExportSetting) {
    const { project, losses, out } = setting
    this.#s = setting
    this.#categories = categoriesOf(setting)
    this.#categoryIds = new Map(this.#categories.map((c) => [c.classId, c.id]))
    this.#hasKept = hasForeign(project.db, 'coco')
    const changed = (example: string) => losses.add('coco-id-changed', example)
    this.#imageIds = new CocoIds(this.#hasKept ? largestForeignId(project.db, 'coco') : 0, changed)
    this.#annotationIds = new CocoIds(this.#hasKept ? largestKeptId(project.db, 'coco') : 0, changed)
    this.#main = out ? out.writer(COCO_FILE) : null
    this.#side = out ? out.scratchWriter(SIDE) : null
    this.#main?.write(`{\n${this.#head()}"images": [`)
  }

  /** What the file said about itself, then the categories. */
  #head(): string {
    const root = readForeign(this.#s.project.db, { scope: 'project' }, 'coco')
    const kept = isFields(root) ? root : {}
    const fields = { info: {}, licenses: [], ...kept }
    const lines = Object.entries(fields)
      .filter(([name]) => !OWN_LISTS.has(name))
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},\n`)
    return `${lines.join('')}"categories": [\n${this.#categories.map((c) => JSON.stringify(c.record)).join(',\n')}\n],\n`
  }

  take(entry: ExportItem): number {
    const { item, size } = entry
    const { record, id } = this.#image(entry)
    if (this.#main) this.#main.write(`${this.#imageDigests.length === 0 ? '\n' : ',\n'}${JSON.stringify(record)}`)
    this.#imageDigests.push(imageDigest(record))
    let written = 0
    for (const annotation of entry.annotations) if (this.#annotation(annotation, id, size, item.name)) written++
    return written
  }

  #image(entry: ExportItem): { record: Fields; id: CocoId } {
    const { item, size } = entry
    const { project, losses } = this.#s
    const kept: KeptImage = this.#hasKept
      ? (keptImageSchema.safeParse(keptFields(project.db, entry, 'coco')).data ?? {})
      : {}
    const id = this.#imageIds.take(kept.id, item.name)
    const wanted = kept.file_name ?? item.name
    const name = this.#names.take(wanted)
    if (name !== wanted) losses.add('name-changed', name)
    this.#s.pictures.add(this.#s, entry, `images/${name}`)
    return { id, record: { id, file_name: name, width: size.width, height: size.height, ...kept.fields } }
  }

  #annotation(annotation: Annotation, imageId: CocoId, grid: Size, name: string): boolean {
    const { losses } = this.#s
    const place = {
      grid,
      imageId,
      categoryId: (classId: string) => this.#categoryIds.get(classId) ?? null,
      annotationId: (kept: CocoId | undefined) => this.#annotationIds.take(kept, name),
    }
    const written = toCoco(annotation, place, (code, count = 1) => losses.add(code, name, count))
    if (!written) return false
    const { record, expected } = written
    if (this.#side) {
      this.#side.write(`${this.#labelDigests.length === 0 ? '\n' : ',\n'}${JSON.stringify(record)}`)
      const classKey = record['category_id'] === undefined ? null : String(record['category_id'])
      this.#labelDigests.push(labelDigest(record, isCaption(record) ? expected : { ...expected, classKey }))
    }
    return true
  }

  async finish(): Promise<void> {
    const { out } = this.#s
    if (!out || !this.#main || !this.#side) return
    this.#side.close()
    this.#main.write('\n],\n"annotations": [')
    await out.append(this.#main, SIDE, this.#s.signal)
    this.#main.write('\n]\n}\n')
    this.#main.close()
  }

  /** Reads the file as an import does and compares record by record. */
  async verify(): Promise<Compared> {
    const { out, signal } = this.#s
    const comparison = new Comparison()
    if (!out) return comparison.result
    let images = 0
    let labels = 0
    for await (const pieces of splitFile(out.path(COCO_FILE), { wants: cocoWants }, signal)) {
      for (const { key, kind, bytes } of pieces) {
        if (kind !== 'element' || key === 'categories') continue
        const record = parsePiece(bytes)
        if (!isFields(record)) throw new PandokError('internal', 'a record of the export is not an object')
        if (key === 'images')
          comparison.add(imageDigest(record) === this.#imageDigests.at(images++), String(record['file_name']))
        else comparison.add(readBack(record) === this.#labelDigests.at(labels++), `id ${String(record['id'])}`)
      }
    }
    const missing = this.#imageDigests.length - images + this.#labelDigests.length - labels
    if (missing > 0) comparison.add(false, 'missing records', missing)
    // Only annotations are counted as compared; pictures must simply be right.
    comparison.result.equal -= Math.min(comparison.result.equal, images)
    return comparison.result
  }
}

const SIDE = 'annotations.part'
const OWN_LISTS = new Set(['categories', 'images', 'annotations'])
const ANY_GRID: Size = { width: 1, height: 1 }

/** Published ids stay while they are unique; new classes count on from the largest. */
function categoriesOf({ project, losses }: ExportSetting): Category[] {
  const classes = readSchema(project.db).classes.filter((c) => !isCaptionClass(c))
  const kept = classes.map((c) => keptCategorySchema.safeParse(c.extra['coco'] ?? {}).data ?? {})
  const numbers = kept.map((k) => k.id).filter((id) => typeof id === 'number')
  const ids = new CocoIds(
    numbers.reduce((a, b) => Math.max(a, b), 0),
    (name) => losses.add('coco-id-changed', name),
  )
  return classes.map((c, i) => {
    const name = classTitle(c)
    const id = ids.take(kept[i]!.id, name)
    return {
      classId: c.id,
      id,
      record: { supercategory: '', ...kept[i], ...skeletonFields(c.skeleton, kept[i]!), id, name },
    }
  })
}

/** Image as an import understands it. */
function imageDigest(record: Fields): number {
  const image = cocoImage('', record, idKey(record['id']) ?? '')
  return textDigest(canonicalJson([image.name, image.size, image.foreignId, image.extra]))
}

const labelDigest = (record: Fields, label: ForeignLabel): number => {
  const ids = JSON.stringify([record['id'], record['image_id']])
  return digestLabel(new Digest().text(ids), label, keptParts(label.extra)).value()
}

function readBack(record: Fields): number {
  if (isCaption(record)) return labelDigest(record, captionLabel(record))
  const categoryKey = (id: unknown) => (id === undefined ? null : String(id))
  return labelDigest(
    record,
    fromCoco(record, ANY_GRID, categoryKey, () => {}),
  )
}
