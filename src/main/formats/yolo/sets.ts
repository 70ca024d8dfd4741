// Which text files below the given folders are YOLO labels, and which class list belongs to them.
import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { walk } from '../../files/filesIn.ts'
import { readText, readTextFile } from '../decodeText.ts'
import { isEmpty } from '../guards.ts'
import type { FoundFile, Refuse } from '../reader.ts'
import { unreadable } from '../sniff.ts'
import { type DataYaml, readDataYaml, readNameList } from './classList.ts'
import { taskOf, type YoloSet } from './open.ts'

/** `codePage` = name of a class list that is not UTF-8. */
type Head = { root: string; names: ReadonlyMap<number, string>; yaml: DataYaml | null; codePage: string | null }

/**
 * A data set is a folder with data.yaml, or obj.data / obj.names, or classes.txt; its label files are the text files below
 * it. A label file that was named alone looks for its class list up to three folders above. What is left has no names.
 */
export async function yoloSets(texts: readonly FoundFile[], refuse: Refuse, signal?: AbortSignal): Promise<YoloSet[]> {
  const heads = new Map<string, Head | null>()
  const labels = new Map<string, { head: Head | null; paths: string[] }>()
  const known = new Set<string>()
  const headAt = async (folder: string) => {
    const known = heads.get(folder)
    if (known !== undefined) return known
    const head = await readHead(folder, refuse)
    heads.set(folder, head)
    return head
  }
  const take = (root: string, head: Head | null, path: string) => {
    if (known.has(path)) return
    known.add(path)
    const set = labels.get(root)
    if (set) set.paths.push(path)
    else labels.set(root, { head, paths: [path] })
  }
  for (const { path, folder: asked } of texts) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    try {
      const folder = dirname(path)
      if (isHeadFile(path)) {
        const head = await headAt(folder)
        if (!head) throw unreadable('unknown')
        if (!labels.has(folder)) labels.set(folder, { head, paths: [] })
        for await (const file of walk(folder, signal)) if (await isLabelFile(file)) take(folder, head, file)
      } else if (await isLabelFile(path)) {
        const above = await headAbove(folder, headAt)
        take(above?.root ?? folder, above, path)
      } else if (!(await isListFile(path))) throw unreadable('unknown')
    } catch (error) {
      // In a folder that was given as a whole, a read-me is no mistake; among the labels of a set it is one.
      if (
        asked === null ||
        isAmongLabels(relative(asked, path)) ||
        !(error instanceof PandokError) ||
        error.code !== 'unknown-format'
      )
        refuse(path, error)
    }
  }
  return Promise.all([...labels].map(([root, { head, paths }]) => yoloSet(root, head, paths)))
}

async function yoloSet(root: string, head: Head | null, paths: string[]): Promise<YoloSet> {
  const yaml = head?.yaml ?? null
  return {
    root,
    names: head?.names ?? new Map<number, string>(),
    labels: paths.sort(),
    task: await taskOf(root, paths, yaml),
    yaml,
    fields: yaml && !isEmpty(yaml.fields) ? yaml.fields : null,
    codePage: head?.codePage ?? null,
  }
}

const HEAD_FILES = /^(.*\.ya?ml|obj\.data|.*\.names|.*\.labels|classes\.txt|labels\.txt)$/i
const isHeadFile = (path: string): boolean => HEAD_FILES.test(basename(path))

async function headAbove(folder: string, headAt: (folder: string) => Promise<Head | null>): Promise<Head | null> {
  let at = folder
  for (let up = 0; up < 4 && at !== dirname(at); up++, at = dirname(at)) {
    const head = await headAt(at)
    if (head) return head
  }
  return null
}

/** The class list of a folder; data.yaml before obj.names before classes.txt. */
async function readHead(folder: string, refuse: Refuse): Promise<Head | null> {
  const names = (await readdir(folder).catch(() => [])).sort()
  for (const name of names.filter((n) => /\.ya?ml$/i.test(n))) {
    try {
      const { text, codePage } = await readText(join(folder, name))
      const yaml = readDataYaml(text)
      if (yaml) return { root: folder, names: yaml.names, yaml, codePage: codePage ? name : null }
    } catch (error) {
      // Other programs keep YAML too; only the file that must be ours is worth a complaint.
      if (/^data\.ya?ml$/i.test(name)) refuse(join(folder, name), error)
    }
  }
  const list = [/\.names$/i, /\.labels$/i, /^classes\.txt$/i, /^labels\.txt$/i].flatMap(
    (p) => names.find((n) => p.test(n)) ?? [],
  )[0]
  if (list === undefined) return null
  const { text, codePage } = await readText(join(folder, list))
  return { root: folder, names: readNameList(text), yaml: null, codePage: codePage ? list : null }
}

const firstLines = async (path: string): Promise<string[]> =>
  (await readTextFile(path))
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 20)

const isAmongLabels = (path: string): boolean =>
  dirname(path)
    .split(sep)
    .some((folder) => folder === 'labels' || folder.startsWith('obj_'))

/** Numbers only, at least five a line; an empty file says that the picture holds nothing. */
async function isLabelFile(path: string): Promise<boolean> {
  if (extname(path).toLowerCase() !== '.txt' || isHeadFile(path)) return false
  const lines = await firstLines(path)
  if (lines.length === 0) return isAmongLabels(path)
  return lines.some((line) => /^\d+(\.0*)?(\s+[-+.\deE]+){4,}$/.test(line))
}

/** train.txt and the like: one picture a line. */
async function isListFile(path: string): Promise<boolean> {
  const lines = await firstLines(path)
  return lines.length > 0 && lines.every((line) => /\.(jpe?g|png|bmp|tiff?|webp|gif)$/i.test(line))
}

/** Labels, class list or list of pictures: anything a YOLO data set is made of. */
export async function isYoloText(path: string): Promise<boolean> {
  if (/\.ya?ml$/i.test(path)) return readDataYaml(await readTextFile(path)) !== null
  return isHeadFile(path) || (await isLabelFile(path)) || (await isListFile(path))
}
