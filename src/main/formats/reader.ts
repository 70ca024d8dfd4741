// What a label format has to bring: a way from the files a person pointed at to data sets that can be opened.
import type { PandokError } from '../../shared/contract/errors.ts'
import type { LossTally } from './losses.ts'
import type { ReadPicture } from './maskPng/picture.ts'
import type { LabelFile, LabelFormat } from './record.ts'

/** `folder` = the folder that was asked for, null when the file itself was. */
export type FoundFile = { readonly path: string; readonly folder: string | null }
export type Refused = { readonly path: string; readonly error: PandokError }
/** Takes note of a file that cannot be read; rethrows what is no fault of the file. */
export type Refuse = (path: string, error: unknown) => void

export type OpenSetting = {
  /** Class of the project that an earlier import of this format gave the number or text. */
  readonly knownClass: (id: string | number) => string | null
  readonly losses: LossTally
  readonly signal: AbortSignal | undefined
  /** Pictures that are labels. */
  readonly pictures: ReadPicture
}

/** One data set, not opened yet. */
export type LabelSource = {
  readonly format: LabelFormat
  /** For messages when it cannot be opened. */
  readonly shown: string
  readonly open: (setting: OpenSetting) => Promise<LabelFile> | LabelFile
}

export type LabelReader = {
  /** The files are those whose content is of this format; several may make one data set. */
  readonly sources: (
    files: readonly FoundFile[],
    refuse: Refuse,
    signal?: AbortSignal,
  ) => Promise<LabelSource[]> | LabelSource[]
}

/** For formats where every file stands alone. */
export const eachFile = (
  format: LabelFormat,
  open: (path: string, setting: OpenSetting) => Promise<LabelFile> | LabelFile,
): LabelReader => ({
  sources: (files) =>
    files.map(({ path }) => ({ format, shown: path, open: (setting: OpenSetting) => open(path, setting) })),
})
