// Class names of a YOLO data set: data.yaml, obj.names, classes.txt. The one door to `yaml`.
import { parse, stringify } from 'yaml'
import { PandokError } from '../../../shared/contract/errors.ts'
import { isFields, isNumbers } from '../guards.ts'
import type { Fields, ForeignClass } from '../record.ts'
import { numberedPoints, skeletonOf } from '../skeleton.ts'
import type { PoseShape } from './pose.ts'

export type DataYaml = {
  readonly names: ReadonlyMap<number, string>
  /** Where the pictures are: folders, list files or pictures, as written. */
  readonly splits: readonly string[]
  readonly path: string
  /** `kpt_shape`; null when the set holds no poses. */
  readonly pose: PoseShape | null
  /** `kpt_names` of newer sets: names of the points by class number. */
  readonly pointNames: ReadonlyMap<number, readonly string[]>
  readonly isOriented: boolean
  readonly fields: Fields
}

const SPLITS = ['train', 'val', 'test']

/** Null when the YAML is not a YOLO data set. */
export function readDataYaml(text: string): DataYaml | null {
  let value: unknown
  try {
    // A bomb of aliases must not unfold.
    value = parse(text, { maxAliasCount: 10, schema: 'core' })
  } catch {
    throw new PandokError('label-file-invalid', 'the YAML file cannot be read')
  }
  if (!isFields(value)) return null
  // Some sets give only the number of classes.
  const counted = isPositive(value['nc']) && value['names'] === undefined
  const names = counted ? new Map<number, string>() : readNames(value['names'])
  const splits = SPLITS.flatMap((split) => readSplit(value[split]))
  if (!names || (names.size === 0 && splits.length === 0)) return null
  return {
    names,
    splits,
    path: typeof value['path'] === 'string' ? value['path'] : '',
    pose: readPoseShape(value['kpt_shape']),
    pointNames: readPointNames(value['kpt_names']),
    isOriented: /^(obb|oriented.*)$/i.test(String(value['task'] ?? '')),
    fields: Object.fromEntries(Object.entries(value).filter(([k]) => !['names', 'nc', 'path', ...SPLITS].includes(k))),
  }
}

const isPositive = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0

function readPoseShape(value: unknown): PoseShape | null {
  if (!isNumbers(value)) return null
  const [points, values] = value
  if (!Number.isInteger(points) || points! < 1 || points! > 10_000 || (values !== 2 && values !== 3))
    throw new PandokError('label-file-invalid', 'kpt_shape is not [number of points, 2 or 3]')
  return { points: points!, values }
}

function readPointNames(value: unknown): Map<number, string[]> {
  if (!isFields(value)) return new Map()
  const lists = Object.entries(value).flatMap(([key, names]): [number, string[]][] =>
    Array.isArray(names) ? [[Number(key), names.map(String)]] : [],
  )
  return new Map(lists)
}

const readSplit = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []

function readNames(value: unknown): Map<number, string> | null {
  if (Array.isArray(value)) return new Map(value.map((name, i) => [i, String(name)]))
  if (!isFields(value)) return null
  const out = new Map<number, string>()
  for (const [key, name] of Object.entries(value)) {
    const index = Number(key)
    if (!Number.isInteger(index) || index < 0) return null
    out.set(index, String(name))
  }
  return out
}

/** obj.names, classes.txt: one name a line, the line number is the class. */
export function readNameList(text: string): Map<number, string> {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim())
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop()
  return new Map(lines.map((name, i) => [i, name]))
}

/** Two classes with one name stay two classes. */
export function yoloClasses(
  names: ReadonlyMap<number, string>,
  yaml: Pick<DataYaml, 'pose' | 'pointNames'> | null = null,
): ForeignClass[] {
  const taken = new Set<string>()
  return [...names].map(([index, stated]) => {
    const name = stated === '' ? `class ${index}` : stated
    const key = taken.has(name) ? `${name} #${index}` : name
    taken.add(key)
    const points = yaml?.pose ? (yaml.pointNames.get(index) ?? numberedPoints(yaml.pose.points)) : []
    return { key, name, extra: { id: index }, skeleton: skeletonOf(points, []) }
  })
}

export const writeDataYaml = (train: string, names: readonly string[], fields: Fields): string =>
  stringify({ path: '.', train, val: train, nc: names.length, names: [...names], ...fields }, { lineWidth: 0 })
