import { createViewMemory } from '../../files/viewMemory.ts'
import type { Deps } from '../deps.ts'
import type { TopicHandlers } from '../router.ts'

export function viewHandlers({ dataDir, projects }: Deps): TopicHandlers<'views'> {
  const memory = createViewMemory(dataDir)
  return {
    recall: ({ projectId, sourceId }, { userId }) => memory.recall(projects.get(projectId).id, userId, sourceId),
    remember: ({ projectId, sourceId, view }, { userId }) => ({
      kept: memory.remember(projects.get(projectId).id, userId, sourceId, view),
    }),
  }
}
