// `mammo-json`: every reading of every case as its own file, `annotations/<user_id>/<case_id>.json`.
import type { Shape } from '../../../shared/annotation/model.ts'
import type { MammoView } from '../../../shared/domains/mammography/views.ts'
import { maskToPolygon } from '../../../shared/geometry/maskTrace.ts'
import { outlineRings } from '../../../shared/geometry/shapes.ts'
import { digestLabel } from '../../formats/canonical.ts'
import { Digest } from '../../formats/digest.ts'
import {
  type CaseFile,
  CONTOUR,
  type LesionEntry,
  pairsOf,
  ringOfPairs,
  writtenValues,
} from '../../formats/mammo/layout.ts'
import { caseImages, parseCaseFile } from '../../formats/mammo/open.ts'
import type { ForeignLabel } from '../../formats/record.ts'
import { baseName } from '../../store/names.ts'
import { type Compared, Comparison, type ExportSetting } from '../exporter.ts'
import { safePath } from '../fileNames.ts'
import {
  type CaseReading,
  type CaseView,
  countLeftOut,
  type ExportCase,
  type Lesion,
  lesionsOf,
  valuesOf,
} from './caseExport.ts'

type Part = Extract<Shape, { kind: 'polygon' }>['parts'][number]

/** Outer rings with holes; a mask by the sides of its pixels, so the same pixels come back. */
export function contoursOf(shape: Shape): readonly Part[] {
  if (shape.kind === 'mask') return maskToPolygon(shape)?.parts ?? []
  return outlineRings(shape) ?? []
}

export class MammoJsonExporter {
  readonly #s: ExportSetting
  readonly #written: { name: string; expected: number[] }[] = []

  constructor(setting: ExportSetting) {
    this.#s = setting
  }

  takeCase(c: ExportCase): number {
    let lesions = 0
    for (const reading of c.readings) {
      countLeftOut(c, reading, this.#s.losses)
      lesions += this.#write(c, reading)
    }
    if (c.readings.length === 0) this.#s.losses.add('case-unread', c.item.name)
    return lesions
  }

  #write(c: ExportCase, reading: CaseReading): number {
    const all = lesionsOf(c, reading)
    for (const { annotation } of all) {
      if (annotation.shape && annotation.shape.kind !== 'polygon') this.#s.losses.add('shape-as-outline', c.item.name)
      if (annotation.group !== null) this.#s.losses.add('group', c.item.name)
    }
    const file = this.#file(c, reading, all)
    const name = `annotations/${safePath(reading.userId).replaceAll('/', '_')}/${c.caseId}.json`
    this.#s.out?.write(name, `${JSON.stringify(file, null, 1)}\n`)
    if (this.#s.out) this.#written.push({ name, expected: expectedOf(c, reading, all, this.#s.mammo.integer) })
    return all.length
  }

  #file(c: ExportCase, reading: CaseReading, all: readonly Lesion[]): CaseFile {
    const values = valuesOf(reading, null)
    return {
      format: 'pandok mammo-json',
      version: 1,
      coordinates: this.#s.mammo.integer ? 'integer' : 'float',
      user_id: reading.userId,
      ...(reading.consents.length > 0 ? { consents: [...reading.consents] } : {}),
      case_id: c.caseId,
      discard_yn: values['discard_yn'] === true ? 'Y' : 'N',
      labels: writtenValues(values),
      views: c.views.map((v) => this.#view(v, reading, all)),
    }
  }

  #view({ view, source }: CaseView, reading: CaseReading, all: readonly Lesion[]): CaseFile['views'][number] {
    const values = valuesOf(reading, view)
    const uid = source.facts['sopInstanceUid']
    const grid = this.#s.mammo.integer ? { width: source.width, height: source.height } : null
    return {
      view_location: view,
      file: baseName(source.path),
      columns: source.width,
      rows: source.height,
      ...(typeof uid === 'string' ? { sop_instance_uid: uid } : {}),
      discard_yn: values['discard_yn'] === true ? 'Y' : 'N',
      labels: writtenValues(values),
      lesions: all.filter((l) => l.view === view).flatMap((l) => entriesOf(l, grid)),
    }
  }

  async finish(): Promise<void> {}

  async verify(): Promise<Compared> {
    const comparison = new Comparison()
    for (const { name, expected } of this.#s.out ? this.#written : []) {
      const found = digestsOf(parseCaseFile(this.#s.out!.read(name)))
      for (let i = 0; i < Math.max(found.length, expected.length); i++) comparison.add(found[i] === expected[i], name)
    }
    return comparison.result
  }
}

function entriesOf({ id, annotation }: Lesion, grid: { width: number; height: number } | null): LesionEntry[] {
  const parts = annotation.shape ? contoursOf(annotation.shape) : []
  const attributes = writtenValues(annotation.attributes)
  return parts.map((part, i) => ({
    lesion_id: id,
    kind: annotation.classId ?? '',
    ...(parts.length > 1 ? { part: i + 1 } : {}),
    [CONTOUR]: pairsOf(part.outer, grid),
    ...(part.holes.length > 0 ? { 'hole coordinate': part.holes.map((h) => pairsOf(h, grid)) } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  }))
}

/** What an import has to find, worked out from the reading itself. */
function expectedOf(c: ExportCase, reading: CaseReading, all: readonly Lesion[], integer: boolean): number[] {
  const record = (view: MammoView | null, whole: 'item' | 'slot'): ForeignLabel[] => {
    const values = valuesOf(reading, view)
    const discarded = values['discard_yn'] === true ? { discard_yn: true } : {}
    const attributes = { ...writtenValues(values), ...discarded }
    return Object.keys(attributes).length > 0 ? [{ ...BARE, attributes, whole }] : []
  }
  return c.views.flatMap(({ view, source }, i) => {
    const grid = integer ? { width: source.width, height: source.height } : null
    const ring = (r: readonly number[]): number[] => ringOfPairs(pairsOf(r, grid), integer)
    const lesions = all
      .filter((l) => l.view === view)
      .map(
        ({ id, annotation }): ForeignLabel => ({
          ...BARE,
          classKey: annotation.classId,
          shape: {
            kind: 'polygon',
            parts: contoursOf(annotation.shape!).map((p) => ({ outer: ring(p.outer), holes: p.holes.map(ring) })),
          },
          attributes: { ...writtenValues(annotation.attributes), lesion_id: id },
        }),
      )
    const labels = [...(i === 0 ? record(null, 'item') : []), ...record(view, 'slot'), ...lesions]
    return labels.map((label) => digestOf(reading.userId, `${c.caseId}/${view}`, label))
  })
}

const BARE = { classKey: null, shape: null, keypoints: null, score: null, extra: {} } as const

const digestOf = (user: string | undefined, image: string | null, label: ForeignLabel): number =>
  digestLabel(new Digest().text(`${user} ${image} ${label.whole ?? ''}`), label).value()

/** As an import understands the file. */
const digestsOf = (file: CaseFile): number[] =>
  [...caseImages(file)].flatMap((image) =>
    image
      .read({ width: 1, height: 1 }, () => {})
      .map((label) => digestOf(image.reader?.login, image.image.name, label)),
  )
