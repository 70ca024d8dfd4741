// `png16`: the pixels of every view as a 16-bit PNG. `contour-png`: every view as it is seen first, with the outlines over it.

import { PandokError } from '../../../shared/contract/errors.ts'
import { csvCell } from '../../formats/csv/table.ts'
import { readSchema } from '../../store/schemas.ts'
import { sourcePath } from '../../store/sources.ts'
import { type Compared, Comparison, type DeliveryNotes, type ExportSetting } from '../exporter.ts'
import { type CaseView, countLeftOut, type ExportCase, lesionsOf } from './caseExport.ts'
import { contoursOf } from './mammoJson.ts'
import { spacingFacts } from './spacingFacts.ts'

/** Windows in the report; the file has all. */
const MOST_SHOWN = 200

type Line = { readonly ring: readonly number[]; readonly colour: string }
type Planned = CaseView & {
  readonly caseId: string
  readonly item: string
  readonly name: string
  readonly lines: readonly Line[]
  readonly lesions: number
}

const row = (...cells: (string | number)[]): string => `${cells.map(csvCell).join(',')}\n`

abstract class ViewPictures {
  protected readonly s: ExportSetting
  protected readonly planned: Planned[] = []
  protected readonly comparison = new Comparison()
  abstract readonly folder: string

  constructor(setting: ExportSetting) {
    this.s = setting
  }

  /** `drawn`: one list of outlines for each lesion of a view. */
  protected plan(c: ExportCase, drawn: (view: CaseView) => readonly (readonly Line[])[]): void {
    for (const v of c.views) {
      const lesions = drawn(v)
      this.planned.push({
        ...v,
        caseId: c.caseId,
        item: c.item.name,
        name: `${this.folder}/${c.caseId}/${v.view}.png`,
        lines: lesions.flat(),
        lesions: lesions.length,
      })
    }
  }

  /** One after the other; a picture that cannot be read is listed, the others go on. */
  protected async each(work: (p: Planned, path: string) => Promise<void>): Promise<void> {
    const { out, losses, signal } = this.s
    if (!out) return
    for (const p of this.planned) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      const done = out.reserve(p.name)
      try {
        await work(p, sourcePath(this.s.project, p.source))
      } catch (error) {
        if (!(error instanceof PandokError) || ['cancelled', 'disk-full', 'internal'].includes(error.code)) throw error
        done.drop()
        losses.add('image-not-copied', p.item)
      }
    }
  }

  protected get pool(): NonNullable<ExportSetting['pool']> {
    if (!this.s.pool) throw new PandokError('internal', 'pictures cannot be converted here')
    return this.s.pool
  }

  async verify(): Promise<Compared> {
    return this.comparison.result
  }
}

export class Png16Exporter extends ViewPictures {
  readonly folder = 'pixels'

  takeCase(c: ExportCase): number {
    this.plan(c, () => [])
    return 0
  }

  async finish(): Promise<void> {
    let table = row(
      'file',
      'case_id',
      'view_location',
      'columns',
      'rows',
      'bits_stored',
      'inverted',
      'lifted',
      'row_mm',
      'column_mm',
    )
    await this.each(async (p, path) => {
      const { out, signal } = this.s
      const made = await this.pool.greyPng(path, 0, out!.path(p.name), { signal })
      // Read back by the decoder of PNG: the same values, counted after the same turning.
      const back = await this.pool.decodeStats(out!.path(p.name), 0, null, { signal })
      this.comparison.add(
        back.sha256 === made.sha256 && back.rows === made.height && back.columns === made.width,
        p.name,
      )
      const mm = spacingFacts(p.source)
      table += row(
        p.name,
        p.caseId,
        p.view,
        made.width,
        made.height,
        made.bitsStored,
        made.inverted ? 'Y' : 'N',
        made.lifted,
        mm?.row ?? '',
        mm?.column ?? '',
      )
    })
    this.s.out?.write('pixels.csv', table)
  }
}

export class ContourPngExporter extends ViewPictures {
  readonly folder = 'contours'
  readonly #windows: NonNullable<DeliveryNotes['windows']> = []

  notes(): DeliveryNotes {
    return { windows: this.#windows }
  }

  takeCase(c: ExportCase): number {
    const { losses } = this.s
    const [reading, ...others] = c.readings
    losses.add('reading-not-exported', c.item.name, others.filter((r) => r.annotations.length > 0).length)
    const colours = new Map(readSchema(this.s.project.db).classes.map((k) => [k.id, k.colour]))
    const lesions = reading ? lesionsOf(c, reading) : []
    if (reading) countLeftOut(c, reading, losses)
    this.plan(c, ({ view }) =>
      lesions
        .filter((l) => l.view === view)
        .map(({ annotation }) =>
          contoursOf(annotation.shape!)
            .flatMap((p) => [p.outer, ...p.holes])
            .map((ring) => ({ ring, colour: colours.get(annotation.classId ?? '') ?? '#ffffff' })),
        ),
    )
    return lesions.length
  }

  async finish(): Promise<void> {
    let table = row('file', 'case_id', 'view_location', 'lesions', 'window_centre', 'window_width')
    await this.each(async (p, path) => {
      const { window } = await this.pool.contourPng(path, 0, p.lines, this.s.out!.path(p.name), {
        signal: this.s.signal,
      })
      // Read back: the outlines lie on the pixels only while the picture has the size of the view.
      const back = await this.pool.decodeStats(this.s.out!.path(p.name), 0, null, { signal: this.s.signal })
      this.comparison.add(back.rows === p.source.height && back.columns === p.source.width, p.name)
      if (this.#windows.length < MOST_SHOWN)
        this.#windows.push({ file: p.name, centre: window?.centre ?? null, width: window?.width ?? null })
      table += row(p.name, p.caseId, p.view, p.lesions, window?.centre ?? '', window?.width ?? '')
    })
    this.s.out?.write('windows.csv', table)
  }
}
