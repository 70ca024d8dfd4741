import type { LabelReader, OpenSetting } from '../reader.ts'
import { openYolo } from './open.ts'
import { yoloSets } from './sets.ts'

export const yoloReader: LabelReader = {
  sources: async (files, refuse, signal) =>
    (await yoloSets(files, refuse, signal)).map((set) => ({
      format: 'yolo' as const,
      shown: set.root,
      open: ({ knownClass }: OpenSetting) => openYolo(set, knownClass),
    })),
}
