// Headers are read by hash workers too; they must not load libvips for that.
import type { NativeOptions } from './raster.ts'
import type { PageHeader, Strip } from './rasterTypes.ts'

export async function* nativeRowsLater(path: string, page: PageHeader, options: NativeOptions): AsyncGenerator<Strip> {
  const { nativeRows } = await import('./raster.ts')
  yield* nativeRows(path, page, options)
}
