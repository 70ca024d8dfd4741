// What a sample project is made of.
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { ItemState } from '../../shared/contract/item.ts'
import type { PixelPool, PoolCall } from '../imaging/pixelPool.ts'

/** What somebody has already done with a picture; `null` leaves it to do. */
export type SampleWork = { readonly annotations: readonly Annotation[]; readonly state: ItemState | null }
export type SamplePicture = {
  /** Path with `/`, from the folder that is taken in. */
  readonly file: string
  draw(pool: PixelPool, folder: string, call: PoolCall): Promise<SampleWork>
}
export type Sample = {
  readonly title: string
  readonly user: { readonly login: string; readonly name: string; readonly colour: string }
  /** Null: the schema of the pack. */
  readonly schema: LabelSchema | null
  readonly pictures: readonly SamplePicture[]
}
