// A clinical sheet comes in: columns are mapped, rows are matched to cases by replacement number or case id, and what changes
// is told before it is written.
import { basename } from 'node:path'
import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import {
  CLINICAL_VARIABLES,
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

export type SheetColumn = {
  readonly header: string
  readonly variable: ClinicalVariable | null
  readonly examples: readonly string[]
}
export type SheetFinding = { readonly item: string; readonly problem: RuleProblem }
export type SheetChange = {
  readonly item: string
  readonly itemId: string
  readonly variable: ClinicalVariable
  readonly from: string | null
  readonly to: string
}
export type SheetPreview = {
  readonly sheet: string
  readonly columns: readonly SheetColumn[]
  /** False when no column holds the replacement number; only with `lookOnly`. */
  readonly keyed: boolean
  readonly rows: number
  /** Rows that belong to a case, and cases whose values change. */
  readonly matched: number
  readonly changed: number
  readonly values: number
  /** Row number as a person counts it in the sheet, and the number that no case has. */
  readonly unmatched: readonly { readonly row: number; readonly id: string }[]
  readonly samples: readonly { readonly item: string; readonly values: ClinicalValues }[]
  readonly changes: readonly SheetChange[]
  readonly findings: readonly SheetFinding[]
}
export type SheetOptions = {
  /** Variable by header, where the name of a column does not say it; '-' leaves a column out. */
  readonly map: ReadonlyMap<string, string>
  readonly sheet: string | null
  /** Null = only look. */
  readonly write: Ctx | null
  /** A sheet without a number column is shown too, so that a person can say which column it is. */
  readonly keyless?: boolean
}
const SAMPLES = 20
const MOST_CHANGES = 300
/** Values of a column that help a person to say what it is. */
const EXAMPLES = 3
const MOST_UNMATCHED = 1000

export function importClinical(
  project: OpenProject,
  path: string,
  sheets: readonly Sheet[],
  options: SheetOptions,
): SheetPreview {
  const { db } = project
  const settings = readProject(db).pack.mammo
  if (!settings) throw new PandokError('clinical-not-here', 'clinical sheets belong to projects of mammograms')
  const sheet = options.sheet === null ? sheets[0] : sheets.find((s) => s.name === options.sheet)
  if (!sheet)
    throw new PandokError('clinical-sheet', 'the file has no such sheet', {
      sheet: options.sheet ?? '',
      known: named(sheets.map((s) => s.name)),
    })
  const { columns, first } = headerOf(sheet, options.map)
  const key = columns.findIndex((c) => c.variable === 'recvid')
  if (key < 0 && !options.keyless)
    throw new PandokError('clinical-no-number', 'no column holds the replacement number', {
      known: named(columns.map((c) => c.header)),
    })
  const changes = new Map<string, { name: string; values: Record<string, string> }>()
  const unmatched: { row: number; id: string }[] = []
  let [count, matched] = [0, 0]
  for (const [i, row] of sheet.rows.entries()) {
    if (i <= first || row.every((cell) => cell.trim() === '')) continue
    count++
    if (key < 0) continue
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
  const shown: SheetChange[] = []
  const findings: SheetFinding[] = []
  for (const [itemId, { name, values }] of changes) {
    const known = readClinical(db, itemId)
    const news = Object.fromEntries(
      Object.entries(values).filter(([v, value]) => known[v as ClinicalVariable] !== value),
    )
    if (Object.keys(news).length > 0) differing.push({ itemId, values: news })
    for (const [variable, to] of Object.entries(news))
      if (isClinicalVariable(variable) && shown.length < MOST_CHANGES)
        shown.push({ item: name, itemId, variable, from: known[variable] ?? null, to })
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
    sheet: sheet.name,
    columns,
    keyed: key >= 0,
    rows: count,
    matched,
    changed: differing.length,
    values: written,
    unmatched: unmatched.slice(0, MOST_UNMATCHED),
    samples,
    changes: shown,
    findings,
  }
}

/** The first row in which a replacement number has a column: sheets often begin with a title. */
function headerOf(sheet: Sheet, map: SheetOptions['map']): { columns: SheetColumn[]; first: number } {
  const wanted = new Map([...map].map(([header, variable]) => [plain(header), variable]))
  for (const variable of wanted.values())
    if (variable !== '-' && !isClinicalVariable(variable))
      throw new PandokError('clinical-variable', 'no such variable', { variable, known: CLINICAL_VARIABLES.join(', ') })
  const read = (row: readonly string[], first: number): SheetColumn[] => {
    // What a person says goes before what a name lets guess.
    const taken = new Set<string>()
    for (const header of row) {
      const said = wanted.get(plain(header))
      if (said !== undefined) taken.add(said)
    }
    const given = new Set<string>()
    return row.map((header, at) => {
      const said = wanted.get(plain(header))
      const guessed = said === undefined ? variableOf(header) : null
      const variable = said === undefined ? (guessed && !taken.has(guessed) ? guessed : null) : asVariable(said)
      const own = variable !== null && !given.has(variable) ? variable : null
      if (own) given.add(own)
      return { header, variable: own, examples: examplesOf(sheet, first, at) }
    })
  }
  const heads = sheet.rows.slice(0, MOST_TITLE_ROWS).entries()
  let best: { columns: SheetColumn[]; first: number } | null = null
  for (const [first, row] of heads) {
    const columns = read(row, first)
    if (columns.some((c) => c.variable === 'recvid')) return withColumns({ columns, first }, wanted)
    // Without a number column the row that says most is taken for the header.
    const known = (found: readonly SheetColumn[]) => found.filter((c) => c.variable !== null).length
    if (!best || known(columns) > known(best.columns)) best = { columns, first }
  }
  return withColumns(best ?? { columns: [], first: 0 }, wanted)
}
const MOST_TITLE_ROWS = 20
const plain = (header: string): string => header.trim().toLowerCase()
const asVariable = (said: string): ClinicalVariable | null => (isClinicalVariable(said) ? said : null)

function examplesOf(sheet: Sheet, first: number, at: number): string[] {
  const out = new Set<string>()
  for (const row of sheet.rows.slice(first + 1, first + 200)) {
    const value = row[at]?.trim() ?? ''
    if (value !== '') out.add(value.slice(0, 60))
    if (out.size === EXAMPLES) break
  }
  return [...out]
}

/** A column that was named and is not there is a typing mistake, not a wish. */
function withColumns<T extends { readonly columns: readonly SheetColumn[] }>(
  found: T,
  wanted: ReadonlyMap<string, string>,
): T {
  const there = new Set(found.columns.map((c) => plain(c.header)))
  for (const header of wanted.keys())
    if (!there.has(header))
      throw new PandokError('clinical-column', 'no such column', {
        column: header,
        known: named(found.columns.map((c) => c.header)),
      })
  return found
}
const MOST_NAMED = 30
const named = (names: readonly string[]): string =>
  names
    .filter((name) => name.trim() !== '')
    .slice(0, MOST_NAMED)
    .join(', ')

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
