// The agreement page: how a project is read, the cross-check, one item with both readings, and what its readers settle on.
import { agreedReading, differencesOf } from '../../../shared/agreement/differences.ts'
import type { AgreeItem } from '../../../shared/contract/agree.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { newId } from '../../../shared/ids.ts'
import { chooserOf } from '../../jobs/agree.ts'
import { agreementOf, type ItemAgreement, pairChooser, roundIdOf } from '../../review/itemAgreement.ts'
import { setPolicy } from '../../review/setPolicy.ts'
import { consent, settle, withdraw } from '../../store/agreed.ts'
import { isBlind, policyOf } from '../../store/blind.ts'
import type { Ctx } from '../../store/ctx.ts'
import { row } from '../../store/db.ts'
import { getDocument, readAnnotations } from '../../store/documents.ts'
import { type Chooser, type ReadDocument, readingsOf } from '../../store/doublyRead.ts'
import type { OpenProject } from '../../store/open.ts'
import { readingOf } from '../../store/project.ts'
import type { Deps } from '../deps.ts'
import { type Asked, ctxOf, projectInfo } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { startWork } from '../work.ts'

export function agreeHandlers(deps: Deps): TopicHandlers<'agree'> {
  const { projects, clock } = deps
  const writer = (projectId: string, asked: Asked, reason?: string | null): { project: OpenProject; ctx: Ctx } => {
    const project = projects.get(projectId)
    const ctx = ctxOf(project, asked, clock, reason)
    project.writable()
    if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
    return { project, ctx }
  }
  const shown = (project: OpenProject, itemId: string, viewer: string | null): AgreeItem =>
    itemOf(project, itemId, viewer, pairChooser(project.db), policyOf(project.db).iou, true)
  return {
    policy({ projectId, policy, reason }, asked) {
      const { project, ctx } = writer(projectId, asked, reason)
      setPolicy(project.writable(), policy, ctx)
      return projectInfo(project)
    },
    run: ({ projectId, ...input }, asked) => startWork(deps, projects.get(projectId), asked, 'agree', input),
    item({ projectId, itemId, a, b, iou }, asked) {
      const project = projects.get(projectId)
      const viewer = ctxOf(project, asked, clock).authorId
      const paired = a === null || b === null
      const choose = paired ? pairChooser(project.db) : chooserOf(project, `${a},${b}`)
      return itemOf(project, itemId, viewer, choose, iou, paired)
    },
    settle({ projectId, itemId, choices, revision, reason }, asked) {
      const { project, ctx } = writer(projectId, asked, reason)
      const found = agreementFor(project, itemId, ctx.authorId, pairChooser(project.db), policyOf(project.db).iou)
      if (readingOf(project.db) !== 'independent') throw new PandokError('blind-shared', 'nothing to settle')
      const { annotations, undecided } = agreedReading(found.readings, found.comparison, choices, newId)
      if (undecided > 0) throw new PandokError('agreed-undecided', 'not everything is decided', { count: undecided })
      const place = { itemId, roundId: roundIdOf(project.db, found.readings.documents[0]), revision }
      settle(project.writable(), place, annotations, ctx)
      return shown(project, itemId, ctx.authorId)
    },
    consent({ projectId, itemId, revision }, asked) {
      const { project, ctx } = writer(projectId, asked)
      const { documentId, readers } = proposalOf(project, itemId, ctx)
      consent(project.writable(), documentId, revision, readers, ctx)
      return shown(project, itemId, ctx.authorId)
    },
    withdraw({ projectId, itemId, reason }, asked) {
      const { project, ctx } = writer(projectId, asked, reason)
      const { documentId, readers } = proposalOf(project, itemId, ctx)
      withdraw(project.writable(), documentId, readers, ctx)
      return shown(project, itemId, ctx.authorId)
    },
  }
}

function agreementFor(
  { db }: OpenProject,
  itemId: string,
  viewer: string | null,
  choose: Chooser,
  iou: number,
): ItemAgreement {
  const no = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)?.no
  if (no === undefined) throw new PandokError('not-found', 'no such item')
  for (const readings of readingsOf(db, [no], choose, { viewer })) return agreementOf(db, readings, iou)
  throw isBlind(db)
    ? new PandokError('reading-blind', 'the readings are not open to this reader')
    : new PandokError('nothing-read-twice', 'the item was not read by both')
}

function proposalOf(project: OpenProject, itemId: string, ctx: Ctx) {
  const found = agreementFor(project, itemId, ctx.authorId, pairChooser(project.db), policyOf(project.db).iou)
  if (!found.agreed) throw new PandokError('not-found', 'nothing was proposed')
  return { documentId: found.agreed.document.id, readers: found.readings.documents.map((d) => d.author_id) }
}

function itemOf(
  project: OpenProject,
  itemId: string,
  viewer: string | null,
  choose: Chooser,
  iou: number,
  paired: boolean,
): AgreeItem {
  const { db } = project
  const found = agreementFor(project, itemId, viewer, choose, iou)
  const { readings, counts, comparison, agreed } = found
  const [one, other] = readings.documents
  const reading = (d: ReadDocument, annotations: AgreeItem['a']['annotations']): AgreeItem['a'] => ({
    userId: d.author_id,
    round: d.round,
    state: d.state,
    submittedAt: d.state === 'submitted' ? (getDocument(db, d.id)?.updatedAt ?? null) : null,
    annotations,
  })
  const readers: readonly (string | null)[] = [one.author_id, other.author_id]
  const mayWrite = paired && viewer !== null && project.mode === 'write' && readingOf(db) === 'independent'
  const mine = viewer !== null && agreed?.consents.some((c) => c.userId === viewer)
  const isOpen = agreed?.document.state === 'open'
  const { agreed: _, ...figures } = counts
  return {
    itemId,
    item: readings.item,
    a: reading(one, [...readings.a]),
    b: reading(other, [...readings.b]),
    ...figures,
    differences: differencesOf(comparison),
    state: paired ? found.state : null,
    proposal:
      paired && agreed
        ? {
            documentId: agreed.document.id,
            revision: agreed.document.revision,
            by: agreed.by,
            time: agreed.proposedAt,
            annotations: readAnnotations(db, agreed.document.id),
            consents: [...agreed.consents],
          }
        : null,
    revision: agreed?.document.revision ?? 0,
    may: {
      settle: mayWrite && !counts.agreed && agreed?.document.state !== 'submitted',
      consent: mayWrite && readers.includes(viewer) && isOpen && !mine,
      withdraw: mayWrite && mine === true,
    },
  }
}
