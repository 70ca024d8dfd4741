// What is said around the picture of a file, asked for once per file and kept while the window lives.
import { useEffect } from 'react'
import type { DicomPicture } from '../../../../shared/contract/dicom.ts'
import type { SourceInfo } from '../../../../shared/contract/item.ts'
import { api } from '../../../api/client.ts'
import { useDeskStore } from '../deskView.ts'

/** A series has hundreds of files. */
const MOST_KEPT = 1000
/** Slices that only fly by are not asked about. */
const REST = 90

const kept = new Map<string, Promise<DicomPicture>>()

function ask(projectId: string, source: SourceInfo): Promise<DicomPicture> {
  const key = `${projectId} ${source.id} ${source.sha256}`
  const known = kept.get(key)
  if (known) return known
  const asked = api.dicom.picture({ projectId, sourceId: source.id })
  kept.set(key, asked)
  asked.catch(() => kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return asked
}

/** Of an item that comes next. */
export function warmAbout(projectId: string, source: SourceInfo): void {
  if (source.kind === 'dicom') ask(projectId, source).catch(() => undefined)
}

/** Keeps `about` of the desk in step with the file on screen; slices of one item keep it until the next has answered. */
export function useAbout(projectId: string, itemId: string, source: SourceInfo | null): void {
  const view = useDeskStore()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item may have another patient
  useEffect(() => () => view.setState({ about: null }), [itemId, view])
  useEffect(() => {
    if (source?.kind !== 'dicom') return view.setState({ about: null })
    let stopped = false
    const start = () =>
      ask(projectId, source).then(
        (picture) => {
          if (!stopped && view.getState().about?.picture !== picture)
            view.setState({ about: { sourceId: source.id, picture } })
        },
        () => !stopped && view.setState({ about: null }),
      )
    const waiting = setTimeout(start, view.getState().about ? REST : 0)
    return () => {
      stopped = true
      clearTimeout(waiting)
    }
  }, [projectId, source, view])
}
