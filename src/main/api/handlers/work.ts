import { PandokError } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/contract/job.ts'
import { newId } from '../../../shared/ids.ts'
import { isBlind } from '../../store/blind.ts'
import { bulkRuns } from '../../store/bulkRuns.ts'
import { getJob, jobAuthor, jobInput, listJobs } from '../../store/jobs.ts'
import type { Deps } from '../deps.ts'
import type { Asked } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { startWork, type WorkKind, works } from '../work.ts'

type Topics = 'import' | 'labels' | 'export' | 'check' | 'bulk' | 'jobs'

export function workHandlers(deps: Deps): { [T in Topics]: TopicHandlers<T> } {
  const { projects, roots } = deps
  const existing = (paths: readonly string[]) => Promise.all(paths.map((path) => roots.existing(path)))
  return {
    import: {
      preview: async ({ projectId, paths, ...how }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'import-preview', { ...how, paths: await existing(paths) }),
      run: async ({ projectId, paths, ...how }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'import', { ...how, paths: await existing(paths) }),
    },
    labels: {
      preview: async ({ projectId, files, format }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'labels-preview', { files: await existing(files), format }),
      run: async ({ projectId, files, format }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'labels', { files: await existing(files), format }),
    },
    export: {
      preview: ({ projectId, format, where }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'export-preview', { format, where }),
      run: async ({ projectId, outDir, ...how }, asked) => {
        const input = { ...how, outDir: await roots.forWriting(outDir) }
        return startWork(deps, projects.get(projectId), asked, 'export', input)
      },
    },
    check: { run: ({ projectId }, asked) => startWork(deps, projects.get(projectId), asked, 'check', {}) },
    bulk: {
      preview: ({ projectId, ...order }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'bulk-preview', order),
      run: ({ projectId, ...order }, asked) =>
        startWork(deps, projects.get(projectId), asked, 'bulk', { ...order, runId: newId() }),
      undo({ projectId, runId }, asked) {
        const project = projects.get(projectId)
        const known = bulkRuns(project.db).find((r) => r.runId === runId)
        if (isBlind(project.db) && known && known.authorId !== asked.userId)
          throw new PandokError('reading-blind', 'the change is in the readings of somebody else')
        return startWork(deps, project, asked, 'bulk-undo', { runId })
      },
      runs({ projectId }, asked) {
        const { db } = projects.get(projectId)
        const runs = bulkRuns(db)
        // What a bulk change found tells what was marked.
        return isBlind(db) ? runs.filter((r) => r.authorId === asked.userId) : runs
      },
    },
    jobs: jobHandlers(deps),
  }
}

function jobHandlers(deps: Deps): TopicHandlers<'jobs'> {
  const { projects, jobs } = deps
  /** In a blind project, what came of somebody's work on their reading is theirs to know. */
  const isOpen = (projectId: string, { id, kind }: Job, asked: Asked): boolean => {
    const { db } = projects.get(projectId)
    if (!OF_READINGS.has(kind) || !isBlind(db)) return true
    const author = jobs.authorOf(id) ?? jobAuthor(db, id)
    return author === null || author === asked.userId
  }
  const find = (projectId: string, jobId: string, asked: Asked): Job => {
    const job = jobs.get(projectId, jobId) ?? getJob(projects.get(projectId).db, jobId)
    if (!job || !isOpen(projectId, job, asked)) throw new PandokError('job-not-found', 'no such job')
    return job
  }
  return {
    get: ({ projectId, jobId }, asked) => find(projectId, jobId, asked),
    list({ projectId }, asked) {
      const live = jobs.list(projectId)
      const known = new Set(live.map((job) => job.id))
      const all = [...live, ...listJobs(projects.get(projectId).db).filter((job) => !known.has(job.id))]
      return all.filter((job) => isOpen(projectId, job, asked))
    },
    cancel({ projectId, jobId }, asked) {
      const job = find(projectId, jobId, asked)
      return jobs.cancel(projectId, jobId) ?? job
    },
    resume({ projectId, jobId }, asked) {
      const project = projects.get(projectId)
      const job = find(projectId, jobId, asked)
      const input = jobInput(project.db, jobId)
      if (job.state === 'running' || job.state === 'done' || !isWork(job.kind) || input === null)
        throw new PandokError('bad-request', 'this job cannot be started again', { kind: job.kind })
      // The input was checked when the job was first started, and is checked again by startWork.
      return startWork(deps, project, asked, job.kind, input as never)
    },
  }
}

/** Their results speak of single labels. */
const OF_READINGS: ReadonlySet<Job['kind']> = new Set([
  'bulk-preview',
  'bulk',
  'bulk-undo',
  'labels-preview',
  'labels',
  'import',
  'schema-preview',
  'schema',
  'agree',
])

const isWork = (kind: Job['kind']): kind is WorkKind => kind in works
