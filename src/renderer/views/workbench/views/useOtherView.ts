// The other view of the bag on the desk: another image of the project, with its own labels, looked at beside this one.
import type { Annotation } from '../../../../shared/annotation/model.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { api } from '../../../api/client.ts'
import { useQuery } from '../../../app/useQuery.ts'
import { useProject } from '../../project/projectContext.ts'

export type OtherView = { readonly detail: ItemDetail; readonly annotations: readonly Annotation[] }

/** A bag of more views shows the next one in list order. */
const MOST = 8

export function useOtherView(detail: ItemDetail): OtherView | null {
  const { project } = useProject()
  const bag = project.xray ? detail.fields.bag : undefined
  const found = useQuery(bag ? `${project.id} ${detail.id} ${bag}` : null, async () => {
    const where = `bag:"${bag?.replaceAll('"', '')}"`
    const { items } = await api.items.page({ projectId: project.id, where, limit: MOST })
    const at = items.findIndex((i) => i.id === detail.id)
    const next = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))].find((i) => i.id !== detail.id)
    if (!next) return null
    const place = { projectId: project.id, itemId: next.id }
    const [other, opened] = await Promise.all([api.items.get(place), api.document.open(place)])
    return { detail: other, annotations: opened.annotations }
  })
  return bag ? (found.data ?? null) : null
}
