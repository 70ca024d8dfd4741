// Diffs in the change log repeat what the annotations table holds, and JSON packs to a quarter: stored deflated.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { PandokError } from '../../shared/contract/errors.ts'

/** Short texts stay readable in any SQLite tool and cost nothing. */
const PACK_ABOVE = 2048
/** A diff of 10,000 polygons is about 20 MB; whatever unpacks to more than this is not one of ours. */
const LARGEST = 512 * 1024 * 1024

export type StoredPayload = string | Uint8Array | null

export const packPayload = (text: string | null): StoredPayload =>
  text === null || text.length <= PACK_ABOVE ? text : deflateRawSync(text, { level: 1 })

export function unpackPayload(stored: StoredPayload): string | null {
  if (stored === null || typeof stored === 'string') return stored
  try {
    return inflateRawSync(stored, { maxOutputLength: LARGEST }).toString('utf8')
  } catch {
    throw new PandokError('project-damaged', 'a logged change cannot be read')
  }
}
