// Debian's Chromium with software rendering, without anything that talks to the network.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'

const CANDIDATES = [
  process.env.PANDOK_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
export const chromiumPath = (): string | null => CANDIDATES.find((path) => path && existsSync(path)) ?? null

export const launchChromium = (executablePath: string, extra: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...extra,
    ],
  })
