// Files of one examination belong together: they are kept until the walk ends, then each patient and study is one case with
// its pictures in their views (MMG-2). Pictures without a header are grouped by folder and name.
import { dirname } from 'node:path'
import { assignViews, slotOrder } from '../../shared/domains/mammography/assign.ts'
import { caseOfName } from '../../shared/domains/mammography/views.ts'
import { baseName } from '../store/names.ts'
import type { Collector, Group } from './collector.ts'
import type { Picture } from './judgeFile.ts'
import { folderOf } from './stacks.ts'

/** So many pictures wait at most; a case that goes on behind them is found again by its study. */
const MOST_WAITING = 50_000

export class CaseCollector implements Collector {
  #cases = new Map<string, Picture[]>()
  #waiting = 0

  take(picture: Picture): boolean {
    const key = keyOf(picture)
    const known = this.#cases.get(key)
    if (known) known.push(picture)
    else this.#cases.set(key, [picture])
    this.#waiting++
    return true
  }

  get full(): boolean {
    return this.#waiting >= MOST_WAITING
  }

  drain(): Group[] {
    const all = [...this.#cases.values()]
    this.#cases = new Map()
    this.#waiting = 0
    const names = caseNames(all)
    return all.map((pictures, i) => ({ name: names[i]!, ...inViews(pictures) }))
  }
}

function keyOf({ probe, name, root }: Picture): string {
  const { patient, study } = probe.itemFields
  if (study) return JSON.stringify([patient ?? null, study])
  const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : ''
  return JSON.stringify([root, folder, caseOfName(baseName(name))])
}

export const candidateOf = ({ probe, name }: Pick<Picture, 'probe' | 'name'>) => ({
  facts: probe.facts,
  fileName: baseName(name),
  pixels: probe.width * probe.height,
})

function inViews(pictures: readonly Picture[]): Pick<Group, 'slices' | 'slots'> {
  const slots = assignViews(pictures.map(candidateOf))
  const order = pictures.map((_, i) => i).sort((a, b) => slotOrder(slots[a]!) - slotOrder(slots[b]!))
  return { slices: order.map((i) => pictures[i]!), slots: order.map((i) => slots[i]!) }
}

/**
 * The replacement number where the header says that the identity was removed; else the folder that holds only this case,
 * else what the file names share. Patient numbers of untouched headers never become names.
 */
function caseNames(cases: readonly (readonly Picture[])[]): string[] {
  const folders = cases.map((pictures) => folderOf(pictures) || folderOnDisk(pictures))
  const taken = new Set<string>()
  return cases.map((pictures, i) => {
    const folder = folders[i]!
    const alone = folder !== '' && folders.filter((f) => f === folder).length === 1
    const wanted =
      replacementId(pictures) ?? (alone ? folder : [folder, sharedName(pictures)].filter(Boolean).join('/'))
    const base = wanted === folder && !alone ? `${folder === '' ? '' : `${folder}/`}case` : wanted
    let name = base
    for (let n = 2; name === '' || taken.has(name); n++) name = `${base || 'case'} (${n})`
    taken.add(name)
    return name
  })
}

/** Files that were picked one by one: the folder they all lie in. */
function folderOnDisk(pictures: readonly Picture[]): string {
  const folders = new Set(pictures.map((p) => baseName(dirname(p.path))))
  const [folder = ''] = folders
  return folders.size === 1 ? folder.normalize('NFC') : ''
}

function replacementId(pictures: readonly Picture[]): string | null {
  const ids = new Set(
    pictures.map(({ probe }) => (probe.facts['identityRemoved'] === 'YES' ? (probe.itemFields.patient ?? '') : '')),
  )
  const [id = ''] = ids
  return ids.size === 1 && /^[\w.-]{1,64}$/.test(id) ? id : null
}

function sharedName(pictures: readonly Picture[]): string {
  const stems = new Set(pictures.map((p) => caseOfName(baseName(p.name))))
  const [stem = ''] = stems
  return stems.size === 1 ? stem : ''
}
