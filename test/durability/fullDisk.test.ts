// A full disk stops work with a clear code; what was acknowledged stays, and the same gesture goes through later.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { verifyChain } from '../../src/main/store/changeLog.ts'
import { rows } from '../../src/main/store/db.ts'
import { readAnnotations } from '../../src/main/store/documents.ts'
import { createProject, openProject } from '../../src/main/store/open.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { PandokError } from '../../src/shared/contract/errors.ts'
import { general } from '../../src/shared/domains/general/pack.ts'
import { newId } from '../../src/shared/ids.ts'
import { annotationOf, type Hand, handOn, type TempProject, tempProject, twoClasses } from '../harness/tempProject.ts'

const clock = () => new Date()
const large = (i: number): Annotation =>
  annotationOf({
    shape: {
      kind: 'polygon',
      parts: [
        {
          outer: Array.from({ length: 400 }, (_, k) => 200 + (100 + i) * (k % 2 ? Math.sin(k / 64) : Math.cos(k / 64))),
          holes: [],
        },
      ],
    },
  })

const codeOf = (fn: () => unknown): string | null => {
  try {
    fn()
    return null
  } catch (error) {
    if (error instanceof PandokError) return error.code
    throw error
  }
}

/** Edits until the store refuses; returns what was acknowledged and the gesture that was not. */
function editUntilRefused(hand: Hand): {
  kept: Annotation[]
  refused: { annotation: Annotation; opId: string; code: string }
} {
  const kept: Annotation[] = []
  for (let i = 0; i < 20_000; i++) {
    const annotation = large(i)
    const opId = newId()
    const code = codeOf(() => hand.apply({ added: [annotation] }, undefined, { opId }))
    if (code !== null) return { kept, refused: { annotation, opId, code } }
    kept.push(annotation)
  }
  throw new Error('the disk never became full')
}

function assertWhole(temp: TempProject, hand: Hand, expected: Annotation[]): void {
  expect(readAnnotations(temp.project.db, hand.documentId)).toEqual(expected)
  expect([...verifyChain(temp.project.db)]).toEqual([])
  expect(rows(temp.project.db, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
}

describe('a database that may not grow', () => {
  it('refuses with disk-full, keeps everything, and takes the same gesture when there is room', async () => {
    const temp = tempProject()
    const [item = ''] = temp.addItems('a.png')
    const hand = handOn(temp, item)
    temp.project.db.pragma('max_page_count = 400')
    const { kept, refused } = editUntilRefused(hand)
    expect(refused.code).toBe('disk-full')
    assertWhole(temp, hand, kept)
    temp.project.db.pragma('max_page_count = 100000')
    expect(hand.apply({ added: [refused.annotation] }, undefined, { opId: refused.opId }).revision).toBe(
      kept.length + 1,
    )
    await temp.reopen()
    assertWhole(temp, hand, [...kept, refused.annotation])
    await temp.remove()
  })
})

/** A file system of 24 MiB of its own; null where mounting is not allowed. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
}

const disk = smallDisk()
if (disk === null) console.log('no small file system can be mounted here: only the limited database is tested')
afterAll(() => {
  if (disk === null) return
  execFileSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
})

describe.runIf(disk !== null)('a disk that is really full', () => {
  const folder = disk ?? ''
  const ballast = join(folder, 'ballast')
  const fill = (leave: number) => {
    rmSync(ballast, { force: true })
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)))
  }

  it('refuses with disk-full, keeps everything, closes, opens again, and goes on when there is room', async () => {
    const temp = tempProject({ folder })
    const [item = ''] = temp.addItems('a.png')
    const hand = handOn(temp, item)
    hand.apply({ added: [large(0)] })
    const first = readAnnotations(temp.project.db, hand.documentId)
    fill(600_000)
    const { kept, refused } = editUntilRefused(hand)
    expect(refused.code).toBe('disk-full')
    expect(kept.length).toBeGreaterThan(5)
    assertWhole(temp, hand, [...first, ...kept])
    // Asking again while it is still full changes nothing.
    expect(codeOf(() => hand.apply({ added: [refused.annotation] }, undefined, { opId: refused.opId }))).toBe(
      'disk-full',
    )

    const closed = await temp.project.close()
    expect(closed).toEqual({ backup: null, backupProblem: 'disk-full' })
    expect(readdirSync(join(temp.dir, 'backups'))).toEqual([])
    expect(existsSync(join(temp.dir, 'lock'))).toBe(false)

    rmSync(ballast)
    temp.project = openProject(temp.dir, { clock })
    assertWhole(temp, hand, [...first, ...kept])
    hand.apply({ added: [refused.annotation] }, undefined, { opId: refused.opId })
    hand.apply({ added: [refused.annotation] }, undefined, { opId: refused.opId })
    assertWhole(temp, hand, [...first, ...kept, refused.annotation])
    await temp.remove()
  })

  it('opens for reading only, and says why, when not even the lock can be written', async () => {
    rmSync(join(folder, 'test.pandok'), { recursive: true, force: true })
    const temp = tempProject({ folder })
    const [item = ''] = temp.addItems('a.png')
    const hand = handOn(temp, item)
    hand.apply({ added: [large(0)] })
    await temp.project.close()
    fill(0)
    const reader = openProject(temp.dir, { clock })
    expect([reader.mode, reader.modeReason]).toEqual(['read', 'disk-full'])
    expect(readAnnotations(reader.db, hand.documentId)).toHaveLength(1)
    expect(existsSync(join(temp.dir, 'lock'))).toBe(false)
    await reader.close()
    rmSync(ballast)
    temp.project = openProject(temp.dir, { clock })
    expect(temp.project.mode).toBe('write')
    await temp.remove()
  })

  it('leaves no half project behind', () => {
    fill(50_000)
    const plan = { title: 'x', pack: general, schema: twoClasses, user: { login: 'a', name: 'A', colour: '#000000' } }
    const before = readdirSync(folder)
    expect(codeOf(() => createProject(join(folder, 'new.pandok'), plan, { clock }))).toBe('disk-full')
    expect(readdirSync(folder)).toEqual(before)
    rmSync(ballast)
  })
})
