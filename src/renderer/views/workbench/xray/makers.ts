// Whose palette a picture is read with: the maker of the item, else what a person chose here. Remembered on this machine.
import type { Maker } from '../../../../shared/domains/xraySecurity/settings.ts'

const KEY = 'pandok.xrayMakers'
const MOST = 2000
type Chosen = Readonly<Record<string, string>>

const read = (): Chosen => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof found === 'object' && found !== null
      ? Object.fromEntries(Object.entries(found).filter((e): e is [string, string] => typeof e[1] === 'string'))
      : {}
  } catch {
    return {}
  }
}

/** Choosing for an item whose maker is not known counts for all such items of the project until another is chosen. */
export function chooseMaker(projectId: string, itemId: string, known: boolean, maker: string): void {
  const key = known ? `${projectId}/${itemId}` : projectId
  const { [key]: _, ...others } = read()
  const kept = Object.entries(others).slice(-MOST + 1)
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...kept, [key, maker]])))
}

export type MakerOfItem = { readonly maker: Maker; readonly from: 'item' | 'chosen' | 'default' }

export function makerOf(
  makers: readonly Maker[],
  projectId: string,
  itemId: string,
  field: string | undefined,
): MakerOfItem | null {
  const chosen = read()
  const find = (id: string | undefined) => makers.find((m) => m.id === id)
  const own = find(chosen[`${projectId}/${itemId}`])
  if (own) return { maker: own, from: 'chosen' }
  const item = find(field)
  if (item) return { maker: item, from: 'item' }
  const project = find(chosen[projectId])
  if (project) return { maker: project, from: 'chosen' }
  const first = makers[0]
  return first ? { maker: first, from: 'default' } : null
}
