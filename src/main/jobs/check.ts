// All rules of the pack over all items; what they find is kept, so the list is there after a restart.
import { withStanding } from '../../shared/annotation/rules.ts'
import type { Finding } from '../../shared/contract/basics.ts'
import { runRules } from '../rules/runRules.ts'
import type { Ctx } from '../store/ctx.ts'
import { transaction } from '../store/db.ts'
import { replaceFindings } from '../store/findings.ts'
import { iterateItems } from '../store/items.ts'
import type { OpenProject } from '../store/open.ts'
import { projectCounts, readProject } from '../store/project.ts'
import type { JobControl } from './runner.ts'

/** Items between two chances for the program to do something else. */
const CHUNK = 200

export async function checkProject(
  project: OpenProject,
  { signal, onProgress, ctx }: JobControl & { ctx: Ctx },
): Promise<Finding[]> {
  const { db, dir } = project
  const { items: total } = projectCounts(db)
  const found: Finding[] = []
  let done = 0
  for (const item of iterateItems(db)) {
    found.push(...runRules(db, item, { dir, ...(ctx.language ? { language: ctx.language } : {}) }))
    if (++done % CHUNK === 0) {
      onProgress(done, total)
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    }
  }
  onProgress(done, total)
  if (project.mode === 'write') {
    const writable = project.writable()
    transaction(writable, () => replaceFindings(writable, null, withStanding(readProject(db).pack.rules), found, ctx))
  }
  return found
}
