// Pictures that wait for the end of the walk because several of them make one item.
import type { Picture } from './judgeFile.ts'

export type Group = {
  readonly name: string
  readonly slices: readonly Picture[]
  /** Place of each picture in the item; without it all are frames of the one place. */
  readonly slots?: readonly string[]
}
export type Collector = {
  /** False for a picture that is an item by itself. */
  take(picture: Picture): boolean
  readonly full: boolean
  /** Everything that waits, in the order in which it was met. */
  drain(): Group[]
}
