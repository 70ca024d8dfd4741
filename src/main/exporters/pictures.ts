// The pictures of a delivery: copies, or PNGs of DICOM frames. Planned while the labels are written, made when those are done.

import { PandokError } from '../../shared/contract/errors.ts'
import type { PictureKind } from '../../shared/contract/exportOptions.ts'
import type { ExportReport } from '../../shared/contract/job.ts'
import { csvCell } from '../formats/csv/table.ts'
import { sourcePath } from '../store/sources.ts'
import type { ExportSetting } from './exporter.ts'
import type { ExportItem } from './exportItems.ts'

export const PICTURES_FILE = 'pictures.csv'
/** Windows in the report; the file has all. */
const MOST_SHOWN = 200
const BITS = { png8: 8, png16: 16 } as const

type Planned = { readonly item: string; readonly path: string; readonly frame: number; readonly bits: 8 | 16 | null }

export class Pictures {
  readonly kind: PictureKind
  readonly #planned = new Map<string, Planned>()
  constructor(kind: PictureKind) {
    this.kind = kind
  }

  /** Pictures are only put beside the labels when asked for. */
  add(
    { project, out }: ExportSetting,
    { item, sourceFrame }: Pick<ExportItem, 'item' | 'sourceFrame'>,
    to: string,
  ): void {
    const source = item.slots[0]?.source
    if (this.kind === 'none' || !out || !source) return
    const bits = this.kind !== 'copy' && source.kind === 'dicom' ? BITS[this.kind] : null
    this.#planned.set(to, { item: item.name, path: sourcePath(project, source), frame: sourceFrame, bits })
  }

  /** One that is missing or cannot be read is listed, the others go on. Answers the windows of the 8-bit ones. */
  async make({ out, losses, pool, signal }: ExportSetting): Promise<ExportReport['windows']> {
    const windows: ExportReport['windows'] = []
    const rows: string[] = []
    if (!out) return windows
    for (const [name, { item, path, frame, bits }] of this.#planned) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      if (bits === null) {
        if (!(await out.copy(path, name))) losses.add('image-not-copied', item)
        continue
      }
      if (!pool) throw new PandokError('internal', 'pictures cannot be converted here')
      const place = out.reserve(name)
      try {
        const made = await pool.framePng(path, frame, bits, out.path(name), { signal })
        const { centre = null, width = null } = made.window ?? {}
        if (made.bits === 8 && windows.length < MOST_SHOWN) windows.push({ file: name, centre, width })
        const inverted = made.inverted ? 'Y' : 'N'
        rows.push(row(name, item, frame + 1, made.bits, centre ?? '', width ?? '', inverted, made.lifted))
      } catch (error) {
        if (!(error instanceof PandokError) || ['cancelled', 'disk-full', 'internal'].includes(error.code)) throw error
        place.drop()
        losses.add('image-not-copied', item)
      }
    }
    if (rows.length > 0) out.write(PICTURES_FILE, HEAD + rows.join(''))
    return windows
  }
}

const row = (...cells: (string | number)[]): string => `${cells.map(csvCell).join(',')}\n`
const HEAD = row('file', 'picture', 'frame', 'bits', 'window_centre', 'window_width', 'inverted', 'lifted')
