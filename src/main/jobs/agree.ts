// The cross-check: everything that was read twice, compared item by item and added up.
import { compareReadings } from '../../shared/agreement/compare.ts'
import { AgreementTally, type ItemCounts } from '../../shared/agreement/tally.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { NOBODY, type Sight } from '../store/blind.ts'
import { type Chooser, doublyRead, sideOf, sidesChooser, type TwoReadings } from '../store/doublyRead.ts'
import type { OpenProject } from '../store/open.ts'
import { projectCounts } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'
import type { JobControl } from './runner.ts'

export const DEFAULT_IOU = 0.5

/** `A,B` as the command line and the page write it. */
export function chooserOf(project: OpenProject, text: string): Chooser {
  const sides = text.split(',')
  const [a, b] = sides
  if (sides.length !== 2 || !a?.trim() || !b?.trim() || a.trim() === b.trim())
    throw new PandokError('bad-request', 'two different rounds or readers are needed', { rounds: text })
  return sidesChooser(sideOf(project.db, a), sideOf(project.db, b))
}

export type AgreeOptions = Partial<JobControl> & {
  readonly choose: Chooser
  readonly iou: number
  readonly where?: string | null
  /** Who looks; of a blind project nobody sees what is not open to all. */
  readonly sight?: Sight
  readonly onItem?: (item: { itemId: string; item: string; readings: TwoReadings } & ItemCounts) => void
}

/** Items between two chances for the program to do something else. */
const CHUNK = 200

export async function agreeOn(project: OpenProject, options: AgreeOptions): Promise<AgreementTally> {
  const { db } = project
  const { choose, iou, where = null, sight = NOBODY, signal, onProgress, onItem } = options
  const schema = readSchema(db)
  const tally = new AgreementTally()
  const total = where ? null : projectCounts(db).items
  let [walked, since] = [0, 0]
  const heard = (items: number) => {
    walked += items
  }
  for (const readings of doublyRead(db, choose, where, heard, sight)) {
    const { itemId, item, a, b, diagonal } = readings
    const counts = tally.add(compareReadings(a, b, { threshold: iou, schema, diagonal }))
    onItem?.({ itemId, item, readings, ...counts })
    if (++since % CHUNK > 0) continue
    onProgress?.(walked, total)
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
  }
  onProgress?.(walked, total)
  return tally
}
