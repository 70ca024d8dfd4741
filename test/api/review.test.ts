// The inspector's round through the real handler: self-check, submission, sending back, fixing, closing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openXrayApp, outline, verdictOf, type XrayApp } from '../harness/xrayApp.ts'

const KNIFE = 'H_821191-0000_014_0231_M.PNG'
const USB = 'S_854442-2090_001_0200.PNG'
const EMPTY = 'H_821191-0000_015_0001_M.PNG'
let x: XrayApp
beforeAll(async () => {
  x = await openXrayApp([
    `Smith/Knife/Multiple_Categories/${KNIFE}`,
    `Astrophysics/USB/Single_Default/${USB}`,
    `Smith/Knife/Multiple_Other/${EMPTY}`,
  ])
})
afterAll(() => x.app.close())

const idOf = async (name: string) => (await x.ids()).get(name) ?? ''
const check = async (itemId: string, documentId?: string) =>
  (await x.app.call('review', 'selfCheck', { projectId: x.projectId, itemId, documentId })).filter(
    (f) => f.rule !== 'xray-image',
  )

describe('before a submission', () => {
  it('the rules are asked as if it were handed in already', async () => {
    const itemId = await idOf(KNIFE)
    expect((await check(itemId)).map((f) => [f.rule, f.severity])).toEqual(
      expect.arrayContaining([
        ['xray-missing', 'error'],
        ['attribute-required', 'error'],
      ]),
    )
  })
  it('errors stop it until they are fixed or explained, and the reason is kept', async () => {
    const itemId = await idOf(EMPTY)
    const state = { projectId: x.projectId, itemId, state: 'submitted' }
    expect(await x.app.refused('items.setState', state)).toMatchObject({ code: 'self-check' })
    const { id, revision } = await x.draw(itemId, outline('scissors', 5, 5))
    const submit = { projectId: x.projectId, documentId: id, baseRevision: revision }
    const refused = await x.app.refused('document.submit', submit)
    expect(refused).toMatchObject({ code: 'self-check', detail: { count: expect.any(Number) } })
    const done = await x.app.call('document', 'submit', { ...submit, reason: '칼이 손상됨' })
    expect(done.state).toBe('submitted')
    const [entry] = await x.app.call('document', 'log', { projectId: x.projectId, documentId: id, limit: 1 })
    expect(entry).toMatchObject({ mark: 'document.submit', reason: '칼이 손상됨' })
  })
  it('warnings do not stop it', async () => {
    const itemId = await idOf(KNIFE)
    const { id, revision } = await x.draw(itemId, outline('knife', 5, 5), verdictOf('반입금지'))
    expect((await check(itemId, id)).filter((f) => f.severity === 'error')).toEqual([])
    const submitted = await x.app.call('document', 'submit', {
      projectId: x.projectId,
      documentId: id,
      baseRevision: revision,
    })
    expect(submitted.state).toBe('submitted')
  })
})

describe('the inspector', () => {
  const list = (where: string) => x.app.call('review', 'list', { projectId: x.projectId, where, limit: 50 })

  it('sees what was submitted, by maker, with findings by kind', async () => {
    const { makers, rows, total } = await list('state:submitted')
    expect(makers).toEqual([{ maker: 'Smith', submitted: 2, returned: 0, done: 0 }])
    expect(total).toBe(2)
    const empty = rows.find((r) => r.name.endsWith(EMPTY))
    // A pair of scissors in the folder of knives, and no verdict.
    expect(empty?.findings.map((f) => f.rule)).toEqual(expect.arrayContaining(['xray-item', 'xray-verdict']))
    expect(empty?.kinds.mistake).toBeGreaterThan(1)
    expect((await list('state:submitted maker:Astrophysics')).rows).toEqual([])
  })
  it('sends an item back with reasons on objects and on the image', async () => {
    const itemId = await idOf(KNIFE)
    const open = { projectId: x.projectId, itemId }
    const before = await x.app.call('document', 'open', open)
    expect(before.writable).toBe(false)
    const object = before.annotations.find((a) => a.classId === 'knife')
    const notes = [
      { annotationId: object?.id ?? null, reason: 'boundary', text: '손잡이가 빠짐' },
      { annotationId: null, reason: 'missing', text: '' },
    ]
    const kept = await x.app.call('review', 'sendBack', { ...open, notes })
    expect(kept.map((n) => [n.annotationId, n.reason, n.text, n.decision])).toEqual([
      [object?.id, 'boundary', '손잡이가 빠짐', 'open'],
      [null, 'missing', '', 'open'],
    ])
    const after = await x.app.call('document', 'open', open)
    expect([after.writable, after.document.state, after.document.revision]).toEqual([
      true,
      'open',
      before.document.revision + 1,
    ])
    expect((await x.app.call('items', 'get', open)).state).toBe('returned')
    expect((await list('state:returned')).rows[0]?.notes).toHaveLength(2)
    const [entry] = await x.app.call('document', 'log', { ...open, documentId: after.document.id, limit: 1 })
    expect(entry).toMatchObject({ kind: 'review', mark: 'review.sendBack', reason: 'boundary, missing' })
  })
  it('is told that there is no such object, and nothing is kept', async () => {
    const itemId = await idOf(EMPTY)
    const notes = [
      { annotationId: null, reason: 'other', text: 'a' },
      { annotationId: 'nobody', reason: 'other', text: 'b' },
    ]
    expect((await x.app.refused('review.sendBack', { projectId: x.projectId, itemId, notes })).code).toBe('not-found')
    expect(await x.app.call('review', 'notes', { projectId: x.projectId, itemId })).toEqual([])
    expect((await x.app.call('items', 'get', { projectId: x.projectId, itemId })).state).toBe('submitted')
  })
  it('finds it fixed when it comes again, and closes what was said', async () => {
    const itemId = await idOf(KNIFE)
    const open = { projectId: x.projectId, itemId }
    const { id, revision } = await x.draw(itemId, outline('knife', 30, 20))
    // Work on a returned item leaves it returned until it is handed in again.
    expect((await x.app.call('items', 'get', open)).state).toBe('returned')
    await x.app.call('document', 'submit', { projectId: x.projectId, documentId: id, baseRevision: revision })
    const notes = await x.app.call('review', 'notes', open)
    expect(notes.map((n) => n.decision)).toEqual(['fixed', 'fixed'])
    const ids = notes.map((n) => n.id)
    const closed = await x.app.call('review', 'resolve', { ...open, ids, decision: 'closed' })
    expect(closed.map((n) => n.decision)).toEqual(['closed', 'closed'])
    const wrong = { ...open, itemId: await idOf(EMPTY), ids, decision: 'open' }
    expect((await x.app.refused('review.resolve', wrong)).code).toBe('not-found')
    const verified = await x.app.job(x.app.call('project', 'verify', { projectId: x.projectId }))
    expect(verified.result).toMatchObject({ ok: true, problems: [] })
  })
  it('can send back an item on which nothing was marked', async () => {
    const itemId = await idOf(USB)
    await x.app.call('items', 'setState', { projectId: x.projectId, itemId, state: 'submitted', reason: '빈 가방' })
    const notes = [{ annotationId: null, reason: 'missing', text: '' }]
    await x.app.call('review', 'sendBack', { projectId: x.projectId, itemId, notes })
    expect((await x.app.call('items', 'get', { projectId: x.projectId, itemId })).state).toBe('returned')
  })
})
