// A clinical sheet comes in: columns are mapped, rows are matched to cases by replacement number or case id, and what changes
// is told before it is written.
import { basename } from 'node:path'
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import {
  type ClinicalValues,
  type ClinicalVariable,
  clinicalProblems,
  isClinicalVariable,
  variableOf,
} from '../../shared/domains/mammography/clinical.ts'
import { MAMMO_SETTINGS } from '../../shared/domains/mammography/settings.ts'
import type { Sheet } from '../sheets/xlsx.ts'
import { type ClinicalChange, readClinical, writeClinical } from '../store/clinical.ts'
import type { Ctx } from '../store/ctx.ts'
import { type ReadableDb, rows as selectRows } from '../store/db.ts'
import { readItemFields } from '../store/itemFields.ts'
import type { OpenProject } from '../store/open.ts'
import { readProject } from '../store/project.ts'

export type SheetColumn = { readonly header: string; readonly variable: ClinicalVariable | null }
export type SheetFinding = { readonly item: string; readonly problem: RuleProblem }
export type SheetPreview = {
  readonly columns: readonly SheetColumn[]
  readonly rows: number
  /** Rows that belong to a case, and cases whose values change. */
  readonly matched: number
  readonly changed: number
  readonly values: number
  /** Row number as a person counts it in the sheet, and the number that no case has. */
  readonly unmatched: readonly { readonly row: number; readonly id: string }[]
  readonly samples: readonly { readonly item: string; readonly values: ClinicalValues }[]
  readonly findings: readonly SheetFinding[]
}
export type SheetOptions = {
  /** Variable by header, where the name of a column does not say it; '-' leaves a column out. */
  readonly map: ReadonlyMap<string, string>
  readonly sheet: string | null
  /** Null = only look. */
  readonly write: Ctx | null
}
const SAMPLES = 20
const MOST_UNMATCHED = 1000

export function importClinical(
  project: OpenProject,
  path: string,
  sheets: readonly Sheet[],
  options: SheetOptions,
): SheetPreview {
  const { db } = project
  const settings = readProject(db).pack.mammo
  if (!settings) throw new PandokError('bad-request', 'clinical sheets belong to projects of mammograms')
  const sheet = options.sheet === null ? sheets[0] : sheets.find((s) => s.name === options.sheet)
  if (!sheet) throw new PandokError('not-found', 'the file has no such sheet', { sheet: options.sheet ?? '' })
  const { columns, first } = headerOf(sheet, options.map)
  const key = columns.findIndex((c) => c.variable === 'recvid')
  if (key < 0)
    throw new PandokError('label-file-invalid', 'no column holds the replacement number', { field: 'recvid' })
  const changes = new Map<string, { name: string; values: Record<string, string> }>()
  const unmatched: { row: number; id: string }[] = []
  let [count, matched] = [0, 0]
  for (const [i, row] of sheet.rows.entries()) {
    if (i <= first || row.every((cell) => cell.trim() === '')) continue
    count++
    const id = row[key]?.trim() ?? ''
    const cases = casesOf(db, id)
    if (cases.length === 0) unmatched.push({ row: i + 1, id })
    else matched++
    for (const c of cases) {
      const change = changes.get(c.id) ?? { name: c.name, values: {} }
      changes.set(c.id, change)
      for (const [at, { variable }] of columns.entries())
        if (variable && (row[at]?.trim() ?? '') !== '') change.values[variable] = row[at]!.trim()
    }
  }
  const differing: ClinicalChange[] = []
  const samples: { item: string; values: ClinicalValues }[] = []
  const findings: SheetFinding[] = []
  for (const [itemId, { name, values }] of changes) {
    const known = readClinical(db, itemId)
    const news = Object.fromEntries(
      Object.entries(values).filter(([v, value]) => known[v as ClinicalVariable] !== value),
    )
    if (Object.keys(news).length > 0) differing.push({ itemId, values: news })
    if (samples.length < SAMPLES) samples.push({ item: name, values })
    const problems = clinicalProblems(
      { ...known, ...values },
      readItemFields(db, itemId).studydate,
      settings ?? MAMMO_SETTINGS,
    )
    for (const problem of problems) findings.push({ item: name, problem })
  }
  const written = differing.reduce((sum, c) => sum + Object.keys(c.values).length, 0)
  if (options.write) writeClinical(project.writable(), differing, basename(path), options.write)
  return {
    columns,
    rows: count,
    matched,
    changed: differing.length,
    values: written,
    unmatched: unmatched.slice(0, MOST_UNMATCHED),
    samples,
    findings,
  }
}

/** The first row in which a replacement number has a column: sheets often begin with a title. */
function headerOf(sheet: Sheet, map: SheetOptions['map']): { columns: SheetColumn[]; first: number } {
  const wanted = new Map([...map].map(([header, variable]) => [header.trim().toLowerCase(), variable]))
  for (const variable of wanted.values())
    if (variable !== '-' && !isClinicalVariable(variable))
      throw new PandokError('bad-request', 'no such variable', { variable })
  const read = (row: readonly string[]): SheetColumn[] => {
    const taken = new Set<string>()
    return row.map((header) => {
      const said = wanted.get(header.trim().toLowerCase())
      const variable = said === undefined ? variableOf(header) : isClinicalVariable(said) ? said : null
      if (variable === null || taken.has(variable)) return { header, variable: null }
      taken.add(variable)
      return { header, variable }
    })
  }
  for (const [first, row] of sheet.rows.slice(0, 20).entries()) {
    const columns = read(row)
    if (columns.some((c) => c.variable === 'recvid')) return { columns, first }
  }
  return { columns: read(sheet.rows[0] ?? []), first: 0 }
}

/** By the patient number of the header, else by the name of the case. */
function casesOf(db: ReadableDb, id: string): { id: string; name: string }[] {
  if (id === '') return []
  const byPatient = selectRows<{ id: string; name: string }>(
    db,
    `SELECT i.id, i.name FROM item_fields f JOIN items i ON i.no = f.item_no WHERE f.field = 'patient' AND f.value = ?`,
    id,
  )
  if (byPatient.length > 0) return byPatient
  return selectRows<{ id: string; name: string }>(db, 'SELECT id, name FROM items WHERE name = ?', id)
}
