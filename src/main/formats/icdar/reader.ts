import { dirname } from 'node:path'
import type { LabelReader, OpenSetting } from '../reader.ts'
import { openIcdar } from './open.ts'

/** The files of one folder are one data set. */
export const icdarReader: LabelReader = {
  sources(files) {
    const sets = Map.groupBy(files, ({ path, folder }) => (folder === null ? path : dirname(path)))
    return [...sets].map(([root, found]) => ({
      format: 'icdar' as const,
      shown: root,
      open: ({ pictures }: OpenSetting) =>
        openIcdar(
          root,
          found.map(({ path }) => path),
          pictures,
        ),
    }))
  },
}
