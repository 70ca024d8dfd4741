// node e2e/shots.ts OUTDIR [--readme]: every screen of the sample project in both languages, themes and two window sizes.
// With --readme it also writes docs/images/workbench.png.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import config from '../playwright.config.ts'
import { LANGUAGES, type Language } from '../src/shared/text/text.ts'
import { colourPng, textFile, truncatedPng } from './harness/pictures.ts'
import { type Server, startServer } from './harness/server.ts'
import { App } from './pages/app.ts'

const SIZES = [
  { width: 1600, height: 900 },
  { width: 1280, height: 720 },
]
const THEMES = ['dark', 'light'] as const
const README = { language: 'en', theme: 'dark', width: 1600 } as const
const ITEM = 'street-01.jpg'

type Look = { language: Language; theme: 'dark' | 'light'; size: { width: number; height: number } }
type Place = { app: App; pictures: string; out: string }
type Screen = { readonly name: string; go(place: Place): Promise<void> }

const screens: readonly Screen[] = [
  {
    name: 'start',
    go: async ({ app }) => {
      await app.page.goto(`${new URL(app.page.url()).origin}/#/`)
      await app.start.sample('general').waitFor()
    },
  },
  {
    name: 'new',
    go: async ({ app }) => {
      const { t } = app
      await app.button(t('start.new')).click()
      const wizard = app.page.getByRole('dialog', { name: t('wizard.title') })
      await wizard.getByRole('textbox', { name: t('wizard.name') }).fill('X-ray bags')
      await wizard.getByText(t('wizard.classes.list'), { exact: true }).click()
      await wizard.getByRole('textbox', { name: t('wizard.classes.list.label') }).fill('knife\nbottle\nscissors')
    },
  },
  {
    name: 'workbench',
    go: async ({ app }) => {
      await app.page.keyboard.press('Escape')
      await app.button(app.t('app.cancel')).waitFor({ state: 'detached' })
      await app.start.sample('general').click()
      await app.desk.item(ITEM).click({ timeout: 90_000 })
      await app.desk.shows(ITEM)
      await app.desk.tab('objects').click()
      await app.desk.objects.nth(2).click()
    },
  },
  { name: 'overview', go: ({ app }) => app.overview.open() },
  {
    name: 'import',
    go: async ({ app, pictures }) => {
      await app.button(app.t('command.project.import')).first().click()
      await app.import.look(pictures)
      await app.import.comes(5).waitFor()
    },
  },
  { name: 'classes', go: ({ app }) => app.classes.open() },
  {
    name: 'check',
    go: async ({ app }) => {
      await app.button(app.t('command.project.check')).first().click()
      await app.button(app.t('check.run')).click()
      await app.page.getByText(app.t('check.none')).or(app.page.getByText(/\d/)).first().waitFor()
    },
  },
  {
    name: 'export',
    go: async ({ app }) => {
      await app.export.open()
      await app.page.getByRole('heading', { level: 2 }).first().waitFor()
    },
  },
]

/** Fonts, thumbnails and transitions have come to rest. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(400)
}

async function shoot(browser: Browser, server: Server, look: Look, pictures: string, out: string): Promise<void> {
  const { language, theme, size } = look
  const context = await browser.newContext({ viewport: size, locale: language === 'ko' ? 'ko-KR' : 'en-US' })
  await context.addInitScript((chosen) => localStorage.setItem('pandok.settings', JSON.stringify(chosen)), {
    language,
    theme,
  })
  const page = await context.newPage()
  await page.goto(server.url)
  const app = new App(page, language)
  for (const screen of screens) {
    await screen.go({ app, pictures, out })
    await atRest(page)
    const path = join(out, `${screen.name}-${language}-${theme}-${size.width}.png`)
    await page.screenshot({ path })
    const wanted = screen.name === 'workbench' && language === README.language && theme === README.theme
    if (wanted && size.width === README.width && readme) {
      mkdirSync(join(docs, 'images'), { recursive: true })
      copyFileSync(path, join(docs, 'images', 'workbench.png'))
    }
  }
  await context.close()
}

const docs = fileURLToPath(new URL('../docs', import.meta.url))
const readme = process.argv.includes('--readme')
const out = resolve(process.argv.slice(2).find((a) => !a.startsWith('--')) ?? 'shots')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'pandok-shots-'))
const pictures = join(folder, 'pictures')
for (let n = 1; n <= 5; n++) await colourPng(join(pictures, `scan-${n}.png`), n)
await truncatedPng(join(pictures, 'torn.png'))
textFile(join(pictures, 'notes.txt'))
const server = await startServer({ folder })
const browser = await chromium.launch(config.use?.launchOptions)
try {
  for (const size of SIZES)
    for (const theme of THEMES)
      for (const language of LANGUAGES) await shoot(browser, server, { language, theme, size }, pictures, out)
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
