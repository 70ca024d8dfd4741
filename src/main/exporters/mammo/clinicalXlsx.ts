// `clinical-xlsx`: one row a patient with the variables as printed, in their order (requirement 09 A1).
import { CLINICAL_VARIABLES, type ClinicalValues, readDate } from '../../../shared/domains/mammography/clinical.ts'
import { readSheet } from '../../sheets/readSheet.ts'
import { writeXlsx } from '../../sheets/xlsx.ts'
import { readClinical } from '../../store/clinical.ts'
import { type Compared, Comparison, type ExportSetting } from '../exporter.ts'
import { type ExportCase, valuesOf } from './caseExport.ts'

const FILE = 'clinical.xlsx'

export class ClinicalXlsxExporter {
  readonly #s: ExportSetting
  /** By patient: a patient of several cases has one row, the later case completes the earlier. */
  readonly #rows = new Map<string, Record<string, string>>()

  constructor(setting: ExportSetting) {
    this.#s = setting
  }

  takeCase(c: ExportCase): number {
    const known = readClinical(this.#s.project.db, c.item.id)
    const values = { ...filledIn(c), ...known, recvid: known.recvid ?? c.patient }
    this.#rows.set(c.patient, { ...this.#rows.get(c.patient), ...values })
    return 0
  }

  #table(): string[][] {
    return [
      [...CLINICAL_VARIABLES],
      ...[...this.#rows.values()].map((row) => CLINICAL_VARIABLES.map((v) => row[v] ?? '')),
    ]
  }

  async finish(): Promise<void> {
    const { out } = this.#s
    if (!out) return
    out.reserve(FILE)
    await writeXlsx(out.path(FILE), 'clinical', this.#table())
  }

  async verify(): Promise<Compared> {
    const comparison = new Comparison()
    const { out } = this.#s
    if (!out) return comparison.result
    const found = (await readSheet(out.path(FILE)))[0]?.rows ?? []
    const width = CLINICAL_VARIABLES.length
    const same = (a: readonly string[], b: readonly string[] | undefined): boolean =>
      b !== undefined && Array.from({ length: width }, (_, i) => (a[i] ?? '') === (b[i] ?? '')).every(Boolean)
    for (const [i, row] of this.#table().entries()) comparison.add(same(row, found[i]), row[1] ?? FILE)
    return comparison.result
  }
}

/** What the header and the reading say where no sheet has said it. */
function filledIn(c: ExportCase): ClinicalValues {
  const [reading] = c.readings
  const values = reading ? valuesOf(reading, null) : {}
  const date = readDate(c.fields.studydate)
  return {
    ...(typeof values['result'] === 'string' ? { grp: values['result'] } : {}),
    ...(typeof values['birads'] === 'string' ? { both1: values['birads'] } : {}),
    ...(c.fields.device ? { manufacturer: c.fields.device } : {}),
    ...(date ? { mmg_date: date } : {}),
  }
}
