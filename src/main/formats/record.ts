// What every label format is read into and written from: the file's own words, before they meet a project.
import type { AttributeDef, Skeleton } from '../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import type { PandokError } from '../../shared/contract/errors.ts'
import { LABEL_FORMAT_IDS, type LabelFormatId } from '../../shared/domains/domainPack.ts'
import type { LossCode } from '../../shared/text/formats.ts'
import type { SourceRef } from './dicomSeg/frames.ts'
import type { ViewName } from './slotNames.ts'

export type LabelFormat = LabelFormatId
const READABLE: ReadonlySet<string> = new Set(LABEL_FORMAT_IDS)
export const isReadable = (format: string): format is LabelFormat => READABLE.has(format)
export type Fields = Readonly<Record<string, unknown>>
export type Size = { readonly width: number; readonly height: number }

/** A class as the file names it. `key` is unique inside the file and becomes the class id of a new class. */
export type ForeignClass = {
  readonly key: string
  readonly name: string
  readonly extra: Fields
  readonly skeleton?: Skeleton | null
  /** Code of the field, where the file states one. */
  readonly code?: string | null
  /** #rrggbb, where the file states one. */
  readonly colour?: string | null
  /** Attributes as the file declares them, used or not. */
  readonly attributes?: readonly AttributeDef[]
}

/** Who made a reading, as the file names them. Two of one login are one person. */
export type ForeignReader = { readonly login: string; readonly name: string }

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
  /** Further names the picture may have, tried in order when no item has the first. */
  readonly otherNames?: readonly string[]
  /** A path of another computer that the file states for it: its folders tell pictures of one name apart. */
  readonly statedPath?: string | null
  /** The image is a frame of this clip: an item of many frames is meant when no item is the frame itself. */
  readonly clip?: { readonly name: string; readonly frame: number } | null
  /** The label file holds the picture itself. */
  readonly embedded?: boolean
  /**
   * The name says a view of a case. `only`: all names of the set speak of one case. `perView`: they differ, but no view comes
   * under two of them (exposures are often numbered: `1_RCC`, `2_LCC`).
   */
  readonly inCase?: (ViewName & { readonly only: boolean; readonly perView: boolean }) | null
  /** The picture is this DICOM instance and frame; `foreignId` is what is shown when it is missing. */
  readonly dicom?: SourceRef
}

export type ForeignLabel = {
  readonly classKey: string | null
  readonly shape: Shape | null
  /** Of a label without a shape: about the item (default), the place in it that the image is, or the frame alone. */
  readonly whole?: 'item' | 'slot' | 'frame'
  readonly keypoints: readonly number[] | null
  readonly attributes: Annotation['attributes']
  readonly score: number | null
  /** What made the label, where it has a score; the label file itself when not said. */
  readonly model?: string | null
  /** What a reference says: not to be moved by accident, and not exported as own work. */
  readonly locked?: boolean
  /** Labels of one group belong together inside the image. */
  readonly group?: string | null
  /** Kept under the format's name in `Annotation.extra`; empty when nothing is left over. */
  readonly extra: Fields
}

/** Says that something of the file was changed, left out or guessed: a key of shared/text/formats.ts without `loss.`. */
export type Report = (code: LossCode, count?: number) => void

export type ImageLabels = {
  readonly image: ForeignImage
  /** Whose reading this is, where the file says so. An image may come once for each. */
  readonly reader?: ForeignReader | null
  /** Who made the labels and when, in the words of the file: for the history. */
  readonly made?: { readonly by: string | null; readonly at: string | null }
  /** A larger picture of a view may be the window that a network was given (formats/viewWindow.ts). */
  readonly mayBeWindow?: boolean
  /** Labels made for another size do not come in, with this reason; without it their coordinates are left as they are. */
  readonly mustFit?: LossCode
  /** How many records the file holds for this image. */
  readonly count: number
  /** The coordinates are millimetres of the patient: the plane of the picture is needed to read them. */
  readonly inSpace?: boolean
  /** `grid` = the pixel grid the file's coordinates are meant in. */
  readonly read: (grid: Size, report: Report, plane?: ImagePlane | null) => ForeignLabel[]
}

/** Where the pixels of a picture lie in the patient, mm. */
export type ImagePlane = {
  /** Centre of the first pixel. */
  readonly position: readonly number[]
  /** Direction along a row, then along a column. */
  readonly orientation: readonly number[]
  /** Between rows, between columns. */
  readonly spacing: readonly [number, number]
}

/** The same, and `code` is reported whenever it is read. */
export const reporting = (image: ImageLabels, code: LossCode): ImageLabels => ({
  ...image,
  read: (grid, report, plane) => {
    report(code)
    return image.read(grid, report, plane)
  },
})

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
  /** Attributes by name, as far as the file tells their kind, for whatever class or image has them. */
  readonly attributes?: readonly AttributeDef[]
  /** Fields of the file as a whole, to be kept for the project. */
  readonly root: Fields | null
  readonly total: number | null
  /** The images may be frames of one clip: several of one reader on one item are no second reading. */
  readonly framed?: boolean
  readonly notes: readonly { readonly code: LossCode; readonly count: number; readonly examples: readonly string[] }[]
  readonly images: (signal?: AbortSignal) => AsyncIterable<ImageLabels | BrokenFile>
}
