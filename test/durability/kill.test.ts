// The promise: whatever was acknowledged is there, wherever the program was when it was killed.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { verifyChain } from '../../src/main/store/changeLog.ts'
import { type ReadableDb, row, rows } from '../../src/main/store/db.ts'
import { getDocument, readAnnotations } from '../../src/main/store/documents.ts'
import { parseDiff } from '../../src/main/store/history.ts'
import { openProject } from '../../src/main/store/open.ts'
import type { StoredPayload } from '../../src/main/store/payload.ts'
import { applyDiff } from '../../src/shared/annotation/diff.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { tempProject } from '../harness/tempProject.ts'
import { type Acknowledged, digestOf, randomOf } from './editor.ts'

/** `npm run test:long` kills more often. */
const KILLS_PER_LANE = Number(process.env.PANDOK_KILLS ?? 35)
const CHECK_EVERY = 7
const SEED = Number(process.env.DURABILITY_SEED ?? 20261121)

const EDITOR = join(import.meta.dirname, 'editor.ts')
const editorEnv = (dir: string) => ({
  ...process.env,
  NODE_COMPILE_CACHE: join(dir, '..', 'compiled'),
  NODE_NO_WARNINGS: '1',
})

/** Compiled code is kept on a normal exit only, which no editor ever has: one that loads and leaves makes the rest start fast. */
const compileOnce = (dir: string) => {
  const load = `await import(${JSON.stringify(pathToFileURL(EDITOR).href)})`
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', load], { env: editorEnv(dir) }).status).toBe(0)
}

/** Lets the editor work and kills it at a random moment: while it opens, between operations or inside one. */
async function editUntilKilled(
  dir: string,
  seed: number,
  random: () => number,
): Promise<{ opened: boolean; acknowledged: Acknowledged[] }> {
  const child = spawn(process.execPath, [EDITOR, dir, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: editorEnv(dir),
  })
  let out = ''
  let problems = ''
  // After some operations, so that a slow machine proves as much as a fast one, and then at any moment of the next ones.
  let left = Math.floor(random() * 7)
  let armed = false
  child.stderr.on('data', (data) => {
    problems += data
  })
  child.stdout.on('data', (data) => {
    out += data
    left -= String(data).split('\n').length - 1
    if (left > 0 || armed) return
    armed = true
    setTimeout(() => child.kill('SIGKILL'), random() * 25)
  })
  // Some are killed before they are even open.
  const early = random() < 0.05 ? setTimeout(() => child.kill('SIGKILL'), 100 + random() * 200) : undefined
  const [code, signal] = await once(child, 'close')
  clearTimeout(early)
  expect([code, signal, problems]).toEqual([null, 'SIGKILL', ''])
  const whole = out.slice(0, out.lastIndexOf('\n') + 1)
  const lines = whole.split('\n').filter((line) => line !== '')
  return {
    opened: lines.length > 0,
    acknowledged: lines.filter((line) => line.includes('opId')).map((line): Acknowledged => JSON.parse(line)),
  }
}

type Logged = { revision: number; payload: StoredPayload }

/** The reading as it was at a revision, told by the log alone. */
function digestAt(db: ReadableDb, documentId: string, revision: number): string {
  const sql = `SELECT revision, payload FROM change_log WHERE document_no = (SELECT no FROM documents WHERE id = ?) AND revision <= ? ORDER BY seq`
  let state = new Map<string, Annotation>()
  for (const r of rows<Logged>(db, sql, documentId, revision)) state = applyDiff(state, parseDiff(r.payload))
  return digestOf(state.values())
}

function assertNothingLost(dir: string, acknowledged: readonly Acknowledged[]): Promise<unknown> {
  const project = openProject(dir, { clock: () => new Date() })
  const { db } = project
  expect([project.mode, project.modeReason]).toEqual(['write', null])
  const newest = new Map<string, Acknowledged>()
  for (const op of acknowledged) {
    const logged = row<{ revision: number }>(db, 'SELECT revision FROM change_log WHERE op_id = ?', op.opId)
    expect(logged?.revision, `operation ${op.opId}`).toBe(op.revision)
    newest.set(op.documentId, op)
  }
  for (const op of newest.values()) {
    const document = getDocument(db, op.documentId)
    // One operation may be on the disk whose acknowledgement did not get out.
    const revision = document?.revision ?? -1
    expect(revision).toBeGreaterThanOrEqual(op.revision)
    expect(digestAt(db, op.documentId, op.revision)).toBe(op.digest)
    expect(digestOf(readAnnotations(db, op.documentId))).toBe(digestAt(db, op.documentId, revision))
  }
  expect([...verifyChain(db)]).toEqual([])
  expect(rows(db, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  return project.close()
}

async function lane(number: number): Promise<{ kills: number; operations: number }> {
  const temp = tempProject({ clock: () => new Date() })
  const random = randomOf(SEED + number)
  temp.addItems(...Array.from({ length: 12 }, (_, i) => `lane${number}-${i}.png`))
  await temp.project.close()
  compileOnce(temp.dir)
  let unchecked: Acknowledged[] = []
  let operations = 0
  for (let kill = 1; kill <= KILLS_PER_LANE; kill++) {
    const { acknowledged } = await editUntilKilled(temp.dir, SEED + number * 10_000 + kill * 7, random)
    unchecked.push(...acknowledged)
    operations += acknowledged.length
    // Between checks the next editor, not the test, is the one that recovers from the kill.
    if (kill % CHECK_EVERY === 0 || kill === KILLS_PER_LANE) {
      await assertNothingLost(temp.dir, unchecked)
      unchecked = []
    }
  }
  await temp.remove()
  return { kills: KILLS_PER_LANE, operations }
}

describe('kill -9 at random moments of an editing run', () => {
  it(`loses no acknowledged edit in ${2 * KILLS_PER_LANE} kills (seed ${SEED})`, async () => {
    const lanes = await Promise.all([lane(1), lane(2)])
    const sum = lanes.reduce((a, b) => ({ kills: a.kills + b.kills, operations: a.operations + b.operations }))
    console.log(`${sum.kills} kills, ${sum.operations} acknowledged operations, all found`)
    expect(sum.kills).toBe(2 * KILLS_PER_LANE)
    // A run in which hardly anything happened would prove nothing.
    expect(sum.operations).toBeGreaterThan(sum.kills)
  }, 900_000)
})
