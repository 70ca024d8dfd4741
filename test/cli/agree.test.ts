// `agree` on a real project: the figures, who and what can be named, and how it refuses.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from '../../src/main/cli/run.ts'
import { importDocument } from '../../src/main/store/documents.ts'
import { ensureRound } from '../../src/main/store/rounds.ts'
import { ensureUser } from '../../src/main/store/users.ts'
import { newId } from '../../src/shared/ids.ts'
import { annotationOf, boxOf, type TempProject, tempProject } from '../harness/tempProject.ts'

let temp: TempProject
beforeAll(async () => {
  temp = tempProject()
  const items = temp.addItems('a.png', 'b.png', 'c.png', 'alone.png')
  const db = temp.project.writable()
  const ctx = temp.ctx()
  const [kim, lee] = [ensureUser(db, 'kim', ctx).id, ensureUser(db, 'lee', ctx).id]
  const rounds = [ensureRound(db, 1, ctx).id, ensureRound(db, 2, ctx).id]
  const put = (item: number, round: number, authorId: string, shapes: readonly (readonly [number, string])[]) =>
    importDocument(
      db,
      {
        itemId: items[item]!,
        roundId: rounds[round - 1]!,
        authorId,
        annotations: shapes.map(([x, classId]) => annotationOf({ id: newId(), classId, shape: boxOf(x, 0) })),
        mark: 'test',
      },
      ctx,
    )
  for (const item of [0, 1])
    put(item, 1, kim, [
      [0, 'cat'],
      [100, 'cat'],
      [200, 'dog'],
    ])
  put(0, 1, lee, [
    [0, 'cat'],
    [100, 'dog'],
    [200, 'dog'],
  ])
  put(1, 1, lee, [
    [1, 'cat'],
    [100, 'cat'],
    [200, 'dog'],
  ])
  put(2, 1, kim, [[0, 'cat']])
  put(2, 1, lee, [
    [0, 'cat'],
    [50, 'dog'],
  ])
  put(3, 1, kim, [[0, 'cat']])
  put(0, 2, kim, [[0, 'cat']])
  await temp.project.close()
})
afterAll(() => temp.remove())

async function run(...args: string[]) {
  const out: string[] = []
  const around = { env: {}, cwd: temp.folder, signal: new AbortController().signal, note: () => {} }
  const code = await runCli(args, { ...around, out: (text) => out.push(text) })
  return { code, text: out.join('\n'), document: args.includes('--json') ? JSON.parse(out[0] ?? 'null') : null }
}
const agree = (...more: string[]) => run('agree', temp.dir, ...more, '--json')

it('counts pairs, what only one marked, and other labels', async () => {
  const { code, document } = await agree('--rounds', 'kim@1,lee')
  expect(code).toBe(0)
  expect(Object.keys(document)).toEqual([
    'items',
    'matched',
    'onlyA',
    'onlyB',
    'labelMismatch',
    'meanIou',
    'kappa',
    'perClass',
    'perItem',
  ])
  expect(document).toMatchObject({ items: 3, matched: 7, onlyA: 0, onlyB: 1, labelMismatch: 1 })
  expect(document.meanIou).toBeCloseTo((6 + 9 / 11) / 7, 9)
  // cat/cat 4, cat/dog 1, dog/dog 2 of 7: (6/7 - 26/49) / (1 - 26/49).
  expect(document.kappa).toBeCloseTo((6 / 7 - 26 / 49) / (1 - 26 / 49), 12)
  expect(document.perClass).toMatchObject([
    { class: 'cat', matched: 4, onlyA: 0, onlyB: 0, labelMismatch: 1, agreement: 0.8 },
    { class: 'dog', matched: 2, onlyA: 0, onlyB: 1, labelMismatch: 1, agreement: 0.5 },
  ])
  expect(document.perItem).toMatchObject([
    { item: 'a.png', matched: 3, labelMismatch: 1, agreed: false },
    { item: 'b.png', matched: 3, labelMismatch: 0, agreed: true },
    { item: 'c.png', matched: 1, onlyB: 1, agreed: false },
  ])
})
it('turns round with the order of the two, and asks for more overlap', async () => {
  expect((await agree('--rounds', 'lee,kim@1')).document).toMatchObject({ onlyA: 1, onlyB: 0, matched: 7 })
  expect((await agree('--rounds', 'kim@1,lee', '--iou', '0.9')).document).toMatchObject({
    matched: 6,
    onlyA: 1,
    onlyB: 2,
  })
  expect((await agree('--rounds', 'kim@1,lee', '--where', 'c.png')).document).toMatchObject({ items: 1, matched: 1 })
})
it('compares rounds, and the newest reading of a reader', async () => {
  expect((await agree('--rounds', '1,2')).document).toMatchObject({ items: 1, matched: 1, onlyA: 2 })
  expect((await agree('--rounds', 'kim,lee')).document).toMatchObject({ items: 3, matched: 5 })
})
it('refuses what does not exist, and what is no pair', async () => {
  for (const [rounds, code, exit] of [
    ['1,3', 'unknown-round', 1],
    ['kim@3,lee', 'unknown-round', 1],
    ['kim,park', 'unknown-reader', 1],
    ['kim', 'bad-request', 2],
    ['kim,kim', 'bad-request', 2],
    ['1,2,3', 'bad-request', 2],
  ] as const) {
    const answer = await agree('--rounds', rounds)
    expect([rounds, answer.code, answer.document.error.code]).toEqual([rounds, exit, code])
  }
})
it('says that there is nothing to compare', async () => {
  const { code, document } = await agree('--rounds', 'kim@1,lee', '--where', 'alone.png')
  expect([code, document.error.code]).toEqual([1, 'nothing-read-twice'])
})
it('speaks Korean to people', async () => {
  const { text } = await run('agree', temp.dir, '--rounds', 'kim@1,lee', '--lang', 'ko')
  expect(text).toContain('두 번 판독한 작업 단위 3개, 모두 일치 1개')
  expect(text).toContain('a.png: 짝지음 3')
})
it('says and sets how a project is read', async () => {
  expect((await run('policy', temp.dir, '--json')).document).toEqual({ blind: false, gate: false, iou: 0.5 })
  const refused = await run('policy', temp.dir, '--blind', 'on', '--json')
  expect([refused.code, refused.document.error.code]).toEqual([1, 'blind-shared'])
  expect((await run('policy', temp.dir, '--iou', '0.7', '--json')).document).toMatchObject({ iou: 0.7 })
  expect((await run('policy', temp.dir, '--gate', 'maybe', '--json')).code).toBe(2)
})
