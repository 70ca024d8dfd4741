// Files and folders a person points at -> label files to open, and files that are none, with the reason.
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { readTextFile } from '../formats/decodeText.ts'
import { fileError } from '../formats/fileError.ts'
import type { Fields, LabelFormat } from '../formats/record.ts'
import { type ForeignFormat, sniffJson, sniffXml, unreadable } from '../formats/sniff.ts'
import { readXmlFile } from '../formats/voc/open.ts'
import { type DataYaml, readDataYaml, readNameList } from '../formats/yolo/classList.ts'
import { taskOf, type YoloSet } from '../formats/yolo/open.ts'

export const LABEL_FORMATS = ['auto', 'coco', 'voc', 'yolo', 'cvat', 'labelme', 'labelstudio', 'dicom-seg'] as const
export type AskedFormat = (typeof LABEL_FORMATS)[number]

export type LabelSource =
  | { readonly format: 'coco'; readonly path: string }
  | { readonly format: 'voc'; readonly root: string; readonly paths: readonly string[] }
  | { readonly format: 'yolo'; readonly set: YoloSet }
export type Refused = { readonly path: string; readonly error: PandokError }
export type Found = { readonly sources: LabelSource[]; readonly refused: Refused[] }

const READ: ReadonlySet<string> = new Set<LabelFormat>(['coco', 'voc', 'yolo'])
const isForeign = (format: AskedFormat): format is Extract<AskedFormat, ForeignFormat> =>
  format !== 'auto' && !READ.has(format)

export async function findLabelSources(
  files: readonly string[],
  asked: AskedFormat,
  signal?: AbortSignal,
): Promise<Found> {
  const search = new Search(asked, signal)
  for (const file of files) {
    if (isForeign(asked)) search.refuse(file, unreadable(asked))
    else await search.look(file)
  }
  return search.found()
}

/** named = the file itself was asked for, not a folder around it. */
type TextFile = { path: string; named: boolean }

class Search {
  readonly #asked: AskedFormat
  readonly #signal: AbortSignal | undefined
  readonly #coco: string[] = []
  readonly #voc = new Map<string, string[]>()
  readonly #texts: TextFile[] = []
  readonly #refused: Refused[] = []
  readonly #seen = new Set<string>()

  constructor(asked: AskedFormat, signal?: AbortSignal) {
    this.#asked = asked
    this.#signal = signal
  }

  refuse(path: string, error: unknown): void {
    if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
    this.#refused.push({ path, error })
  }

  async look(path: string): Promise<void> {
    try {
      const facts = await stat(path).catch(fileError)
      if (facts.isDirectory()) for await (const file of walk(path, this.#signal)) await this.#file(file, path)
      else await this.#file(path, null)
    } catch (error) {
      this.refuse(path, error)
    }
  }

  /** `folder` = the folder that was asked for; in it, files that are no labels are passed over in silence. */
  async #file(path: string, folder: string | null): Promise<void> {
    if (this.#seen.has(path)) return
    this.#seen.add(path)
    try {
      const ending = extname(path).toLowerCase()
      if (ending === '.json' && this.#wants('coco')) await this.#json(path)
      else if (ending === '.xml' && this.#wants('voc')) await this.#xml(path, folder)
      else if (isYoloFile(path) && this.#wants('yolo')) this.#texts.push({ path, named: folder === null })
      else if (folder === null) throw unreadable('unknown')
    } catch (error) {
      this.refuse(path, error)
    }
  }

  #wants(format: LabelFormat): boolean {
    return this.#asked === 'auto' || this.#asked === format
  }

  async #json(path: string): Promise<void> {
    const format = await sniffJson(path)
    if (format === 'coco') this.#coco.push(path)
    else throw unreadable(format)
  }

  async #xml(path: string, folder: string | null): Promise<void> {
    const format = sniffXml(await readXmlFile(path))
    if (format !== 'voc') throw unreadable(format)
    const root = folder ?? path
    const known = this.#voc.get(root)
    if (known) known.push(path)
    else this.#voc.set(root, [path])
  }

  async found(): Promise<Found> {
    const yolo = await yoloSets(this.#texts, (path, error) => this.refuse(path, error), this.#signal)
    return {
      sources: [
        ...this.#coco.map((path) => ({ format: 'coco' as const, path })),
        ...[...this.#voc].map(([root, paths]) => ({ format: 'voc' as const, root, paths })),
        ...yolo.map((set) => ({ format: 'yolo' as const, set })),
      ],
      refused: this.#refused,
    }
  }
}

const isYoloFile = (path: string): boolean => /\.(ya?ml|data|names|txt)$/i.test(path)

/** Files below a folder in order of name; links are not followed. */
export async function* walk(folder: string, signal?: AbortSignal, depth = 0): AsyncGenerator<string> {
  if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
  if (depth > 32) return
  const entries = await readdir(folder, { withFileTypes: true }).catch(fileError)
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path, signal, depth + 1)
    else if (entry.isFile()) yield path
  }
}

type Refuse = (path: string, error: unknown) => void
type Head = { root: string; names: ReadonlyMap<number, string>; yaml: DataYaml | null }

/**
 * A data set is a folder with data.yaml, or obj.data / obj.names, or classes.txt; its label files are the text files below
 * it. A label file that was named alone looks for its class list up to three folders above. What is left has no names.
 */
async function yoloSets(texts: readonly TextFile[], refuse: Refuse, signal?: AbortSignal): Promise<YoloSet[]> {
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
  for (const { path, named } of texts) {
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
      // In a folder that was given as a whole, a read-me is no mistake.
      if (named || !(error instanceof PandokError) || error.code !== 'unknown-format') refuse(path, error)
    }
  }
  return [...labels].map(([root, { head, paths }]) => ({
    root,
    names: head?.names ?? new Map<number, string>(),
    labels: paths.sort(),
    task: taskOf(root, paths, head?.yaml ?? null),
    fields: head?.yaml && Object.keys(head.yaml.fields).length > 0 ? (head.yaml.fields as Fields) : null,
  }))
}

const HEAD_FILES = /^(.*\.ya?ml|obj\.data|.*\.names|classes\.txt)$/i
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
      const yaml = readDataYaml(await readTextFile(join(folder, name)))
      if (yaml) return { root: folder, names: yaml.names, yaml }
    } catch (error) {
      // Other programs keep YAML too; only the file that must be ours is worth a complaint.
      if (/^data\.ya?ml$/i.test(name)) refuse(join(folder, name), error)
    }
  }
  const list = names.find((n) => /\.names$/i.test(n)) ?? names.find((n) => n.toLowerCase() === 'classes.txt')
  if (list === undefined) return null
  return { root: folder, names: readNameList(await readTextFile(join(folder, list))), yaml: null }
}

const firstLines = async (path: string): Promise<string[]> =>
  (await readTextFile(path))
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 20)

/** Numbers only, at least five a line; an empty file says that the picture holds nothing. */
async function isLabelFile(path: string): Promise<boolean> {
  if (extname(path).toLowerCase() !== '.txt' || isHeadFile(path)) return false
  const lines = await firstLines(path)
  if (lines.length === 0) return path.split(sep).some((folder) => folder === 'labels' || folder.startsWith('obj_'))
  return lines.some((line) => /^\d+(\s+[-+.\deE]+){4,}$/.test(line))
}

/** train.txt and the like: one picture a line. */
async function isListFile(path: string): Promise<boolean> {
  const lines = await firstLines(path)
  return lines.length > 0 && lines.every((line) => /\.(jpe?g|png|bmp|tiff?|webp|gif)$/i.test(line))
}
