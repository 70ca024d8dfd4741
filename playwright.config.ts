import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/harness/setup.ts',
  // A loaded machine makes a story slow, not wrong: a quiet one needs a tenth of this.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // Two cores, software rendering: stories that share them get slow, not wrong.
  workers: 2,
  fullyParallel: false,
  // Tried again once, with a trace: other work on the machine can hold a story up. `npm test` names each such story.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    actionTimeout: 60_000,
    browserName: 'chromium',
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    trace: 'on-first-retry',
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      // Debian's Chromium runs as root in a container here. Everything else is left to Chromium, as for a person without a GPU:
      // the page is put together by the processor, WebGL2 comes from SwiftShader.
      args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
    },
  },
  projects: [
    { name: 'browser', testDir: join('e2e', 'browser'), testMatch: '**/*.e2e.ts' },
    { name: 'electron', testDir: join('e2e', 'electron'), testMatch: '**/*.e2e.ts' },
  ],
})
