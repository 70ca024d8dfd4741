// The built desktop program itself. Runs where the Electron binary is; says why it does not run otherwise.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, expect, type Page, test } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const electronDir = join(root, 'node_modules/electron')

/** Null when the program can be started here. */
function whyNot(): string | null {
  const pathFile = join(electronDir, 'path.txt')
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronDir, 'dist')
  if (!existsSync(pathFile) || !existsSync(join(dist, readFileSync(pathFile, 'utf8'))))
    return 'the Electron binary is not installed (npm start downloads it)'
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (!existsSync(join(root, 'out/main/index.js'))) return 'the program is not built (npm run build)'
  return null
}
const reason = whyNot()
if (reason !== null) console.log(`Electron stories skipped: ${reason}`)
test.skip(reason !== null, reason ?? '')

let app: ElectronApplication
let page: Page
let userData: string
test.beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'pandok-e2e-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  app = await electron.launch({ args: [...asRoot, root, `--user-data-dir=${userData}`, '--sample=general'], cwd: root })
  page = await app.firstWindow()
})
test.afterEach(async () => {
  await app.close()
  rmSync(userData, { recursive: true, force: true })
})

test('the window is ours, isolated, and has no Node', async () => {
  expect(page.url()).toMatch(/^pandok:\/\/app\//)
  expect(
    await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')]),
  ).toEqual(['undefined', 'undefined'])
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window ? Reflect.get(window.webContents, 'getLastWebPreferences')?.call(window.webContents) : null
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  })
})

test('nothing can be reached but the program itself', async () => {
  const reach = (url: string) =>
    page.evaluate(
      (u) =>
        fetch(u).then(
          (r) => r.status,
          () => 'refused',
        ),
      url,
    )
  expect(await reach('https://example.com/')).toBe('refused')
  expect(await reach('file:///etc/hosts')).toBe('refused')
  expect(await reach('http://127.0.0.1:1/')).toBe('refused')
  expect(await reach('/index.html')).toBe(200)
})

test('an inline script does not run', async () => {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.ran = "yes"'
    document.body.append(script)
    return document.documentElement.dataset.ran ?? 'no'
  })
  expect(ran).toBe('no')
})

test('no window opens and no page is left', async () => {
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toMatch(/^pandok:\/\/app\//)
})

test('permissions are refused', async () => {
  const answers = await page.evaluate(async () => {
    const camera = await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'refused',
    )
    const place = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('refused'),
      ),
    )
    return [camera ?? 'refused', place]
  })
  expect(answers).toEqual(['refused', 'refused'])
})

test('the self-test passes inside the program: store, 16-bit pictures, workers, no listening socket', async () => {
  const result = await page.evaluate(async () => {
    const answer = await fetch('/rpc/app.selfTest', { method: 'POST', headers: { 'content-type': 'application/json' } })
    return answer.json()
  })
  expect(result.result.data.checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
})

test('the sample project shows its pictures', async () => {
  const names = await page.evaluate(async () => {
    const call = async (name: string, input?: unknown) => {
      const answer = await fetch(`/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(input === undefined ? {} : { body: JSON.stringify(input) }),
      })
      return (await answer.json()).result.data
    }
    const { project } = await call('app.info')
    const { items } = await call('items.page', { projectId: project.id, limit: 5 })
    return Promise.all(items.map(async (i: { thumbUrl: string }) => (await fetch(i.thumbUrl)).status))
  })
  expect(names.length).toBeGreaterThan(0)
  expect(new Set(names)).toEqual(new Set([200]))
})

test('closing the window leaves nothing running and nothing unsaved', async () => {
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await ended).toBe(0)
})
