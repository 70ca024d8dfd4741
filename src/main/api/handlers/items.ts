import { statSync } from 'node:fs'
import type { SlotPart } from '../../../shared/annotation/slotParts.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ItemDetail, ItemRow, SourceInfo } from '../../../shared/contract/item.ts'
import { drawnAspect, type Spacing, spacingSchema } from '../../../shared/geometry/measure.ts'
import { mediaUrl } from '../../../shared/imaging/mediaUrl.ts'
import { sliceDepth } from '../../imaging/sliceDepth.ts'
import { assertChecked } from '../../rules/selfCheck.ts'
import { transaction } from '../../store/db.ts'
import { readItemFields } from '../../store/itemFields.ts'
import { getItem, getListedItem, itemNeighbours, type ListedItem, pageItems, setItemState } from '../../store/items.ts'
import { baseName } from '../../store/names.ts'
import type { OpenProject } from '../../store/open.ts'
import { type SourceRow, sourcePath } from '../../store/sources.ts'
import { recordViewing } from '../../store/viewing.ts'
import type { Deps } from '../deps.ts'
import { ctxOf, sightOf } from '../openProjects.ts'
import type { TopicHandlers } from '../router.ts'

export function itemHandlers({ projects, clock }: Deps): TopicHandlers<'items'> {
  return {
    page({ projectId, ...query }, asked) {
      const { items, ...page } = pageItems(projects.get(projectId).db, { ...query, sight: sightOf(asked) })
      return { ...page, items: items.map((item) => itemRow(projectId, item)) }
    },
    get({ projectId, itemId }, asked) {
      const project = projects.get(projectId)
      const listed = getListedItem(project.db, itemId, sightOf(asked))
      const record = getItem(project.db, itemId)
      if (!listed || !record) throw new PandokError('not-found', 'no such item')
      return itemDetail(project, listed, record.slots)
    },
    neighbours({ projectId, itemId, where }, asked) {
      const { db } = projects.get(projectId)
      const { previous, next, index, total } = itemNeighbours(db, itemId, where, sightOf(asked))
      const rowOrNull = (item: ListedItem | null) => item && itemRow(projectId, item)
      return { previous: rowOrNull(previous), next: rowOrNull(next), index, total }
    },
    setState({ projectId, itemId, state, reason, viewing }, asked) {
      const project = projects.get(projectId)
      const ctx = ctxOf(project, asked, clock, reason)
      if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
      // An item that nobody has marked has no reading to submit.
      if (state === 'submitted') assertChecked(project.db, itemId, null, reason)
      const db = project.writable()
      return transaction(db, () => {
        const row = itemRow(projectId, setItemState(db, itemId, state, ctx))
        if (viewing) recordViewing(db, { itemId, documentId: null }, viewing, ctx)
        return row
      })
    },
  }
}

export const itemRow = (projectId: string, { sourceId, ...item }: ListedItem): ItemRow => ({
  ...item,
  thumbUrl: sourceId === null ? '' : mediaUrl.thumb(projectId, sourceId),
})

const itemDetail = (project: OpenProject, listed: ListedItem, slots: readonly SlotPart<SourceRow>[]): ItemDetail => ({
  ...itemRow(project.id, listed),
  slots: slots.map(({ slot, firstFrame, source }) => ({ slot, firstFrame, source: sourceInfo(project, source) })),
  fields: { ...readItemFields(project.db, listed.id) },
})

const sourceInfo = (project: OpenProject, source: SourceRow): SourceInfo => ({
  id: source.id,
  name: baseName(source.path),
  kind: source.kind,
  sha256: source.sha256,
  bytes: source.bytes,
  width: source.width,
  height: source.height,
  frames: source.frames,
  channels: source.channels,
  bitsStored: source.bitsStored,
  orientation: source.orientation,
  present: isUnchanged(sourcePath(project, source), source),
  slice: { instance: numberOrNull(source.facts['instanceNumber']), position: sliceDepth(source.facts) },
  frameRate: numberOrNull(source.facts['frameRate']),
  spacing: spacingOf(source),
  aspect: drawnAspect(spacingOf(source), numberOrNull(source.facts['pixelAspect'])),
  bodyAxes: typeof source.facts['patientOrientation'] === 'string' ? source.facts['patientOrientation'] : null,
})

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** As the decoder noted it at import (imaging/dicom/dicomRaster.ts). */
function spacingOf({ facts }: SourceRow): Spacing | null {
  const stored = { source: facts['spacingSource'], row: facts['spacingRow'], column: facts['spacingColumn'] }
  return spacingSchema.safeParse(stored).data ?? null
}

/** Size and time only: hashing is `verify`'s business. Some disks keep time in steps of two seconds. */
function isUnchanged(path: string, source: SourceRow): boolean {
  const facts = statSync(path, { throwIfNoEntry: false })
  return facts !== undefined && facts.size === source.bytes && Math.abs(facts.mtimeMs - source.mtimeMs) <= 2000
}
