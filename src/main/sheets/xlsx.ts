// The one door to the libraries for spreadsheets. Cells become text as a person reads them; dates are calendar days.
import readXlsxFile from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'

export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }

export async function readXlsx(path: string): Promise<Sheet[]> {
  const sheets = await readXlsxFile(path)
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(textOf)) }))
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).trim()
}

/** All cells are text: `0042` stays what it is. */
export async function writeXlsx(path: string, name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const data = rows.map((row) => row.map((value) => ({ type: String, value })))
  await writeXlsxFile(data, { sheet: name }).toFile(path)
}
