// Counts of a security X-ray project against what the data set should become (XRS-13). Pure.
import { z } from 'zod'
import type { ClassDef } from '../../annotation/labelSchema.ts'
import type { XraySettings } from './settings.ts'

const bilingual = z.object({ ko: z.string(), en: z.string() })
const share = z.object({
  id: z.string(),
  title: bilingual,
  images: z.number(),
  /** Of all images whose value is known, 0 to 1. */
  share: z.number(),
  target: z.number(),
})
export const xrayReportSchema = z.object({
  images: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      title: bilingual,
      images: z.number(),
      least: z.number(),
      most: z.number(),
      state: z.enum(['below', 'within', 'above']),
    }),
  ),
  scenarios: z.array(share),
  makers: z.array(share),
  /** As the delivery splits them. */
  split: z.object({ train: z.number(), validation: z.number(), target: z.number() }),
  /** Images whose path does not say it. */
  unknown: z.object({ item: z.number(), scenario: z.number(), maker: z.number() }),
})
export type XrayReport = z.infer<typeof xrayReportSchema>

export type XrayCounts = {
  /** Images that are not excluded. */
  readonly images: number
  readonly items: ReadonlyMap<string, number>
  readonly scenarios: ReadonlyMap<string, number>
  readonly makers: ReadonlyMap<string, number>
  readonly split: { readonly train: number; readonly validation: number }
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0)

export function xrayReport(
  counts: XrayCounts,
  settings: XraySettings,
  classes: readonly ClassDef[],
  validation: number,
): XrayReport {
  const titles = new Map(classes.map((c) => [c.id, c.title]))
  const { least, most } = settings.target
  const known = (field: 'items' | 'scenarios' | 'makers', ids: readonly string[]) =>
    sum(ids.map((id) => counts[field].get(id) ?? 0))
  const shares = (
    field: 'scenarios' | 'makers',
    rows: readonly { id: string; title: XrayReport['makers'][number]['title']; target: number }[],
  ) => {
    const all = known(
      field,
      rows.map((r) => r.id),
    )
    return rows.map(({ id, title, target }) => {
      const images = counts[field].get(id) ?? 0
      return { id, title, images, share: all === 0 ? 0 : images / all, target }
    })
  }
  const totalShare = sum(settings.scenarios.map((s) => s.share)) || 1
  const items = settings.items.map(({ classId }) => {
    const images = counts.items.get(classId) ?? 0
    const state = images < least ? ('below' as const) : images > most ? ('above' as const) : ('within' as const)
    return { id: classId, title: titles.get(classId) ?? { ko: classId, en: classId }, images, least, most, state }
  })
  const scenarios = shares(
    'scenarios',
    settings.scenarios.map(({ id, title, share: target }) => ({ id, title, target: target / totalShare })),
  )
  const makers = shares(
    'makers',
    settings.makers.map(({ id, title }) => ({
      id,
      title: { ko: title, en: title },
      target: 1 / settings.makers.length,
    })),
  )
  const open = (rows: readonly { images: number }[]) => counts.images - sum(rows.map((r) => r.images))
  return {
    images: counts.images,
    items,
    scenarios,
    makers,
    split: { ...counts.split, target: validation },
    unknown: { item: open(items), scenario: open(scenarios), maker: open(makers) },
  }
}
