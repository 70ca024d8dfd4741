// What leaves the program when something fails: a code of the closed list and its detail. No message, stack or path.
import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { type ErrorCode, PandokError } from '../../shared/contract/errors.ts'
import { storageError } from '../store/storageError.ts'

export type RpcErrorShape = {
  message: string
  code: number
  data: { code: ErrorCode; detail: Readonly<Record<string, string | number>>; httpStatus: number }
}

type TrpcCode = TRPCError['code']
const BY_CODE: Partial<Record<ErrorCode, readonly [TrpcCode, number]>> = {
  'bad-request': ['BAD_REQUEST', 400],
  'no-session': ['UNAUTHORIZED', 401],
  'author-required': ['UNAUTHORIZED', 401],
  'self-check': ['CONFLICT', 409],
  forbidden: ['FORBIDDEN', 403],
  'reading-blind': ['FORBIDDEN', 403],
  'path-not-allowed': ['FORBIDDEN', 403],
  'not-found': ['NOT_FOUND', 404],
  'project-not-found': ['NOT_FOUND', 404],
  'job-not-found': ['NOT_FOUND', 404],
  'file-missing': ['NOT_FOUND', 404],
  'revision-conflict': ['CONFLICT', 409],
  'project-exists': ['CONFLICT', 409],
  duplicate: ['CONFLICT', 409],
  busy: ['CONFLICT', 409],
  'too-large': ['PAYLOAD_TOO_LARGE', 413],
  'disk-full': ['INTERNAL_SERVER_ERROR', 507],
  internal: ['INTERNAL_SERVER_ERROR', 500],
}
const OTHERWISE = ['UNPROCESSABLE_CONTENT', 422] as const

export const httpStatusOf = (code: ErrorCode): number => (BY_CODE[code] ?? OTHERWISE)[1]

/** Codes that tRPC itself raises: a body that is no JSON, an input the schema refuses, a name that does not exist. */
const OF_TRPC: Partial<Record<TrpcCode, ErrorCode>> = {
  BAD_REQUEST: 'bad-request',
  PARSE_ERROR: 'bad-request',
  NOT_FOUND: 'not-found',
  METHOD_NOT_SUPPORTED: 'bad-request',
  UNSUPPORTED_MEDIA_TYPE: 'bad-request',
  PAYLOAD_TOO_LARGE: 'too-large',
}

/** Any failure as one of ours; what is not foreseen becomes `internal`, and only the log knows more. */
export function asPandokError(error: unknown): PandokError {
  const known = storageError(error)
  if (known instanceof PandokError) return known
  if (error instanceof TRPCError) {
    if (error.cause instanceof PandokError) return error.cause
    const code = OF_TRPC[error.code]
    if (code) return new PandokError(code, 'refused by the border', fieldOf(error.cause))
  }
  return new PandokError('internal', 'unexpected failure')
}

export const toTrpcError = (error: PandokError): TRPCError =>
  new TRPCError({ code: (BY_CODE[error.code] ?? OTHERWISE)[0], message: error.code, cause: error })

/** Name of the first refused input field: our own word, never its value. */
function fieldOf(cause: unknown): Record<string, string> {
  const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined
  return issue && issue.path.length > 0 ? { field: issue.path.map(String).join('.') } : {}
}

export function errorShape(error: unknown, rpcCode: number): RpcErrorShape {
  const { code, detail } = asPandokError(error)
  return { message: code, code: rpcCode, data: { code, detail, httpStatus: httpStatusOf(code) } }
}
