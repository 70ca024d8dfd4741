// Which item waits for work: what was sent back before what is still to do, in the direction asked for and then from the other end.
import type { ItemRow } from '../../../shared/contract/item.ts'
import { api } from '../../api/client.ts'

type Asked = {
  readonly projectId: string
  readonly itemId: string
  readonly where: string
  readonly to: 'next' | 'previous'
}

const WAITING = ['returned', 'todo'] as const

export async function workAhead({ projectId, itemId, where, to }: Asked): Promise<ItemRow | null> {
  for (const state of WAITING) {
    const waiting = `${where} state:${state}`.trim()
    const found = await api.items.neighbours({ projectId, itemId, where: waiting })
    const near = found[to]
    if (near) return near
    if (found.total === 0) continue
    const at = to === 'next' ? 0 : found.total - 1
    const [far] = (await api.items.page({ projectId, where: waiting, at, limit: 1 })).items
    if (far && far.id !== itemId) return far
  }
  return null
}
