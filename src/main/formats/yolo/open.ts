// A YOLO data set: class names and one text file per picture.
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readTextFile } from '../decodeText.ts'
import type { BrokenFile, Fields, ImageLabels, LabelFile } from '../record.ts'
import { type DataYaml, yoloClasses } from './classList.ts'
import { type LineReader, readBoxOrOutline, readYoloLines } from './lines.ts'
import { readOriented, readQuadOrOutline } from './oriented.ts'
import { type PoseShape, readPose } from './pose.ts'

/** `quads`: every line has four corners and nothing says whether they are oriented boxes. */
export type YoloTask = 'detect-or-segment' | 'oriented-box' | 'quads' | 'pose'

const LINE_READERS: Readonly<Record<YoloTask, (pose: PoseShape | null) => LineReader>> = {
  'detect-or-segment': () => readBoxOrOutline,
  'oriented-box': () => readOriented,
  quads: () => readQuadOrOutline,
  pose: readPose,
}

export type YoloSet = {
  readonly root: string
  readonly names: ReadonlyMap<number, string>
  readonly labels: readonly string[]
  readonly task: YoloTask
  readonly yaml: DataYaml | null
  readonly fields: Fields | null
  /** Name of the class list when it is not UTF-8. */
  readonly codePage: string | null
}

/** `knownClass`: for sets without names, the project's class that an earlier import gave this number. */
export function openYolo(set: YoloSet, knownClass: (index: number) => string | null): LabelFile {
  const classes = yoloClasses(set.names, set.yaml)
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
    notes: set.codePage === null ? [] : [{ code: 'text-code-page', count: 1, examples: [set.codePage] }],
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
      return readYoloLines(text, grid, named, report, LINE_READERS[set.task](set.yaml?.pose ?? null))
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
 * Oriented boxes and poses cannot be told from outlines by one line alone. What decides: `kpt_shape` or `task` in data.yaml,
 * else a folder name of the set that says so (obb, oriented, pose, keypoints), else the lines: when all have four corners and
 * at least one of them is tilted, those that are rectangles in their picture are oriented boxes.
 */
export async function taskOf(
  root: string,
  labels: readonly string[],
  yaml: Pick<DataYaml, 'pose' | 'isOriented'> | null,
): Promise<YoloTask> {
  if (yaml?.pose) return 'pose'
  if (yaml?.isOriented) return 'oriented-box'
  const folders = [basename(root), ...new Set(labels.flatMap((path) => relative(root, dirname(path)).split(sep)))].join(
    '/',
  )
  if (/(^|[^a-z])(obb|oriented)([^a-z]|$)/i.test(folders)) return 'oriented-box'
  if (/(^|[^a-z])(pose|keypoints?)([^a-z]|$)/i.test(folders)) return 'pose'
  return (await areTiltedQuads(labels)) ? 'quads' : 'detect-or-segment'
}

async function areTiltedQuads(labels: readonly string[]): Promise<boolean> {
  let tilted = false
  for (const path of labels) {
    const text = await readTextFile(path).catch(() => '')
    for (const line of text.split(/\r\n|\r|\n/)) {
      if (line.trim() === '') continue
      const values = line
        .trim()
        .split(/[\s,]+/)
        .slice(1)
        .map(Number)
      if (values.length !== 8 && values.length !== 9) return false
      const [ax, ay, bx, by] = values
      tilted ||= ax !== bx && ay !== by
    }
  }
  return tilted
}
