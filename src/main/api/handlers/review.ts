import type { Finding } from '../../../shared/contract/basics.ts'
import { kindOfRule, type ReviewRow } from '../../../shared/contract/review.ts'
import { runRules } from '../../rules/runRules.ts'
import { selfCheck } from '../../rules/selfCheck.ts'
import type { ReadableDb } from '../../store/db.ts'
import { readFieldsOf } from '../../store/itemFields.ts'
import { getItem, type ListedItem, pageItems } from '../../store/items.ts'
import { countByMaker, notesOf, resolveNotes } from '../../store/notes.ts'
import { sendBack } from '../../store/review.ts'
import type { Deps } from '../deps.ts'
import { ctxOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { itemRow } from './items.ts'

export function reviewHandlers({ projects, clock }: Deps): TopicHandlers<'review'> {
  return {
    list({ projectId, where, after, limit }, asked) {
      const { db } = projects.get(projectId)
      const page = pageItems(db, { where, after: after ?? null, limit })
      const ids = page.items.map((i) => i.id)
      const [fields, notes] = [readFieldsOf(db, ids), notesOf(db, ids)]
      const rows = page.items.map((item) => ({
        ...itemRow(projectId, item),
        maker: fields.get(item.id)?.maker ?? null,
        ...findingsOf(db, item, asked.language),
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
    notes: ({ projectId, itemId }) => notesOf(projects.get(projectId).db, [itemId]).get(itemId) ?? [],
    selfCheck: ({ projectId, itemId, documentId }, asked) =>
      selfCheck(projects.get(projectId).db, itemId, documentId ?? null, asked.language),
  }
}

function findingsOf(db: ReadableDb, listed: ListedItem, language: 'ko' | 'en'): Pick<ReviewRow, 'findings' | 'kinds'> {
  const item = getItem(db, listed.id)
  const findings: Finding[] = item ? runRules(db, item, { language }).filter((f) => f.severity !== 'info') : []
  const kinds = { name: 0, duplicate: 0, missing: 0, mistake: 0 }
  for (const f of findings) kinds[kindOfRule(f.rule)]++
  return { findings, kinds }
}
