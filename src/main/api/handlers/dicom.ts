// Questions about the file behind a picture: they are answered from the file itself, because the project keeps no names.
import { PandokError } from '../../../shared/contract/errors.ts'
import { getSource } from '../../store/sources.ts'
import type { Deps } from '../deps.ts'
import type { TopicHandlers } from '../router.ts'
import { createSourceCheck } from '../sourceCheck.ts'

export function dicomHandlers({ projects, pool }: Deps): TopicHandlers<'dicom'> {
  const checked = createSourceCheck(pool)
  const pathOf = (projectId: string, sourceId: string): Promise<string> => {
    const project = projects.get(projectId)
    const source = getSource(project.db, sourceId)
    if (!source) throw new PandokError('not-found', 'no such source')
    if (source.kind !== 'dicom') throw new PandokError('unsupported-type', 'the picture is no DICOM file')
    return checked(project, source)
  }
  return {
    header: async ({ projectId, sourceId }, { signal }) =>
      pool.dicomHeader(await pathOf(projectId, sourceId), { longText: 'hash' }, { signal, urgent: true }),
    picture: async ({ projectId, sourceId }, { signal }) =>
      pool.dicomAbout(await pathOf(projectId, sourceId), { signal, urgent: true }),
    overlay: async ({ projectId, sourceId, frame, group }, { signal }) =>
      pool.dicomOverlay(await pathOf(projectId, sourceId), frame, group, { signal, urgent: true }),
  }
}
