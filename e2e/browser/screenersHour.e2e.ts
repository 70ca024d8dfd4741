// A screener's hour at the baggage desk, in Korean and without a mouse: twenty scans, judged with one key or outlined item by
// item; an inspector in another window sends two of them back, and the screener mends them.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import type { App } from '../pages/app.ts'
import { Keys } from '../pages/keys.ts'

const SCANS = fileURLToPath(new URL('../../scripts/xrayScans.ts', import.meta.url))
const COUNT = 20
/** The list shows all twenty at once. */
const SCREEN = { width: 1280, height: 900 }
const KIM = { login: 'kim', name: '김판독', colour: '#4fb6ff' }
const LEE = { login: 'lee', name: '이검수', colour: '#ffb454' }

const FOLDERS = ['Astrophysics', 'Rapiscan', 'Smith']
const scan = (maker: string, folder: string, id: string) => `${maker}/${folder}/H_${id}.png`
const AEROSOL = scan('Astrophysics', 'Aerosol/Single_Default', '848180-1090_001_0001')
const ALCOHOL = scan('Astrophysics', 'Alcohol/Multiple_Other', '290512-2090_001_0001_M')
const AMMUNITION = scan('Astrophysics', 'Ammunition/Single_Default', '930630-9000_001_0001')
const SECOND_AEROSOL = scan('Rapiscan', 'Aerosol/Single_Default', '848180-1090_001_0001')
const THINNER = scan('Smith', 'Thinner/Single_Default', '381400-1090_001_0001')

class Screener {
  readonly app: App
  readonly keys: Keys
  constructor(app: App) {
    this.app = app
    this.keys = new Keys(app)
  }
  get canvas() {
    return this.app.page.getByRole('application')
  }
  async opens(name: string): Promise<void> {
    await this.app.desk.shows(name)
  }
  async picks(words: string, item: string): Promise<void> {
    const { page, t } = this.app
    await this.keys.press('q')
    const field = page.getByRole('combobox', { name: t('labels.search') })
    await expect(field).toBeFocused()
    await page.keyboard.insertText(words)
    const found = page.getByRole('dialog', { name: t('command.class.find') }).getByRole('option', { selected: true })
    await expect(found).toContainText(item)
    await this.keys.press('Enter')
    await field.waitFor({ state: 'detached' })
  }
  /** Four corners with the cross of the keys. */
  async outlines(): Promise<void> {
    const { keys } = this
    await keys.press('p')
    await keys.carry('ArrowLeft', 2)
    await keys.press('Insert')
    await keys.carry('ArrowRight', 4)
    await keys.press('Insert')
    await keys.carry('ArrowDown', 3)
    await keys.press('Insert')
    await keys.carry('ArrowLeft', 4)
    await keys.press('Insert', 'Enter')
    await this.app.desk.saved()
    await keys.press('Escape', 'Escape')
  }
  /** Verdict by its key, then the hand-in; the next scan comes by itself. */
  async hands(verdict: '1' | '2' | '3', next: string | null): Promise<void> {
    const { app, keys } = this
    await keys.press(`Shift+Digit${verdict}`)
    await app.desk.saved()
    await keys.press('Control+Enter')
    if (next) await this.opens(next)
  }
}

test('twenty scans are read, two come back with their reasons and are mended', async ({ bench }) => {
  // Twenty captures of full size, drawn in software on a machine that others use too.
  test.setTimeout(900_000)
  const scans = join(bench.folder, 'scans')
  execFileSync(process.execPath, [SCANS, '--out', scans, '--count', String(COUNT), '--seed', '8'], { stdio: 'ignore' })
  const project = makeProject(bench.folder, {
    name: '인천 3차',
    domain: 'xray-security',
    pictures: [scans],
    people: [KIM, LEE],
  })
  const server = await bench.serve({ project })
  const app = await bench.open(server, 'ko')
  const { page, desk, t } = app
  await page.setViewportSize(SCREEN)
  const kim = new Screener(app)
  const { keys } = kim
  let pointers = 0
  await page.exposeFunction('pointerSeen', () => {
    pointers++
  })
  await page.evaluate(() =>
    addEventListener('pointerdown', () => (globalThis as unknown as { pointerSeen(): void }).pointerSeen(), true),
  )
  await keys.push(app.button(new RegExp(KIM.name)))
  await expect(desk.items).toHaveCount(COUNT)
  const names = (await desk.items.evaluateAll((all) => all.map((e) => e.getAttribute('aria-label') ?? ''))).map(
    (label) => label.split(', ')[0] ?? '',
  )
  expect(new Set(names.map((n) => n.split('/')[0]))).toEqual(new Set(FOLDERS))
  await kim.opens(AEROSOL)
  await desk.press('Alt+KeyW')
  await keys.reach(kim.canvas)

  // The first one is looked at through the console, then outlined and judged.
  const bar = page.getByRole('toolbar', { name: t('xray.bar') })
  const shown = bar.getByRole('button', { pressed: true })
  await page.keyboard.down('F3')
  await expect(shown).toHaveAccessibleName(t('command.xray.neg'))
  await page.waitForTimeout(400)
  await page.keyboard.up('F3')
  await keys.press('F6')
  await expect(shown).toHaveAccessibleName(t('command.xray.o2'))
  await keys.press('Space')
  await expect(shown).toHaveAccessibleName(t('command.xray.standard'))
  await kim.picks('ㅇㅇㄹㅈ', '에어로졸')
  await kim.outlines()
  await kim.hands('2', ALCOHOL)

  await kim.picks('2905.12', '알코올')
  await kim.outlines()
  await kim.hands('2', AMMUNITION)

  // A slip of the digit: the self-check says what the folder asks for, before anybody else sees it.
  const recent = page.getByRole('group', { name: t('itemKeys.recent') })
  await keys.press('Alt+KeyQ')
  await expect(recent.getByRole('button')).toContainText(['에어로졸', '알코올'])
  await keys.press('Alt+KeyW', '1')
  await kim.outlines()
  await kim.hands('2', null)
  const question = page.getByRole('region', { name: t('check.submit') })
  await expect(question).toContainText('탄약')
  await keys.press('Escape')
  await expect(question).toBeHidden()
  await kim.picks('ammunition', '탄약')
  await keys.press('Control+a')
  await kim.picks('ammunition', '탄약')
  await expect(desk.objects).toContainText(['탄약'])
  await desk.saved()
  await keys.press('Control+Enter')

  // Most bags are clear: one key and the hand-in. One aerosol more is on its digit; one bag is to be seen again.
  for (const [i, name] of names.entries()) {
    if (i < 3) continue
    await kim.opens(name)
    const next = names[i + 1] ?? null
    if (name === SECOND_AEROSOL) {
      await keys.press('1')
      await kim.outlines()
      await kim.hands('2', next)
    } else if (i === 8) {
      await kim.hands('3', null)
      await expect(question, 'a warning wants a second press').toBeVisible()
      await keys.press('Control+Enter')
    } else await kim.hands('1', next)
  }
  await expect(desk.state(THINNER, 'submitted')).toBeVisible()

  // The inspector, in a window of their own.
  const other = await bench.open(server, 'ko')
  await other.page.setViewportSize(SCREEN)
  const lee = new Screener(other)
  await lee.keys.push(other.button(new RegExp(LEE.name)))
  const queue = async (name: string) => {
    await other.command(t('command.project.review'))
    const [maker = '', file = ''] = [name.split('/')[0], name.split('/').at(-1)]
    await lee.keys.push(other.button(new RegExp(`${file}.*${maker}`)))
    await lee.opens(name)
  }
  const sends = async (reason: string, words: string) => {
    await lee.keys.press('Control+Shift+Enter')
    const why = other.page.getByRole('region', { name: t('return.title') })
    await expect(why).toBeVisible()
    await lee.keys.press(reason)
    await lee.keys.write(why.getByRole('textbox'), words)
    await lee.keys.press('Enter')
    await expect(other.message(t('return.done')).first()).toBeVisible()
  }
  await queue(SECOND_AEROSOL)
  await lee.keys.reach(lee.canvas)
  await lee.keys.press('Control+a')
  await sends('5', '아래쪽이 물체 밖')
  await queue(THINNER)
  await sends('3', '신나 통이 보임')

  // Both are back with their reasons, first in the list of what is to do.
  const reasons = page.getByRole('region', { name: t('note.open') })
  await keys.reach(kim.canvas)
  await keys.press('Control+Shift+KeyD')
  await kim.opens(SECOND_AEROSOL)
  await expect(reasons).toContainText(`${t('reason.boundary')} 아래쪽이 물체 밖`)
  await keys.press('Control+a', 'Delete')
  await keys.press('1')
  await kim.outlines()
  await keys.press('Control+Enter')
  await kim.opens(THINNER)
  await expect(reasons).toContainText(`${t('reason.missing')} 신나 통이 보임`)
  await kim.picks('신나', '신나')
  await kim.outlines()
  await kim.hands('2', null)
  await expect(desk.state(THINNER, 'submitted')).toBeVisible()
  expect(pointers, 'no mouse was needed').toBe(0)

  // The inspector sees that they are mended, and lets them pass.
  for (const name of [SECOND_AEROSOL, THINNER]) {
    await queue(name)
    await lee.keys.press('Control+Alt+Enter')
    await expect(other.message(t('pass.done')).first()).toBeVisible()
  }
  await other.command(t('command.project.review'))
  await expect(other.page.getByText(t('review.total', { count: COUNT - 2 }))).toBeVisible()
})
