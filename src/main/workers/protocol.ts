// Messages between a pool and its workers: paths and numbers, never pixels (codebases.md 3.2).
import type { ErrorCode } from '../../shared/contract/errors.ts'

export type Request = { readonly id: number; readonly op: string; readonly args: unknown }
export type Failure = {
  readonly code: ErrorCode
  readonly message: string
  readonly detail: Readonly<Record<string, string | number>>
}
export type Reply = { readonly id: number } & ({ readonly ok: unknown } | { readonly error: Failure })
