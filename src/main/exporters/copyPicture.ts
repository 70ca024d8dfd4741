import type { ItemRecord } from '../store/items.ts'
import { sourcePath } from '../store/sources.ts'
import type { ExportSetting } from './exporter.ts'

/** Pictures are only copied when asked for; one that is missing is listed. */
export function copyPicture({ project, out, copyImages, losses }: ExportSetting, item: ItemRecord, to: string): void {
  const source = item.slots[0]?.source
  if (!copyImages || !out || !source) return
  if (!out.copy(sourcePath(project, source), to)) losses.add('image-not-copied', item.name)
}
