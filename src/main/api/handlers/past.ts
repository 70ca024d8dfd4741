import { PandokError } from '../../../shared/contract/errors.ts'
import { assertSeen } from '../../store/blind.ts'
import { getDocument } from '../../store/documents.ts'
import type { OpenProject } from '../../store/open.ts'
import { annotationSteps, checkpointsOf, nameMoment, removedAnnotations, stateAt } from '../../store/past.ts'
import type { Deps } from '../deps.ts'
import { type Asked, ctxOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'

type Names = 'removed' | 'historyOf' | 'stateAt' | 'checkpoint' | 'checkpoints'

/** The past of a reading is as private as the reading: only its own reader sees it, a shared one everybody. */
export function pastHandlers({ projects, clock }: Deps): Pick<TopicHandlers<'document'>, Names> {
  const own = (projectId: string, documentId: string, asked: Asked): OpenProject => {
    const project = projects.get(projectId)
    const found = getDocument(project.db, documentId)
    if (!found) throw new PandokError('not-found', 'no such document', { id: documentId })
    const viewer = ctxOf(project, asked, clock).authorId
    // What two readers settled on is shared, but not with somebody who still reads.
    assertSeen(project.db, documentId, { viewer })
    if (found.authorId !== null && found.authorId !== viewer)
      throw new PandokError('forbidden', 'the reading belongs to another reader')
    return project
  }
  return {
    removed: ({ projectId, documentId, ...page }, asked) =>
      removedAnnotations(own(projectId, documentId, asked).db, documentId, page),
    historyOf: ({ projectId, documentId, annotationId, ...page }, asked) =>
      annotationSteps(own(projectId, documentId, asked).db, documentId, annotationId, page),
    stateAt: ({ projectId, documentId, seq }, asked) => stateAt(own(projectId, documentId, asked).db, documentId, seq),
    checkpoints: ({ projectId, documentId, beforeSeq, limit }, asked) =>
      checkpointsOf(own(projectId, documentId, asked).db, documentId, beforeSeq ?? null, limit),
    checkpoint({ projectId, documentId, name }, asked) {
      const project = own(projectId, documentId, asked)
      return nameMoment(project.writable(), documentId, name, ctxOf(project, asked, clock))
    },
  }
}
