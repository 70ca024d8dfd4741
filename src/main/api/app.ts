// guard -> security headers -> /rpc -> /media -> /upload -> the page.
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { PandokError } from '../../shared/contract/errors.ts'
import { languageFor } from '../../shared/text/text.ts'
import type { Guard } from '../hosts/guard.ts'
import type { Logger } from '../log/logger.ts'
import { contentSecurityPolicy, securityHeaders } from './csp.ts'
import type { Deps } from './deps.ts'
import { asPandokError, errorShape, httpStatusOf, toTrpcError } from './errors.ts'
import { mediaRoutes } from './mediaRoutes.ts'
import { createRouter, type Handlers, type Policy } from './router.ts'
import { createSerialiser } from './serialiser.ts'
import type { StaticFiles } from './staticRoutes.ts'
import { uploadRoutes } from './uploadRoutes.ts'

/** A gesture with a large mask is about 1 MB; a list of 10,000 dropped paths about 2. */
const MAX_RPC_BYTES = 32 * 2 ** 20

export type AppParts = { deps: Deps; handlers: Handlers; guard: Guard; pages: StaticFiles; logger: Logger }

export function createApp({ deps, handlers, guard, pages, logger }: AppParts): (request: Request) => Promise<Response> {
  const router = createRouter(handlers, policy(logger))
  const app = new Hono()
  app.use(
    '/rpc/*',
    bodyLimit({ maxSize: MAX_RPC_BYTES, onError: () => failure(new PandokError('too-large', 'request too large')) }),
  )
  app.all('/rpc/*', (c) =>
    fetchRequestHandler({
      endpoint: '/rpc',
      req: c.req.raw,
      router,
      createContext: () => ({
        userId: c.req.header('x-pandok-user') ?? null,
        language: languageFor(c.req.header('accept-language') ?? ''),
        signal: c.req.raw.signal,
      }),
      // Failures inside a handler are logged by the policy; these happen around it, e.g. an answer of the wrong shape.
      onError({ error, path }) {
        if (error.code === 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof PandokError))
          logger.error('rpc.border', error.cause ?? error, { name: path ?? '' })
      },
      // The guard lets only POST through, queries too.
      allowMethodOverride: true,
      allowBatching: false,
    }),
  )
  app.route('/media', mediaRoutes(deps))
  app.route('/upload', uploadRoutes(deps))
  app.on(['GET', 'HEAD'], '/*', (c) =>
    c.req.path.startsWith('/media/') ? failure(new PandokError('not-found', 'no such picture')) : pages(c.req.raw),
  )
  app.notFound(() => failure(new PandokError('not-found', 'no such address')))
  app.onError((error) => {
    const known = asPandokError(error)
    if (known.code === 'internal') logger.error('request', error)
    return failure(known)
  })
  return async (request) => secured(guard(request) ?? (await app.fetch(request)))
}

function secured(response: Response): Response {
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
  if (!response.headers.has('content-security-policy'))
    response.headers.set('content-security-policy', contentSecurityPolicy(null))
  return response
}

const failure = ({ code, detail }: PandokError): Response =>
  Response.json({ error: { code, detail } }, { status: httpStatusOf(code), headers: { 'cache-control': 'no-store' } })

function policy(logger: Logger): Policy {
  const inOrder = createSerialiser()
  return {
    errorShape,
    async around({ name, changes, projectId }, run) {
      try {
        return await (changes && projectId !== null ? inOrder(projectId, run) : run())
      } catch (error) {
        const known = asPandokError(error)
        if (known.code === 'internal') logger.error('rpc', error, { name })
        throw toTrpcError(known)
      }
    },
  }
}
