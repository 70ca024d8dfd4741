// Which column of a sheet is which variable, as far as a person says it. Pure.
import type { SheetPreviewShown } from '../../../shared/contract/clinical.ts'

/** Variable by header; '-' = not used. What is not in it is guessed from the header. */
export type ColumnMap = Readonly<Record<string, string>>

/** A variable has one column: whichever had it before is not used any more. */
export function assignColumn(
  columns: SheetPreviewShown['columns'],
  map: ColumnMap,
  header: string,
  variable: string,
): ColumnMap {
  const before = columns.filter((c) => variable !== '-' && c.variable === variable && c.header !== header)
  return { ...map, ...Object.fromEntries(before.map((c) => [c.header, '-'])), [header]: variable }
}
