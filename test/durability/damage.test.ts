// Pages of the database overwritten at random: whatever is readable comes out, nothing pretends to be whole.
import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/main/store/canonicalJson.ts'
import { effectiveDocument, readAnnotations } from '../../src/main/store/documents.ts'
import { iterateItems, pageItems } from '../../src/main/store/items.ts'
import { type OpenProject, openProject } from '../../src/main/store/open.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import { verifyProject } from '../../src/main/store/verify.ts'
import { PandokError } from '../../src/shared/contract/errors.ts'
import { annotationOf, handOn, type TempProject, tempProject } from '../harness/tempProject.ts'
import { randomOf } from './editor.ts'

const PAGE = 4096
const clock = () => new Date()
const hashFile = async () => ({ sha256: '', bytes: 0 })

let original: TempProject
let folder: string
/** Canonical record by annotation id. */
const truth = new Map<string, string>()
let items = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pandok-damage-'))
  original = tempProject()
  const random = randomOf(7)
  const names = Array.from({ length: 60 }, (_, i) => `folder/${i}.png`)
  for (const item of original.addItems(...names)) {
    const hand = handOn(original, item)
    for (let k = 0; k < 6; k++) {
      const points = k === 0 ? 600 : 12
      const outer = Array.from({ length: points * 2 }, () => random() * 400)
      hand.apply({
        added: [
          annotationOf({ shape: { kind: 'polygon', parts: [{ outer, holes: [] }] }, attributes: { note: '메모' } }),
        ],
      })
    }
  }
  await original.project.close()
  original.project = openProject(original.dir, { clock })
  for (const a of everything(original.project)) truth.set(a.id, canonicalJson(a))
  items = pageItems(original.project.db, { limit: 1 }).total
  await original.project.close()
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(original.folder, { recursive: true, force: true })
})

/** What an export would walk. */
const everything = (project: OpenProject) =>
  [...iterateItems(project.db)].flatMap((item) => {
    const effective = effectiveDocument(project.db, item.id)
    return effective ? readAnnotations(project.db, effective.document.id) : []
  })

const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

function damagedCopy(name: string, damage: (file: string, pages: number) => void): string {
  const dir = join(folder, `${name}.pandok`)
  cpSync(original.dir, dir, { recursive: true })
  const file = join(dir, 'project.sqlite')
  damage(file, statSync(file).size / PAGE)
  return dir
}

function overwrite(file: string, page: number, content: Buffer): void {
  const fd = openSync(file, 'r+')
  writeSync(fd, content, 0, content.length, page * PAGE)
  closeSync(fd)
}

type Outcome = { mode: string; recovered: number; wrong: number; lostItems: number }

/** Opens, walks like an export, and asks for the verdict. Anything but a PandokError on the way is a crash. */
async function outcomeOf(dir: string): Promise<Outcome> {
  const file = join(dir, 'project.sqlite')
  const before = digestOf(file)
  let project: OpenProject
  try {
    project = openProject(dir, { clock })
  } catch (error) {
    if (!(error instanceof PandokError)) throw error
    expect(error.code).toBe('project-damaged')
    return { mode: error.code, recovered: 0, wrong: 0, lostItems: items }
  }
  const salvaged = project.mode === 'salvage'
  if (salvaged) {
    expect(project.modeReason).not.toBe('')
    expect(() => project.writable()).toThrow(PandokError)
  }
  const verdict = await verifyProject(project, { hashFile })
  // The sources of this project do not exist; every other problem is about the database.
  const problems = verdict.problems.filter((p) => p.code !== 'file-missing')
  let found: ReturnType<typeof everything> = []
  try {
    found = everything(project)
  } catch (error) {
    // A sound-looking database may still stumble over a damaged page, but it must say so - and salvage must not stumble.
    if (salvaged || !(error instanceof PandokError)) throw error
    expect(error.code).toBe('project-damaged')
  }
  readSchema(project.db)
  const right = found.filter((a) => truth.get(a.id) === canonicalJson(a)).length
  const whole = right === truth.size && found.length === truth.size
  if (salvaged || !whole) expect(problems.length, `${project.mode} ${right}/${truth.size}`).toBeGreaterThan(0)
  const total = pageItems(project.db, { limit: 1 }).total
  await project.close()
  if (salvaged) expect(digestOf(file)).toBe(before)
  return { mode: project.mode, recovered: right, wrong: found.length - right, lostItems: items - total }
}

describe('a damaged database', () => {
  it('gives up everything readable, whichever pages are hit', async () => {
    const outcomes: Outcome[] = []
    for (let seed = 1; seed <= 30; seed++) {
      const random = randomOf(seed * 977)
      const dir = damagedCopy(`seed-${seed}`, (file, pages) => {
        const hits = 1 + Math.floor(random() * 5)
        for (let i = 0; i < hits; i++) {
          const content = Buffer.alloc(PAGE)
          if (random() < 0.7) for (let k = 0; k < PAGE; k++) content[k] = random() * 256
          overwrite(file, 1 + Math.floor(random() * (pages - 1)), content)
        }
      })
      outcomes.push(await outcomeOf(dir))
      rmSync(dir, { recursive: true })
    }
    const by = (mode: string) => outcomes.filter((o) => o.mode === mode)
    const salvaged = by('salvage')
    const rate = salvaged.reduce((sum, o) => sum + o.recovered, 0) / (salvaged.length * truth.size)
    console.log(
      `${salvaged.length} salvaged (${(rate * 100).toFixed(1)} % of the annotations came out right), ${by('write').length} opened normally, ${by('project-damaged').length} refused`,
    )
    expect(salvaged.length).toBeGreaterThan(15)
    expect(by('project-damaged').length).toBe(0)
    expect(rate).toBeGreaterThan(0.9)
    expect(outcomes.reduce((sum, o) => sum + o.wrong, 0)).toBe(0)
  }, 600_000)

  it('is read through its first page being gone', async () => {
    for (const content of [Buffer.alloc(PAGE), Buffer.alloc(100, 0xff)]) {
      const dir = damagedCopy('header', (file) => overwrite(file, 0, content))
      const outcome = await outcomeOf(dir)
      expect(outcome).toEqual({ mode: 'salvage', recovered: truth.size, wrong: 0, lostItems: 0 })
      rmSync(dir, { recursive: true })
    }
  }, 300_000)

  it('cut off in the middle still gives the first part, and an empty one is refused', async () => {
    const cut = damagedCopy('cut', (file, pages) => truncateSync(file, Math.floor(pages / 2) * PAGE))
    const outcome = await outcomeOf(cut)
    expect(outcome.mode).toBe('salvage')
    expect(outcome.recovered).toBeGreaterThan(truth.size / 4)
    const empty = damagedCopy('empty', (file) => truncateSync(file, 0))
    expect((await outcomeOf(empty)).mode).toBe('project-damaged')
  }, 300_000)
})
