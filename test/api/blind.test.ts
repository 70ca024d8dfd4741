// Blind double reading through the real handler: two people who try everything to see what the other one says, then open
// readings, a settlement with the consent of both, and the gate of the deliveries.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import type { Finding } from '../../src/shared/contract/basics.ts'
import type { OpenDocument } from '../../src/shared/contract/document.ts'
import { newId } from '../../src/shared/ids.ts'
import { drawOn } from '../harness/drawOn.ts'
import { view } from '../harness/mammoProject.ts'
import { newCases } from '../harness/newCases.ts'
import { openApp, type TestApp } from '../harness/requestApp.ts'
import { annotationOf } from '../harness/tempProject.ts'

const BLIND = { blind: true, gate: true, iou: 0.5 }
/** Only kim's reading says this. */
const SECRET = 'kim-alone-knows'

let app: TestApp
let projectId: string
let items: string[]
const ids: Record<'kim' | 'lee' | 'park', string> = { kim: '', lee: '', park: '' }
let kims: OpenDocument
let lesion: Annotation

beforeAll(async () => {
  app = await openApp('in-process')
  const project = await newCases(app)
  projectId = project.id
  ids.kim = project.users[0]!.id
  for (const login of ['lee', 'park'] as const)
    ids[login] = (await app.call('users', 'create', { projectId, login, name: login, colour: '#e8a24c' })).id
  for (let n = 1; n <= 2; n++)
    for (const [k, v] of (['RCC', 'LCC', 'RMLO', 'LMLO'] as const).entries()) {
      const path = join(app.dir, `in/c${n}/${v}.dcm`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, view(v, { no: n * 10 + k, study: `${n}`, patient: `004${n}` }))
    }
  await app.job(app.call('import', 'run', { projectId, paths: [join(app.dir, 'in')], mode: 'reference' }))
  items = (await app.call('items', 'page', { projectId, limit: 10 })).items.map((i) => i.id)
})
afterAll(() => app.close())

const record = (result: string, density: string): Annotation =>
  annotationOf({ target: { kind: 'item' }, classId: null, shape: null, attributes: { result, density } })
const outline = (x: number, classId = 'mass', more: Partial<Annotation> = {}): Annotation =>
  annotationOf({
    target: { kind: 'frame', slot: 'RCC', frame: 0 },
    classId,
    shape: { kind: 'polygon', parts: [{ outer: [x, 2, x + 6, 2, x + 6, 8, x, 8], holes: [] }] },
    ...more,
  })

async function read(who: keyof typeof ids, itemId: string, added: readonly Annotation[]): Promise<OpenDocument> {
  app.actAs(ids[who])
  await drawOn(app, { projectId, itemId }, added)
  return app.call('document', 'open', { projectId, itemId })
}
const handIn = async (who: keyof typeof ids, itemId: string) => {
  app.actAs(ids[who])
  const { document } = await app.call('document', 'open', { projectId, itemId })
  const asked = { projectId, documentId: document.id, baseRevision: document.revision, reason: 'test' }
  return app.call('document', 'submit', asked)
}
const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
const policy = (change: object) => ({ projectId, policy: { ...BLIND, ...change }, reason: 'protocol' })
const check = async () => (await app.job(app.call('check', 'run', { projectId }))).result as Finding[]
const exported = async (format: string, name: string) => {
  const outDir = join(app.dir, name)
  mkdirSync(outDir)
  const { result } = await app.job(app.call('export', 'run', { projectId, format, outDir }))
  return { result: result as { items: number; losses: { code: string; count: number; examples: string[] }[] }, outDir }
}

it('is off until somebody asks for it, and says so in the project', async () => {
  app.actAs(ids.kim)
  expect((await app.call('project', 'info', { projectId })).review).toEqual({ blind: false, gate: false, iou: 0.5 })
  expect((await app.call('agree', 'policy', policy({}))).review).toEqual(BLIND)
})

it('gives another reader nothing of a reading that is open, or handed in alone', async () => {
  const [itemId = ''] = items
  lesion = outline(2, 'mass', { attributes: { lesion_id: SECRET } })
  kims = await read('kim', itemId, [record('malignant', 'b'), lesion])
  for (const state of ['open', 'handed in'] as const) {
    if (state === 'handed in') await handIn('kim', itemId)
    await triesEverything(itemId)
  }
})

/** As lee, who reads the same item, and as somebody who only looks. */
async function triesEverything(itemId: string) {
  const documentId = kims.document.id
  const { roundId } = kims.document
  for (const who of [ids.lee, ids.park, null]) {
    app.actAs(who)
    const said: unknown[] = []
    const holdsNothing = () => {
      for (const hidden of [lesion.id, documentId, SECRET]) expect(JSON.stringify(said)).not.toContain(hidden)
    }
    const refused: string[] = []
    const ask = async (name: string, input: object) => {
      const { status, body } = await app.rpc(name, { projectId, ...input })
      said.push(body)
      if (status !== 200) refused.push(name)
    }
    // Whoever knows the id of the reading.
    for (const [name, input] of [
      ['document.open', { itemId, documentId }],
      ['document.log', { documentId, limit: 100 }],
      ['document.log', { documentId, itemId, limit: 100 }],
      ['document.moreHistory', { documentId, beforeOpId: newId() }],
      ['document.removed', { documentId, limit: 100 }],
      ['document.historyOf', { documentId, annotationId: lesion.id, limit: 100 }],
      ['document.stateAt', { documentId, seq: 100_000 }],
      ['document.checkpoints', { documentId, limit: 100 }],
      ['document.checkpoint', { documentId, name: 'now' }],
      ['document.submit', { documentId, baseRevision: 1, reason: 'x' }],
      ['document.reopen', { documentId, baseRevision: 2 }],
      ['review.selfCheck', { itemId, documentId }],
      ['review.sendBack', { itemId, documentId, notes: [{ annotationId: null, reason: 'other', text: '' }] }],
      ['review.sendBack', { itemId, notes: [{ annotationId: null, reason: 'other', text: '' }] }],
      ['agree.item', { itemId, a: null, b: null, iou: 0.5 }],
      ['agree.item', { itemId, a: '1', b: 'kim', iou: 0.5 }],
      ['agree.settle', { itemId, choices: {}, revision: 0 }],
      ['agree.consent', { itemId, revision: 0 }],
      ['agree.withdraw', { itemId }],
    ] as const)
      await ask(name, input)
    expect(refused).toHaveLength(19)
    // Whoever only asks about the item and the project.
    await ask('document.open', { itemId })
    await ask('document.open', { itemId, roundId })
    await ask('items.get', { itemId })
    await ask('items.neighbours', { itemId })
    await ask('items.page', {})
    await ask('project.info', {})
    await ask('cases.sheet', { itemId })
    await ask('cases.open', { limit: 10 })
    await ask('cases.coverage', { itemId, roundId })
    await ask('review.list', { where: '', limit: 50 })
    await ask('review.notes', { itemId })
    await ask('clinical.page', { limit: 10 })
    await ask('clinical.history', { itemId })
    await ask('bulk.runs', {})
    await ask('jobs.list', {})
    await ask('schema.versions', {})
    for (const [where, found] of [
      ['', 2],
      ['class:mass', 0],
      ['-class:mass', 2],
      ['has:annotations', 0],
      ['no:annotations', 2],
      ['author:kim', 0],
      ['-author:kim', 2],
      ['round:1', 0],
      ['state:todo', 2],
      ['state:working', 0],
      ['state:submitted', 0],
    ] as const) {
      const page = await app.call('items', 'page', { projectId, where, limit: 10 })
      expect([where, page.total]).toEqual([where, found])
      for (const item of page.items) expect(item).toMatchObject({ state: 'todo', annotations: 0, updatedAt: null })
      expect((await app.call('review', 'list', { projectId, where, limit: 10 })).total).toBe(found)
      said.push(page)
    }
    holdsNothing()
    // What takes a job answers alike for everybody: asked once.
    if (who !== ids.lee) continue
    for (const where of ['', 'class:mass']) {
      const preview = await app.job(app.call('export', 'preview', { projectId, format: 'coco', where }))
      expect([where, preview.result]).toMatchObject([where, { annotations: 0 }])
      said.push(preview)
    }
    for (const started of [
      () => app.call('check', 'run', { projectId }),
      () => app.call('agree', 'run', { projectId, a: null, b: null, iou: 0.5 }),
      () => app.call('agree', 'run', { projectId, a: '1', b: 'kim', iou: 0.5 }),
      () =>
        app.call('bulk', 'preview', {
          projectId,
          where: '',
          condition: { classIds: null, attribute: null },
          change: { set: {}, clear: [], remove: true },
        }),
      () =>
        app.call('schema', 'preview', {
          projectId,
          schema: { version: 1, classes: [], itemAttributes: [] },
          restores: null,
        }),
    ]) {
      const job = await app.job(started())
      said.push(job)
      expect(JSON.stringify(job.result)).not.toContain('"labels":1')
    }
    holdsNothing()
    const schemaJob = said.at(-1) as { result: { cases: unknown[] } }
    expect(schemaJob.result.cases).toEqual([])
    expect((await app.call('project', 'info', { projectId })).counts.annotations).toBe(0)
    expect((await app.refused('agree.policy', policy({ blind: false }))).code).toBe('blind-under-way')
  }
  app.actAs(ids.kim)
  expect((await app.call('items', 'page', { projectId, where: 'class:mass', limit: 10 })).items).toMatchObject([
    { annotations: 1, state: kims ? expect.stringMatching('working|submitted') : '' },
  ])
}

it('delivers nothing of it, and says which items stay at home', async () => {
  app.actAs(ids.lee)
  for (const [format, name] of [
    ['mammo-json', 'out-mammo'],
    ['coco', 'out-coco'],
    ['csv', 'out-csv'],
    ['dicom-sr', 'out-sr'],
  ] as const) {
    const { result, outDir } = await exported(format, name)
    expect(result.items).toBe(0)
    expect(result.losses).toContainEqual(expect.objectContaining({ code: 'not-agreed', count: expect.any(Number) }))
    for (const file of filesBelow(outDir)) expect(readFileSync(file, 'latin1')).not.toContain(SECRET)
  }
  expect((await check()).filter((f) => f.rule === 'double-reading')).toHaveLength(2)
  // Without the gate it is still nobody's to take.
  await app.call('agree', 'policy', policy({ gate: false }))
  const { outDir } = await exported('mammo-json', 'out-open')
  expect(filesBelow(outDir).filter((f) => f.includes('annotations'))).toEqual([])
  await app.call('agree', 'policy', policy({}))
})

it('opens both readings when both are handed in, and keeps them as they are from then on', async () => {
  const [itemId = ''] = items
  const lees = await read('lee', itemId, [
    record('benign', 'b'),
    outline(3),
    outline(9, 'mass', { attributes: { lesion_id: SECRET } }),
  ])
  expect((await app.refused('agree.item', { projectId, itemId, a: null, b: null, iou: 0.5 })).code).toBe(
    'reading-blind',
  )
  await handIn('lee', itemId)
  for (const who of [ids.lee, ids.kim, ids.park]) {
    app.actAs(who)
    const seen = await app.call('agree', 'item', { projectId, itemId, a: null, b: null, iou: 0.5 })
    expect(seen).toMatchObject({
      a: { userId: ids.kim },
      b: { userId: ids.lee },
      matched: 3,
      onlyB: 1,
      labelMismatch: 1,
    })
    expect(seen.differences.map((d) => d.kind)).toEqual(['onlyB', 'answer'])
  }
  app.actAs(ids.lee)
  expect(
    (await app.call('document', 'open', { projectId, itemId, documentId: kims.document.id })).annotations,
  ).toHaveLength(2)
  const { document } = await app.call('document', 'open', { projectId, itemId })
  const again = { projectId, documentId: document.id, baseRevision: document.revision }
  expect((await app.refused('document.reopen', again)).code).toBe('readings-open')
  const late = await read('park', itemId, [outline(2)]).catch((error: Error) => error.message)
  expect(late).toContain('readings-open')
  app.actAs(ids.park)
  expect((await app.call('document', 'open', { projectId, itemId })).writable).toBe(false)
  expect(lees.document.authorId).toBe(ids.lee)
})

it('hides open readings from a third reader who has begun', async () => {
  const [, itemId = ''] = items
  await read('park', itemId, [outline(2)])
  await read('kim', itemId, [record('normal', 'a')])
  await read('lee', itemId, [record('normal', 'a')])
  await handIn('kim', itemId)
  await handIn('lee', itemId)
  app.actAs(ids.park)
  expect((await app.refused('agree.item', { projectId, itemId, a: null, b: null, iou: 0.5 })).code).toBe(
    'reading-blind',
  )
  expect((await app.call('document', 'open', { projectId, itemId })).readings).toEqual([])
  app.actAs(ids.kim)
  const both = await app.call('agree', 'item', { projectId, itemId, a: null, b: null, iou: 0.5 })
  expect(both).toMatchObject({ state: 'agreed', differences: [], may: { settle: false, consent: false } })
  // A proposal tells what was read, too.
  const proposed = await app.call('agree', 'settle', { projectId, itemId, choices: {}, revision: 0 })
  const { documentId } = proposed.proposal!
  app.actAs(ids.park)
  for (const [name, input] of [
    ['stateAt', { seq: 100_000 }],
    ['log', { limit: 10 }],
    ['removed', { limit: 10 }],
    ['checkpoints', { limit: 10 }],
  ] as const)
    expect((await app.refused(`document.${name}`, { projectId, documentId, ...input })).code).toBe('reading-blind')
  expect((await app.refused('document.open', { projectId, itemId, documentId })).code).toBe('reading-blind')
})

it('settles the differences in a reading of its own, with the consent of both', async () => {
  const [itemId = ''] = items
  const item = () => app.call('agree', 'item', { projectId, itemId, a: null, b: null, iou: 0.5 })
  app.actAs(ids.park)
  const open = await item()
  const [alone, answer] = open.differences
  const asked = { projectId, itemId, revision: open.revision }
  expect((await app.refused('agree.settle', { ...asked, choices: {} })).detail).toMatchObject({ count: 2 })
  const choices = { [alone!.key]: 'b', [answer!.key]: 'a' }
  // A third person may propose; only the two readers consent.
  const proposed = await app.call('agree', 'settle', { ...asked, choices })
  expect(proposed).toMatchObject({
    state: 'proposed',
    proposal: { by: ids.park, consents: [] },
    may: { consent: false },
  })
  const revision = proposed.revision
  expect((await app.refused('agree.consent', { projectId, itemId, revision })).code).toBe('agreed-by-consent')
  const { documentId } = proposed.proposal!
  for (const name of ['document.submit', 'document.reopen'])
    expect((await app.refused(name, { projectId, documentId, baseRevision: revision, reason: 'x' })).code).toBe(
      'agreed-by-consent',
    )
  // What is only proposed is not delivered.
  expect((await exported('mammo-json', 'out-proposed')).result.losses).toContainEqual(
    expect.objectContaining({ code: 'not-agreed', examples: ['c1'] }),
  )
  app.actAs(ids.kim)
  expect((await app.refused('agree.consent', { projectId, itemId, revision: revision - 1 })).code).toBe(
    'revision-conflict',
  )
  expect(await app.call('agree', 'consent', { projectId, itemId, revision })).toMatchObject({
    state: 'proposed',
    proposal: { consents: [{ userId: ids.kim }] },
    may: { consent: false, withdraw: true },
  })
  // Another proposal asks everybody again.
  const second = await app.call('agree', 'settle', {
    ...asked,
    revision,
    choices: { ...choices, [alone!.key]: 'none' },
  })
  expect(second.proposal!.consents).toEqual([])
  const third = await app.call('agree', 'settle', { ...asked, revision: second.revision, choices })
  await app.call('agree', 'consent', { projectId, itemId, revision: third.revision })
  app.actAs(ids.lee)
  const settled = await app.call('agree', 'consent', { projectId, itemId, revision: third.revision })
  expect(settled).toMatchObject({ state: 'settled', may: { settle: false, withdraw: true } })
  expect(settled.proposal!.consents.map((c) => c.userId)).toEqual([ids.kim, ids.lee])
  expect(settled.proposal!.annotations).toHaveLength(3)
  // Two lesions that both readers called the same keep apart.
  const lesions = settled.proposal!.annotations.filter((a) => a.shape !== null).map((a) => a.attributes['lesion_id'])
  expect(new Set(lesions).size).toBe(2)
  expect(settled.proposal!.annotations.find((a) => a.shape === null)?.attributes).toMatchObject({ result: 'malignant' })
  // The originals are what they were.
  expect(settled.a.annotations).toEqual(open.a.annotations)
  expect(settled.b.annotations).toEqual(open.b.annotations)
  const log = await app.call('document', 'log', { projectId, documentId, limit: 100 })
  expect(log.map((e) => [e.mark, e.authorId]).reverse()).toEqual([
    ['agree.settle', ids.park],
    ['agree.consent', ids.kim],
    ['agree.settle', ids.kim],
    ['agree.settle', ids.kim],
    ['agree.consent', ids.kim],
    ['agree.consent', ids.lee],
    ['document.submit', ids.lee],
  ])
})

it('delivers what is agreed, with who stands by it; a consent can be taken back', async () => {
  app.actAs(ids.kim)
  const { result, outDir } = await exported('mammo-json', 'out-settled')
  expect(result.items).toBe(2)
  const agreed = JSON.parse(readFileSync(join(outDir, 'annotations', 'agreed', 'c1.json'), 'utf8'))
  expect(agreed).toMatchObject({ user_id: 'agreed', consents: [{ user_id: 'kim' }, { user_id: 'lee' }] })
  expect(agreed.views[0].lesions).toHaveLength(2)
  expect(
    filesBelow(join(outDir, 'annotations'))
      .map((f) => f.split('/').slice(-2).join('/'))
      .sort(),
  ).toEqual(['agreed/c1.json', 'kim/c1.json', 'kim/c2.json', 'lee/c1.json', 'lee/c2.json'])
  const { result: coco } = await exported('coco', 'coco-settled')
  expect(coco).toMatchObject({ annotations: 2 })
  const [itemId = ''] = items
  const back = await app.call('agree', 'withdraw', { projectId, itemId, reason: 'seen again' })
  expect(back).toMatchObject({ state: 'proposed', proposal: { consents: [{ userId: ids.lee }] } })
  expect((await exported('coco', 'coco-back')).result.losses).toContainEqual(
    expect.objectContaining({ code: 'not-agreed', examples: ['c1'] }),
  )
  expect((await check()).filter((f) => f.rule === 'double-reading')).toMatchObject([{ item: 'c1', severity: 'error' }])
  const job = await app.job(app.call('agree', 'run', { projectId, a: null, b: null, iou: 0.5 }))
  expect(job.result).toMatchObject({
    items: 2,
    agreed: 1,
    states: [
      { state: 'reading', items: 0 },
      { state: 'differs', items: 0 },
      { state: 'proposed', items: 1 },
      { state: 'agreed', items: 1 },
      { state: 'settled', items: 0 },
    ],
  })
  const verified = await app.job(app.call('project', 'verify', { projectId }))
  expect(verified.result).toMatchObject({ ok: true })
})
