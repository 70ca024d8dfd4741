import { dirname } from 'node:path'
import type { LabelReader } from '../reader.ts'
import { openLabelme } from './open.ts'

export const labelmeReader: LabelReader = {
  sources(files) {
    const sets = Map.groupBy(files, ({ path, folder }) => folder ?? dirname(path))
    return [...sets].map(([root, found]) => ({
      format: 'labelme' as const,
      shown: found.length === 1 ? found[0]!.path : root,
      open: () =>
        openLabelme(
          root,
          found.map(({ path }) => path),
        ),
    }))
  },
}
