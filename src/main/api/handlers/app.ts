import { platform } from 'node:os'
import { writeBytesAtomic } from '../../files/atomicWrite.ts'
import { listFolder, listRoots, makeFolder } from '../../files/listFolder.ts'
import { sampleDomains } from '../../sample/index.ts'
import { runSelfTest } from '../../selfTest.ts'
import { makeSupportPack } from '../../supportPack.ts'
import { VERSION } from '../../version.ts'
import type { Deps } from '../deps.ts'
import type { TopicHandlers } from '../router.ts'

export function appHandlers(deps: Deps): TopicHandlers<'app'> {
  const { habits, host, recent, roots, startProject, projects } = deps
  /** What the list remembers of a project ends with its last opening: one that is open is asked itself. */
  const recentNow = () =>
    recent.list().map((entry) => ({ ...entry, items: projects.itemsIn(entry.path) ?? entry.items }))
  return {
    info: () => ({
      version: VERSION,
      host: host.kind,
      platform: platform(),
      sampleDomains: [...sampleDomains],
      project: startProject(),
    }),
    habits: () => habits.read(),
    saveHabits: ({ login, habits: now }) => habits.save(login, now),
    async saveKeys({ name, keys }) {
      const path = await host.saveFile(name)
      if (path) writeBytesAtomic(path, JSON.stringify({ pandokKeys: 1, ...keys }, null, 2))
      return { path }
    },
    recent: recentNow,
    forget({ path }) {
      recent.forget(path)
      return recentNow()
    },
    selfTest: () => runSelfTest(deps),
    supportPack: () => makeSupportPack(deps),
    reveal: async ({ path }) => ({ opened: await host.openPath(await roots.existing(path)) }),
  }
}

export function fileHandlers({ roots }: Deps): TopicHandlers<'files'> {
  return {
    roots: () => listRoots(roots),
    list: ({ path, show }) => listFolder(roots, path, show),
    makeFolder: ({ parent, name }) => makeFolder(roots, parent, name),
  }
}

export function hostHandlers({ host }: Deps): TopicHandlers<'host'> {
  return {
    pickFolder: async () => ({ path: await host.pickFolder() }),
    saveFile: async ({ name }) => ({ path: await host.saveFile(name) }),
    setTitle: async ({ title }) => ({ set: await host.setTitle(title) }),
  }
}
