// A table of strangers (XLSX or CSV) as rows of text. Runs in a worker: what a zip claims is proved by unpacking it through the
// checked reader before the library for spreadsheets sees it.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { unpackZip, zipNames } from '../files/zip.ts'
import { readCsv } from '../formats/csv/table.ts'
import { readTextFile } from '../formats/decodeText.ts'
import { fileError } from '../formats/fileError.ts'
import { readXlsx, type Sheet } from './xlsx.ts'

/** 7,500 patients with 50 columns take some 5 MB unpacked. */
const MOST_FILE_BYTES = 64 * 2 ** 20
const MOST_UNPACKED = 256 * 2 ** 20
const MOST_PARTS = 2000
const MOST_CELLS = 5_000_000

export async function readSheet(path: string): Promise<Sheet[]> {
  const { size } = await stat(path).catch(fileError)
  if (size > MOST_FILE_BYTES)
    throw new PandokError('archive-too-large', 'the sheet is too large', { limit: MOST_FILE_BYTES })
  const sheets = (await isXlsx(path))
    ? await checkedXlsx(path)
    : [{ name: '', rows: readCsv(await readTextFile(path)) }]
  const cells = sheets.reduce((sum, s) => sum + s.rows.reduce((n, r) => n + r.length, 0), 0)
  if (cells > MOST_CELLS)
    throw new PandokError('archive-too-large', 'the sheet has too many cells', { limit: MOST_CELLS })
  return sheets
}

const isXlsx = async (path: string): Promise<boolean> =>
  /\.xls[xm]$/i.test(path) ||
  (await readFile(path).catch(fileError)).subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'

async function checkedXlsx(path: string): Promise<Sheet[]> {
  const parts = await zipNames(path)
  const bytes = parts.reduce((sum, p) => sum + p.bytes, 0)
  if (bytes > MOST_UNPACKED || parts.length > MOST_PARTS)
    throw new PandokError('archive-too-large', 'the sheet unpacks to too much', { limit: MOST_UNPACKED })
  const folder = await mkdtemp(join(tmpdir(), 'pandok-sheet-'))
  try {
    await unpackZip(path, folder, () => true)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return await readXlsx(path)
  } catch {
    throw new PandokError('label-file-invalid', 'the spreadsheet cannot be read')
  }
}
