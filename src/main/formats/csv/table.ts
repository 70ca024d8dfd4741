// A CSV text -> rows of cells (RFC 4180; comma, semicolon or tab; a quoted cell may hold line breaks). Pure.
import { PandokError } from '../../../shared/contract/errors.ts'

const SEPARATORS = [',', ';', '\t'] as const

/** The separator that the first line uses most, outside quotes. */
function separatorOf(text: string): string {
  const first = (text.split(/\r\n|\r|\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = SEPARATORS.map((s) => first.split(s).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}

export function readCsv(stated: string, known?: string): string[][] {
  const text = stated.replace(/^\ufeff/, '')
  const separator = known ?? separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const { cell, next } = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, separator)
    row.push(cell)
    at = next
    if (text[at] === separator) {
      at++
      if (at === text.length) row.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function plainCell(text: string, from: number, separator: string): { cell: string; next: number } {
  let next = from
  while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next++
  return { cell: text.slice(from, next).trim(), next }
}

function quotedCell(text: string, from: number, separator: string): { cell: string; next: number } {
  let cell = ''
  for (let at = from + 1; ; ) {
    const end = text.indexOf('"', at)
    if (end < 0) throw new PandokError('label-file-invalid', 'a quoted cell of the CSV file is not closed')
    cell += text.slice(at, end)
    if (text[end + 1] !== '"') {
      // What stands between the closing quote and the separator is dropped with the spaces.
      return { cell, next: plainCell(text, end + 1, separator).next }
    }
    cell += '"'
    at = end + 2
  }
}

export const csvCell = (value: string | number): string => {
  const text = String(value)
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
