// `dicom-sr`: one report for each case that has been read, `sr/<case_id>.dcm`.

import { readFileSync } from 'node:fs'
import type { AttributeDef } from '../../../shared/annotation/labelSchema.ts'
import { sideOf } from '../../../shared/domains/mammography/views.ts'
import { longestDiameter } from '../../../shared/geometry/longestDiameter.ts'
import { shapeArea } from '../../../shared/geometry/shapes.ts'
import { openDicom } from '../../imaging/dicom/file.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { itemsOf, numbers, text } from '../../imaging/dicom/values.ts'
import { dicomBytes, newUid } from '../../imaging/dicom/writeObject.ts'
import { readSchema } from '../../store/schemas.ts'
import { classTitle } from '../classNames.ts'
import { type Compared, Comparison, type ExportSetting } from '../exporter.ts'
import { type CaseReading, countLeftOut, type ExportCase, lesionsOf, valuesOf } from './caseExport.ts'
import { biradsCode, type Code, lesionCode, ownCode, resultCode } from './dicomCodes.ts'
import { type DicomSource, dicomSource, momentOf } from './dicomSource.ts'
import { contoursOf } from './mammoJson.ts'
import { spacingFacts } from './spacingFacts.ts'
import { type SrCase, type SrLesion, srElements } from './srObject.ts'

export class DicomSrExporter {
  readonly #s: ExportSetting
  readonly #schema
  readonly #written: { name: string; expected: string[] }[] = []

  constructor(setting: ExportSetting) {
    this.#s = setting
    this.#schema = readSchema(setting.project.db)
  }

  takeCase(c: ExportCase): number {
    const { losses, out } = this.#s
    const [reading, ...others] = c.readings
    losses.add('reading-not-exported', c.item.name, others.filter((r) => r.annotations.length > 0).length)
    if (!reading) {
      losses.add('case-unread', c.item.name)
      return 0
    }
    countLeftOut(c, reading, losses)
    const sources = new Map(c.views.map(({ view, source }) => [view as string, dicomSource(this.#s, source)]))
    const images = [...sources.values()].filter((s) => s !== null)
    if (images.length === 0) {
      losses.add('no-dicom-source', c.item.name)
      return 0
    }
    const lesions = this.#lesions(c, reading, sources)
    if (out) {
      const report: SrCase = {
        images,
        reader: reading.userId.replace(/[^\x20-\x7e]|[\\^=]/g, '?').slice(0, 60) || 'unknown',
        lesions,
        evaluations: this.#evaluations(reading),
        instance: this.#written.length + 1,
        moment: momentOf(this.#s.now),
      }
      const name = `sr/${c.caseId}.dcm`
      out.writeBytes(name, dicomBytes(srElements(report)))
      this.#written.push({ name, expected: expectedOf(report) })
    }
    return lesions.length
  }

  #lesions(c: ExportCase, reading: CaseReading, sources: ReadonlyMap<string, DicomSource | null>): SrLesion[] {
    const { losses } = this.#s
    // One lesion has one tracking number in all its views.
    const tracking = new Map<string, string>()
    return lesionsOf(c, reading).flatMap(({ id, view, annotation }): SrLesion[] => {
      const image = sources.get(view)
      if (!image || !annotation.shape) {
        losses.add('no-dicom-source', c.item.name)
        return []
      }
      const parts = contoursOf(annotation.shape)
      losses.add('sr-holes', c.item.name, parts.filter((p) => p.holes.length > 0).length)
      const spacing = spacingFacts(c.views.find((v) => v.view === view)!.source)
      const known = this.#schema.classes.find((k) => k.id === annotation.classId)
      const trackingUid = tracking.get(id) ?? newUid()
      tracking.set(id, trackingUid)
      const all = parts.flatMap((p) => [...p.outer])
      return [
        {
          id,
          trackingUid,
          finding: lesionCode(annotation.classId ?? '', known ? classTitle(known) : (annotation.classId ?? '')),
          side: sideOf(view),
          image,
          outlines: parts.map((p) => p.outer),
          areaMm2: spacing && shapeArea(annotation.shape) * spacing.row * spacing.column,
          longestMm: spacing && longestDiameter(all, { x: spacing.column, y: spacing.row }),
          descriptors: descriptors(
            [...(known?.attributes ?? []), ...this.#schema.objectAttributes],
            annotation.attributes,
          ),
        },
      ]
    })
  }

  #evaluations(reading: CaseReading): [Code, Code][] {
    const values = valuesOf(reading, null)
    const out: [Code, Code][] = []
    const birads = typeof values['birads'] === 'string' ? biradsCode(values['birads']) : null
    if (birads) out.push([['111005', 'DCM', 'Assessment Category'], birads])
    for (const [id, meaning] of [
      ['result', 'Result of the patient'],
      ['right', 'Result of the right breast'],
      ['left', 'Result of the left breast'],
    ] as const) {
      const value = resultCode(values[id])
      if (value) out.push([ownCode(`result-${id}`, meaning), value])
    }
    if (typeof values['density'] === 'string')
      out.push([ownCode('density', 'Breast composition'), ownCode(values['density'], `BI-RADS ${values['density']}`)])
    return out
  }

  async finish(): Promise<void> {}

  /** Read again as any reader would: outlines, tracking, codes and numbers are where they were written. */
  async verify(): Promise<Compared> {
    const comparison = new Comparison()
    for (const { name, expected } of this.#s.out ? this.#written : []) {
      const found = foundIn(openDicom(readFileSync(this.#s.out!.path(name))).data)
      for (let i = 0; i < Math.max(found.length, expected.length); i++) comparison.add(found[i] === expected[i], name)
    }
    return comparison.result
  }
}

function descriptors(defs: readonly AttributeDef[], attributes: Readonly<Record<string, unknown>>): [Code, Code][] {
  return defs.flatMap((d): [Code, Code][] => {
    const value = attributes[d.id]
    if (d.type.kind !== 'choice' || typeof value !== 'string') return []
    const english = d.type.titles[value]?.en ?? value
    return [[ownCode(d.id, d.title.en), ownCode(value.replace(/[^\w .-]/g, '').slice(0, 16), english)]]
  })
}

/** Everything that carries meaning, as one line of text for each. */
const expectedOf = (c: SrCase): string[] => [
  ...c.lesions.flatMap((l) => [
    `text ${l.id}`,
    `code ${l.finding[0]}`,
    `code ${BREAST_VALUE}`,
    ...l.outlines.map((o) => `region ${[...o, o[0]!, o[1]!].map(Math.fround).join(' ')}`),
    ...[l.areaMm2, l.longestMm].flatMap((n) => (n === null ? [] : [`number ${Number(n.toPrecision(8))}`])),
    ...l.descriptors.map(([, v]) => `code ${v[0]}`),
  ]),
  ...c.evaluations.map(([, v]) => `code ${v[0]}`),
]
const BREAST_VALUE = '76752008'

function foundIn(d: DataSet): string[] {
  const out: string[] = []
  const lines: Readonly<Record<string, (item: DataSet) => string>> = {
    TEXT: (i) => `text ${text(i, '0040a160')}`,
    CODE: (i) => `code ${text(itemsOf(i, '0040a168')[0] ?? i, '00080100')}`,
    SCOORD: (i) => `region ${numbers(i, '00700022').join(' ')}`,
    NUM: (i) => `number ${numbers(itemsOf(i, '0040a300')[0] ?? i, '0040a30a')[0]}`,
  }
  const walk = (item: DataSet, within: boolean): void => {
    const concept = text(itemsOf(item, '0040a043')[0] ?? item, '00080100') ?? ''
    const inside = within || concept === '125007' || concept === 'C0034375'
    const line = lines[text(item, '0040a040') ?? '']
    // What lies below a code says more about it and is no value of its own.
    if (within && line) out.push(line(item))
    else for (const child of itemsOf(item, '0040a730')) walk(child, inside)
  }
  walk(d, false)
  return out
}
