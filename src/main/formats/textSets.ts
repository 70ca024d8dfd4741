// Data sets of one text file a picture, in a folder: read one after another, a broken one is told and passed over.
import { basename, dirname } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { LabelReader } from './reader.ts'
import type { BrokenFile, ImageLabels, LabelFormat } from './record.ts'

type ReadPictures = (path: string) => Promise<ImageLabels[]>

async function* readImages(
  paths: readonly string[],
  read: ReadPictures,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImageLabels | BrokenFile> {
  for (const path of paths) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    try {
      yield* await read(path)
    } catch (error) {
      if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
      yield { path, error }
    }
  }
}

/** The files of one folder are one data set; a file that was named by itself is one, too. */
export const textSetReader = (format: LabelFormat, read: ReadPictures): LabelReader => ({
  sources(files) {
    const sets = Map.groupBy(files, ({ path, folder }) => (folder === null ? path : dirname(path)))
    return [...sets].map(([root, found]) => {
      const paths = found.map(({ path }) => path)
      return {
        format,
        shown: root,
        open: () => ({
          format,
          name: basename(root),
          folder: paths.length === 1 ? dirname(paths[0]!) : root,
          classes: [],
          root: null,
          total: paths.length,
          notes: [],
          images: (signal) => readImages(paths, read, signal),
        }),
      }
    })
  },
})
