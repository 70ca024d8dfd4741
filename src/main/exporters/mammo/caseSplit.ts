// Train and validation by patient, stratified by group, and n folds; with a list that proves that no patient is in two parts
// (MMG-9). The same seed and the same patients give the same parts, whatever their order.
import { createHash } from 'node:crypto'
import { MAMMO_CHOICES } from '../../../shared/contract/exportOptions.ts'
import type { SplitReport } from '../../../shared/contract/job.ts'
import { csvCell } from '../../formats/csv/table.ts'
import type { OutFolder } from '../outFolder.ts'

export type SplitOptions = { readonly validation: number; readonly seed: number; readonly folds: number }
export const MAMMO_SPLIT: SplitOptions = {
  validation: MAMMO_CHOICES.validation,
  seed: MAMMO_CHOICES.seed,
  folds: MAMMO_CHOICES.folds,
}

type Case = { readonly caseId: string; readonly patient: string; readonly group: string }
export type SplitRow = Case & { readonly part: 'train' | 'validation'; readonly fold: number }

const place = (seed: number, text: string): string => createHash('sha256').update(`${seed}\u0000${text}`).digest('hex')

/** A patient of several cases belongs to the worst of their groups; all their cases stay together. */
export function splitCases(
  cases: readonly Case[],
  { validation, seed, folds }: SplitOptions,
  order: readonly string[],
): SplitRow[] {
  const groupOf = new Map<string, string>()
  const rank = (group: string): number => order.indexOf(group)
  for (const { patient, group } of cases) {
    const known = groupOf.get(patient)
    if (known === undefined || rank(group) > rank(known)) groupOf.set(patient, group)
  }
  const placed = new Map<string, { part: SplitRow['part']; fold: number }>()
  for (const [group, patients] of Map.groupBy(groupOf.keys(), (p) => groupOf.get(p)!)) {
    const shuffled = [...patients].map((p) => ({ p, at: place(seed, p) })).sort((a, b) => (a.at < b.at ? -1 : 1))
    const held = Math.round(shuffled.length * validation)
    // Where the folds of a group begin is shuffled as well: small groups would all land in the first.
    const start = Number.parseInt(place(seed, group).slice(0, 6), 16)
    shuffled.forEach(({ p }, i) => {
      placed.set(p, { part: i < held ? 'validation' : 'train', fold: ((start + i) % folds) + 1 })
    })
  }
  return cases.map((c) => ({ ...c, group: groupOf.get(c.patient)!, ...placed.get(c.patient)! }))
}

/** Patients shown in the report; the file has all. */
const MOST_SHOWN = 200

/** One line a patient: in how many parts and folds their cases lie. Anything but 1 would be an error. */
export function proveSplit(rows: readonly SplitRow[], options: SplitOptions): SplitReport {
  const distinct = (all: readonly SplitRow[], of: (r: SplitRow) => string | number) => new Set(all.map(of)).size
  const patients = [...Map.groupBy(rows, (r) => r.patient)]
  const groups: Record<string, Record<string, number>> = {}
  for (const [, all] of patients) {
    const { group, part, fold } = all[0]!
    const known = groups[group] ?? {}
    groups[group] = known
    for (const key of [part, `fold ${fold}`]) known[key] = (known[key] ?? 0) + 1
  }
  const proof = patients.map(([patient, all]) => ({
    patient,
    cases: all.length,
    part: all[0]!.part,
    fold: all[0]!.fold,
    parts: distinct(all, (r) => r.part),
    folds: distinct(all, (r) => r.fold),
  }))
  return {
    ...options,
    patients: patients.length,
    cases: rows.length,
    patientsInTwoParts: proof.filter((p) => p.parts > 1 || p.folds > 1).length,
    groups,
    proof,
  }
}
export const shortReport = (report: SplitReport): SplitReport => ({
  ...report,
  proof: report.proof.slice(0, MOST_SHOWN),
})

const line = (...cells: (string | number)[]): string => `${cells.map(csvCell).join(',')}\n`

export function writeSplit(out: OutFolder, rows: readonly SplitRow[], { proof, ...counts }: SplitReport): void {
  out.write(
    'split/split.csv',
    line('case_id', 'patient', 'group', 'part', 'fold') +
      rows.map((r) => line(r.caseId, r.patient, r.group, r.part, r.fold)).join(''),
  )
  for (const part of ['train', 'validation'] as const)
    out.write(`split/${part}.txt`, rows.flatMap((r) => (r.part === part ? [`${r.caseId}\n`] : [])).join(''))
  out.write(
    'split/proof.csv',
    line('patient', 'cases', 'part', 'fold', 'parts', 'folds') +
      proof.map((p) => line(p.patient, p.cases, p.part, p.fold, p.parts, p.folds)).join(''),
  )
  out.write('split/summary.json', `${JSON.stringify(counts, null, 2)}\n`)
}
