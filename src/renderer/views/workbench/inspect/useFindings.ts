// What the rules and the inspectors say about the item on the desk, asked again after every stored change.
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { api } from '../../../api/client.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDeskStore } from '../deskView.ts'

/** Milliseconds without a change: a stroke more is cheaper than a question in between. */
const QUIET = 400

export function useFindings(session: Session): void {
  const { project } = useProject()
  const view = useDeskStore()
  const revision = useStore(session.state, (s) => s.document.revision)
  const documentId = useStore(session.state, (s) => s.document.id)
  const state = useStore(session.state, (s) => s.document.state)
  const { itemId } = session
  const asked = project.desk.selfCheck
  // biome-ignore lint/correctness/useExhaustiveDependencies: a submission changes what is said, too
  useEffect(() => {
    const place = { projectId: project.id, itemId }
    let stopped = false
    const timer = setTimeout(() => {
      if (asked)
        api.review.selfCheck({ ...place, documentId: revision > 0 ? documentId : null }).then(
          (findings) => !stopped && view.setState({ findings }),
          () => undefined,
        )
      api.review.notes(place).then(
        (notes) => !stopped && view.setState({ notes }),
        () => undefined,
      )
    }, QUIET)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [project.id, itemId, documentId, revision, state, asked, view])
  // Nothing of the item before stays while the answers of this one are on their way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the item is the reason
  useEffect(() => view.setState({ findings: [], notes: [], asking: null }), [itemId, view])
}
