// The counts behind the report of a security X-ray project.
import { XRAY_CHOICES } from '../../shared/contract/exportOptions.ts'
import { type XrayReport, xrayReport } from '../../shared/domains/xraySecurity/report.ts'
import { stratifiedSplit } from '../exporters/xray/split.ts'
import { count, type ReadableDb, rows } from '../store/db.ts'
import { readProject } from '../store/project.ts'
import { readSchema } from '../store/schemas.ts'

type Stratum = { item: string | null; scenario: string | null; maker: string | null; n: number }

/** Null for projects of other packs. Excluded images do not count. */
export function reportOf(db: ReadableDb): XrayReport | null {
  const { xray: settings } = readProject(db).pack
  if (!settings) return null
  const strata = rows<Stratum>(
    db,
    `SELECT a.value AS item, b.value AS scenario, c.value AS maker, count(*) AS n FROM items i
     LEFT JOIN item_fields a ON a.item_no = i.no AND a.field = 'item'
     LEFT JOIN item_fields b ON b.item_no = i.no AND b.field = 'scenario'
     LEFT JOIN item_fields c ON c.item_no = i.no AND c.field = 'maker'
     WHERE i.state <> 'excluded' GROUP BY 1, 2, 3`,
  )
  const by = (key: 'item' | 'scenario' | 'maker') => {
    const found = new Map<string, number>()
    for (const s of strata) {
      const value = s[key]
      if (value !== null) found.set(value, (found.get(value) ?? 0) + s.n)
    }
    return found
  }
  const split = { train: 0, validation: 0 }
  const partOf = stratifiedSplit(XRAY_CHOICES.validation, XRAY_CHOICES.seed)
  for (const { item, scenario, maker, n } of strata) {
    const folder = settings.items.find((i) => i.classId === item)?.folder
    for (let i = 0; i < n; i++) split[partOf(`${folder}/${scenario}/${maker}`)]++
  }
  return xrayReport(
    {
      images: count(db, "SELECT count(*) AS n FROM items WHERE state <> 'excluded'"),
      items: by('item'),
      scenarios: by('scenario'),
      makers: by('maker'),
      split,
    },
    settings,
    readSchema(db).classes,
    XRAY_CHOICES.validation,
  )
}
