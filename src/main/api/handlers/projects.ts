import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { packs } from '../../../shared/domains/index.ts'
import { PROJECT_FILE } from '../../files/listFolder.ts'
import { classesFromFile } from '../../importers/classesFromFile.ts'
import { folderOfProject, newProjectFolder } from '../../projectPath.ts'
import { createSample, sampleDomains } from '../../sample/index.ts'
import { createProject, listBackups, restoreBackup } from '../../store/open.ts'
import { createUser, updateUser } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { ctxOf, projectInfo } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { startWork } from '../work.ts'

export function projectHandlers(deps: Deps): TopicHandlers<'project'> {
  const { projects, roots, clock, pool, dataDir } = deps
  const open = async (path: string, prefer?: 'write' | 'read') => {
    const folder = folderOfProject(await roots.existing(path))
    const project = projects.open(folder, prefer)
    // Its pictures usually lie beside it.
    roots.allow(dirname(folder))
    return projectInfo(project)
  }
  return {
    async create({ parent, name, title, domain, schema, user }) {
      const pack = packs[domain]
      if (!pack) throw new PandokError('bad-request', 'no such domain', { domain })
      const dir = newProjectFolder(await roots.forWriting(parent), name)
      const project = createProject(dir, { title: title.trim() || name.trim(), pack, schema, user }, { clock })
      projects.add(project)
      return projectInfo(project)
    },
    open: ({ path, prefer }) => open(path, prefer),
    async openSample({ domain }) {
      if (!sampleDomains.includes(domain)) throw new PandokError('bad-request', 'no sample of this domain', { domain })
      const dir = join(dataDir, 'samples', `${domain}.pandok`)
      mkdirSync(dirname(dir), { recursive: true })
      roots.allow(dirname(dir))
      // Somebody may be working in it already.
      if (!existsSync(join(dir, PROJECT_FILE))) await createSample(domain, dir, { clock, pool })
      return open(dir)
    },
    info: ({ projectId }) => projectInfo(projects.get(projectId)),
    close: async ({ projectId }) => ({ closed: await projects.close(projectId) }),
    backups: async ({ path }) => listBackups(folderOfProject(await roots.existing(path))),
    async restore({ path, file }) {
      const dir = folderOfProject(await roots.existing(path))
      await projects.closeFolder(dir)
      restoreBackup(dir, file)
      return open(dir)
    },
    relocate: async ({ projectId, folder }, asked) =>
      startWork(deps, projects.get(projectId), asked, 'relocate', { folder: await roots.existing(folder) }),
    verify: ({ projectId }, asked) => startWork(deps, projects.get(projectId), asked, 'verify', {}),
    classesFromFile: async ({ path }, { signal }) => classesFromFile(await roots.existing(path), { pool, signal }),
  }
}

export function userHandlers({ projects, clock }: Deps): TopicHandlers<'users'> {
  return {
    create({ projectId, ...user }, asked) {
      const project = projects.get(projectId)
      return createUser(project.writable(), user, ctxOf(project, asked, clock))
    },
    update({ projectId, id, ...change }, asked) {
      const project = projects.get(projectId)
      return updateUser(project.writable(), id, change, ctxOf(project, asked, clock))
    },
  }
}
