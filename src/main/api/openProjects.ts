// The projects that are open in this program. All its windows share them; the last one to leave closes nothing for others.
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { ProjectInfo } from '../../shared/contract/project.ts'
import type { RecentProjects } from '../files/recent.ts'
import type { JobRunner } from '../jobs/runner.ts'
import type { Logger } from '../log/logger.ts'
import { recoverRenames } from '../names/names.ts'
import { annotationsSeen, NOBODY, type Sight, seenSql } from '../store/blind.ts'
import type { Clock, Ctx } from '../store/ctx.ts'
import { type OpenProject, openProject } from '../store/open.ts'
import { projectCounts, readingOf, readProject } from '../store/project.ts'
import { listRounds } from '../store/rounds.ts'
import { readSchema } from '../store/schemas.ts'
import { getUser, listUsers } from '../store/users.ts'
import type { RpcContext } from './router.ts'

export type OpenProjects = {
  open(dir: string, prefer?: 'write' | 'read'): OpenProject
  /** Takes over a project that was just made. */
  add(project: OpenProject): void
  /** Opens it again when another window closed it. */
  get(projectId: string): OpenProject
  close(projectId: string): Promise<boolean>
  /** Items of a project that is open now; null for any other folder. */
  itemsIn(dir: string): number | null
  /** Before a backup is put in its place. */
  closeFolder(dir: string): Promise<void>
  closeAll(): Promise<void>
}

/** Work is copied away at least this often (issue: backup each 30 minutes of work). */
const BACKUP_EVERY_MS = 30 * 60_000

export type OpenProjectsDeps = { clock: Clock; recent: RecentProjects; jobs: JobRunner; logger: Logger }

export function createOpenProjects({ clock, recent, jobs, logger }: OpenProjectsDeps): OpenProjects {
  const open = new Map<string, OpenProject>()
  const folders = new Map<string, string>()

  const timer = setInterval(() => {
    for (const project of open.values()) void backupAfterWork(project)
  }, BACKUP_EVERY_MS)
  timer.unref()

  async function backupAfterWork(project: OpenProject): Promise<void> {
    if (!project.changedSinceBackup()) return
    try {
      await project.backup()
    } catch (error) {
      logger.error('project.backup', error, { project: project.id })
    }
  }

  function add(project: OpenProject): void {
    open.set(project.id, project)
    folders.set(project.id, project.dir)
    recent.remember(project.id, projectInfo(project), clock())
    logger.info('project.open', { project: project.id, mode: project.mode })
  }

  const api: OpenProjects = {
    add,
    open(dir, prefer) {
      const real = realDir(dir)
      const known = [...open.values()].find((p) => realDir(p.dir) === real)
      if (known) return known
      const project = openProject(real, prefer ? { prefer, clock } : { clock })
      if (project.mode === 'write') {
        const { finished, voided } = recoverRenames(project, clock().toISOString())
        if (finished + voided > 0) logger.info('names.recovered', { project: project.id, finished, voided })
      }
      add(project)
      return project
    },
    get(projectId) {
      const known = open.get(projectId)
      if (known) return known
      const dir = folders.get(projectId) ?? recent.folderOf(projectId)
      if (dir === null) throw new PandokError('project-not-found', 'this project is not open')
      const project = api.open(dir)
      if (project.id !== projectId) throw new PandokError('project-not-found', 'another project is in this folder now')
      return project
    },
    async close(projectId) {
      const project = open.get(projectId)
      if (!project) return false
      await jobs.stop(projectId)
      open.delete(projectId)
      recent.remember(projectId, projectInfo(project), clock())
      const { backupProblem } = await project.close()
      if (backupProblem !== null) logger.warn('project.backup', { project: projectId, code: backupProblem })
      logger.info('project.close', { project: projectId })
      return true
    },
    itemsIn(dir) {
      const project = [...open.values()].find((p) => p.dir === dir)
      return project ? projectCounts(project.db).items : null
    },
    async closeFolder(dir) {
      const real = realDir(dir)
      for (const project of [...open.values()]) if (realDir(project.dir) === real) await api.close(project.id)
    },
    async closeAll() {
      clearInterval(timer)
      for (const projectId of [...open.keys()])
        await api.close(projectId).catch((error) => logger.error('project.close', error, { project: projectId }))
    },
  }
  return api
}

const realDir = (dir: string): string => {
  try {
    return realpathSync(dir)
  } catch {
    return resolve(dir)
  }
}

export function projectInfo(project: OpenProject): ProjectInfo {
  const { db, id, dir, mode, modeReason } = project
  const { title, domain, pack } = readProject(db)
  const seen = seenSql(db, NOBODY)
  return {
    id,
    title,
    domain,
    packVersion: pack.version,
    path: dir,
    mode,
    modeReason,
    reading: readingOf(db),
    desk: pack.desk,
    review: pack.review,
    slots: pack.item.slots,
    xray: pack.xray,
    mammo: pack.mammo,
    schema: readSchema(db),
    users: listUsers(db),
    rounds: listRounds(db),
    counts: seen === null ? projectCounts(db) : projectCounts(db, annotationsSeen(db, seen)),
  }
}

/** Who writes now, in which language findings come. A profile that is gone or switched off is nobody. */
export function ctxOf(project: OpenProject, asked: Asked, clock: Clock, reason?: string | null): Ctx {
  const user = asked.userId === null ? null : getUser(project.db, asked.userId)
  const authorId = user?.active ? user.id : null
  return { authorId, time: clock().toISOString(), reason: reason ?? null, language: asked.language }
}
/** What they may see of blind readings (store/blind.ts). */
export const sightOf = ({ userId }: Pick<Asked, 'userId'>): Sight => ({ viewer: userId })
export type Asked = Pick<RpcContext, 'userId' | 'language'>
