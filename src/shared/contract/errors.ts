// Closed list of what can go wrong. Codes leave the backend; sentences for people live in shared/text by the same key.
import { z } from 'zod'

export const ERROR_CODES = [
  // request
  'bad-request',
  'not-found',
  'forbidden',
  'no-session',
  'too-large',
  'internal',
  // project
  'project-exists',
  'project-not-found',
  'not-a-project',
  'project-newer',
  'project-locked',
  'project-damaged',
  'project-encrypted',
  'read-only',
  'disk-full',
  'disk-error',
  'folder-missing',
  'folder-not-writable',
  'path-not-allowed',
  // documents
  'revision-conflict',
  'unknown-class',
  'shape-not-allowed',
  'invalid-shape',
  'document-closed',
  'author-required',
  'self-check',
  // sources and files
  'file-missing',
  'file-changed',
  'file-unreadable',
  'file-empty',
  'unsupported-type',
  'wrong-type',
  'truncated',
  'corrupt',
  'duplicate',
  'image-too-large',
  'too-many-frames',
  'decode-timeout',
  'decode-memory',
  'decoder-crashed',
  'frame-out-of-range',
  'not-an-image',
  'no-pixel-data',
  'unsupported-transfer-syntax',
  'unsupported-pixel-format',
  // labels and exports
  'unknown-format',
  'label-classes-only',
  'label-file-invalid',
  'schema-file-invalid',
  'archive-damaged',
  'archive-encrypted',
  'archive-unsafe',
  'archive-nested',
  'archive-too-large',
  'label-target-missing',
  'label-target-ambiguous',
  'label-target-unfit',
  'label-view-no-cases',
  'label-view-no-case',
  'label-view-ambiguous',
  'label-view-missing',
  // clinical sheets
  'clinical-not-here',
  'clinical-map',
  'clinical-variable',
  'clinical-column',
  'clinical-sheet',
  'clinical-no-number',
  // double reading
  'reading-blind',
  'readings-open',
  'blind-under-way',
  'blind-shared',
  'agreed-by-consent',
  'agreed-undecided',
  // cross-checks
  'unknown-round',
  'unknown-reader',
  'nothing-read-twice',
  'output-not-empty',
  'output-inside-project',
  // jobs
  'job-not-found',
  'cancelled',
  'busy',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]
export const errorCodeSchema = z.enum(ERROR_CODES)

/** Thrown inside, sent outside as code + detail. `detail` may hold numbers, ids and the user's own file names; never a stack, never patient data. */
export class PandokError extends Error {
  readonly code: ErrorCode
  readonly detail: Readonly<Record<string, string | number>>
  constructor(code: ErrorCode, message: string, detail: Readonly<Record<string, string | number>> = {}) {
    super(message)
    this.name = 'PandokError'
    this.code = code
    this.detail = detail
  }
}
