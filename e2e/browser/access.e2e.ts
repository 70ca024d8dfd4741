// What a screen reader, a keyboard and a weak eye need: names, roles and contrast on every screen. One walk goes through the
// work on pictures in Korean and dark, the other through the pages and packs in English and light; each looks at the colours of every
// screen again in the other theme, and of every other one in high contrast.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { breastDicom } from '../harness/dicomFiles.ts'
import { colourPng, textFile, truncatedPng } from '../harness/pictures.ts'
import { expect, test } from '../harness/story.ts'
import { SCREENS_OF, walk } from '../pages/screens.ts'

const WALKS = [
  { part: 'desk', language: 'ko', theme: 'dark' },
  { part: 'pages', language: 'en', theme: 'light' },
] as const
const OTHER = { dark: 'light', light: 'dark' } as const

async function violations(page: Page, screen: string, rules: readonly string[]): Promise<string[]> {
  // A colour on its way from one theme to the other is nobody's colour.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((a) => a.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((a) => a.finished.catch(() => undefined)),
    ),
  )
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  // The newer way opens an empty page for every look, which costs more than the look.
  const found = await (rules.length > 0 ? builder.withRules([...rules]) : builder).analyze()
  return found.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map(
      (v) =>
        `${screen}: ${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary?.split('\n')[1]?.trim()}`).join(' | ')}`,
    )
}

test.describe.configure({ mode: 'parallel', timeout: 600_000 })
// A trace of so many screens costs as much as looking at them.
test.use({ trace: 'off' })
for (const { part, language, theme } of WALKS)
  test(`every screen is sound for a screen reader and weak eyes (${part}, ${language}, ${theme})`, async ({
    bench,
  }) => {
    const pictures = join(bench.folder, 'pictures')
    mkdirSync(pictures)
    for (let n = 1; n <= 5; n++) await colourPng(join(pictures, `scan-${n}.png`), n)
    await truncatedPng(join(pictures, 'torn.png'))
    textFile(join(pictures, 'notes.txt'))
    const dicom = breastDicom(join(bench.folder, 'hospital'))
    const app = await bench.open(await bench.serve({ look: { language, theme } }), language)
    const { page } = app
    let seen = 0
    const again = async (screen: string, attribute: string, value: string, usual: string) => {
      await page.evaluate(([a, v]) => document.documentElement.setAttribute(a, v), [attribute, value] as const)
      expect.soft(await violations(page, `${screen}, ${value}`, ['color-contrast'])).toEqual([])
      await page.evaluate(([a, v]) => document.documentElement.setAttribute(a, v), [attribute, usual] as const)
    }
    const look = async (screen: string) => {
      expect.soft(await violations(page, screen, [])).toEqual([])
      await again(screen, 'data-mantine-color-scheme', OTHER[theme], theme)
      if (seen++ % 2 === 0) await again(screen, 'data-contrast', 'high', 'normal')
      return true
    }
    await walk({ app, pictures, dicom }, look, SCREENS_OF[part])
  })
