// What an object is made of: shares of its pixels by kind of material.
import { OFF_LIMIT, rowOfPlace } from './palette.ts'
import { readPixel, type XrayModel, type XrayPixel } from './render.ts'

/** Both inorganic rows of the table are one group, and so are both rows of metal above iron's neighbours. */
export const SHARE_IDS = ['organic', 'inorganic', 'light-metal', 'heavy-metal', 'impenetrable'] as const
export type ShareId = (typeof SHARE_IDS)[number]
const GROUP: readonly ShareId[] = ['organic', 'inorganic', 'inorganic', 'light-metal', 'heavy-metal', 'heavy-metal']

export type Shares = {
  /** 0 to 1 of the pixels that are not open air; all 0 when there are none. */
  readonly of: Readonly<Record<ShareId, number>>
  /** Pixels inside, and those of them that are open air. */
  readonly pixels: number
  readonly empty: number
  /** Part of the material pixels whose colour is far from anything the maker prints. */
  readonly unclear: number
}

export type ShareCounter = { add(p: XrayPixel): void; result(): Shares }

export function countShares(model: XrayModel): ShareCounter {
  const counts: Record<ShareId, number> = {
    organic: 0,
    inorganic: 0,
    'light-metal': 0,
    'heavy-metal': 0,
    impenetrable: 0,
  }
  let pixels = 0
  let empty = 0
  let material = 0
  let unclear = 0
  return {
    add(p) {
      const reading = readPixel(model, p)
      if (!reading) return
      pixels++
      if (reading.kind === 'empty') return void empty++
      if (reading.kind === 'impenetrable') return void counts.impenetrable++
      material++
      if (reading.off > OFF_LIMIT) unclear++
      counts[GROUP[rowOfPlace(reading.place)]!]++
    },
    result() {
      const full = Math.max(1, pixels - empty)
      const of = { ...counts }
      for (const id of SHARE_IDS) of[id] = counts[id] / full
      return { of, pixels, empty, unclear: material > 0 ? unclear / material : 0 }
    },
  }
}
