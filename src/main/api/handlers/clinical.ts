// The clinical sheet: a file is looked at, brought in and taken back; values are shown, edited and dated. Who reads a case does
// not see its values before handing in: the answer leaves them out, not the screen.
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ClinicalRow, SheetPreviewShown } from '../../../shared/contract/clinical.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { clinicalProblems, isClinicalVariable } from '../../../shared/domains/mammography/clinical.ts'
import type { MammoSettings } from '../../../shared/domains/mammography/settings.ts'
import { problemText } from '../../../shared/text/problems.ts'
import { importClinical, type SheetOptions } from '../../importers/clinicalSheet.ts'
import {
  clinicalHistory,
  clinicalRuns,
  datedVariables,
  hasSeenClinical,
  noteClinicalSeen,
  readClinical,
  undoClinical,
  writeClinical,
} from '../../store/clinical.ts'
import type { Ctx } from '../../store/ctx.ts'
import type { ReadableDb } from '../../store/db.ts'
import { listDocuments } from '../../store/documents.ts'
import { readItemFields } from '../../store/itemFields.ts'
import { getItem, pageItems } from '../../store/items.ts'
import type { OpenProject } from '../../store/open.ts'
import { readProject } from '../../store/project.ts'
import type { Deps } from '../deps.ts'
import { type Asked, ctxOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { isStaged } from '../uploadRoutes.ts'

/** A filter looks at this many cases for one page, then answers with what it has. */
const MOST_LOOKED_AT = 2000
const LOOKED_AT_ONCE = 200
const RUNS = 20

export function clinicalHandlers(deps: Deps): TopicHandlers<'clinical'> {
  const { projects, clock, pool, roots } = deps
  const opened = (projectId: string) => {
    const project = projects.get(projectId)
    settingsOf(project)
    return project
  }
  const writer = (projectId: string, asked: Asked): { project: OpenProject; ctx: Ctx } => {
    const project = opened(projectId)
    const ctx = ctxOf(project, asked, clock)
    project.writable()
    if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
    return { project, ctx }
  }
  async function sheet(
    project: OpenProject,
    asked: Asked & { signal: AbortSignal },
    order: { path: string; sheet?: string | null | undefined; map: Readonly<Record<string, string>> },
    write: Ctx | null,
  ): Promise<SheetPreviewShown> {
    const path = await roots.existing(order.path)
    const sheets = await pool.readSheet(path, { signal: asked.signal })
    const options: SheetOptions = {
      map: new Map(Object.entries(order.map)),
      sheet: order.sheet ?? null,
      write,
      keyless: write === null,
    }
    const found = importClinical(project, path, sheets, options)
    if (write) await clearAway(project, path)
    const seen = hasSeenClinical(project.db, asked.userId)
    const hidden = (itemId: string) => !seen || isReading(project.db, itemId, asked.userId)
    return {
      sheet: found.sheet,
      sheets: sheets.map((s) => s.name),
      columns: found.columns.map((c) => ({ ...c, examples: [...c.examples] })),
      keyed: found.keyed,
      rows: found.rows,
      matched: found.matched,
      changed: found.changed,
      values: found.values,
      unmatched: [...found.unmatched],
      changes: found.changes.map((c) => ({ ...c, from: hidden(c.itemId) ? null : c.from })),
      findings: found.findings.map(({ item, problem }) => ({
        item,
        severity: problem.severity,
        message: problemText(problem, asked.language),
      })),
    }
  }

  return {
    look: ({ projectId, ...order }, asked) => sheet(opened(projectId), asked, order, null),
    bringIn({ projectId, ...order }, asked) {
      const { project, ctx } = writer(projectId, asked)
      return sheet(project, asked, order, ctx)
    },
    async putAway({ projectId, path }) {
      const project = opened(projectId)
      return { removed: await clearAway(project, await roots.existing(path)) }
    },
    runs: ({ projectId }) => clinicalRuns(opened(projectId).db, RUNS),
    undo({ projectId, run }, asked) {
      const { project, ctx } = writer(projectId, asked)
      return undoClinical(project.writable(), run, ctx)
    },
    reveal({ projectId }, asked) {
      const { project, ctx } = writer(projectId, asked)
      if (!hasSeenClinical(project.db, ctx.authorId)) noteClinicalSeen(project.writable(), ctx)
      return { shown: true }
    },
    page: ({ projectId, after, limit, only }, asked) =>
      pageOf(opened(projectId), { after: after ?? null, limit, only }, asked),
    set({ projectId, itemId, variable, value }, asked) {
      const { project, ctx } = writer(projectId, asked)
      if (isReading(project.db, itemId, asked.userId))
        throw new PandokError('forbidden', 'the case is being read by the person who asks')
      const { db } = project
      const item = getItem(db, itemId)
      if (!item) throw new PandokError('not-found', 'no such case')
      if ((readClinical(db, itemId)[variable] ?? '') !== value)
        writeClinical(project.writable(), [{ itemId, values: { [variable]: value } }], '', ctx, 'clinical.set')
      return rowOf(project, item, asked)
    },
    history({ projectId, itemId }, asked) {
      const { db } = opened(projectId)
      const may = hasSeenClinical(db, asked.userId) && !isReading(db, itemId, asked.userId)
      return may ? clinicalHistory(db, itemId) : []
    },
  }
}

/** A sheet that was dropped into a browser window lies in a folder of its own inside the project; nobody asks for it again. */
async function clearAway(project: OpenProject, path: string): Promise<boolean> {
  const folder = dirname(path)
  if (!isStaged(project.dir, folder)) return false
  await rm(folder, { recursive: true, force: true })
  return true
}

function settingsOf({ db }: OpenProject): MammoSettings {
  const { pack } = readProject(db)
  if (!pack.mammo) throw new PandokError('clinical-not-here', 'clinical sheets belong to projects of mammograms')
  return pack.mammo
}

/** Has begun a reading of the case and not handed it in. */
const isReading = (db: ReadableDb, itemId: string, userId: string | null): boolean =>
  userId !== null &&
  listDocuments(db, itemId, { viewer: userId }).some((d) => d.authorId === userId && d.state === 'open')

function pageOf(
  project: OpenProject,
  { after, limit, only }: { after: string | null; limit: number; only: 'all' | 'findings' | 'empty' },
  asked: Asked,
): { shown: boolean; rows: ClinicalRow[]; next: string | null; total: number } {
  const { db } = project
  const { total } = pageItems(db, { limit: 1 })
  if (!hasSeenClinical(db, asked.userId)) return { shown: false, rows: [], next: null, total }
  const rows: ClinicalRow[] = []
  let key = after
  for (let looked = 0; ; ) {
    const page = pageItems(db, { after: key, limit: only === 'all' ? limit : LOOKED_AT_ONCE })
    for (const [i, item] of page.items.entries()) {
      looked++
      const row = rowOf(project, item, asked)
      if (only === 'findings' ? row.findings.length > 0 : only === 'empty' ? isBlank(row) : true) rows.push(row)
      key = item.key
      const isLast = i === page.items.length - 1 && page.next === null
      if (rows.length === limit || looked >= MOST_LOOKED_AT)
        return { shown: true, rows, next: isLast ? null : key, total }
    }
    if (page.next === null) return { shown: true, rows, next: null, total }
  }
}
const isBlank = (row: ClinicalRow): boolean => row.values !== null && Object.keys(row.values).length === 0

function rowOf(project: OpenProject, item: { id: string; name: string }, asked: Asked): ClinicalRow {
  const { db } = project
  const about = { itemId: item.id, item: item.name }
  if (isReading(db, item.id, asked.userId)) return { ...about, values: null, findings: [], dated: [] }
  const values = readClinical(db, item.id)
  const problems = clinicalProblems(values, readItemFields(db, item.id).studydate, settingsOf(project))
  return {
    ...about,
    values: { ...values },
    findings: problems.map((p) => ({
      severity: p.severity,
      message: problemText(p, asked.language),
      variables: variablesOf(p.params),
    })),
    dated: datedVariables(db, item.id),
  }
}

/** The cells that a problem speaks of. */
const variablesOf = (params: Readonly<Record<string, unknown>>) =>
  ['variable', 'variables'].flatMap((key) => {
    const said = params[key]
    return typeof said === 'string' ? said.split(', ').filter(isClinicalVariable) : []
  })
