// What every label format is read into and written from: the file's own words, before they meet a project.
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import type { PandokError } from '../../shared/contract/errors.ts'
import { LABEL_FORMAT_IDS, type LabelFormatId } from '../../shared/domains/domainPack.ts'
import type { LossCode } from '../../shared/text/formats.ts'

export type LabelFormat = LabelFormatId
const READABLE: ReadonlySet<string> = new Set(LABEL_FORMAT_IDS)
export const isReadable = (format: string): format is LabelFormat => READABLE.has(format)
export type Fields = Readonly<Record<string, unknown>>
export type Size = { readonly width: number; readonly height: number }

/** A class as the file names it. `key` is unique inside the file and becomes the class id of a new class. */
export type ForeignClass = { readonly key: string; readonly name: string; readonly extra: Fields }

export type ForeignImage = {
  /** As written in the file; null when it only gives a number (COCO result lists). */
  readonly name: string | null
  /** Where the label file says the picture lies on this disk, or null. */
  readonly path: string | null
  /** Size the file states; null when it states none (YOLO). */
  readonly size: Size | null
  /** The file's own id of the image, where the format has one. */
  readonly foreignId: string | number | null
  /** Fields to keep for the image, or null when there is nothing worth keeping. */
  readonly extra: Fields | null
}

export type ForeignLabel = {
  readonly classKey: string | null
  readonly shape: Shape | null
  readonly keypoints: readonly number[] | null
  readonly attributes: Annotation['attributes']
  readonly score: number | null
  /** Kept under the format's name in `Annotation.extra`; empty when nothing is left over. */
  readonly extra: Fields
}

/** Says that something of the file was changed, left out or guessed: a key of shared/text/formats.ts without `loss.`. */
export type Report = (code: LossCode, count?: number) => void

export type ImageLabels = {
  readonly image: ForeignImage
  /** How many records the file holds for this image. */
  readonly count: number
  /** `grid` = the pixel grid the file's coordinates are meant in. */
  readonly read: (grid: Size, report: Report) => ForeignLabel[]
}

/** A file of a larger set that could not be read; the others go on. */
export type BrokenFile = { readonly path: string; readonly error: PandokError }

/** One label file or data set, opened: cheap facts first, then its images as a stream that can be walked again. */
export type LabelFile = {
  readonly format: LabelFormat
  /** Name for messages, without folder. */
  readonly name: string
  /** Where it lies; of two pictures with one name the nearer is meant. */
  readonly folder: string
  readonly classes: readonly ForeignClass[]
  /** Fields of the file as a whole, to be kept for the project. */
  readonly root: Fields | null
  readonly total: number | null
  readonly notes: readonly { readonly code: LossCode; readonly count: number; readonly examples: readonly string[] }[]
  readonly images: (signal?: AbortSignal) => AsyncIterable<ImageLabels | BrokenFile>
}
