// An hour in the reading room, in Korean and by keys: normal cases, a lesion in two views, a case that cannot be used, views that
// are labelled wrongly, a case that lacks one.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MammogramOptions, mammogramCase } from '../../src/main/sample/mammogram/case.ts'
import { VENDORS } from '../../src/main/sample/mammogram/vendors.ts'
import { makeProject } from '../harness/projects.ts'
import { expect, test } from '../harness/story.ts'
import { readingRoom } from '../pages/readingRoom.ts'

// A snapshot of eight pictures at every key would measure the snapshots.
test.use({ trace: 'off', viewport: { width: 1280, height: 720 } })

const CASES: Readonly<Record<string, MammogramOptions>> = {
  '10001': { finding: 'normal' },
  '10002': { finding: 'normal' },
  '10003': { finding: 'malignant' },
  '10004': { finding: 'normal' },
  '10005': { finding: 'normal', faults: ['wrong-side'] },
  '10006': { finding: 'normal', faults: ['wrong-side'] },
  '10007': { finding: 'normal', faults: ['missing-view'] },
}

function makeCases(folder: string): string {
  const root = join(folder, 'in')
  for (const [i, [name, options]] of Object.entries(CASES).entries()) {
    mkdirSync(join(root, name), { recursive: true })
    const made = mammogramCase(7000 + i, { rows: 416, columns: 320, vendor: VENDORS[0].id, ...options })
    for (const view of made.views) writeFileSync(join(root, name, view.file), view.dicom)
  }
  return root
}

test('cases are read, repaired and signed without leaving the keyboard', async ({ bench }) => {
  const project = makeProject(bench.folder, {
    name: 'room',
    domain: 'mammography',
    pictures: [makeCases(bench.folder)],
    people: [{ login: 'kim', name: '김판독', colour: '#4fb6ff' }],
  })
  const app = await bench.open(await bench.serve({ project }), 'ko')
  const { page, t } = app
  const at = readingRoom(app)
  const took: number[] = []

  // Normal: Y fills what follows, one key the density, Enter signs and goes on.
  for (const [name, next] of [
    ['10001', '10002'],
    ['10002', '10003'],
  ] as const) {
    await at.shows(name)
    const began = Date.now()
    await at.fills('KeyB')
    await at.said('환자 판정', '정상')
    await at.said('BI-RADS', '1')
    await at.signsAndGoesTo(next)
    took.push(Date.now() - began)
  }
  console.log(
    `normal case: Y, density, Enter, and Enter again where views were not seen at 1:1: ${took.join(' and ')} ms from the first key to the next case`,
  )

  // Signing too early names what is missing and takes the hand there.
  await at.press('Enter')
  await expect(page.getByRole('alert').getByText(/서명할 수 없습니다/)).toBeVisible()
  await expect(at.row('환자 판정')).toBeFocused()
  await at.press('Escape')

  // A lesion in two views: drawn, described and joined by keys.
  const tab = (view: string) =>
    page.getByRole('toolbar', { name: t('views.title') }).getByRole('button', { name: new RegExp(`^${view}`) })
  await at.press('KeyU')
  await expect(at.place('RCC')).toBeFocused()
  await at.press('ArrowRight', 'Enter')
  await expect(tab('LCC')).toHaveAttribute('aria-pressed', 'true')
  await at.drawEllipse()
  await expect(page.getByRole('heading', { name: '병변 L1' })).toBeVisible()
  await at.press('KeyT')
  await expect(at.row('모양')).toBeFocused()
  // Irregular, spiculated, high density, malignant.
  await at.press('Digit3', 'Digit5', 'Digit1')
  await at.said('경계', '침상')
  await expect(at.row('병변 판정')).toBeFocused()
  await at.press('Digit1')
  await at.press('Escape', 'KeyU')
  await expect(at.place('LCC')).toBeFocused()
  await at.press('ArrowRight', 'ArrowRight', 'Enter')
  await expect(tab('LMLO')).toHaveAttribute('aria-pressed', 'true')
  await at.drawEllipse()
  await expect(page.getByRole('heading', { name: '병변 L2' })).toBeVisible()
  await at.press('KeyC')
  await expect(page.getByRole('heading', { name: '병변 L1' })).toBeVisible()
  await at.said('경계', '침상')
  await at.press('KeyY')
  await at.said('좌측 유방', '악성')
  await at.said('우측 유방', '정상')
  await at.press('KeyC')
  await expect(at.row('BI-RADS')).toBeFocused()
  await at.press('Digit4', 'KeyC')
  await at.said('BI-RADS', '4c')
  await at.signsAndGoesTo('10004')

  // Cannot be used: the reason on a digit, then signed.
  await at.shows('10004')
  await at.press('Shift+KeyX')
  const reasons = page.getByRole('region', { name: t('case.discard.title') })
  await expect(reasons).toBeFocused()
  await at.press('Enter')
  await expect(reasons.getByRole('alert')).toBeVisible()
  await at.press('Digit3', 'Enter')
  await expect(page.getByRole('button', { name: '케이스: 움직임' })).toBeVisible()
  await at.signsAndGoesTo('10005')

  // Labelled wrongly: once by dragging, taken back and done again; once by keys.
  await at.shows('10005')
  const [wrong, empty] = [at.place('extra-1'), page.locator('[data-place][data-state="missing"]')]
  const missing = (await empty.getAttribute('data-place')) ?? ''
  // The small picture of the sheet goes to its place on the hanging.
  await wrong.dragTo(page.locator(`[data-drop="${missing}"]`))
  await page
    .getByRole('region', { name: t('case.reason') })
    .getByRole('button', { name: /표시된 방향이 틀림/ })
    .click()
  await expect(wrong).toHaveCount(0)
  await expect(at.place(missing)).toHaveAttribute('data-state', 'there')
  await at.press('Control+KeyZ')
  await expect(wrong).toBeVisible()
  await at.press('Control+Shift+KeyZ')
  await expect(wrong).toHaveCount(0)
  await at.press('Alt+KeyR')
  await expect(page.getByText(`영상 자리 옮김 여분 1 → ${missing}`)).toBeVisible()
  await expect(page.getByText('표시된 방향이 틀림')).toBeVisible()
  await at.fills('KeyC')
  await at.signsAndGoesTo('10006')

  // Two steps: the picture in the wrong place goes to its own, then the one that was set aside takes that place.
  await at.shows('10006')
  // On the hanging a view is taken by its name; Esc leaves everything as it is.
  const why = page.getByRole('region', { name: t('case.reason') })
  await page.locator('[data-drop="LCC"]').getByTitle(t('hanging.drag')).dragTo(page.locator('[data-drop="RCC"]'))
  await expect(why).toContainText('LCC → RCC')
  await at.press('Escape')
  await expect(why).toHaveCount(0)
  await at.press('KeyU')
  await expect(at.place('LCC')).toBeFocused()
  await at.press('Space', 'ArrowLeft', 'Space', 'Digit1')
  await expect(at.place('RCC')).toHaveAttribute('data-state', 'there')
  await expect(at.place('LCC')).toHaveAttribute('data-state', 'missing')
  await at.press('KeyU')
  await expect(wrong).toBeFocused()
  // In a hurry: the decision is still on its way while the next keys come.
  await at.press('Digit2', 'Digit1', 'KeyY', 'KeyA')
  await expect(wrong).toHaveCount(0)
  await at.said('유방 밀도', 'a 거의 지방')
  await at.said('환자 판정', '정상')
  await at.signsAndGoesTo('10007')

  // One view was never brought in: the proposal is to exclude the case; it is accepted, taken back, and kept instead. Its findings
  // need not be here yet.
  await at.press('Shift+KeyY', 'Digit1')
  await expect(page.getByText(t('case.excluded'))).toBeVisible()
  await at.press('Control+KeyZ')
  await expect(page.getByText(t('case.excluded'))).toHaveCount(0)
  await at.press('Shift+KeyU', 'Digit1', 'KeyY', 'KeyD')
  await expect(page.getByText(/그대로 둠: 영상을 확인함/)).toBeVisible()
  await at.said('유방 밀도', 'd 매우 치밀')
  await at.signsAndGoesTo(null)
  expect(took.every((ms) => ms < 20_000)).toBe(true)
})
