// `npm test`: every suite, then one line that adds them up. Installs nothing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { runTool } from './run.ts'
import { add, type Count, countPlaywright, countVitest, lastLine, ofExit, readCount } from './suites.ts'

const reports = mkdtempSync(join(tmpdir(), 'pandok-test-'))
const vitestFile = join(reports, 'vitest.json')
const playwrightFile = join(reports, 'playwright.json')

type Suite = { name: string; run(): Promise<Count> }

const byExit =
  (tool: string, ...args: string[]) =>
  async () =>
    ofExit((await runTool(tool, args)).code)

async function browserStories(): Promise<Count> {
  const chromium = await findChromium()
  if (chromium === null) {
    console.error('No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.')
    return ofExit(1)
  }
  const { code } = await runTool('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightFile,
  })
  return readCount(playwrightFile, code, countPlaywright)
}

const suites: readonly Suite[] = [
  { name: 'lint', run: byExit('biome', 'check', '.') },
  { name: 'typecheck', run: byExit('node', 'scripts/typecheck.ts') },
  {
    name: 'unit',
    run: async () => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`]
      const { code } = await runTool('vitest', ['run', ...reporters])
      return readCount(vitestFile, code, countVitest)
    },
  },
  { name: 'build', run: byExit('electron-vite', 'build', '--logLevel', 'warn') },
  { name: 'stories', run: browserStories },
]

let total: Count = { passed: 0, failed: 0, skipped: 0 }
const summary: string[] = []
try {
  for (const { name, run } of suites) {
    console.log(`\n== ${name}`)
    const count = await run()
    total = add(total, count)
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    // Never silent: the list above says which (`flaky`).
    const again = count.again ? `, ${count.again} of them at the second try` : ''
    summary.push(`${name}: ${lastLine(count)}${skipped}${again}`)
  }
} finally {
  rmSync(reports, { recursive: true, force: true })
}
console.log(`\n${summary.join('\n')}`)
console.log(lastLine(total))
process.exitCode = total.failed > 0 ? 1 : 0
