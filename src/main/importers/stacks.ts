// Slices of one series belong together: they are kept until the walk ends, then each series that has more than one slice
// is one item. Single pictures of a series stay what they are.
import { naturalOrder } from '../files/walk.ts'
import { factNumbers, sliceDepth } from '../imaging/sliceDepth.ts'
import type { Collector, Group } from './collector.ts'
import type { Picture } from './judgeFile.ts'

/** Examinations made of slices. Radiographs of one series are different views, films of ultrasound different moments. */
const SLICED: ReadonlySet<string> = new Set(['CT', 'MR', 'PT'])
/** Slices that wait; past this the series known so far come in, so that the memory does not grow with the disk. */
const MOST_WAITING = 50_000

export class StackCollector implements Collector {
  #groups = new Map<string, Picture[]>()
  #waiting = 0

  /** False for a picture that is an item of its own. */
  take(picture: Picture): boolean {
    const key = keyOf(picture)
    if (key === null) return false
    const group = this.#groups.get(key)
    if (group) group.push(picture)
    else this.#groups.set(key, [picture])
    this.#waiting++
    return true
  }

  get full(): boolean {
    return this.#waiting >= MOST_WAITING
  }

  /** Everything that waits, in the order in which it was met. */
  drain(): Group[] {
    const groups = [...this.#groups.values()].map(inOrder)
    this.#groups = new Map()
    this.#waiting = 0
    return named(groups)
  }
}

/** Same series, same grid, same depth, same directions: what can be scrolled through without a jump. */
function keyOf({ probe }: Picture): string | null {
  const { modality, series } = probe.itemFields
  if (probe.kind !== 'dicom' || probe.frames !== 1 || !series || !modality || !SLICED.has(modality)) return null
  const directions = factNumbers(probe.facts['imageOrientation'])?.map((v) => v.toFixed(2).replace('-0.00', '0.00'))
  const { width, height, channels, bitsStored } = probe
  return JSON.stringify([series, width, height, channels, bitsStored, directions ?? null])
}

/**
 * By place along the normal. Where places repeat (phases, echoes) or are not told, by instance number: its order keeps a
 * phase together.
 */
function inOrder(slices: readonly Picture[]): Picture[] {
  const depths = new Map(slices.map((s) => [s, sliceDepth(s.probe.facts)]))
  const known = [...depths.values()].filter((d) => d !== null)
  const apart = new Set(known.map((d) => d.toFixed(3))).size === slices.length
  const instance = (s: Picture): number => Number(s.probe.itemFields.instance ?? Number.NaN)
  const numbered = (a: Picture, b: Picture): number => {
    const d = instance(a) - instance(b)
    return Number.isNaN(d) || d === 0 ? naturalOrder(a.name, b.name) : d
  }
  return [...slices].sort((a, b) => (apart && depths.get(a)! - depths.get(b)!) || numbered(a, b))
}

/** The folder that holds the slices; several series of one folder are told apart by their numbers. */
function named(groups: readonly (readonly Picture[])[]): Group[] {
  const folders = groups.map(folderOf)
  const taken = new Set<string>()
  return groups.map((slices, i) => {
    if (slices.length === 1) return { name: slices[0]!.name, slices }
    const folder = folders[i]!
    const alone = folders.filter((f, j) => f === folder && groups[j]!.length > 1).length === 1
    const number = slices[0]!.probe.itemFields.seriesnumber
    const wanted = alone && folder !== '' ? folder : [folder, `series-${number ?? i + 1}`].filter(Boolean).join('/')
    let name = wanted
    for (let n = 2; taken.has(name); n++) name = `${wanted}-${n}`
    taken.add(name)
    return { name, slices }
  })
}

export function folderOf(slices: readonly Picture[]): string {
  const [first, ...rest] = slices.map((s) => s.name.split('/').slice(0, -1))
  const shared = (first ?? []).filter(
    (part, i, all) => rest.every((r) => all.slice(0, i + 1).every((p, j) => r[j] === p)) && part,
  )
  return shared.length > 0 ? shared.join('/') : (slices[0]?.root ?? '').normalize('NFC')
}
