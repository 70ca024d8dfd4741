// The CSV and TSV exports: the flat records of JSON-MIN, with answers of several fields as JSON in their cells.
import { readCsv } from '../csv/table.ts'
import { readText } from '../decodeText.ts'
import type { Fields } from '../record.ts'

export async function readRows(path: string, codePage?: () => void): Promise<Fields[]> {
  const decoded = await readText(path)
  if (decoded.codePage) codePage?.()
  const [header = [], ...rows] = readCsv(decoded.text)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, cellValue(row[i] ?? '')])))
}

function cellValue(cell: string): unknown {
  if (!/^\s*[[{]/.test(cell)) return cell
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}
