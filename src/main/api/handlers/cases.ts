import { PandokError } from '../../../shared/contract/errors.ts'
import { caseFindings, caseSheet, holdsCases } from '../../rules/caseSheet.ts'
import { actOnCase, redoAct, undoAct } from '../../store/caseActs.ts'
import { addCoverage, readCoverage } from '../../store/coverage.ts'
import { getItem, pageItems } from '../../store/items.ts'
import { priorCases } from '../../store/priorCases.ts'
import type { Deps } from '../deps.ts'
import { ctxOf } from '../openProjects.ts'
import type { RpcContext, TopicHandlers } from '../router.ts'

/** Cases looked at for one answer: a large project is walked in steps, so that a list fills while it is walked. */
const LOOKED_AT = 500

export function caseHandlers({ projects, clock }: Deps): TopicHandlers<'cases'> {
  const sheetOf = (projectId: string, itemId: string, asked: RpcContext) => {
    const project = projects.get(projectId)
    return caseSheet(project.db, itemId, ctxOf(project, asked, clock).authorId, asked.language)
  }
  const asPerson = (projectId: string, asked: RpcContext, reason: string | null) => {
    const project = projects.get(projectId)
    const ctx = ctxOf(project, asked, clock, reason)
    if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
    return { db: project.writable(), ctx }
  }
  return {
    priors: ({ projectId, itemId }) => priorCases(projects.get(projectId).db, itemId),
    coverage({ projectId, itemId, roundId }, asked) {
      const project = projects.get(projectId)
      const { authorId } = ctxOf(project, asked, clock)
      return authorId === null ? [] : readCoverage(project.db, { itemId, roundId }, authorId)
    },
    cover({ projectId, itemId, roundId, seen }, asked) {
      const { db, ctx } = asPerson(projectId, asked, null)
      addCoverage(db, { itemId, roundId }, seen, ctx)
      return { kept: true }
    },
    sheet: ({ projectId, itemId }, asked) => sheetOf(projectId, itemId, asked),
    act({ projectId, itemId, act, keys, reason }, asked) {
      const { db, ctx } = asPerson(projectId, asked, reason)
      if (!holdsCases(db)) throw new PandokError('bad-request', 'the items of this project are no cases')
      actOnCase(db, itemId, { act, keys }, ctx)
      return sheetOf(projectId, itemId, asked)
    },
    undo({ projectId, itemId }, asked) {
      const { db, ctx } = asPerson(projectId, asked, null)
      undoAct(db, itemId, ctx)
      return sheetOf(projectId, itemId, asked)
    },
    redo({ projectId, itemId }, asked) {
      const { db, ctx } = asPerson(projectId, asked, null)
      redoAct(db, itemId, ctx)
      return sheetOf(projectId, itemId, asked)
    },
    open({ projectId, after, limit }, asked) {
      const { db } = projects.get(projectId)
      if (!holdsCases(db)) return { cases: [], next: null }
      const page = pageItems(db, { after: after ?? null, limit: LOOKED_AT })
      const cases = []
      let next = page.next
      for (const listed of page.items) {
        const item = getItem(db, listed.id)
        const findings = item ? caseFindings(db, item, asked.language) : []
        if (findings.some((f) => f.severity !== 'info'))
          cases.push({ itemId: listed.id, name: listed.name, findings: findings.filter((f) => f.severity !== 'info') })
        if (cases.length === limit) {
          next = listed === page.items.at(-1) ? page.next : listed.key
          break
        }
      }
      return { cases, next }
    },
  }
}
