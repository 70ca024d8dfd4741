// What a sample project is made of.
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { ItemState } from '../../shared/contract/item.ts'
import type { ClinicalValues } from '../../shared/domains/mammography/clinical.ts'
import type { PixelPool, PoolCall } from '../imaging/pixelPool.ts'

/** What somebody has already done with a picture; `null` leaves it to do. */
export type SampleWork = {
  readonly annotations: readonly Annotation[]
  readonly state: ItemState | null
  /** The reading is closed, as after a submission. */
  readonly handedIn?: boolean
  /** What hospitals said, one entry for each time; days count from the making of the sample. */
  readonly clinical?: readonly { readonly days: number; readonly sheet: string; readonly values: ClinicalValues }[]
}
export type SamplePicture = {
  /** Path with `/`, from the folder that is taken in: a picture, or the folder of a case; names the item. */
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
