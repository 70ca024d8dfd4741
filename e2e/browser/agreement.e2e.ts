// Two radiologists read one case without seeing each other, and settle what they said differently: both windows are open the whole time.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mammogramCase } from '../../src/main/sample/mammogram/case.ts'
import { VENDORS } from '../../src/main/sample/mammogram/vendors.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { readingRoom } from '../pages/readingRoom.ts'

const KIM = { login: 'kim', name: '김판독', colour: '#4fb6ff' }
const LEE = { login: 'lee', name: '이판독', colour: '#ffa54f' }
const CASE = '20001'

function makeCase(folder: string): string {
  const root = join(folder, 'in')
  mkdirSync(join(root, CASE), { recursive: true })
  const made = mammogramCase(4100, { rows: 416, columns: 320, vendor: VENDORS[0].id, finding: 'normal' })
  for (const view of made.views) writeFileSync(join(root, CASE, view.file), view.dicom)
  return root
}

test('a case is read twice and blind, and settled with the consent of both', async ({ bench }) => {
  const project = makeProject(bench.folder, {
    name: 'twice',
    domain: 'mammography',
    pictures: [makeCase(bench.folder)],
    people: [KIM, LEE],
  })
  const server = await bench.serve({ project })
  const kim = await bench.open(server, 'ko')
  const lee = await bench.open(server, 'ko')
  const { t } = kim
  await kim.workAs(KIM.name)

  // Blind, and only what is agreed goes out.
  await kim.command(t('command.project.agree'))
  await kim.page.getByRole('checkbox', { name: t('agree.policy.blind') }).check()
  await kim.page.getByRole('checkbox', { name: t('agree.policy.gate') }).check()
  await kim.page.getByRole('textbox', { name: t('agree.policy.reason') }).fill('protocol 2')
  await kim.button(t('agree.policy.save')).click()
  await kim.message(t('agree.policy.saved')).waitFor()
  await kim.command(t('command.project.work'))

  // Each says another density; what kim signed is not in lee's sheet.
  await lee.workAs(LEE.name)
  for (const [app, density] of [
    [kim, 'KeyB'],
    [lee, 'KeyC'],
  ] as const) {
    const at = readingRoom(app)
    await at.shows(CASE)
    await expect(at.row('유방 밀도').getByRole('radio', { checked: true })).toHaveCount(0)
    await at.fills(density)
    await at.said('환자 판정', '정상')
    await at.signsAndGoesTo(null)
  }

  // One difference: kim takes the answer of B with a key and proposes it.
  await kim.command(t('command.project.agree'))
  await kim.button(t('agree.run')).click()
  await kim.button(t('agree.open', { item: CASE })).click()
  await kim.page.getByRole('heading', { name: t('agree.differences', { count: 1 }) }).waitFor()
  await kim.page.keyboard.press('Digit2')
  await expect(kim.page.getByText(t('agree.decided', { count: 1 }))).toBeVisible()
  await kim.button(t('agree.propose')).click()
  await kim.button(t('agree.consent')).click()
  await expect(kim.page.getByText(new RegExp(`${KIM.name}, .* 동의$`))).toBeVisible()

  // Lee opens the same and stands by it: settled, with both names.
  await lee.command(t('command.project.agree'))
  await lee.button(t('agree.run')).click()
  await lee.button(t('agree.open', { item: CASE })).click()
  await lee.button(t('agree.consent')).click()
  await expect(lee.page.getByText(t('agree.settled'))).toBeVisible()
  for (const { name } of [KIM, LEE])
    await expect(lee.page.getByText(new RegExp(`${name}, .* 동의$`)).first()).toBeVisible()
})
