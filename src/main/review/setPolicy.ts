// How a project is read: switched on and off with a row in the change log.
import { PandokError } from '../../shared/contract/errors.ts'
import type { ReviewPolicy } from '../../shared/review/policy.ts'
import { itemsUnderWay } from '../store/blind.ts'
import type { Ctx } from '../store/ctx.ts'
import type { WritableDb } from '../store/db.ts'
import { readingOf, readProject, writePack } from '../store/project.ts'

const MANY = 1_000_000

export function setPolicy(db: WritableDb, policy: ReviewPolicy, ctx: Ctx): void {
  const { pack } = readProject(db)
  if ((policy.blind || policy.gate) && readingOf(db) !== 'independent')
    throw new PandokError('blind-shared', 'everybody works in one reading')
  // Whoever could switch it off for a moment would see what is hidden.
  const underWay = pack.review.blind && !policy.blind ? itemsUnderWay(db, MANY) : []
  const [example] = underWay
  if (example !== undefined)
    throw new PandokError('blind-under-way', 'items are being read', { count: underWay.length, example })
  writePack(db, { ...pack, review: policy }, ctx, 'review.policy')
}
