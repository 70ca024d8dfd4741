import type { LogEntry, OpenDocument } from '../../../shared/contract/document.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { newId } from '../../../shared/ids.ts'
import { applyDocumentDiff } from '../../documents/applyDiff.ts'
import { assertChecked } from '../../rules/selfCheck.ts'
import { assertSeen, isBlind, isComplete } from '../../store/blind.ts'
import { CASE_MARKS, placesAt } from '../../store/caseActs.ts'
import { readLog } from '../../store/changeLog.ts'
import { type ReadableDb, transaction } from '../../store/db.ts'
import {
  type CountedDocument,
  findDocument,
  getDocument,
  historyOf,
  listDocuments,
  moveDocument,
  olderHistory,
  readAnnotations,
} from '../../store/documents.ts'
import { getItem } from '../../store/items.ts'
import type { OpenProject } from '../../store/open.ts'
import { readingOf } from '../../store/project.ts'
import { newestRound } from '../../store/rounds.ts'
import { newestSchemaVersion } from '../../store/schemas.ts'
import { recordViewing, viewingsWithoutReading, withUses } from '../../store/viewing.ts'
import type { Deps } from '../deps.ts'
import { ctxOf, sightOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'
import { pastHandlers } from './past.ts'

/** Undo entries a window gets at once; older ones come by document.moreHistory. */
const HISTORY = 200

export function documentHandlers(deps: Deps): TopicHandlers<'document'> {
  const { projects, clock } = deps
  const move =
    (to: 'submit' | 'reopen'): TopicHandlers<'document'>['submit'] =>
    ({ projectId, documentId, baseRevision, reason, viewing }, asked) => {
      const project = projects.get(projectId)
      const ctx = ctxOf(project, asked, clock, reason)
      assertSeen(project.db, documentId, { viewer: ctx.authorId })
      const itemId = getDocument(project.db, documentId)?.itemId
      const open = to === 'submit' && itemId ? assertChecked(project.db, itemId, documentId, reason) : []
      const db = project.writable()
      return transaction(db, () => {
        const moved = moveDocument(db, documentId, to, baseRevision, ctx, open)
        if (viewing) recordViewing(db, { itemId: moved.itemId, documentId }, viewing, ctx)
        return metaOf(moved)
      })
    }
  return {
    open({ projectId, itemId, roundId, documentId }, asked) {
      const project = projects.get(projectId)
      if (!getItem(project.db, itemId)) throw new PandokError('not-found', 'no such item')
      const author = ctxOf(project, asked, clock).authorId
      const reader = readingOf(project.db) === 'shared' ? null : author
      if (documentId) assertSeen(project.db, documentId, { viewer: author })
      const known = documentId
        ? getDocument(project.db, documentId)
        : findDocument(project.db, itemId, roundId ?? newestRound(project.db).id, reader)
      if (documentId && known?.itemId !== itemId) throw new PandokError('not-found', 'no such reading of this item')
      const document = known ?? notYetMade(project, itemId, roundId ?? newestRound(project.db).id, reader)
      // A reading that begins now could know the others.
      const tooLate = known === null && isBlind(project.db) && isComplete(project.db, itemId, document.roundId)
      const opened = openedDocument(project, document, reader, author)
      return tooLate ? { ...opened, writable: false } : opened
    },
    applyDiff(input, asked) {
      const project = projects.get(input.projectId)
      return applyDocumentDiff(project.writable(), input, ctxOf(project, asked, clock, input.reason ?? null))
    },
    submit: move('submit'),
    reopen: move('reopen'),
    log({ projectId, documentId, itemId, beforeSeq, limit }, asked) {
      const project = projects.get(projectId)
      const { db } = project
      assertSeen(db, documentId, sightOf(asked))
      const also = itemId ? { itemId, marks: CASE_MARKS } : undefined
      const entries = withPlaces(db, withUses(db, readLog(db, { documentId, also, before: beforeSeq ?? null, limit })))
      const { authorId } = ctxOf(project, asked, clock)
      const read = entries.some((e) => e.kind !== 'item')
      if (read || beforeSeq || !itemId || authorId === null) return entries
      return [...viewingsWithoutReading(db, itemId, authorId, limit), ...entries].sort((a, b) => b.seq - a.seq)
    },
    moreHistory({ projectId, documentId, beforeOpId }, asked) {
      const { db } = projects.get(projectId)
      assertSeen(db, documentId, sightOf(asked))
      return olderHistory(db, documentId, beforeOpId, HISTORY).undo
    },
    ...pastHandlers(deps),
  }
}

const withPlaces = (db: ReadableDb, entries: LogEntry[]): LogEntry[] =>
  entries.map((e) => {
    const places = e.kind === 'item' ? placesAt(db, e.seq) : null
    return places ? { ...e, places } : e
  })

function openedDocument(
  project: OpenProject,
  document: CountedDocument,
  reader: string | null,
  viewer: string | null,
): OpenDocument {
  const { db } = project
  const others = listDocuments(db, document.itemId, { viewer }).filter((d) => d.id !== document.id)
  return {
    document: metaOf(document),
    writable: project.mode === 'write' && document.state === 'open' && document.authorId === reader,
    annotations: readAnnotations(db, document.id),
    history: historyOf(db, document.id, HISTORY),
    readings: others.map(({ id, roundId, authorId, revision, state, annotations }) => ({
      id,
      roundId,
      authorId,
      revision,
      state,
      annotations,
    })),
  }
}

/** The row is made by the first edit, under this id; until then nothing is written. */
const notYetMade = (
  project: OpenProject,
  itemId: string,
  roundId: string,
  authorId: string | null,
): CountedDocument => ({
  id: newId(),
  itemId,
  roundId,
  authorId,
  revision: 0,
  schemaVersion: newestSchemaVersion(project.db),
  state: 'open',
  updatedAt: null,
  annotations: 0,
})

const metaOf = ({ annotations: _, ...meta }: CountedDocument) => meta
