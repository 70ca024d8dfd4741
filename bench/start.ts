// From the command to a start screen that answers: the built program on the loopback host, against an empty page in the
// same browser and an empty Node process (product.md section 6). Needs `npm run build`.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath, launchChromium } from './canvas/browser.ts'
import type { BenchRow } from './rows.ts'

const root = new URL('..', import.meta.url).pathname

async function emptyNode(): Promise<number> {
  const at = performance.now()
  await new Promise((done) => spawn(process.execPath, ['-e', '']).on('exit', done))
  return performance.now() - at
}

function startServer(dataDir: string): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', '--no-open', '--port', '0'], {
    env: { ...process.env, PANDOK_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const url = /http:\S+/.exec(text)?.[0]
      if (url) resolve({ url, stop: () => child.kill() })
    })
  })
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

export async function benchStart(runs = 5): Promise<BenchRow[]> {
  const executable = chromiumPath()
  if (executable === null) throw new Error('no Chromium')
  const browser = await launchChromium(executable)
  const ready: number[] = []
  const usable: number[] = []
  const empty: number[] = []
  const nodes: number[] = []
  try {
    for (let i = 0; i < runs; i++) {
      const dataDir = mkdtempSync(join(tmpdir(), 'pandok-bench-start-'))
      nodes.push(await emptyNode())
      const context = await browser.newContext({ locale: 'en-US' })
      const page = await context.newPage()
      const blank = performance.now()
      await page.goto('data:text/html,<button>x</button>')
      await page.getByRole('button', { name: 'x' }).waitFor()
      empty.push(performance.now() - blank)
      const at = performance.now()
      const server = await startServer(dataDir)
      ready.push(performance.now() - at)
      await page.goto(server.url)
      await page.getByRole('button', { name: 'New project' }).waitFor()
      usable.push(performance.now() - at)
      server.stop()
      await context.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  } finally {
    await browser.close()
  }
  const against = `empty Node process ${median(nodes).toFixed(0)} ms, empty page ${median(empty).toFixed(0)} ms`
  return [
    { what: 'start: server answers', value: median(ready), unit: 'ms', budget: null, against },
    { what: 'start: usable window', value: median(usable), unit: 'ms', budget: 1000, against },
  ]
}

if (process.argv[1] === import.meta.filename) console.log(await benchStart())
