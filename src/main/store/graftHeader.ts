// A database whose first page is gone cannot be opened at all, although every table may be intact: page 1 only says
// where the tables begin. Those places follow from the migrations alone, so a copy can be given the first page of a
// fresh project. Works only for a project made by this very list of migrations (project.json madeWith).
import { closeSync, copyFileSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openWritable, rows } from './db.ts'
import { migrate } from './migrate.ts'
import { preparePragmas } from './pragmas.ts'

const PAGE = 4096

/** File format section 1.3: big-endian 32-bit fields of the header. */
const PAGE_COUNT = 28
const FIRST_FREE_PAGE = 32
const FREE_PAGES = 36
const CHANGE_COUNTER = 24
const VERSION_VALID_FOR = 92

/** Returns the file of the patched copy inside `folder`. */
export function graftHeader(source: string, folder: string): string {
  const copy = join(folder, 'grafted.sqlite')
  copyFileSync(source, copy)
  if (existsSync(`${source}-wal`)) copyFileSync(`${source}-wal`, `${copy}-wal`)
  const { pages, bytes } = freshSchemaPages(folder)
  const fd = openSync(copy, 'r+')
  try {
    for (const page of pages) {
      const content = Buffer.from(bytes.subarray((page - 1) * PAGE, page * PAGE))
      if (page === 1) {
        content.writeUInt32BE(Math.floor(fstatSync(fd).size / PAGE), PAGE_COUNT)
        content.writeUInt32BE(0, FIRST_FREE_PAGE)
        content.writeUInt32BE(0, FREE_PAGES)
        content.writeUInt32BE(content.readUInt32BE(CHANGE_COUNTER), VERSION_VALID_FOR)
      }
      if (page === 1 || !isHealthyTablePage(fd, page)) writeSync(fd, content, 0, PAGE, (page - 1) * PAGE)
    }
  } finally {
    closeSync(fd)
  }
  return copy
}

function freshSchemaPages(folder: string): { pages: number[]; bytes: Buffer } {
  const file = join(folder, 'fresh.sqlite')
  const db = openWritable(file, { create: true })
  preparePragmas(db)
  migrate(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const pages = rows<{ pageno: number }>(db, `SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'`).map(
    (r) => r.pageno,
  )
  db.close()
  return { pages, bytes: readFileSync(file) }
}

/** First byte of a table b-tree page: 5 interior, 13 leaf. Overflow pages begin with a page number and are replaced. */
function isHealthyTablePage(fd: number, page: number): boolean {
  const first = Buffer.alloc(1)
  readSync(fd, first, 0, 1, (page - 1) * PAGE)
  return first[0] === 5 || first[0] === 13
}
