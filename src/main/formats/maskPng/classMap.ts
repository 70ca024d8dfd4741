// Which value or colour of a mask is which class: labelmap.txt (VOC, CVAT), label_colors.txt (CamVid), a plain list of names.
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readTextFile } from '../decodeText.ts'
import { linesOf } from '../wholeFile.ts'
import { readNameList } from '../yolo/classList.ts'

export type ClassMap = {
  /** By value of an index mask. */
  readonly byIndex: ReadonlyMap<number, string>
  /** By 0xrrggbb. */
  readonly byColour: ReadonlyMap<number, string>
}
export const NO_CLASS_MAP: ClassMap = { byIndex: new Map(), byColour: new Map() }

/** In the order in which they are believed. */
const LIST_FILES = [
  /^label_?map\.txt$/i,
  /^label_colou?rs\.txt$/i,
  /^(classes|class_names|labels|names)\.txt$/i,
  /\.names$/i,
]
export const isClassMapName = (name: string): boolean => LIST_FILES.some((pattern) => pattern.test(name))

/** From the folder of the masks up to two above it. */
export async function findClassMap(folder: string): Promise<ClassMap> {
  let at = folder
  for (let up = 0; up < 3 && at !== dirname(at); up++, at = dirname(at)) {
    const names = (await readdir(at).catch(() => [])).sort()
    for (const pattern of LIST_FILES) {
      const found = names.find((name) => pattern.test(name))
      if (found !== undefined) return readClassMap(await readTextFile(join(at, found)), basename(found))
    }
  }
  return NO_CLASS_MAP
}

/** `name:r,g,b:parts:actions` of VOC and CVAT, `r g b name` of CamVid, else one name a line (line 1 is value 0). */
export function readClassMap(text: string, fileName: string): ClassMap {
  const lines = linesOf(text)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const coloured = lines.map((line) => colouredLine(line))
  if (lines.length > 0 && coloured.every((entry) => entry !== null)) {
    const entries = coloured.flatMap((entry) => (entry ? [entry] : []))
    return {
      byIndex: new Map(entries.map(({ name }, i) => [i, name])),
      byColour: new Map(entries.map(({ name, colour }) => [colour, name])),
    }
  }
  const names = readNameList(fileName.toLowerCase().endsWith('.names') ? text : lines.join('\n'))
  return { byIndex: namesWithIndex(names), byColour: new Map() }
}

function colouredLine(line: string): { name: string; colour: number } | null {
  const voc = /^(.+?)\s*:\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(:.*)?$/.exec(line)
  const camvid = /^(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})[\s,]+(.+)$/.exec(line)
  const [name, r, g, b] = voc
    ? [voc[1], voc[2], voc[3], voc[4]]
    : camvid
      ? [camvid[4], camvid[1], camvid[2], camvid[3]]
      : []
  if (name === undefined || [r, g, b].some((v) => Number(v) > 255)) return null
  return { name: name.trim(), colour: (Number(r) << 16) | (Number(g) << 8) | Number(b) }
}

/** `0 background`, `1: knife` and `knife` alike; `__ignore__` of labelme is no class. */
function namesWithIndex(names: ReadonlyMap<number, string>): Map<number, string> {
  const numbered = [...names.values()].map((name) => /^(\d+)\s*[:,\s]\s*(\S.*)$/.exec(name))
  if (names.size > 0 && numbered.every((m) => m !== null))
    return new Map(numbered.flatMap((m) => (m ? [[Number(m[1]), m[2]!.trim()] as const] : [])))
  const list = [...names.values()]
  const start = list[0] === '__ignore__' ? 1 : 0
  return new Map(list.slice(start).map((name, i) => [i, name]))
}
