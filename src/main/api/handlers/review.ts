import type { Finding } from '../../../shared/contract/basics.ts'
import { kindOfRule, type ReviewRow } from '../../../shared/contract/review.ts'
import { runRules } from '../../rules/runRules.ts'
import { selfCheck } from '../../rules/selfCheck.ts'
import { assertSeen } from '../../store/blind.ts'
import type { ReadableDb } from '../../store/db.ts'
import { readFieldsOf } from '../../store/itemFields.ts'
import { getItem, type ListedItem, pageItems } from '../../store/items.ts'
import { countByMaker, notesOf, resolveNotes } from '../../store/notes.ts'
import { sendBack } from '../../store/review.ts'
import type { Deps } from '../deps.ts'
import { type Asked, ctxOf, sightOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { itemRow } from './items.ts'

export function reviewHandlers({ projects, clock }: Deps): TopicHandlers<'review'> {
  return {
    list({ projectId, where, after, limit }, asked) {
      const { db } = projects.get(projectId)
      const page = pageItems(db, { where, after: after ?? null, limit, sight: sightOf(asked) })
      const ids = page.items.map((i) => i.id)
      const [fields, notes] = [readFieldsOf(db, ids), notesOf(db, ids, sightOf(asked))]
      const rows = page.items.map((item) => ({
        ...itemRow(projectId, item),
        maker: fields.get(item.id)?.maker ?? null,
        ...findingsOf(db, item, asked),
        notes: notes.get(item.id) ?? [],
      }))
      // Counted once, for the first page: it is a walk over all items.
      return { makers: after ? [] : countByMaker(db), rows, next: page.next, total: page.total }
    },
    sendBack({ projectId, itemId, documentId, notes }, asked) {
      const project = projects.get(projectId)
      const draft = { itemId, documentId: documentId ?? null, notes }
      return sendBack(project.writable(), draft, ctxOf(project, asked, clock))
    },
    resolve({ projectId, itemId, ids, decision }, asked) {
      const project = projects.get(projectId)
      return resolveNotes(project.writable(), itemId, ids, decision, ctxOf(project, asked, clock))
    },
    notes: ({ projectId, itemId }, asked) =>
      notesOf(projects.get(projectId).db, [itemId], sightOf(asked)).get(itemId) ?? [],
    selfCheck({ projectId, itemId, documentId }, asked) {
      const { db } = projects.get(projectId)
      if (documentId) assertSeen(db, documentId, sightOf(asked))
      return selfCheck(db, itemId, documentId ?? null, asked.language)
    },
  }
}

function findingsOf(db: ReadableDb, listed: ListedItem, asked: Asked): Pick<ReviewRow, 'findings' | 'kinds'> {
  const item = getItem(db, listed.id)
  const findings: Finding[] = item
    ? runRules(db, item, { language: asked.language, sight: sightOf(asked) }).filter((f) => f.severity !== 'info')
    : []
  const kinds = { name: 0, duplicate: 0, missing: 0, mistake: 0 }
  for (const f of findings) kinds[kindOfRule(f.rule)]++
  return { findings, kinds }
}
