import type { Annotation } from '../../src/shared/annotation/model.ts'
import { newId } from '../../src/shared/ids.ts'
import type { TestApp } from './requestApp.ts'

/** One gesture of whoever acts: the annotations are in the document of the item afterwards. */
export async function drawOn(
  app: TestApp,
  at: { readonly projectId: string; readonly itemId: string },
  added: readonly Annotation[],
): Promise<{ readonly id: string; readonly revision: number }> {
  const { document } = await app.call('document', 'open', at)
  const { revision } = await app.call('document', 'applyDiff', {
    ...at,
    documentId: document.id,
    roundId: document.roundId,
    baseRevision: document.revision,
    opId: newId(),
    cause: { kind: 'edit', mark: 'polygon.add' },
    diff: { added, updated: [], removed: [] },
  })
  return { id: document.id, revision }
}
