// The stage of the workbench in a page of Chromium (bench/page/canvas.ts), for tests that need real pixels or a real pointer.
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { chromiumPath, launchChromium } from '../../bench/canvas/browser.ts'
import { serveBench } from '../../bench/canvas/server.ts'

/** Null where no Chromium is installed: such tests are skipped then. */
export const chromium = chromiumPath()

export type StagePage = { readonly page: Page }

/** To be called inside a `describe`: a fresh page for each test, which must end without an error thrown in it. */
export function stagePage(options: Parameters<Browser['newPage']>[0]): StagePage {
  let browser: Browser
  let server: Awaited<ReturnType<typeof serveBench>>
  let page: Page
  beforeAll(async () => {
    server = await serveBench()
    browser = await launchChromium(chromium ?? '')
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  beforeEach(async () => {
    const errors: string[] = []
    page = await browser.newPage(options)
    page.on('pageerror', (e) => errors.push(e.message))
    await page.goto(server.url)
    await page.waitForFunction(() => 'bench' in window, null, { timeout: 60_000 })
    return async () => {
      await page.close()
      expect(errors).toEqual([])
    }
  }, 90_000)
  return {
    get page() {
      return page
    },
  }
}
