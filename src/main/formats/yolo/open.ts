// A YOLO data set: class names and one text file per picture.
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readTextFile } from '../decodeText.ts'
import type { BrokenFile, Fields, ImageLabels, LabelFile } from '../record.ts'
import { yoloClasses } from './classList.ts'
import { readYoloLines, type YoloTask } from './lines.ts'

export type YoloSet = {
  readonly root: string
  readonly names: ReadonlyMap<number, string>
  readonly labels: readonly string[]
  readonly task: YoloTask
  readonly fields: Fields | null
}

/** `knownClass`: for sets without names, the project's class that an earlier import gave this number. */
export function openYolo(set: YoloSet, knownClass: (index: number) => string | null): LabelFile {
  const classes = yoloClasses(set.names)
  const keys = new Map(classes.map((c) => [c.extra['id'], c.key]))
  const found = [...classes]
  const classKey = (index: number): string => {
    const known = keys.get(index) ?? knownClass(index)
    if (known != null) return known
    const key = `class ${index}`
    keys.set(index, key)
    found.push({ key, name: key, extra: { id: index } })
    return key
  }
  return {
    format: 'yolo',
    name: basename(set.root),
    folder: set.root,
    get classes() {
      return found
    },
    root: set.fields,
    total: set.labels.length,
    notes: [],
    images: (signal) => readImages(set, classKey, signal),
  }
}

async function* readImages(
  set: YoloSet,
  classKey: (index: number) => string,
  signal?: AbortSignal,
): AsyncGenerator<ImageLabels | BrokenFile> {
  for (const path of set.labels) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    try {
      yield yoloImage(set, path, await readTextFile(path), classKey)
    } catch (error) {
      if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
      yield { path, error }
    }
  }
}

function yoloImage(set: YoloSet, path: string, text: string, classKey: (index: number) => string): ImageLabels {
  const within = relative(set.root, path).split(sep).join('/')
  return {
    image: {
      // The ending is unknown: the label's own ending keeps a dot inside the name from being taken for one.
      name: imagePathOf(within),
      path: withoutEnding(join(set.root, imagePathOf(within))),
      size: null,
      foreignId: null,
      extra: null,
    },
    count: countLines(text),
    read: (grid, report) => {
      const named = (index: number) => {
        if (!set.names.has(index)) report('yolo-class-unnamed')
        return classKey(index)
      }
      return readYoloLines(text, grid, named, report)
    },
  }
}

export const countLines = (text: string): number => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length

/** labels/train/1.txt -> images/train/1.txt, as the trainers do; elsewhere the picture stands beside its labels. */
export function imagePathOf(within: string): string {
  const folders = within.split('/')
  const at = folders.lastIndexOf('labels', folders.length - 2)
  if (at >= 0 && at < folders.length - 1) folders[at] = 'images'
  return folders.join('/')
}

const withoutEnding = (path: string): string => join(dirname(path), basename(path, extname(path)))

/**
 * Oriented boxes and poses cannot be told from outlines by their lines alone. What decides: `kpt_shape` or `task` in
 * data.yaml, else a folder name of the set that says so (obb, oriented, pose, keypoints).
 */
export function taskOf(
  root: string,
  labels: readonly string[],
  yaml: { isPose: boolean; isOriented: boolean } | null,
): YoloTask {
  if (yaml?.isPose) return 'pose'
  if (yaml?.isOriented) return 'oriented-box'
  const folders = [basename(root), ...new Set(labels.flatMap((path) => relative(root, dirname(path)).split(sep)))].join(
    '/',
  )
  if (/(^|[^a-z])(obb|oriented)([^a-z]|$)/i.test(folders)) return 'oriented-box'
  if (/(^|[^a-z])(pose|keypoints?)([^a-z]|$)/i.test(folders)) return 'pose'
  return 'detect-or-segment'
}

/** How many labels each file holds, for sets that are refused as a whole. */
export async function countYoloLines(set: YoloSet, signal?: AbortSignal): Promise<{ path: string; lines: number }[]> {
  const out: { path: string; lines: number }[] = []
  for (const path of set.labels) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    out.push({ path, lines: countLines(await readTextFile(path)) })
  }
  return out
}
