// node e2e/shots.ts OUTDIR [LOOK ...] [--readme]: every screen (e2e/pages/screens.ts) as a picture. A look is language-theme-width,
// as `ko-dark-1280` or `en-highlight-1600`; without one, all of them. --readme writes docs/images/workbench.png only.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import config from '../playwright.config.ts'
import type { Look } from '../src/shared/contract/habits.ts'
import { LANGUAGES, type Language } from '../src/shared/text/text.ts'
import { breastDicom } from './harness/dicomFiles.ts'
import { colourPng, textFile, truncatedPng } from './harness/pictures.ts'
import { startServer } from './harness/server.ts'
import { App } from './pages/app.ts'
import { walk } from './pages/screens.ts'

const SIZES = [
  { width: 1600, height: 900 },
  { width: 1280, height: 720 },
] as const
const THEMES = {
  dark: { theme: 'dark' },
  light: { theme: 'light' },
  highdark: { theme: 'dark', contrast: 'high' },
  highlight: { theme: 'light', contrast: 'high' },
} as const satisfies Record<string, Partial<Look>>
const README = { look: 'en-dark-1600', screen: 'desk-objects' } as const

type Shown = {
  readonly name: string
  readonly language: Language
  readonly look: Partial<Look>
  readonly size: (typeof SIZES)[number]
}
const LOOKS: readonly Shown[] = SIZES.flatMap((size) =>
  Object.entries(THEMES).flatMap(([theme, look]) =>
    LANGUAGES.map((language) => ({ name: `${language}-${theme}-${size.width}`, language, look, size })),
  ),
)

/** Fonts, thumbnails and transitions have come to rest. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(400)
}

async function shoot(browser: Browser, shown: Shown, out: string): Promise<void> {
  const { name, language, look, size } = shown
  const folder = mkdtempSync(join(tmpdir(), 'pandok-shots-'))
  const server = await startServer({ folder, look: { ...look, language } })
  const context = await browser.newContext({ viewport: size, locale: language === 'ko' ? 'ko-KR' : 'en-US' })
  try {
    const page = await context.newPage()
    await page.goto(server.url)
    await walk({ app: new App(page, language), pictures, dicom }, async (screen) => {
      await atRest(page)
      await page.screenshot({ path: join(out, `${screen}-${name}.png`) })
      return !(readme && screen === README.screen)
    })
  } finally {
    await context.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const readme = process.argv.includes('--readme')
const [to = 'shots', ...asked] = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const out = resolve(to)
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'pandok-shots-in-'))
const pictures = join(folder, 'pictures')
for (let n = 1; n <= 5; n++) await colourPng(join(pictures, `scan-${n}.png`), n)
await truncatedPng(join(pictures, 'torn.png'))
textFile(join(pictures, 'notes.txt'))
const dicom = breastDicom(join(folder, 'hospital'))
const wanted = readme ? [README.look] : asked
const browser = await chromium.launch(config.use?.launchOptions)
try {
  for (const look of LOOKS.filter((l) => wanted.length === 0 || wanted.includes(l.name)))
    await shoot(browser, look, out)
  if (readme) {
    const images = fileURLToPath(new URL('../docs/images', import.meta.url))
    mkdirSync(images, { recursive: true })
    copyFileSync(join(out, `${README.screen}-${README.look}.png`), join(images, 'workbench.png'))
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
