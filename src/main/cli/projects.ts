// Opens the project a command names, and closes it whatever happens.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { createPixelPool, type PixelPool } from '../imaging/pixelPool.ts'
import { recoverRenames } from '../names/names.ts'
import { folderOfProject, withEnding } from '../projectPath.ts'
import type { Ctx } from '../store/ctx.ts'
import { type OpenProject, openProject } from '../store/open.ts'
import { ensureUser } from '../store/users.ts'
import type { Io } from './io.ts'

export function absolute(io: Io, path: string): string {
  // An unset variable of a script would otherwise mean the current folder.
  if (path === '') throw new PandokError('bad-request', 'a path is empty')
  return resolve(io.cwd, path)
}

/** `a` finds the folder a.pandok when there is no folder a. */
export function projectFolder(io: Io, path: string): string {
  const given = folderOfProject(absolute(io, path))
  return !existsSync(given) && existsSync(withEnding(given)) ? withEnding(given) : given
}

type Use = 'read' | 'write' | 'write-if-free'
const prefer: Readonly<Record<Use, 'read' | 'write'>> = { read: 'read', write: 'write', 'write-if-free': 'write' }

export async function withProject<T>(
  io: Io,
  path: string,
  use: Use,
  run: (project: OpenProject) => Promise<T>,
): Promise<T> {
  const project = openProject(projectFolder(io, path), { prefer: prefer[use], clock: io.clock })
  try {
    if (use === 'write') assertWritable(project)
    if (project.mode === 'write') recoverRenames(project, io.clock().toISOString())
    return await run(project)
  } finally {
    const { backupProblem } = await project.close()
    if (backupProblem !== null) io.note(`backup: ${backupProblem}`)
  }
}

/** Says why: somebody else is working in it, it is damaged, or the disk cannot be written to. */
function assertWritable(project: OpenProject): void {
  if (project.mode === 'write') return
  if (project.mode === 'salvage') throw new PandokError('project-damaged', 'the project is damaged')
  const reason = project.modeReason ?? ''
  if (/\(pid \d+\)/.test(reason)) throw new PandokError('project-locked', 'another program has it open', { by: reason })
  throw new PandokError('read-only', 'the project cannot be written to', { reason })
}

export async function withPool<T>(run: (pool: PixelPool) => Promise<T>): Promise<T> {
  const pool = createPixelPool({ host: 'thread' })
  try {
    return await run(pool)
  } finally {
    await pool.close()
  }
}

export function ctxOf(io: Io, project: OpenProject): Ctx {
  const ctx: Ctx = { authorId: null, time: io.clock().toISOString(), language: io.language }
  return project.mode === 'write' ? { ...ctx, authorId: ensureUser(project.writable(), io.login, ctx).id } : ctx
}
