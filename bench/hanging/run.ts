// The next case as a reader gets it: the built program in one Chromium, four-view cases of 3328 x 2560 hung, one key to the next, until all
// four views hang in full resolution. Needs `npm run build`. `node bench/hanging/run.ts [OUT ...]` measures builds in turn.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { makeProject } from '../../e2e/harness/projects.ts'
import { mammogramCase } from '../../src/main/sample/mammogram/case.ts'
import { VENDORS } from '../../src/main/sample/mammogram/vendors.ts'
import { NOBODY, PLAIN_HABITS } from '../../src/shared/contract/habits.ts'
import { packs } from '../../src/shared/domains/index.ts'
import { chromiumPath, launchChromium } from '../canvas/browser.ts'
import type { BenchRow } from '../rows.ts'
import { type Arrival, arrival, quiet } from './arrival.ts'

const CASES = 5
const VIEWS = 4
/** Milliseconds until pictures that come ahead are missed. */
const PATIENCE = 120_000
const OUT = resolve(import.meta.dirname, '../../out')

function writeCases(root: string): void {
  for (let n = 0; n < CASES; n++) {
    const folder = join(root, String(10001 + n))
    mkdirSync(folder, { recursive: true })
    // Two cases under different numbers would be one patient.
    const made = mammogramCase(900 + n, { vendor: VENDORS[0].id, finding: 'normal' })
    // Uncompressed: what is decoded ahead is not what is measured.
    for (const view of made.views) writeFileSync(join(folder, view.file), view.dicom)
  }
}

function serve(out: string, project: string, data: string): Promise<{ url: string; stop(): Promise<void> }> {
  mkdirSync(data, { recursive: true })
  const mine = { ...PLAIN_HABITS, tours: Object.keys(packs) }
  writeFileSync(join(data, 'habits.json'), JSON.stringify({ last: null, people: { [NOBODY]: mine } }))
  const child = spawn(process.execPath, [join(out, 'main/cli.js'), 'serve', project, '--no-open', '--port', '0'], {
    env: { ...process.env, PANDOK_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill()
    await gone
  }
  return new Promise((ready, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const url = /http:\S+/.exec(text)?.[0]
      if (url) ready({ url, stop })
    })
  })
}

/** One walk through all cases: what each step to a case took whose pictures had come ahead. */
async function walk(browser: Browser, out: string, project: string, data: string): Promise<readonly Arrival[]> {
  const server = await serve(out, project, data)
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1600, height: 900 } })
  try {
    const page = await context.newPage()
    const frames = framesOf(page)
    await page.goto(server.url)
    await page.locator('.hanging-cell').first().waitFor({ timeout: 60_000 })
    const steps: Arrival[] = []
    for (let n = 1; n < CASES; n++) {
      await frames.here(VIEWS * (n + 1))
      await page.evaluate(quiet)
      steps.push(await page.evaluate(arrival, { key: 'KeyD', name: String(10001 + n) }))
    }
    // The first step compiles.
    return steps.slice(1)
  } finally {
    await context.close()
    await server.stop()
  }
}

/** Counts the pictures whose values have come, those of the next case too. */
function framesOf(page: Page): { here(count: number): Promise<void> } {
  const come = new Set<string>()
  page.on('requestfinished', (request) => {
    if (/\/frame$/.test(new URL(request.url()).pathname)) come.add(request.url())
  })
  return {
    async here(count) {
      const until = performance.now() + PATIENCE
      while (come.size < count) {
        if (performance.now() > until) throw new Error(`${come.size} of ${count} pictures came`)
        await new Promise((done) => setTimeout(done, 100))
      }
    },
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const list = (values: readonly number[]): string => values.map((v) => v.toFixed(0)).join(', ')

async function measure(outs: readonly string[]): Promise<readonly (readonly Arrival[])[]> {
  const executable = chromiumPath()
  if (!executable) return []
  const folder = mkdtempSync(join(tmpdir(), 'pandok-bench-hanging-'))
  const browser = await launchChromium(executable)
  try {
    writeCases(join(folder, 'in'))
    const project = makeProject(folder, { name: 'hang', domain: 'mammography', pictures: [join(folder, 'in')] })
    const walks: (readonly Arrival[])[] = []
    for (const [i, out] of outs.entries()) walks.push(await walk(browser, out, project, join(folder, `data-${i}`)))
    return walks
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Empty where there is no Chromium. */
export async function benchHanging(): Promise<BenchRow[]> {
  const [steps] = await measure([OUT])
  if (!steps) return []
  const all = steps.map((s) => s.all)
  const against = `steps ${list(all)} ms; the sheet of the case after ${list(steps.map((s) => s.sheet))} ms; busy ${list(steps.map((s) => s.busy))} ms`
  return [
    {
      what: 'hanging: the next case by key, prefetched, four views in full resolution',
      value: median(all),
      unit: 'ms',
      budget: 60,
      against,
    },
  ]
}

if (import.meta.main) {
  const outs = process.argv.slice(2).map((out) => resolve(out))
  const walks = await measure(outs.length > 0 ? outs : [OUT])
  for (const [i, steps] of walks.entries())
    console.log(outs[i] ?? OUT, 'middle', median(steps.map((s) => s.all)).toFixed(0), JSON.stringify(steps))
}
