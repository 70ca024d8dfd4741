// A walk through every screen of the sample: nothing is asked of another machine, nothing breaks the content policy.
// (Every other story is watched for the same; this one goes everywhere.)
import { expect, test } from '../harness/story.ts'

test('the sample project, every screen, both languages, both themes: nothing leaves the machine', async ({ bench }) => {
  const server = await bench.serve()
  const app = await bench.open(server, 'ko')
  const { page, desk } = app
  await app.button(app.t('start.selfTest')).click()
  await expect(page.getByText(app.t('start.selfTest.pass')).first()).toBeVisible()
  await expect(page.getByText(app.t('start.selfTest.fail'))).toHaveCount(0)
  await page.keyboard.press('Escape')
  await app.start.sample('general').click()
  await desk.items.first().waitFor({ timeout: 60_000 })
  await desk.shows((await desk.items.first().getAttribute('aria-label'))?.split(',')[0] ?? '')
  for (const tab of ['labels', 'objects', 'item', 'history'] as const) await desk.tab(tab).click()
  for (let n = 0; n < 4; n++) await desk.press('PageDown')
  const policy = (await page.request.get(server.origin)).headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)

  await app.overview.open()
  await app.classes.open()
  await app.button(app.t('command.project.check')).first().click()
  await app.button(app.t('check.run')).click()
  await expect(
    page
      .getByRole('status')
      .or(page.getByText(app.t('check.none')))
      .first(),
  ).toBeVisible()
  await app.export.open()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await app.command(app.t('command.app.theme'))
  await app.command(app.t('command.app.language'))
  app.language = 'en'
  await expect(page.getByRole('heading', { level: 1, name: app.t('command.project.export') })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
  await app.button(app.t('command.project.import')).first().click()
  await app.button(app.t('app.name')).click()
  await expect(page.getByRole('heading', { level: 1, name: app.t('app.name') })).toBeVisible()
  expect(bench.watch.requests()).toBeGreaterThan(40)
})
