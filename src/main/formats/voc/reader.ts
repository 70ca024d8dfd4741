// The XML files below one folder are one data set.
import type { LabelReader } from '../reader.ts'
import { openVoc } from './open.ts'

export const vocReader: LabelReader = {
  sources(files) {
    const sets = Map.groupBy(files, ({ path, folder }) => folder ?? path)
    return [...sets].map(([root, found]) => ({
      format: 'voc' as const,
      shown: root,
      open: () =>
        openVoc(
          root,
          found.map(({ path }) => path),
        ),
    }))
  },
}
