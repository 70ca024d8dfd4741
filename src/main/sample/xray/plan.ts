// Which scan comes at which number: makers 1:1:1, scenarios by the pack's shares, items and samples in turn. No list is kept, so
// any number of scans can be made in any order and by several workers.
import { hsDigits, writeDataId } from '../../../shared/domains/xraySecurity/dataId.ts'
import { XRAY_ITEMS, type XrayItemRow } from '../../../shared/domains/xraySecurity/items.ts'
import { xraySettings } from '../../../shared/domains/xraySecurity/pack.ts'
import { seeded } from '../canvas.ts'
import type { Fault } from './faults.ts'
import { seedOf } from './items/index.ts'

export type ScanSpec = {
  readonly maker: string
  readonly item: string
  readonly scenario: string
  readonly sample: number
  readonly sequence: number
  readonly seed: number
  readonly fault: Fault | null
  /** Of a scanner with two generators; without, there is one picture of the bag. */
  readonly view?: View
}
export const VIEWS = ['top', 'side'] as const
export type View = (typeof VIEWS)[number]

/** Twenty turns hold the shares 15/15/40/30 exactly; a pack with other shares is met to the nearest twentieth. */
const TURNS = 20
const SCENARIO_TURNS: readonly string[] = xraySettings.scenarios
  .flatMap(({ id, share }) => Array.from({ length: Math.round(share * TURNS) }, () => id))
  .slice(0, TURNS)
/** Steps through the turns; has no factor in common with them. */
const STRIDE = 7

const digitsOf = (row: XrayItemRow): string => hsDigits(row.code) ?? ''
/** Items that share a code and samples take turns in the sequence, so that no data id is used twice. */
const RIVALS = XRAY_ITEMS.map((row) => {
  const same = XRAY_ITEMS.filter(
    (o) => digitsOf(o) === digitsOf(row) && o.samples[0] <= row.samples[1] && row.samples[0] <= o.samples[1],
  )
  return { count: same.length, rank: same.indexOf(row) }
})

export function planScan(index: number, seed: number): ScanSpec {
  const makers = xraySettings.makers
  const turn = Math.floor(index / makers.length)
  const round = Math.floor(turn / XRAY_ITEMS.length)
  const at = turn % XRAY_ITEMS.length
  const row = XRAY_ITEMS[at]!
  const rivals = RIVALS[at]!
  const samples = row.samples[1] - row.samples[0] + 1
  return {
    maker: makers[index % makers.length]!.id,
    item: row.id,
    scenario: SCENARIO_TURNS[(turn * STRIDE) % TURNS]!,
    sample: row.samples[0] + (round % samples),
    sequence: Math.floor(round / samples) * rivals.count + rivals.rank + 1,
    seed: seedOf(seed, index),
    fault: null,
  }
}

const folders = new Map(xraySettings.items.map((i) => [i.classId, i.folder]))
const kinds = new Map(XRAY_ITEMS.map((row) => [row.id, row]))

export function dataIdOf({ item, scenario, sample, sequence }: ScanSpec): string {
  const row = kinds.get(item)
  if (!row) throw new RangeError(`no item ${item}`)
  const several = xraySettings.scenarios.find((s) => s.id === scenario)?.marked ?? true
  return writeDataId({ kind: row.kind, digits: digitsOf(row), sample, sequence, several })
}
/** `maker/item/scenario` with `/`. */
export const folderOf = (spec: ScanSpec): string =>
  `${spec.maker}/${folders.get(spec.item) ?? spec.item}/${spec.scenario}`

/** Names as people get them wrong; each is one the checks speak of. */
const SLIPS: readonly ((id: string) => string)[] = [
  (id) => (id.endsWith('_M') ? id.slice(0, -2) : `${id}_M`),
  (id) => (id.startsWith('H') ? `S${id.slice(1)}` : `H${id.slice(1)}`),
  (id) => id.replace(/_(\d{3})_/, (_, n: string) => `_${Number(n) + 500}_`),
  (id) => id.replace(/^(.)_(\d{4})(\d{2})-/, '$1_$2-$3-'),
  (id) => id.replace(/_/g, '-'),
  (id) => id.replace(/^(.)_\d{6}/, '$1_930630'),
]
export const wrongName = (id: string, seed: number): string => {
  const slip = SLIPS[Math.floor(seeded(seed)() * SLIPS.length)] ?? SLIPS[0]!
  return slip(id)
}
