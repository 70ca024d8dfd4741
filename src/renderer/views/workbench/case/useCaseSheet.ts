// Keeps the case of the desk: its sheet is asked for when the case opens and when somebody else changed it.
import { useEffect } from 'react'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { api } from '../../../api/client.ts'
import { useLanguage } from '../../../app/useText.ts'
import { useProject } from '../../project/projectContext.ts'
import { caseDesk, openCase } from './caseStore.ts'

export function useCaseSheet(detail: ItemDetail | null, isCase: boolean): void {
  const { project, user } = useProject()
  const language = useLanguage()
  const itemId = isCase ? (detail?.id ?? null) : null
  const state = detail?.state
  const places = detail?.slots
    .map((s) => `${s.slot} ${s.source.id}`)
    .sort()
    .join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: messages come in the language of the window; state and places change them
  useEffect(() => {
    openCase(itemId)
    if (itemId === null) return
    let stopped = false
    api.cases.sheet({ projectId: project.id, itemId }).then(
      (sheet) => !stopped && caseDesk.setState({ sheet }),
      () => undefined,
    )
    return () => {
      stopped = true
    }
  }, [project.id, itemId, state, places, language, user?.id])
}
