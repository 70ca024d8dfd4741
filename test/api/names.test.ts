// "Rename file and record together" with real files, through the real handler and after crashes between the steps.
import { chmodSync, existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPixelPool } from '../../src/main/imaging/pixelPool.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { planNames, recoverRenames, renameNames } from '../../src/main/names/names.ts'
import { renameFile } from '../../src/main/names/renameFile.ts'
import { readItemFields } from '../../src/main/store/itemFields.ts'
import { getItem, pageItems } from '../../src/main/store/items.ts'
import { openProject } from '../../src/main/store/open.ts'
import { intendRename, pendingRenames } from '../../src/main/store/renames.ts'
import { verifyProject } from '../../src/main/store/verify.ts'
import { xraySecurity } from '../../src/shared/domains/xraySecurity/pack.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TempProject, tempProject } from '../harness/tempProject.ts'
import { openXrayApp, writeScan } from '../harness/xrayApp.ts'

const FOLDER = 'Smith/Knife/Multiple_Categories'
const WRONG = 'H_8211-91-0000_014_0231.png'
const RIGHT = 'H_821191-0000_014_0231_M.png'
const OTHER_WRONG = 'H_821191-0000_015_0007.png'
const OTHER_RIGHT = 'H_821191-0000_015_0007_M.png'
const asRoot = process.getuid?.() === 0

let temp: TempProject
let folder: string
const pool = createPixelPool({ host: 'thread', size: 1 })
const control = () => ({ signal: new AbortController().signal, onProgress: () => {}, ctx: temp.ctx() })
const files = () => readdirSync(folder).sort()
const plan = async () => (await planNames(temp.project, control().signal)).rows
const names = () =>
  pageItems(temp.project.db, { limit: 10 }).items.map((i) => i.name.slice(i.name.lastIndexOf('/') + 1))

beforeEach(async () => {
  temp = tempProject({ pack: xraySecurity, schema: xraySecurity.schema })
  folder = join(temp.folder, 'scans', FOLDER)
  writeScan(join(folder, WRONG), 1)
  writeScan(join(folder, OTHER_WRONG), 2)
  await runImport({ project: temp.project, pool }, [join(temp.folder, 'scans')], { mode: 'reference', ctx: temp.ctx() })
})
afterEach(() => temp.remove())

describe('renaming', () => {
  it('is shown first, and takes file, item, record and fields along', async () => {
    expect((await plan()).map((r) => [r.from, r.to, r.problem])).toEqual([
      [WRONG, RIGHT, null],
      [OTHER_WRONG, OTHER_RIGHT, null],
    ])
    const bytes = readFileSync(join(folder, WRONG))
    const result = await renameNames(temp.project, null, control())
    expect(result).toMatchObject({ renamed: 2, failed: [] })
    expect(files()).toEqual([RIGHT, OTHER_RIGHT])
    expect(readFileSync(join(folder, RIGHT)).equals(bytes)).toBe(true)
    expect(names()).toEqual([RIGHT, OTHER_RIGHT])
    const [first] = pageItems(temp.project.db, { where: RIGHT, limit: 1 }).items
    expect(getItem(temp.project.db, first?.id ?? '')?.slots[0]?.source.path).toBe(join(folder, RIGHT))
    expect(readItemFields(temp.project.db, first?.id ?? '')).toMatchObject({ item: 'knife', code: '821191-0000' })
    expect(await plan()).toEqual([])
    const hashFile = (path: string) => pool.hash(path)
    expect(await verifyProject(temp.project, { ...control(), hashFile })).toMatchObject({ ok: true })
  })
  it('of one row leaves the others', async () => {
    const [row] = await plan()
    await renameNames(temp.project, [row?.itemId ?? ''], control())
    expect(files()).toEqual([OTHER_WRONG, RIGHT].sort())
  })
  it('never takes the place of another file', async () => {
    writeFileSync(join(folder, RIGHT), 'somebody else')
    expect((await plan())[0]?.problem).toBe('exists')
    expect(await renameNames(temp.project, null, control())).toMatchObject({
      renamed: 1,
      failed: [{ problem: 'exists' }],
    })
    expect(readFileSync(join(folder, RIGHT), 'utf8')).toBe('somebody else')
    expect(existsSync(join(folder, WRONG))).toBe(true)
    // Also when it comes between the look and the step.
    expect(renameFile(join(folder, WRONG), join(folder, RIGHT))).toBe('exists')
  })
  it('says which file is gone or has changed', async () => {
    rmSync(join(folder, WRONG))
    writeFileSync(join(folder, OTHER_WRONG), 'x')
    expect((await plan()).map((r) => r.problem)).toEqual(['missing', 'changed'])
  })
  it.skipIf(asRoot)('says that a folder takes no new names (not as root, who may do anything)', async () => {
    chmodSync(folder, 0o555)
    try {
      expect((await plan()).map((r) => r.problem)).toEqual(['folder', 'folder'])
      expect(renameFile(join(folder, WRONG), join(folder, RIGHT))).toBe('folder')
    } finally {
      chmodSync(folder, 0o755)
    }
  })
  it('only of case works too', () => {
    const [from, to] = [join(folder, OTHER_WRONG), join(folder, OTHER_WRONG.replace('.png', '.PNG'))]
    expect(renameFile(from, to)).toBeNull()
    expect(existsSync(to)).toBe(true)
  })
})

describe('after a crash', () => {
  const intend = () => {
    const [first] = pageItems(temp.project.db, { limit: 1 }).items
    const source = getItem(temp.project.db, first?.id ?? '')?.slots[0]?.source
    const draft = {
      run: newId(),
      sourceId: source?.id ?? '',
      from: source?.path ?? '',
      to: join(folder, RIGHT),
      undoes: null,
    }
    return intendRename(temp.project.writable(), draft, temp.ctx())
  }
  const reopened = async () => {
    await temp.project.close()
    temp.project = openProject(temp.dir, { clock: temp.clock })
    return recoverRenames(temp.project, temp.clock().toISOString())
  }

  it('before the file was touched, nothing has happened', async () => {
    expect(intend()).not.toBeNull()
    expect(await reopened()).toEqual({ finished: 0, voided: 1 })
    expect(names()[0]).toBe(WRONG)
    expect(files()).toEqual([OTHER_WRONG, WRONG].sort())
    expect((await renameNames(temp.project, null, control())).renamed).toBe(2)
  })
  it('between the two names of the file, the step is finished', async () => {
    intend()
    linkSync(join(folder, WRONG), join(folder, RIGHT))
    expect(await reopened()).toEqual({ finished: 1, voided: 0 })
    expect(files()).toEqual([OTHER_WRONG, RIGHT].sort())
    expect(names()).toContain(RIGHT)
  })
  it('before the record followed, it follows', async () => {
    intend()
    renameSync(join(folder, WRONG), join(folder, RIGHT))
    expect(await reopened()).toEqual({ finished: 1, voided: 0 })
    expect(names()).toContain(RIGHT)
    expect(pendingRenames(temp.project.db)).toEqual([])
    expect(await reopened()).toEqual({ finished: 0, voided: 0 })
  })
  it('a file of somebody else at the new name is left alone', async () => {
    intend()
    writeFileSync(join(folder, RIGHT), 'somebody else')
    expect(await reopened()).toEqual({ finished: 0, voided: 1 })
    expect(readFileSync(join(folder, RIGHT), 'utf8')).toBe('somebody else')
    expect(existsSync(join(folder, WRONG))).toBe(true)
  })
})

it('is done, listed and taken back through the handler; copies are renamed inside the project', async () => {
  const x = await openXrayApp([`${FOLDER}/${WRONG}`])
  const { app, projectId } = x
  try {
    const extra = join(app.dir, 'more', FOLDER, OTHER_WRONG)
    writeScan(extra, 9)
    await app.job(app.call('import', 'run', { projectId, paths: [join(app.dir, 'more')], mode: 'copy' }))
    const { rows, total } = await app.call('names', 'plan', { projectId })
    expect([total, rows.map((r) => r.copied)]).toEqual([2, [false, true]])
    const done = await app.job(app.call('names', 'rename', { projectId }))
    expect(done.result).toMatchObject({ renamed: 2, failed: [] })
    expect(existsSync(join(x.scans, FOLDER, RIGHT))).toBe(true)
    // The original of a copy keeps its name.
    expect(existsSync(extra)).toBe(true)
    const [run] = await app.call('names', 'runs', { projectId })
    expect(run).toMatchObject({ files: 2, undone: false })
    const undone = await app.job(app.call('names', 'undo', { projectId, runId: run?.runId }))
    expect(undone.result).toMatchObject({ renamed: 2, failed: [] })
    expect(readdirSync(join(x.scans, FOLDER))).toEqual([WRONG])
    expect([...(await x.ids()).keys()].sort()).toEqual([WRONG, OTHER_WRONG].sort())
    expect(await app.call('names', 'runs', { projectId })).toMatchObject([{ undone: true }])
    expect((await app.job(app.call('project', 'verify', { projectId }))).result).toMatchObject({ ok: true })
  } finally {
    await app.close()
  }
})

it('of paths that are no files does nothing', () => {
  expect(renameFile(join(dirname(folder), 'nothing'), join(dirname(folder), 'else'))).toBe('missing')
})
