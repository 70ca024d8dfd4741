// Marks what is selected, or what is drawn next, as a region that is not to be annotated.
import { ignoreClassOf, makeIgnoreClass } from '../../../shared/annotation/ignoreRegions.ts'
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import type { ProjectInfo } from '../../../shared/contract/project.ts'
import { shapeUse } from '../../../shared/geometry/shapes.ts'
import { api } from '../../api/client.ts'
import { sayNow } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { setClassDiff } from '../../tools/diffs.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import { type DeskViewStore, takeClass } from './deskView.ts'
import { sayRefused } from './outlineCommands.ts'

type Place = {
  readonly session: Session | null
  readonly project: ProjectInfo
  readonly view: DeskViewStore
  refresh(): void
}

/** The class with the role, made when the project has none. */
async function ignoreClass({ project, refresh }: Place): Promise<ClassDef> {
  const known = ignoreClassOf(project.schema)
  if (known) return known
  const made = makeIgnoreClass(project.schema)
  const schema = { ...project.schema, classes: [...project.schema.classes, made] }
  await api.schema.save({ projectId: project.id, schema, reason: '' })
  refresh()
  toast(sayNow('outline.ignore.made'), 'good')
  return made
}

export async function markIgnored(place: Place): Promise<void> {
  const { session, view } = place
  if (!session) return
  try {
    const found = await ignoreClass(place)
    const { records, selection } = session.records.getState()
    const chosen = [...selection].flatMap((id) => records.get(id) ?? [])
    if (chosen.length === 0) {
      // Nothing is marked yet: the next region drawn is one.
      takeClass(view, found.id)
      view.setState({ tool: 'polygon', lastDrawing: 'polygon' })
      return
    }
    if (chosen.some((a) => a.locked)) return sayRefused('locked')
    if (chosen.some((a) => !found.shapes.includes(shapeUse(a)))) return sayRefused('shape-not-allowed')
    session.commit(setClassDiff(records, selection, found.id), 'outline.ignore')
    view.setState({ tab: 'objects' })
  } catch (error) {
    toastFault(error)
  }
}
