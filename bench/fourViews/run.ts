// A four-view case and each transfer syntax, in one Chromium: our stage and pixel workers against cornerstone3D with its DICOM
// image loader, rounds in turn. `node bench/fourViews/run.ts` prints the rows.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { SYNTAXES, writeAs } from '../../scripts/mammograms/syntaxes.ts'
import { createPixelPool } from '../../src/main/imaging/pixelPool.ts'
import { ctSeries } from '../../src/main/sample/ctSeries.ts'
import { mammogramCase } from '../../src/main/sample/mammogram/case.ts'
import { chromiumPath, launchChromium } from '../canvas/browser.ts'
import type { CaseTimes } from '../page/fourViews/shared.ts'
import type { BenchRow } from '../rows.ts'
import { buildPages, type Site, serveSite } from './site.ts'

const ROUNDS = 3
const DECODES = 8
const PICTURE = { rows: 1664, columns: 1280 } as const

const best = (values: readonly number[]): number => Math.min(...values)
const list = (values: readonly number[]): string => values.map((v) => v.toFixed(0)).join(', ')

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
  await page.goto(url)
  await page.waitForFunction(() => 'views' in window, null, { timeout: 60_000 })
  return page
}

type Both = {
  readonly browser: Browser
  readonly ours: Page
  readonly peer: Page
  readonly site: Site
  readonly views: readonly string[]
}

async function writeCase(folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const view of mammogramCase(7, { vendor: 'plain', finding: 'malignant' }).views) {
    const path = join(folder, view.file)
    writeFileSync(path, await writeAs('j2k', view))
    paths.push(path)
  }
  return paths
}

/** The views under names that nobody has asked for. */
const newNames = ({ site, views }: Both, tag: string): string[] =>
  views.map((path, i) => {
    site.give(`${tag}-${i}.dcm`, path)
    return `${tag}-${i}.dcm`
  })

async function caseRows(both: Both): Promise<BenchRow[]> {
  const { browser, ours, peer } = both
  const round = async (page: Page, tag: string): Promise<CaseTimes & { work: number }> => {
    const names = newNames(both, tag)
    await page.bringToFront()
    const before = process.cpuUsage()
    const { result, ms } = await spent(browser, () => page.evaluate((given) => window.views.showCase(given), names))
    const { user, system } = process.cpuUsage(before)
    return { ...result, work: ms + (user + system) / 1000 }
  }
  const own: Awaited<ReturnType<typeof round>>[] = []
  const theirs: typeof own = []
  for (let r = 0; r < ROUNDS; r++) {
    own.push(await round(ours, `own-${r}`))
    theirs.push(await round(peer, `peer-${r}`))
  }
  const firsts = own.map((t) => t.first)
  const fulls = own.map((t) => t.full)
  const peers = theirs.map((t) => t.full)
  const works = [own, theirs].map((all) => all.map((t) => t.work))
  const against = `rounds: ours first ${list(firsts)}, full ${list(fulls)}; cornerstone3D first and full ${list(peers)} ms; processor time ours ${list(works[0] ?? [])}, cornerstone3D ${list(works[1] ?? [])} ms`
  const row = (what: string, value: number, unit: string, budget: number | null): BenchRow => ({
    what: `four views 3328 x 2560 JPEG 2000 in the browser, ${what}`,
    value,
    unit,
    budget,
    against,
  })
  return [
    row('first picture of the session', firsts[0] ?? Number.NaN, 'ms', 200),
    row('full resolution of the session', fulls[0] ?? Number.NaN, 'ms', 1200),
    row('first picture', best(firsts), 'ms', 200),
    row('full resolution', best(fulls), 'ms', 1200),
    row('first picture: ours / cornerstone3D', best(firsts) / best(peers), 'x', 1),
    row('full resolution: ours / cornerstone3D', best(fulls) / best(peers), 'x', 1),
    // Both servers counted; other work on the machine changes it least.
    row('processor time: ours / cornerstone3D', best(works[0] ?? []) / best(works[1] ?? []), 'x', 1),
  ]
}

type ProcessInfo = { readonly type: string; readonly id: number; readonly cpuTime: number }

async function processes(browser: Browser): Promise<readonly ProcessInfo[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo
}

/** Of this process and of the largest tab. */
async function megabytes(browser: Browser): Promise<{ server: number; tab: number }> {
  const resident = ({ id }: ProcessInfo): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024
  const tabs = (await processes(browser)).filter((p) => p.type === 'renderer').map(resident)
  return { server: process.memoryUsage().rss / 2 ** 20, tab: Math.max(...tabs) }
}

/** Milliseconds of processor time that the browser spent on it: what a busy machine does not change. */
async function spent<T>(browser: Browser, work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const total = async () => (await processes(browser)).reduce((sum, p) => sum + p.cpuTime, 0) * 1000
  const before = await total()
  const result = await work()
  return { result, ms: (await total()) - before }
}

const quantile = (values: readonly number[], p: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil((p / 100) * values.length) - 1] ?? Number.NaN

const DRAG_FRAMES = 60

async function ownRows(both: Both): Promise<BenchRow[]> {
  const { browser, ours } = both
  await ours.bringToFront()
  const next = newNames(both, 'next')
  await ours.evaluate((names) => window.views.prefetchCase?.(names), next)
  const shown = await ours.evaluate((names) => window.views.showCase(names), next)
  const { result, ms } = await spent(browser, () =>
    ours.evaluate((frames) => window.views.dragWindow?.(frames), DRAG_FRAMES),
  )
  const drag = result ?? []
  return [
    {
      what: 'four views: the next case, prefetched, on screen in full resolution',
      value: shown.full,
      unit: 'ms',
      budget: 60,
      against: null,
    },
    {
      what: 'window drag, four views of 3328 x 2560, p95',
      value: quantile(drag, 95),
      unit: 'ms',
      budget: 40,
      against: `middle ${quantile(drag, 50).toFixed(0)} ms, processor time a frame ${(ms / drag.length).toFixed(0)} ms`,
    },
  ]
}

/** 64 slices under eight names each: every one is read and decoded. */
async function stackRows({ browser, site }: Both, folder: string): Promise<BenchRow[]> {
  const paths = ctSeries(3, { slices: 64, size: 512 }).map((slice) => {
    const path = join(folder, slice.file)
    writeFileSync(path, slice.dicom)
    return path
  })
  const names = Array.from({ length: 512 }, (_, i) => {
    site.give(`ct-${i}.dcm`, paths[i % paths.length] ?? '')
    return `ct-${i}.dcm`
  })
  const page = await openPage(browser, `${site.url}/ours.html`)
  const passes: number[][] = []
  const memory: string[] = []
  const tabs: number[] = []
  const work: number[] = []
  for (let pass = 0; pass < 3; pass++) {
    const { result, ms } = await spent(browser, () => page.evaluate((all) => window.views.scroll?.(all, 512), names))
    passes.push([...(result ?? [])])
    work.push(ms / names.length)
    const { server, tab } = await megabytes(browser)
    memory.push(`${tab.toFixed(0)} / ${server.toFixed(0)}`)
    tabs.push(tab)
  }
  await page.close()
  const against = `p95 of the passes ${list(passes.map((p) => quantile(p, 95)))} ms, middle ${list(passes.map((p) => quantile(p, 50)))} ms, processor time a slice ${list(work)} ms; tab / server ${memory.join(', ')} MB`
  const row = (what: string, value: number, unit: string, budget: number | null): BenchRow => ({
    what: `stack of 512 CT slices of 512 x 512 in the browser, ${what}`,
    value,
    unit,
    budget,
    against,
  })
  return [
    row('first pass, p95 from slice to slice', quantile(passes[0] ?? [], 95), 'ms', null),
    row('after prefetch, p95 from slice to slice', quantile((passes[1] ?? []).concat(passes[2] ?? []), 95), 'ms', 40),
    row('growth of the tab from the second to the third pass', (tabs[2] ?? 0) - (tabs[1] ?? 0), 'MB', 60),
  ]
}

async function syntaxRows({ ours, peer, site }: Both, folder: string): Promise<BenchRow[]> {
  const picture = mammogramCase(7, { ...PICTURE, vendor: 'plain' }).views[2]
  if (!picture) throw new Error('nothing was drawn')
  const rows: BenchRow[] = []
  for (const name of Object.keys(SYNTAXES)) {
    const path = join(folder, `${name}.dcm`)
    writeFileSync(path, await writeAs(name, picture))
    const load = async (page: Page, tag: string): Promise<number | null> => {
      site.give(tag, path)
      try {
        return await page.evaluate((file) => window.views.load(file), tag)
      } catch {
        return null
      }
    }
    const own: number[] = []
    const theirs: number[] = []
    for (let i = 0; i < DECODES; i++) {
      own.push((await load(ours, `own-${name}-${i}.dcm`)) ?? Number.NaN)
      theirs.push((await load(peer, `peer-${name}-${i}.dcm`)) ?? Number.NaN)
    }
    const [a, b] = [best(own), best(theirs)]
    const against = `ours ${a.toFixed(0)} ms, cornerstone3D ${Number.isNaN(b) ? 'cannot' : `${b.toFixed(0)} ms`}`
    const what = `file to samples in the page, ${name}`
    rows.push(
      Number.isNaN(b)
        ? { what, value: a, unit: 'ms', budget: null, against }
        : { what: `${what}: ours / cornerstone3D`, value: a / b, unit: 'x', budget: 1, against },
    )
  }
  return rows
}

/** Empty where there is no Chromium. */
export async function benchFourViews(): Promise<BenchRow[]> {
  const executable = chromiumPath()
  if (!executable) return []
  const folder = mkdtempSync(join(tmpdir(), 'pandok-bench-views-'))
  const pool = createPixelPool()
  const browser = await launchChromium(executable)
  try {
    await buildPages(join(folder, 'pages'))
    // As after the start of the program.
    await pool.warm()
    const site = await serveSite(join(folder, 'pages'), join(folder, 'cache'), pool)
    const ours = await openPage(browser, `${site.url}/ours.html`)
    const peer = await openPage(browser, `${site.url}/peer.html`)
    const both = { browser, ours, peer, site, views: await writeCase(folder) }
    const rows: BenchRow[] = []
    for (const part of [caseRows, ownRows, stackRows, syntaxRows]) rows.push(...(await part(both, folder)))
    await site.close()
    return rows
  } finally {
    await browser.close()
    await pool.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) for (const r of await benchFourViews()) console.log(r.what, r.value.toFixed(2), r.unit, r.against)
