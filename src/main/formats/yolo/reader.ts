import { basename } from 'node:path'
import type { LabelReader, OpenSetting } from '../reader.ts'
import { unreadable } from '../sniff.ts'
import { countYoloLines, openYolo, type YoloSet } from './open.ts'
import { yoloSets } from './sets.ts'

export const yoloReader: LabelReader = {
  sources: async (files, refuse, signal) =>
    (await yoloSets(files, refuse, signal)).map((set) => ({
      format: 'yolo' as const,
      shown: set.root,
      open: (setting: OpenSetting) => openSet(set, setting),
    })),
}

async function openSet(set: YoloSet, { knownClass, losses, signal }: OpenSetting) {
  const { task } = set
  if (task === 'detect-or-segment') return openYolo(set, knownClass)
  for (const { path, lines } of await countYoloLines(set, signal))
    losses.add(task === 'pose' ? 'yolo-pose' : 'yolo-oriented-box', basename(path), lines)
  throw unreadable(task === 'pose' ? 'yolo-pose' : 'yolo-obb')
}
