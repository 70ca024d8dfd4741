// What every story starts from: a folder that is removed afterwards, servers that are ended, and windows that are watched.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base, expect } from '@playwright/test'
import type { Language } from '../../src/shared/text/text.ts'
import { App } from '../pages/app.ts'
import { type Server, type ServerPlan, startServer } from './server.ts'
import { createWatch, type Watch } from './watch.ts'

export type Bench = {
  readonly folder: string
  readonly watch: Watch
  serve(plan?: Omit<ServerPlan, 'folder'>): Promise<Server>
  /** A window of its own: other cookies, other storage, as another person would have. */
  open(server: Server, language?: Language): Promise<App>
}

async function withBench(browser: Browser, use: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-story-'))
  const servers: Server[] = []
  const watch = createWatch()
  try {
    await use({
      folder,
      watch,
      async serve(plan = {}) {
        const server = await startServer({ folder, ...plan })
        servers.push(server)
        // A window that is still open may ask a program that the story has ended.
        const ending = (end: () => Promise<void>) => () => {
          watch.expectLine(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/)
          return end()
        }
        return { ...server, stop: ending(server.stop), kill: ending(server.kill) }
      },
      async open(server, language = 'en') {
        const context = await browser.newContext({ locale: language === 'ko' ? 'ko-KR' : 'en-US' })
        await watch.follow(context, server.origin)
        const page = await context.newPage()
        await page.goto(server.url)
        return new App(page, language)
      },
    })
    expect(watch.trouble(), 'console errors, refused content and requests to elsewhere').toEqual([])
  } finally {
    for (const context of browser.contexts()) await context.close()
    await Promise.all(servers.map((s) => s.kill()))
    rmSync(folder, { recursive: true, force: true })
  }
}

export const test = base.extend<{ bench: Bench }>({
  bench: async ({ browser }, use) => withBench(browser, use),
})
export { expect }
