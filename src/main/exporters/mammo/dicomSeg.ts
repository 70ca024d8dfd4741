// `dicom-seg`: one segmentation for each view with lesions, `seg/<case_id>/<view>.dcm`, over the DICOM file of the view.

import { sideOf } from '../../../shared/domains/mammography/views.ts'
import { maskArea } from '../../../shared/geometry/mask.ts'
import { digestLabel } from '../../formats/canonical.ts'
import { labOf } from '../../formats/dicomSeg/lab.ts'
import { openDicomSeg } from '../../formats/dicomSeg/open.ts'
import { Digest } from '../../formats/digest.ts'
import type { ForeignLabel } from '../../formats/record.ts'
import { dicomBytes } from '../../imaging/dicom/writeObject.ts'
import { readSchema } from '../../store/schemas.ts'
import { classTitle } from '../classNames.ts'
import { type Compared, Comparison, type ExportSetting } from '../exporter.ts'
import { type CaseView, countLeftOut, type ExportCase, type Lesion, lesionsOf } from './caseExport.ts'
import { LEFT, lesionCode, RIGHT } from './dicomCodes.ts'
import { dicomSource, momentOf } from './dicomSource.ts'
import { lesionMask } from './lesionMask.ts'
import { type Segment, segElements } from './segObject.ts'
import { spacingFacts } from './spacingFacts.ts'

export class DicomSegExporter {
  readonly #s: ExportSetting
  readonly #classes: ReadonlyMap<string, { readonly title: string; readonly colour: string }>
  readonly #written: { name: string; expected: number[] }[] = []

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#classes = new Map(
      readSchema(setting.project.db).classes.map((c) => [c.id, { title: classTitle(c), colour: c.colour }]),
    )
  }

  takeCase(c: ExportCase): number {
    const { losses } = this.#s
    const [reading, ...others] = c.readings
    losses.add('reading-not-exported', c.item.name, others.filter((r) => r.annotations.length > 0).length)
    if (!reading) return 0
    countLeftOut(c, reading, losses)
    const lesions = lesionsOf(c, reading)
    let written = 0
    for (const view of c.views) {
      const own = lesions.filter((l) => l.view === view.view)
      if (own.length > 0) written += this.#view(c, view, own, reading.userId)
    }
    return written
  }

  #view(c: ExportCase, { view, source }: CaseView, lesions: readonly Lesion[], creator: string): number {
    const { losses, out } = this.#s
    const grid = { width: source.width, height: source.height }
    const segments = lesions.flatMap(({ id, annotation }): Segment[] => {
      const mask = annotation.shape && lesionMask(annotation.shape, grid)
      if (!mask || maskArea(mask) === 0) {
        losses.add('lesion-without-pixels', c.item.name)
        return []
      }
      if (annotation.shape?.kind !== 'mask') losses.add('shape-as-mask', c.item.name)
      const known = this.#classes.get(annotation.classId ?? '')
      const title = known?.title ?? annotation.classId ?? ''
      return [
        {
          label: `${id} ${title}`,
          type: lesionCode(annotation.classId ?? '', title),
          side: sideOf(view) === 'R' ? RIGHT : LEFT,
          mask,
          lab: labOf(known?.colour ?? '#ffffff'),
        },
      ]
    })
    if (segments.length === 0) return 0
    const from = dicomSource(this.#s, source)
    if (!from) {
      losses.add('no-dicom-source', c.item.name, segments.length)
      return 0
    }
    if (out) {
      const name = `seg/${c.caseId}/${view}.dcm`
      out.writeBytes(
        name,
        dicomBytes(
          segElements({
            source: from,
            ...grid,
            spacing: spacingFacts(source),
            segments,
            instance: this.#written.length + 1,
            moment: momentOf(this.#s.now),
            creator: creator.replace(/[^\x20-\x7e]|[\\^=]/g, '?').slice(0, 60) || 'unknown',
          }),
        ),
      )
      this.#written.push({
        name,
        expected: segments.map((s) => digestOf({ ...BARE, classKey: s.label, shape: s.mask })),
      })
    }
    return segments.length
  }

  async finish(): Promise<void> {}

  /** Read by the importer of segmentations: the same pixels under the same labels. */
  async verify(): Promise<Compared> {
    const comparison = new Comparison()
    const { out, signal } = this.#s
    for (const { name, expected } of out ? this.#written : []) {
      const file = await openDicomSeg(out!.path(name))
      const found: number[] = []
      for await (const image of file.images(signal))
        if ('read' in image)
          for (const label of image.read({ width: 1, height: 1 }, () => {}))
            found.push(digestOf({ ...BARE, classKey: label.classKey, shape: label.shape }))
      for (let i = 0; i < Math.max(found.length, expected.length); i++) comparison.add(found[i] === expected[i], name)
    }
    return comparison.result
  }
}

const BARE = { keypoints: null, attributes: {}, score: null, extra: {} } as const
const digestOf = (label: ForeignLabel): number => digestLabel(new Digest(), label).value()
