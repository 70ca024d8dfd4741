// Listens on 127.0.0.1 and hands every request to the backend.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { LOOPBACK_ADDRESS } from './guard.ts'

export type Listening = { readonly port: number; close(): Promise<void> }

export async function listen(fetch: (request: Request) => Promise<Response>, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server
  // A client that sends its headers or body drop by drop must not hold a connection for ever; uploads may be slow.
  server.headersTimeout = 20_000
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK_ADDRESS, () => resolve())
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
