// Nothing leaves the machine, nothing breaks the policy, nothing is thrown: written down for every window of a story.
import type { BrowserContext } from '@playwright/test'

export type Watch = {
  follow(context: BrowserContext, origin: string): Promise<void>
  /** Requests so far, all windows together. */
  requests(): number
  trouble(): readonly string[]
  /** A story that breaks something on purpose names the console line that this causes. */
  expectLine(pattern: RegExp): void
}

const LOCAL = new Set(['data:', 'blob:'])

export function createWatch(): Watch {
  const lines: string[] = []
  const expected: RegExp[] = []
  let requests = 0
  return {
    async follow(context, origin) {
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (e) => {
          console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`)
        })
      })
      context.on('request', (request) => {
        requests++
        const url = new URL(request.url())
        if (url.origin !== origin && !LOCAL.has(url.protocol)) lines.push(`request to ${request.url()}`)
      })
      context.on('console', (message) => {
        if (message.type() === 'error') lines.push(`console: ${message.text()}`)
      })
      context.on('weberror', (error) => {
        lines.push(`thrown: ${error.error().message}`)
      })
    },
    requests: () => requests,
    trouble: () => lines.filter((line) => !expected.some((pattern) => pattern.test(line))),
    expectLine: (pattern) => {
      expected.push(pattern)
    },
  }
}
