import { PandokError } from '../../shared/contract/errors.ts'
import type { ReadableDb } from './db.ts'

export type SalvageReport = {
  readonly reason: string
  readonly tables: readonly { table: string; read: number; lost: number }[]
}
export type Rescued = { db: ReadableDb; report: SalvageReport; dispose(): void }

export function rescueProject(_dir: string, options: { key?: string | undefined; reason: string }): Rescued {
  throw new PandokError('project-damaged', options.reason)
}
