import { PandokError } from '../../../shared/contract/errors.ts'
import { placeFields } from '../../../shared/domains/xraySecurity/fields.ts'
import { compileTemplate } from '../../../shared/domains/xraySecurity/pathTemplate.ts'
import { placeReader } from '../../../shared/domains/xraySecurity/place.ts'
import type { PlaceRule, XraySettings } from '../../../shared/domains/xraySecurity/settings.ts'
import { placePath } from '../../importers/packIntake.ts'
import { reportOf } from '../../jobs/report.ts'
import { planNames } from '../../names/names.ts'
import { rows } from '../../store/db.ts'
import { readProject, writePack } from '../../store/project.ts'
import { listRenameRuns } from '../../store/renames.ts'
import { readSchema } from '../../store/schemas.ts'
import type { Deps } from '../deps.ts'
import { ctxOf, projectInfo } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { startWork } from '../work.ts'

const STORED = `SELECT o.path, o.copied, i.name FROM items i JOIN item_slots s ON s.item_no = i.no JOIN sources o ON o.no = s.source_no
  ORDER BY i.no LIMIT ?`
const EXAMPLES = 12
/** A window sees where a file lies below its data set, not where the data set lies. */
const SHOWN_PARTS = 5

function settingsOf(pack: ReturnType<typeof readProject>['pack']): XraySettings {
  if (!pack.xray) throw new PandokError('bad-request', 'the project has no such settings', { pack: pack.id })
  return pack.xray
}

const templateProblem = ({ template, patterns }: PlaceRule) => {
  const compiled = template === null ? null : compileTemplate(template, patterns)
  return typeof compiled === 'string' ? compiled : null
}

export function packHandlers(deps: Deps): TopicHandlers<'pack'> {
  const { projects, clock } = deps
  return {
    save({ projectId, xray, reason }, asked) {
      const project = projects.get(projectId)
      const { pack } = readProject(project.db)
      settingsOf(pack)
      const problem = templateProblem(xray.place)
      if (problem) throw new PandokError('bad-request', 'the path template cannot be read', { problem })
      const ctx = ctxOf(project, asked, clock, reason)
      if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
      writePack(project.writable(), { ...pack, xray }, ctx)
      return projectInfo(project)
    },
    previewPlace({ projectId, place, path }) {
      const { db } = projects.get(projectId)
      const settings = settingsOf(readProject(db).pack)
      const problem = templateProblem(place)
      if (problem) return { problem, examples: [] }
      const reader = placeReader({ settings: { ...settings, place }, classes: readSchema(db).classes })
      const stored = rows<{ path: string; copied: number; name: string }>(db, STORED, EXAMPLES)
      const paths = [
        ...(path ? [path.replaceAll('\\', '/')] : []),
        ...stored.map((s) => placePath({ name: s.name }, { path: s.path, copied: s.copied === 1 })),
      ]
      const examples = paths.map((p) => {
        const read = reader.read(p)
        const fields: Record<string, string> = { ...placeFields(read) }
        const matches = place.template === null ? read.maker !== null || read.item !== null : read.read !== null
        return { path: p.split('/').slice(-SHOWN_PARTS).join('/'), matches, fields }
      })
      return { problem: null, examples }
    },
    previewFields: ({ projectId, place }, asked) =>
      startWork(deps, projects.get(projectId), asked, 'fields-preview', { place: place ?? null }),
    readFields: ({ projectId }, asked) => startWork(deps, projects.get(projectId), asked, 'fields', { place: null }),
    report: ({ projectId }) => reportOf(projects.get(projectId).db),
  }
}

export function nameHandlers(deps: Deps): TopicHandlers<'names'> {
  const { projects } = deps
  return {
    plan: ({ projectId }) => planNames(projects.get(projectId), new AbortController().signal),
    rename: ({ projectId, itemIds }, asked) =>
      startWork(deps, projects.get(projectId), asked, 'rename', { itemIds: itemIds ?? null }),
    undo: ({ projectId, runId }, asked) => startWork(deps, projects.get(projectId), asked, 'rename-undo', { runId }),
    runs: ({ projectId }) => listRenameRuns(projects.get(projectId).db, 50),
  }
}
