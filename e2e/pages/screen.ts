// One screen of the program and the way there.
import type { App } from './app.ts'

export type Place = {
  readonly app: App
  /** A folder with five pictures, a damaged one and a text file. */
  readonly pictures: string
  /** A folder with a DICOM file of a patient. */
  readonly dicom: string
}
export type Screen = {
  readonly name: string
  go(place: Place): Promise<void>
  /** The way back, where the next screen does not lead out of this one. */
  leave?(place: Place): Promise<void>
}
