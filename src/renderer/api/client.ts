// The one door to the backend. The shape of every call comes from the shared table, so this side imports nothing of main.
import { createTRPCUntypedClient, httpLink, TRPCClientError } from '@trpc/client'
import { ERROR_CODES, type ErrorCode } from '../../shared/contract/errors.ts'
import {
  type InputOf,
  type OutputOf,
  type Procedures,
  procedures,
  type TopicId,
} from '../../shared/contract/procedures.ts'
import { currentUserId } from '../app/people.ts'
import { settings } from '../app/settings.ts'
import { Fault } from '../document/transport.ts'

type Call<P> = (input: InputOf<P>, signal?: AbortSignal) => Promise<OutputOf<P>>
export type Api = { readonly [T in TopicId]: { readonly [P in keyof Procedures[T]]: Call<Procedures[T][P]> } }

const rpc = createTRPCUntypedClient({
  links: [
    httpLink({
      url: '/rpc',
      // The guard takes POST with JSON only, also for questions: nothing of the work ends up in an address.
      methodOverride: 'POST',
      headers: () => {
        const user = currentUserId()
        const { language } = settings.getState()
        return { 'accept-language': language, ...(user ? { 'x-pandok-user': user } : {}) }
      },
    }),
  ],
})

const isErrorCode = (code: unknown): code is ErrorCode => ERROR_CODES.some((known) => known === code)
const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

/** What the guard refuses never reaches the calls: its answer is { error: { code } } in plain JSON. */
function refusalOf({ meta }: { meta?: unknown }): ErrorCode | null {
  const body = isRecord(meta) ? meta.responseJSON : null
  const code = isRecord(body) && isRecord(body.error) ? body.error.code : null
  return isErrorCode(code) ? code : null
}

export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (!(error instanceof TRPCClientError)) return new Fault('internal')
  const data: unknown = error.data
  if (!isRecord(data)) return new Fault(refusalOf(error) ?? 'unreachable')
  const detail: Record<string, string | number> = {}
  if (isRecord(data.detail))
    for (const [key, value] of Object.entries(data.detail))
      if (typeof value === 'string' || typeof value === 'number') detail[key] = value
  return new Fault(isErrorCode(data.code) ? data.code : 'internal', detail)
}

const call = async (topic: string, name: string, kind: string, input: unknown, signal?: AbortSignal) => {
  const options = signal ? { signal } : {}
  try {
    return await (kind === 'query'
      ? rpc.query(`${topic}.${name}`, input, options)
      : rpc.mutation(`${topic}.${name}`, input, options))
  } catch (error) {
    throw toFault(error)
  }
}

const bind = (): Api => {
  const topics = Object.entries(procedures).map(([topic, calls]) => [
    topic,
    Object.fromEntries(
      Object.entries(calls).map(([name, { kind }]) => [
        name,
        (input: unknown, signal?: AbortSignal) => call(topic, name, kind, input, signal),
      ]),
    ),
  ])
  // The entries carry exactly the names of the table; only the compiler cannot see that.
  return Object.fromEntries(topics) as Api
}

export const api: Api = bind()
