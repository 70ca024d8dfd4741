import { rm } from 'node:fs/promises'
import { keepAsset } from '../../files/assets.ts'
import { writeSchemaFile } from '../../schema/schemaFile.ts'
import { listSchemaVersions, readSchema, writeSchema } from '../../store/schemas.ts'
import type { Deps } from '../deps.ts'
import { ctxOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { isStaged } from '../uploadRoutes.ts'
import { startWork } from '../work.ts'

export function schemaHandlers(deps: Deps): TopicHandlers<'schema'> {
  const { projects, roots, clock } = deps
  return {
    save({ projectId, schema, reason }, asked) {
      const project = projects.get(projectId)
      return writeSchema(project.writable(), schema, ctxOf(project, asked, clock, reason))
    },
    preview: ({ projectId, ...input }, asked) =>
      startWork(deps, projects.get(projectId), asked, 'schema-preview', input),
    change: ({ projectId, ...input }, asked) => startWork(deps, projects.get(projectId), asked, 'schema', input),
    versions: ({ projectId }) => listSchemaVersions(projects.get(projectId).db),
    version: ({ projectId, version }) => readSchema(projects.get(projectId).db, version),
    async keepExample({ projectId, path }) {
      const project = projects.get(projectId)
      // Throws read-only.
      project.writable()
      const staged = isStaged(project.dir, path)
      const file = await keepAsset(project.dir, staged ? path : await roots.existing(path))
      if (staged) await rm(path, { force: true })
      return { file }
    },
    async writeFile({ projectId, folder }) {
      const { db } = projects.get(projectId)
      return { path: writeSchemaFile(readSchema(db), await roots.forWriting(folder)) }
    },
  }
}
