// The only place where the parts of the backend meet. Hosts see one function from request to response.
import { dirname, join } from 'node:path'
import type { ProjectInfo } from '../shared/contract/project.ts'
import { createApp } from './api/app.ts'
import type { Deps } from './api/deps.ts'
import { devStaticFiles } from './api/devStatic.ts'
import { agreeHandlers } from './api/handlers/agree.ts'
import { appHandlers, fileHandlers, hostHandlers } from './api/handlers/app.ts'
import { caseHandlers } from './api/handlers/cases.ts'
import { clinicalHandlers } from './api/handlers/clinical.ts'
import { dicomHandlers } from './api/handlers/dicom.ts'
import { documentHandlers } from './api/handlers/documents.ts'
import { itemHandlers } from './api/handlers/items.ts'
import { nameHandlers, packHandlers } from './api/handlers/pack.ts'
import { projectHandlers, userHandlers } from './api/handlers/projects.ts'
import { reviewHandlers } from './api/handlers/review.ts'
import { schemaHandlers } from './api/handlers/schema.ts'
import { viewHandlers } from './api/handlers/views.ts'
import { workHandlers } from './api/handlers/work.ts'
import { createOpenProjects, projectInfo } from './api/openProjects.ts'
import type { Handlers, RpcContext } from './api/router.ts'
import { staticFiles } from './api/staticRoutes.ts'
import type { AllowedRoots } from './files/allowedRoots.ts'
import { createHabitsFile } from './files/habits.ts'
import { createRecentProjects } from './files/recent.ts'
import type { Guard } from './hosts/guard.ts'
import type { HostPort } from './hosts/hostPort.ts'
import type { PixelPool } from './imaging/pixelPool.ts'
import { createJobRunner } from './jobs/runner.ts'
import type { Logger } from './log/logger.ts'
import { folderOfProject } from './projectPath.ts'
import type { Clock } from './store/ctx.ts'

export type BackendOptions = {
  /** Folder for recent projects, log, samples, support packs. */
  readonly dataDir: string
  readonly host: HostPort
  readonly guard: Guard
  readonly clock: Clock
  readonly pool: PixelPool
  readonly allowedRoots: AllowedRoots
  readonly logger: Logger
  /** The built renderer, or the address of a Vite server while working on it. */
  readonly pages: { readonly dir: string } | { readonly devServer: string }
  /** Address the host listens on; null when it opens no socket. */
  readonly listeningOn?: () => string | null
}

export type Backend = {
  fetch(request: Request): Promise<Response>
  /** Opens the project named at the start, and lets windows know of it. */
  openProject(path: string): Promise<ProjectInfo>
  openSample(domain: string): Promise<ProjectInfo>
  close(): Promise<void>
}

export function createBackend(options: BackendOptions): Backend {
  const { dataDir, host, clock, pool, logger, allowedRoots: roots } = options
  const recent = createRecentProjects(dataDir)
  const jobs = createJobRunner({ clock, logger })
  const projects = createOpenProjects({ clock, recent, jobs, logger })
  let startProject: { id: string; path: string } | null = null

  const deps: Deps = {
    dataDir,
    clock,
    host,
    pool,
    roots,
    recent,
    habits: createHabitsFile(dataDir),
    projects,
    jobs,
    logger,
    startProject: () => startProject,
    listeningOn: options.listeningOn ?? (() => null),
  }
  const projectTopic = projectHandlers(deps)
  const handlers: Handlers = {
    app: appHandlers(deps),
    files: fileHandlers(deps),
    host: hostHandlers(deps),
    project: projectTopic,
    users: userHandlers(deps),
    schema: schemaHandlers(deps),
    items: itemHandlers(deps),
    dicom: dicomHandlers(deps),
    document: documentHandlers(deps),
    views: viewHandlers(deps),
    cases: caseHandlers(deps),
    review: reviewHandlers(deps),
    agree: agreeHandlers(deps),
    pack: packHandlers(deps),
    names: nameHandlers(deps),
    clinical: clinicalHandlers(deps),
    ...workHandlers(deps),
  }
  const pages = 'dir' in options.pages ? staticFiles(options.pages.dir) : devStaticFiles(options.pages.devServer)
  for (const { path } of recent.list()) roots.allow(dirname(path))

  const start = (info: ProjectInfo): ProjectInfo => {
    startProject = { id: info.id, path: info.path }
    return info
  }
  return {
    fetch: createApp({ deps, handlers, guard: options.guard, pages, logger }),
    async openProject(path) {
      const folder = folderOfProject(path)
      roots.allow(dirname(folder))
      return start(projectInfo(projects.open(folder)))
    },
    async openSample(domain) {
      const ctx: RpcContext = { userId: null, language: 'en', signal: new AbortController().signal }
      return start(await projectTopic.openSample({ domain }, ctx))
    },
    async close() {
      await projects.closeAll()
      await pool.close()
    },
  }
}

export const logFolder = (dataDir: string): string => join(dataDir, 'log')
