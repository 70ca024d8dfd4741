// Every mammography delivery tells which of its patients are for training and which for validation.
import type { SplitReport } from '../../../shared/contract/job.ts'
import { groupOf } from '../../../shared/domains/mammography/clinical.ts'
import { RESULTS } from '../../../shared/domains/mammography/levels.ts'
import { readClinical } from '../../store/clinical.ts'
import type { CaseExporter, ExportSetting } from '../exporter.ts'
import { type ExportCase, valuesOf } from './caseExport.ts'
import { proveSplit, shortReport, splitCases, writeSplit } from './caseSplit.ts'

const UNKNOWN = 'unknown'
/** From the least to the worst: a patient of several cases belongs to the worst. */
const ORDER: readonly string[] = [UNKNOWN, ...RESULTS]

export function withSplit(setting: ExportSetting, exporter: CaseExporter): CaseExporter {
  const cases: { caseId: string; patient: string; group: string }[] = []
  let report: SplitReport | null = null
  return {
    takeCase(c: ExportCase) {
      cases.push({ caseId: c.caseId, patient: c.patient, group: groupOfCase(setting, c) })
      return exporter.takeCase(c)
    },
    async finish() {
      await exporter.finish()
      const { out, mammo } = setting
      const rows = splitCases(cases, mammo.split, ORDER)
      report = proveSplit(rows, mammo.split)
      if (out) writeSplit(out, rows, report)
    },
    verify: () => exporter.verify(),
    notes: () => ({ ...exporter.notes?.(), split: report && shortReport(report) }),
  }
}

/** What the clinical sheet proves, else what the reading says. */
function groupOfCase({ project }: ExportSetting, { item, readings: [reading] }: ExportCase): string {
  const proven = groupOf(readClinical(project.db, item.id).grp)
  if (proven) return proven
  const result = reading ? valuesOf(reading, null)['result'] : undefined
  return typeof result === 'string' ? result : UNKNOWN
}
