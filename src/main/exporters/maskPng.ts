// Mask PNG in the layout of PASCAL VOC: class and instance index pictures, labelmap.txt. Read again at the end.
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { clipMask, type Mask, maskFromPolygon, maskFromSpans, spansOf } from '../../shared/geometry/mask.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import { encodePlainPng } from '../files/plainPng.ts'
import { digestLabel } from '../formats/canonical.ts'
import { Digest } from '../formats/digest.ts'
import { readClassMap } from '../formats/maskPng/classMap.ts'
import { BACKGROUND, readMasks } from '../formats/maskPng/read.ts'
import { MOST_PIXELS, readLabelPicture } from '../formats/maskPng/readPicture.ts'
import { vocColour } from '../formats/maskPng/voc.ts'
import type { Report, Size } from '../formats/record.ts'
import { readSchema } from '../store/schemas.ts'
import { uniqueClassNames } from './classNames.ts'
import { type Compared, Comparison, type Exporter, type ExportSetting } from './exporter.ts'
import type { ExportItem } from './exportItems.ts'
import { FileNames, safePath, splitEnding } from './fileNames.ts'

const LABEL_MAP = 'labelmap.txt'
/** 255 is VOC's value for pixels that nobody judged. */
const MOST_8_BIT = 254
const PALETTE = Uint8Array.from(
  Array.from({ length: 256 }, (_, i) => vocColour(i)).flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]),
)

type Known = { readonly value: number; readonly name: string }
type Painted = { readonly known: Known; readonly mask: Mask }

export class MaskPngExporter implements Exporter {
  readonly #s: ExportSetting
  readonly #classes: ReadonlyMap<string, Known>
  readonly #files = new FileNames()
  readonly #expected: { stem: string; digests: number[] }[] = []

  constructor(setting: ExportSetting) {
    this.#s = setting
    const schema = readSchema(setting.project.db)
    const names = uniqueClassNames(schema, setting.losses)
    this.#classes = new Map(
      schema.classes.map((c, i) => [c.id, { value: i + 1, name: this.#mapName(names.get(c.id) ?? c.id) }]),
    )
  }

  /** A name that labelmap.txt can hold and that is not taken for the background. */
  #mapName(name: string): string {
    const plain = name
      .replace(/[:\r\n]+/g, ' ')
      .replace(/^#/, ' #')
      .trim()
    const safe = BACKGROUND.test(plain) || plain.startsWith('#') ? `class ${plain}` : plain
    if (safe !== name) this.#s.losses.add('class-name-changed', safe)
    return safe
  }

  take(entry: ExportItem): number {
    const { item, size, annotations } = entry
    const { losses, out } = this.#s
    if (size.width * size.height > MOST_PIXELS) {
      losses.add('mask-too-large', item.name)
      return 0
    }
    const [wanted, ending] = splitEnding(safePath(item.name))
    const stem = this.#files.take(`${wanted}.png`).slice(0, -4)
    if (stem + ending !== item.name.replaceAll('\\', '/')) losses.add('name-changed', stem)
    const report: Report = (code, count = 1) => losses.add(code, item.name, count)
    const painted = annotations.flatMap((a) => this.#paint(a, size, report) ?? [])
    const visible = visibleParts(painted, size, report)
    if (out) {
      this.#write(`SegmentationClass/${stem}.png`, size, visible, ({ known }) => known.value, this.#classes.size)
      this.#write(`SegmentationObject/${stem}.png`, size, visible, ({ index }) => index, painted.length)
      this.#s.pictures.add(this.#s, entry, `JPEGImages/${stem}${ending}`)
      this.#expected.push({ stem, digests: visible.map(({ known, mask }) => digestOf(known.name, mask)) })
    }
    return visible.length
  }

  #paint(annotation: Annotation, size: Size, report: Report): Painted | null {
    const known = annotation.classId === null ? undefined : this.#classes.get(annotation.classId)
    if (!annotation.shape || !known) {
      report(annotation.shape ? 'no-class' : annotation.classId === null ? 'item-attributes' : 'tag')
      return null
    }
    const mask = maskOf(annotation.shape, size, report)
    if (!mask) return null
    if (annotation.keypoints) report('keypoints')
    if (annotation.group !== null) report('group')
    if (Object.values(annotation.attributes).some((v) => v !== null)) report('attributes')
    return { known, mask }
  }

  #write(name: string, size: Size, parts: readonly Visible[], numberOf: (part: Visible) => number, most: number): void {
    const samples = new (most > MOST_8_BIT ? Uint16Array : Uint8Array)(size.width * size.height)
    for (const part of parts) fill(samples, size.width, part.mask, numberOf(part))
    const palette = samples instanceof Uint8Array ? { palette: PALETTE } : {}
    this.#s.out?.writeBytes(name, encodePlainPng({ ...size, channels: 1, samples, ...palette }))
  }

  async finish(): Promise<void> {
    const lines = [...this.#classes.values()].map(({ value, name }) => `${name}:${rgb(vocColour(value))}::`)
    this.#s.out?.write(
      LABEL_MAP,
      `# label:color_rgb:parts:actions\nbackground:0,0,0::\n${lines.map((l) => `${l}\n`).join('')}`,
    )
  }

  async verify(): Promise<Compared> {
    const comparison = new Comparison()
    const { out } = this.#s
    if (!out) return comparison.result
    const map = readClassMap(out.read(LABEL_MAP), LABEL_MAP)
    for (const { stem, digests } of this.#expected) {
      const classes = await readLabelPicture(out.path(`SegmentationClass/${stem}.png`))
      const instances = await readLabelPicture(out.path(`SegmentationObject/${stem}.png`))
      const found = readMasks(classes, instances, map, () => {}).map((label) =>
        digestLabel(new Digest(), label).value(),
      )
      for (let i = 0; i < Math.max(found.length, digests.length); i++) comparison.add(found[i] === digests[i], stem)
    }
    return comparison.result
  }
}

const rgb = (colour: number): string => `${colour >> 16},${(colour >> 8) & 255},${colour & 255}`

const digestOf = (classKey: string, mask: Mask): number =>
  digestLabel(new Digest(), { classKey, shape: mask, keypoints: null, attributes: {}, score: null, extra: {} }).value()

/** Pixels whose centre lies inside, cut at the picture. */
function maskOf(shape: Shape, size: Size, report: Report): Mask | null {
  if (shape.kind === 'mask') return clipMask(shape, size)
  if (shape.kind === 'polyline' || shape.kind === 'point' || shape.kind === 'ruler' || shape.kind === 'angle') {
    report(shape.kind)
    return null
  }
  const parts = outlineRings(shape) ?? []
  report('shape-as-mask')
  return maskFromPolygon({ kind: 'polygon', parts }, size)
}

type Visible = Painted & { readonly index: number }

/** What is left of each when later ones lie on top; `index` counts from 1 in paint order. */
function visibleParts(painted: readonly Painted[], size: Size, report: Report): Visible[] {
  const owner = new Uint32Array(size.width * size.height)
  for (const [i, { mask }] of painted.entries()) fill(owner, size.width, mask, i + 1)
  return painted.flatMap(({ known, mask }, i) => {
    const spans = spansOf(mask)
    const left: number[] = []
    let whole = true
    for (let s = 0; s < spans.length; s += 3) {
      const row = spans[s]! * size.width
      for (let x = spans[s + 1]!; x < spans[s + 2]!; ) {
        const mine = owner[row + x] === i + 1
        const from = x
        while (x < spans[s + 2]! && (owner[row + x] === i + 1) === mine) x++
        if (mine) left.push(spans[s]!, from, x)
        else whole = false
      }
    }
    if (left.length === 0) report('mask-hidden')
    else if (!whole) report('mask-overlap')
    return left.length === 0 ? [] : [{ known, mask: maskFromSpans(left), index: i + 1 }]
  })
}

function fill(values: Uint8Array | Uint16Array | Uint32Array, width: number, mask: Mask, value: number): void {
  const spans = spansOf(mask)
  for (let i = 0; i < spans.length; i += 3)
    values.fill(value, spans[i]! * width + spans[i + 1]!, spans[i]! * width + spans[i + 2]!)
}
