// What the document side needs from the outside: the backend's calls and a clock. Both are handed in.
import type {
  ApplyDiffInput,
  ApplyDiffResult,
  DocumentMeta,
  HistoryEntry,
  OpenDocument,
} from '../../shared/contract/document.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import type { ViewingUse } from '../../shared/contract/viewing.ts'

/** `unreachable`: no answer at all (the program behind the window is gone or restarting). */
export type FaultCode = ErrorCode | 'unreachable'
export class Fault extends Error {
  readonly code: FaultCode
  readonly detail: Readonly<Record<string, string | number>>
  constructor(code: FaultCode, detail: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'Fault'
    this.code = code
    this.detail = detail
  }
}
export const faultOf = (error: unknown): Fault => (error instanceof Fault ? error : new Fault('internal'))

export type Transport = {
  open(input: { projectId: string; itemId: string; documentId?: string }): Promise<OpenDocument>
  apply(input: ApplyDiffInput): Promise<ApplyDiffResult>
  moreHistory(input: { projectId: string; documentId: string; beforeOpId: string }): Promise<HistoryEntry[]>
  submit(input: {
    projectId: string
    documentId: string
    baseRevision: number
    reason?: string
    viewing?: ViewingUse[]
  }): Promise<DocumentMeta>
  reopen(input: { projectId: string; documentId: string; baseRevision: number }): Promise<DocumentMeta>
}
export type Timer = {
  now(): number
  /** Gives the cancel function. */
  after(ms: number, run: () => void): () => void
}
