// Every procedure once through the real handler, as a window would use it. The last test fails when one is missing here.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodePlainPng } from '../../src/main/files/plainPng.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import type { OpenDocument } from '../../src/shared/contract/document.ts'
import { PLAIN_HABITS } from '../../src/shared/contract/habits.ts'
import { procedures } from '../../src/shared/contract/procedures.ts'
import type { ProjectInfo } from '../../src/shared/contract/project.ts'
import { newId } from '../../src/shared/ids.ts'
import { openApp, type TestApp, withPictures } from '../harness/requestApp.ts'
import { annotationOf } from '../harness/tempProject.ts'

let app: TestApp
let project: ProjectInfo
let projectId: string
let folder: string
const called = new Set<string>()

beforeAll(async () => {
  app = await openApp('in-process')
  const { rpc } = app
  app.rpc = (name, ...rest) => {
    called.add(name)
    return rpc(name, ...rest)
  }
  const made = await withPictures(app, 4)
  project = made.project
  folder = made.folder
  projectId = project.id
})
afterAll(() => app.close())

const items = async () => (await app.call('items', 'page', { projectId, limit: 100 })).items
const firstItem = async () => (await items())[0]?.id ?? ''
const openDocument = async (itemId: string): Promise<OpenDocument> =>
  app.call('document', 'open', { projectId, itemId })

async function draw(itemId: string, a: Annotation, base?: OpenDocument) {
  const { document } = base ?? (await openDocument(itemId))
  const opId = newId()
  const input = {
    projectId,
    documentId: document.id,
    itemId,
    roundId: document.roundId,
    baseRevision: document.revision,
    opId,
    cause: { kind: 'edit', mark: 'box.add' },
    diff: { added: [a], updated: [], removed: [] },
  }
  return { input, answer: await app.rpc('document.applyDiff', input) }
}

describe('the program', () => {
  it('says what it is', async () => {
    expect(await app.call('app', 'info')).toMatchObject({
      host: 'electron',
      project: null,
      sampleDomains: ['general', 'xray-security', 'mammography'],
    })
  })
  it('remembers and forgets projects', async () => {
    const recent = await app.call('app', 'recent')
    expect(recent.map((r) => [r.path, r.present, r.items])).toEqual([[project.path, true, 4]])
    const other = await app.call('project', 'create', {
      parent: app.dir,
      name: 'other',
      title: '',
      domain: 'general',
      schema: null,
      user: { login: 'a', name: 'A', colour: '#000000' },
    })
    expect(other.title).toBe('other')
    expect(await app.call('app', 'recent')).toHaveLength(2)
    expect(await app.call('project', 'close', { projectId: other.id })).toEqual({ closed: true })
    expect(await app.call('app', 'forget', { path: other.path })).toHaveLength(1)
  })
  it('proves itself and packs the proof for support', async () => {
    expect((await app.call('app', 'selfTest')).checks.filter((c) => !c.ok)).toEqual([])
    const { path, files } = await app.call('app', 'supportPack')
    expect(existsSync(path)).toBe(true)
    expect(files).toEqual(['about.json', 'self-test.json', 'log/pandok.log'])
  })
  it('hands native things to its host', async () => {
    expect(await app.call('app', 'reveal', { path: folder })).toEqual({ opened: true })
    expect((await app.refused('app.reveal', { path: '/etc' })).code).toBe('path-not-allowed')
    expect(await app.call('host', 'setTitle', { title: 'x' })).toEqual({ set: true })
    expect(await app.call('host', 'pickFolder')).toEqual({ path: null })
    expect(await app.call('host', 'saveFile', { name: 'a.json' })).toEqual({ path: null })
  })
  it('keeps the habits of a person', async () => {
    const keys = { preset: 'cvat', changes: { 'tool.box': ['KeyB'] } } as const
    const habits = { ...PLAIN_HABITS, keys: { ...keys, changes: { 'tool.box': ['KeyB'] } } }
    await app.call('app', 'saveHabits', { login: 'kim', habits })
    expect((await app.call('app', 'habits')).people.kim?.keys).toEqual(keys)
    expect(await app.call('app', 'saveKeys', { name: 'keys.json', keys: habits.keys })).toEqual({ path: null })
  })
  it('browses folders', async () => {
    expect((await app.call('files', 'roots')).map((r) => r.path)).toContain(app.dir)
    expect((await app.call('files', 'list', { path: folder, show: 'images' })).entries).toHaveLength(4)
    expect((await app.call('files', 'makeFolder', { parent: app.dir, name: '납품' })).kind).toBe('folder')
  })
})

describe('a project', () => {
  it('is the same one for every window', async () => {
    const again = await app.call('project', 'open', { path: project.path })
    expect(again.id).toBe(projectId)
    expect(again.mode).toBe('write')
    expect(await app.call('project', 'info', { projectId })).toMatchObject({ title: '시험', counts: { items: 4 } })
  })
  it('comes back for a window whose neighbour closed it', async () => {
    await app.call('project', 'close', { projectId })
    expect((await app.call('project', 'info', { projectId })).mode).toBe('write')
  })
  it('cannot be made twice, or with a name that is a path', async () => {
    const input = {
      parent: app.dir,
      title: '',
      domain: 'general',
      schema: null,
      user: { login: 'a', name: 'A', colour: '#000000' },
    }
    expect((await app.refused('project.create', { ...input, name: '시험' })).code).toBe('project-exists')
    expect((await app.refused('project.create', { ...input, name: '../x' })).code).toBe('bad-request')
    expect((await app.refused('project.create', { ...input, name: 'x', domain: 'nope' })).code).toBe('bad-request')
  })
  it('has a sample of its domain', async () => {
    const sample = await app.call('project', 'openSample', { domain: 'general' })
    expect(sample.counts.items).toBeGreaterThan(3)
    expect(sample.counts.annotations).toBeGreaterThan(0)
    expect((await app.call('project', 'openSample', { domain: 'general' })).id).toBe(sample.id)
    await app.call('project', 'close', { projectId: sample.id })
  }, 120_000)
  it('reads classes from a file', async () => {
    const path = join(app.dir, 'classes.json')
    writeFileSync(path, JSON.stringify({ images: [], annotations: [], categories: [{ id: 1, name: 'person' }] }))
    expect((await app.call('project', 'classesFromFile', { path })).classes.map((c) => c.id)).toEqual(['person'])
  })
  it('goes back to a backup', async () => {
    await app.call('project', 'close', { projectId })
    const [backup] = await app.call('project', 'backups', { path: project.path })
    expect(backup?.bytes).toBeGreaterThan(0)
    const restored = await app.call('project', 'restore', { path: project.path, file: backup?.file })
    expect(restored).toMatchObject({ id: projectId, counts: { items: 4 } })
    expect((await app.refused('project.restore', { path: project.path, file: '../../etc/passwd' })).code).not.toBe(
      'internal',
    )
  })
})

describe('people and classes', () => {
  it('are added and changed', async () => {
    const user = await app.call('users', 'create', { projectId, login: 'Lee', name: '이', colour: '#e8a24c' })
    expect(await app.call('users', 'update', { projectId, id: user.id, name: '이서' })).toMatchObject({ name: '이서' })
    expect((await app.refused('users.create', { projectId, login: 'lee', name: 'x', colour: '#000000' })).code).toBe(
      'duplicate',
    )
  })
  it('make a new version of the label schema', async () => {
    const { schema } = await app.call('project', 'info', { projectId })
    const saved = await app.call('schema', 'save', { projectId, schema, reason: 'test' })
    expect(saved.version).toBe(schema.version + 1)
  })
  it('change the label schema after a look at what it does', async () => {
    const { schema } = await app.call('project', 'info', { projectId })
    const looked = await app.job(app.call('schema', 'preview', { projectId, schema }))
    expect(looked.result).toEqual({ version: schema.version, takenBack: 0, cases: [] })
    const input = { projectId, schema, choices: {}, baseVersion: schema.version, reason: 'why' }
    const changed = await app.job(app.call('schema', 'change', input))
    expect(changed.result).toEqual({ version: schema.version + 1, documents: 0, labels: 0 })
    const [newest] = await app.call('schema', 'versions', { projectId })
    expect(newest).toMatchObject({ version: schema.version + 1, reason: 'why' })
    const old = await app.call('schema', 'version', { projectId, version: schema.version })
    expect(old).toEqual(schema)
    const written = await app.call('schema', 'writeFile', { projectId, folder: app.dir })
    expect((await app.call('project', 'classesFromFile', { path: written.path })).version).toBe(schema.version + 1)
  })
  it('keep an example picture of a class, and nothing that is none', async () => {
    const path = join(app.dir, 'example.png')
    writeFileSync(path, encodePlainPng({ width: 2, height: 2, channels: 3, samples: new Uint8Array(12) }))
    const { file } = await app.call('schema', 'keepExample', { projectId, path })
    const shown = await app.request(`/media/${projectId}/asset/${file}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await app.request(`/media/${projectId}/asset/..%2Fproject.sqlite`)).status).toBe(404)
    writeFileSync(path, 'text')
    expect((await app.refused('schema.keepExample', { projectId, path })).code).toBe('not-an-image')
  })
})

describe('items', () => {
  it('come in pages, one by one, with neighbours and a state', async () => {
    const all = await items()
    const page = await app.call('items', 'page', { projectId, limit: 2, after: all[1]?.key })
    expect(page.items.map((i) => i.id)).toEqual(all.slice(2, 4).map((i) => i.id))
    expect(page).toMatchObject({ total: 4, offset: 2, next: null })
    const near = await app.call('items', 'neighbours', { projectId, itemId: all[1]?.id })
    expect([near.previous?.id, near.next?.id, near.index]).toEqual([all[0]?.id, all[2]?.id, 1])
    const detail = await app.call('items', 'get', { projectId, itemId: all[0]?.id })
    expect(detail.slots[0]?.source).toMatchObject({ name: 'p1.png', width: 40, height: 30, present: true })
    const set = await app.call('items', 'setState', {
      projectId,
      itemId: all[3]?.id,
      state: 'excluded',
      reason: 'blurred',
    })
    expect(set.state).toBe('excluded')
  })
  it('change by somebody only', async () => {
    app.actAs(null)
    const itemId = await firstItem()
    expect((await app.refused('items.setState', { projectId, itemId, state: 'done' })).code).toBe('author-required')
    app.actAs(project.users[0]?.id ?? null)
  })
  // With DICOM files: dicom.test.ts.
  it('of other kinds have no DICOM header', async () => {
    const detail = await app.call('items', 'get', { projectId, itemId: await firstItem() })
    const asked = { projectId, sourceId: detail.slots[0]?.source.id, frame: 0, group: 0x6000 }
    for (const name of ['dicom.header', 'dicom.picture', 'dicom.overlay'])
      expect((await app.refused(name, asked)).code).toBe('unsupported-type')
  })
})

describe('a document', () => {
  it('keeps a gesture once, refuses a stale one, and shows both in its log', async () => {
    const itemId = await firstItem()
    const before = await openDocument(itemId)
    expect(before).toMatchObject({ writable: true, annotations: [], document: { revision: 0 } })
    const a = annotationOf()
    const { input, answer } = await draw(itemId, a)
    expect(answer.body).toMatchObject({ result: { data: { revision: 1 } } })
    expect((await app.rpc('document.applyDiff', input)).body).toEqual(answer.body)
    const stale = { ...input, opId: newId(), diff: { ...input.diff, added: [annotationOf()] } }
    const conflict = await app.refused('document.applyDiff', stale)
    expect(conflict).toMatchObject({ code: 'revision-conflict', detail: { revision: 1 } })
    const after = await openDocument(itemId)
    expect(after.annotations).toEqual([a])
    expect(after.history.undo.map((h) => h.mark)).toEqual(['box.add'])
    const log = await app.call('document', 'log', { projectId, documentId: input.documentId, limit: 10 })
    expect(log.map((l) => [l.mark, l.added])).toEqual([['box.add', 1]])
    const more = { projectId, documentId: input.documentId, beforeOpId: input.opId }
    expect(await app.call('document', 'moreHistory', more)).toEqual([])
  })
  it('writes gestures of two windows in the order they came', async () => {
    const itemId = (await items())[1]?.id ?? ''
    const base = await openDocument(itemId)
    const answers = await Promise.all(Array.from({ length: 8 }, () => draw(itemId, annotationOf(), base)))
    const codes = answers.map(({ answer }) => answer.status).sort()
    expect(codes).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
    expect((await openDocument(itemId)).annotations).toHaveLength(1)
  })
  it('is closed by submitting and opened again', async () => {
    const itemId = await firstItem()
    const { document } = await openDocument(itemId)
    const at = { projectId, documentId: document.id }
    const from = '2026-01-01T00:00:00.000Z'
    const viewing = [{ function: 'neg', from, to: '2026-01-01T00:00:01.500Z', ms: 1500, how: 'hold' }]
    const submitted = await app.call('document', 'submit', { ...at, baseRevision: document.revision, viewing })
    expect(submitted.state).toBe('submitted')
    const [used, moved] = await app.call('document', 'log', { projectId, documentId: document.id, limit: 2 })
    expect([used?.kind, used?.viewing, moved?.kind]).toEqual(['viewing', viewing, 'submit'])
    expect((await openDocument(itemId)).writable).toBe(false)
    const { answer } = await draw(itemId, annotationOf())
    expect(answer.body).toMatchObject({ error: { data: { code: 'document-closed' } } })
    const opened = await app.call('document', 'reopen', { ...at, baseRevision: submitted.revision })
    expect(opened.state).toBe('open')
  })
})

describe('the past and many items', () => {
  it('is asked of a document: removed, one annotation, a moment with a name', async () => {
    const itemId = (await items())[2]?.id ?? ''
    const a = annotationOf()
    const { input } = await draw(itemId, a)
    const { document } = await openDocument(itemId)
    const at = { projectId, documentId: document.id }
    const named = await app.call('document', 'checkpoint', { ...at, name: ' 점심 전 ' })
    expect(named.name).toBe('점심 전')
    const removal = { ...input, opId: newId(), baseRevision: 1, diff: { added: [], updated: [], removed: [a] } }
    await app.rpc('document.applyDiff', removal)
    const bin = await app.call('document', 'removed', { ...at, limit: 10 })
    expect(bin.removed.map((r) => r.annotation)).toEqual([a])
    const life = await app.call('document', 'historyOf', { ...at, annotationId: a.id, limit: 10 })
    expect(life.steps.map((s) => [s.before, s.after])).toEqual([
      [a, null],
      [null, a],
    ])
    expect(await app.call('document', 'stateAt', { ...at, seq: named.seq })).toEqual([a])
    expect(await app.call('document', 'checkpoints', { ...at, limit: 5 })).toEqual([named])
    expect((await app.refused('document.checkpoint', { ...at, name: '  ' })).code).toBe('bad-request')
    expect((await app.refused('document.removed', { ...at, documentId: newId(), limit: 1 })).code).toBe('not-found')
  })
  it('are changed by one job, listed, and taken back', async () => {
    const order = {
      projectId,
      where: '',
      condition: { classIds: ['cat'], attribute: null },
      change: { set: { checked: true }, clear: [], remove: false },
    }
    const preview = await app.job(app.call('bulk', 'preview', order))
    expect(preview.result).toMatchObject({ items: 2, annotations: 2 })
    expect((await app.job(app.call('bulk', 'run', order))).result).toMatchObject({ items: 2, annotations: 2 })
    const [run] = await app.call('bulk', 'runs', { projectId })
    expect(run).toMatchObject({ state: 'done', items: 2, undone: false, input: { change: { set: { checked: true } } } })
    const undo = await app.job(app.call('bulk', 'undo', { projectId, runId: run?.runId }))
    expect(undo.result).toMatchObject({ items: 2, annotations: 2, leftTotal: 0 })
    expect((await app.call('bulk', 'runs', { projectId }))[0]).toMatchObject({ undone: true })
    const empty = { ...order, change: { set: {}, clear: [], remove: false } }
    expect((await app.refused('bulk.run', empty)).code).toBe('bad-request')
  })
  it('remembers how each person looked at each picture', async () => {
    const { slots } = await app.call('items', 'get', { projectId, itemId: await firstItem() })
    const at = { projectId, sourceId: slots[0]?.source.id ?? '' }
    expect(await app.call('views', 'recall', at)).toBeNull()
    const view = { place: { x: 3, y: 4, scale: 2 }, window: null, invert: true, rotation: 90, flipX: false }
    expect(await app.call('views', 'remember', { ...at, view })).toEqual({ kept: true })
    expect(await app.call('views', 'recall', at)).toEqual(view)
    app.actAs(null)
    expect(await app.call('views', 'recall', at)).toBeNull()
    app.actAs(project.users[0]?.id ?? null)
    await app.call('views', 'remember', { ...at, view: null })
    expect(await app.call('views', 'recall', at)).toBeNull()
    expect(
      (await app.refused('views.remember', { ...at, view: { ...view, place: { x: 1, y: 1, scale: 0 } } })).code,
    ).toBe('bad-request')
  })
})

describe('an inspection', () => {
  it('sends back and closes in any project', async () => {
    const itemId = await firstItem()
    expect(await app.call('review', 'selfCheck', { projectId, itemId })).toEqual([])
    const notes = [{ annotationId: null, reason: 'other', text: '' }]
    const [note] = await app.call('review', 'sendBack', { projectId, itemId, notes })
    expect((await app.call('review', 'list', { projectId, where: 'state:returned', limit: 10 })).rows).toHaveLength(1)
    await app.call('review', 'resolve', { projectId, itemId, ids: [note?.id], decision: 'closed' })
    expect(await app.call('review', 'notes', { projectId, itemId })).toMatchObject([{ decision: 'closed' }])
  })
  it('has a clinical sheet only where the pack has one', async () => {
    const about = { projectId, path: folder, run: 'x', limit: 10, itemId: 'x', variable: 'grp', value: '' }
    for (const name of ['look', 'bringIn', 'putAway', 'runs', 'undo', 'reveal', 'page', 'set', 'history'])
      expect((await app.refused(`clinical.${name}`, about)).code).toBe('clinical-not-here')
  })
  it('has names, paths and counts only where the pack has them', async () => {
    expect(await app.call('pack', 'report', { projectId })).toBeNull()
    expect((await app.refused('pack.save', { projectId, xray: null, reason: '' })).code).toBe('bad-request')
    const place = { template: '{file}', patterns: {} }
    expect((await app.refused('pack.previewPlace', { projectId, place })).code).toBe('bad-request')
    expect((await app.job(app.call('pack', 'previewFields', { projectId, place }))).result).toMatchObject({ items: 0 })
    expect((await app.job(app.call('pack', 'readFields', { projectId }))).result).toMatchObject({ changed: 0 })
    expect(await app.call('names', 'plan', { projectId })).toEqual({ rows: [], total: 0 })
    expect((await app.job(app.call('names', 'rename', { projectId }))).result).toMatchObject({ renamed: 0 })
    expect((await app.job(app.call('names', 'undo', { projectId, runId: 'none' }))).state).toBe('failed')
    expect(await app.call('names', 'runs', { projectId })).toEqual([])
  })
})

describe('jobs', () => {
  it('preview without writing, then bring in', async () => {
    const preview = await app.job(app.call('import', 'preview', { projectId, paths: [folder] }))
    expect(preview.result).toMatchObject({
      items: 0,
      skipped: expect.arrayContaining([expect.objectContaining({ code: 'duplicate' })]),
    })
    const again = await app.job(app.call('import', 'run', { projectId, paths: [folder], mode: 'reference' }))
    expect(again.result).toMatchObject({ items: 0 })
    const list = await app.call('jobs', 'list', { projectId })
    expect(list.map((j) => j.kind)).toContain('import')
  })
  it('bring labels in and deliver them again', async () => {
    const path = join(app.dir, 'labels.json')
    writeFileSync(
      path,
      JSON.stringify({
        images: [{ id: 1, file_name: 'p3.png', width: 40, height: 30 }],
        categories: [{ id: 1, name: 'cat' }],
        annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4], area: 12, iscrowd: 0 }],
      }),
    )
    const labels = { projectId, files: [path], format: 'auto' }
    expect((await app.job(app.call('labels', 'preview', labels))).result).toMatchObject({ annotations: 1, items: 1 })
    expect((await app.job(app.call('labels', 'run', labels))).result).toMatchObject({ annotations: 1, items: 1 })
    const preview = await app.job(app.call('export', 'preview', { projectId, format: 'coco' }))
    expect(preview.result).toMatchObject({ annotations: 3 })
    const outDir = join(app.dir, 'delivery')
    const run = await app.job(app.call('export', 'run', { projectId, format: 'coco', outDir }))
    expect(run.result).toMatchObject({ annotations: 3, compared: { different: 0 } })
    expect(readdirSync(outDir).length).toBeGreaterThan(0)
  })
  it('check and verify, and find what is wrong', async () => {
    expect(await app.job(app.call('check', 'run', { projectId }))).toMatchObject({ state: 'done' })
    const sound = await app.job(app.call('project', 'verify', { projectId }))
    expect(sound.result).toMatchObject({ ok: true })
  })
  it('find a folder that was moved', async () => {
    const moved = join(app.dir, 'moved')
    mkdirSync(moved)
    renameSync(folder, join(moved, 'deep'))
    const broken = await app.job(app.call('project', 'verify', { projectId }))
    expect(broken.result).toMatchObject({ ok: false })
    const job = await app.job(app.call('project', 'relocate', { projectId, folder: moved }))
    expect(job.result).toEqual({ moved: 4, missing: 0 })
    expect((await app.job(app.call('project', 'verify', { projectId }))).result).toMatchObject({ ok: true })
    folder = join(moved, 'deep')
  })
  it('are cancelled, and started again with the same input', async () => {
    const many = join(app.dir, 'many')
    mkdirSync(many)
    for (let i = 0; i < 200; i++) copyFileSync(join(folder, 'p1.png'), join(many, `${i}.png`))
    const started = await app.call('import', 'run', { projectId, paths: [many], mode: 'reference' })
    expect((await app.refused('export.run', { projectId, format: 'coco', outDir: join(app.dir, 'o') })).code).toBe(
      'busy',
    )
    await app.call('jobs', 'cancel', { projectId, jobId: started.id })
    const ended = await app.job(Promise.resolve(started))
    expect(ended.state).toBe('cancelled')
    const again = await app.job(app.call('jobs', 'resume', { projectId, jobId: started.id }))
    expect(again).toMatchObject({ kind: 'import', state: 'done' })
    expect((await app.refused('jobs.resume', { projectId, jobId: again.id })).code).toBe('bad-request')
    expect((await app.refused('jobs.get', { projectId, jobId: newId() })).code).toBe('job-not-found')
    rmSync(many, { recursive: true })
  })
  it('interrupted by a crash are known after it', async () => {
    const list = await app.call('jobs', 'list', { projectId })
    await app.call('project', 'close', { projectId })
    const after = await app.call('jobs', 'list', { projectId })
    expect(after.map((j) => j.id)).toEqual(
      expect.arrayContaining(list.filter((j) => !j.kind.endsWith('preview')).map((j) => j.id)),
    )
  })
})

describe('cases', () => {
  it('belong to projects of cases: elsewhere nothing is found and nothing is moved', async () => {
    const itemId = await firstItem()
    expect(await app.call('cases', 'sheet', { projectId, itemId })).toMatchObject({ findings: [], undo: null })
    expect(await app.call('cases', 'open', { projectId })).toEqual({ cases: [], next: null })
    const act = { projectId, itemId, act: { do: 'move', from: 'image', to: 'RCC' }, reason: 'test' }
    expect((await app.refused('cases.act', act)).code).toBe('bad-request')
    for (const back of ['undo', 'redo'] as const)
      expect(await app.call('cases', back, { projectId, itemId })).toMatchObject({ undo: null, redo: null })
  })
})

describe('looking', () => {
  it('is kept for the reader and the round, added up, and refused for a picture of another item', async () => {
    const itemId = await firstItem()
    const { document } = await openDocument(itemId)
    const { slots } = await app.call('items', 'get', { projectId, itemId })
    const place = { projectId, itemId, roundId: document.roundId }
    const seen = (sourceId: string, ...bytes: number[]) => ({
      sourceId,
      columns: 4,
      rows: 3,
      bits: Buffer.from(bytes).toString('hex'),
    })
    const own = slots[0]?.source.id ?? ''
    expect(await app.call('cases', 'coverage', place)).toEqual([])
    await app.call('cases', 'cover', { ...place, seen: [seen(own, 0b0011, 0)] })
    await app.call('cases', 'cover', { ...place, seen: [seen(own, 0b0110, 1)] })
    expect(await app.call('cases', 'coverage', place)).toEqual([seen(own, 0b0111, 1)])
    expect((await app.refused('cases.cover', { ...place, seen: [seen('nobody', 1, 0)] })).code).toBe('not-found')
    expect((await app.refused('cases.cover', { ...place, seen: [seen(own, 1)] })).code).toBe('bad-request')
    expect(await app.call('cases', 'priors', { projectId, itemId })).toEqual([])
  })
})

describe('agreement', () => {
  it('has no double reading where everybody works in one, and compares what was read twice all the same', async () => {
    const itemId = await firstItem()
    const policy = { blind: true, gate: false, iou: 0.6 }
    const asked = { projectId, policy, reason: '' }
    expect((await app.refused('agree.policy', asked)).code).toBe('blind-shared')
    const off = await app.call('agree', 'policy', { ...asked, policy: { ...policy, blind: false } })
    expect(off.review).toEqual({ blind: false, gate: false, iou: 0.6 })
    const job = await app.job(app.call('agree', 'run', { projectId, a: null, b: null, iou: 0.5 }))
    expect(job.result).toMatchObject({ items: 0, matched: 0, kappa: null, rows: [] })
    expect((await app.job(app.call('agree', 'run', { projectId, a: '1', b: '9', iou: 0.5 }))).error?.code).toBe(
      'unknown-round',
    )
    const item = { projectId, itemId }
    for (const [name, input] of [
      ['item', { a: null, b: null, iou: 0.5 }],
      ['settle', { choices: {}, revision: 0 }],
      ['consent', { revision: 0 }],
      ['withdraw', {}],
    ] as const)
      expect((await app.refused(`agree.${name}`, { ...item, ...input })).code).toBe('nothing-read-twice')
  })
})

it('every procedure of the table was called', () => {
  const all = Object.entries(procedures).flatMap(([topic, names]) =>
    Object.keys(names).map((name) => `${topic}.${name}`),
  )
  expect(all.filter((name) => !called.has(name))).toEqual([])
})
