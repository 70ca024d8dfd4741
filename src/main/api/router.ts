// Serves the table of procedures: checks what comes in and goes out, keeps the changes of one project in order, and turns
// failures into codes. What a procedure does is in handlers/.
import { type AnyTRPCRouter, initTRPC } from '@trpc/server'
import type { z } from 'zod'
import {
  type InputOf,
  type OutputOf,
  type ProcedureDef,
  type Procedures,
  procedures,
} from '../../shared/contract/procedures.ts'
import type { Language } from '../../shared/text/text.ts'
import type { RpcErrorShape } from './errors.ts'

/** Who asks. `userId` is the profile chosen in the window; null before one is chosen. Findings come in `language`. */
export type RpcContext = {
  readonly userId: string | null
  readonly language: Language
  readonly signal: AbortSignal
}

type Handler<P> = (input: InputOf<P>, ctx: RpcContext) => OutputOf<P> | Promise<OutputOf<P>>
export type TopicHandlers<T extends keyof Procedures> = { [K in keyof Procedures[T]]: Handler<Procedures[T][K]> }
export type Handlers = { [T in keyof Procedures]: TopicHandlers<T> }

/** How calls are carried out around their handler: order, logging, error codes. */
export type Policy = {
  around(
    call: { name: string; changes: boolean; projectId: string | null },
    run: () => Promise<unknown>,
  ): Promise<unknown>
  errorShape(error: unknown, rpcCode: number): RpcErrorShape
}

type AnyDef = ProcedureDef<'query' | 'mutation', z.ZodType, z.ZodType>
type AnyHandler = (input: unknown, ctx: RpcContext) => unknown

export function createRouter(handlers: Handlers, policy: Policy): AnyTRPCRouter {
  const t = initTRPC.context<RpcContext>().create({
    // Otherwise the stack travels in the error (codebases.md F7).
    isDev: false,
    errorFormatter: ({ error, shape }) => policy.errorShape(error, shape.code),
  })
  const serve = (name: string, def: AnyDef, handler: AnyHandler) => {
    const changes = def.kind === 'mutation'
    const checked = t.procedure.input(def.input).output(def.output)
    const resolve = ({ input, ctx }: { input: unknown; ctx: RpcContext }) =>
      policy.around({ name, changes, projectId: projectIdOf(input) }, async () => handler(input, ctx))
    return changes ? checked.mutation(resolve) : checked.query(resolve)
  }
  const topics = Object.entries<Record<string, AnyDef>>(procedures).map(([topic, defs]) => {
    const topicHandlers = handlers[topic as keyof Handlers] as Record<string, AnyHandler>
    const entries = Object.entries(defs).map(([name, def]) => {
      const handler = topicHandlers[name]
      if (!handler) throw new Error(`no handler for ${topic}.${name}`)
      return [name, serve(`${topic}.${name}`, def, handler)] as const
    })
    return [topic, t.router(Object.fromEntries(entries))] as const
  })
  return t.router(Object.fromEntries(topics))
}

function projectIdOf(input: unknown): string | null {
  const id = typeof input === 'object' && input !== null && 'projectId' in input ? input.projectId : null
  return typeof id === 'string' ? id : null
}
