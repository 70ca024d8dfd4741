// Messages between a pool and its workers: paths and numbers. Pixels go along from a thread only, whose memory is handed over
// without a copy (ADR 084).
import type { ErrorCode } from '../../shared/contract/errors.ts'

export type Request = { readonly id: number; readonly op: string; readonly args: unknown }
export type Failure = {
  readonly code: ErrorCode
  readonly message: string
  readonly detail: Readonly<Record<string, string | number>>
}
export type Reply = { readonly id: number } & ({ readonly ok: unknown } | { readonly error: Failure })

/** A result whose memory goes along with it. */
export type Handed = { readonly parts: readonly Uint8Array[] }
export const isHanded = (value: unknown): value is Handed =>
  typeof value === 'object' && value !== null && 'parts' in value && Array.isArray(value.parts)
