// The browser that drives the stories: Debian's, or one named by CHROMIUM_PATH. Nothing is downloaded.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.ts'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export async function findChromium(): Promise<string | null> {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return PLACES.find((path) => existsSync(path)) ?? (await packagedChromium())
}

/** @sparticuz/chromium carries a browser inside the npm package, for machines that have no other. */
async function packagedChromium(): Promise<string | null> {
  const entry = join(root, 'node_modules/@sparticuz/chromium/build/index.js')
  if (!existsSync(entry)) return null
  const loaded: { default?: { executablePath?: () => Promise<string> } } = await import(pathToFileURL(entry).href)
  return (await loaded.default?.executablePath?.()) ?? null
}
