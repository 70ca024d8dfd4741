// The worker's side of the protocol, the same in a thread, a child process and an Electron utility process.
import { isMainThread, parentPort } from 'node:worker_threads'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from '../imaging/byteSource.ts'
import { type Failure, isHanded, type Reply, type Request } from './protocol.ts'

export type Ops = Readonly<Record<string, (args: never) => unknown>>

type Port = { send(reply: Reply): void; listen(handler: (request: Request) => void): void }

export function serveOps(ops: Ops): void {
  const port = findPort()
  port.listen((request) => {
    const op = ops[request.op]
    Promise.resolve()
      .then(() => {
        if (!op) throw new PandokError('internal', `no such operation: ${request.op}`)
        // The pool is the only caller and types each operation there (pixelPool.ts).
        return op(request.args as never)
      })
      .then(
        (ok) => port.send({ id: request.id, ok: ok ?? null }),
        (error: unknown) => port.send({ id: request.id, error: failureOf(error) }),
      )
  })
}

export function failureOf(error: unknown): Failure {
  const known = fileError(error)
  if (known instanceof PandokError) return { code: known.code, message: known.message, detail: known.detail }
  if (known instanceof RangeError && /allocation|Invalid (typed )?array(buffer)? length/i.test(known.message))
    return { code: 'decode-memory', message: 'not enough memory for this picture', detail: {} }
  if (known instanceof RangeError) return { code: 'corrupt', message: 'a field of the file points nowhere', detail: {} }
  return { code: 'internal', message: known.message, detail: {} }
}

const memoryOf = (result: unknown): ArrayBuffer[] =>
  isHanded(result) ? result.parts.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])) : []

type UtilityPort = {
  postMessage(value: unknown): void
  on(event: 'message', listener: (e: { data: Request }) => void): void
}
const isUtilityPort = (value: unknown): value is UtilityPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value

function findPort(): Port {
  const thread = parentPort
  if (!isMainThread && thread)
    return {
      send: (reply) => thread.postMessage(reply, 'ok' in reply ? memoryOf(reply.ok) : []),
      listen: (handler) => thread.on('message', handler),
    }
  const utility: unknown = Reflect.get(process, 'parentPort')
  if (isUtilityPort(utility))
    return {
      send: (reply) => utility.postMessage(reply),
      listen: (handler) => utility.on('message', (e) => handler(e.data)),
    }
  // When the parent is gone nobody waits for an answer.
  process.once('disconnect', () => process.exit(0))
  return {
    send: (reply) => process.send?.(reply),
    listen: (handler) => process.on('message', (message: Request) => handler(message)),
  }
}
